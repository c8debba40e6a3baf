import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import fc from 'fast-check'
import { makeLocalReader } from '../../../src/writer/local-reader.ts'
import { alone } from '../../../src/writer/rules.ts'
import { readExamples } from '../../../src/writer/triage/learn/examples.ts'
import { macroF1 } from '../../../src/writer/triage/learn/figures.ts'
import { makeTriage } from '../../../src/writer/triage/triage.ts'
import { unpackWeights } from '../../../src/writer/triage/weights.ts'

// "Hello" where we know it, and else the name that a language has for itself: words that its people write.
const greetings = [
  ...'Bonjour|Hola|Hallo|Ciao|Olá|Привет|Здравствуйте|こんにちは|你好|您好|नमस्ते|مرحبا|שלום|สวัสดี|Xin chào|Halo|Merhaba'.split(
    '|',
  ),
  ...'Γειά σου|გამარჯობა|Բարև|سلام|ہیلو|হ্যালো|வணக்கம்|నమస్కారం|ನಮಸ್ಕಾರ|ഹലോ|ආයුබෝවන්|សួស្តី|ສະບາຍດີ|မင်္ဂလာပါ|ሰላም|Sawubona|Jambo|Aloha|Kumusta|Bula|Talofa|Malo|Kia ora|Dumela|Mbote|Moni|Salama|Sannu|Bawo|Ndewo|Mwaramutse|Oli otya|Habari|Salaam|Namaskar|Sat sri akal|Kem cho|Tashi delek|Сайн уу|Сәлем|Салам|Salom|Goddag|Hej|Moi|Tere|Sveiki|Labas|Dobrý den|Cześć|Szia|Bună|Zdravo'.split(
    '|',
  ),
  ...Array.from({ length: 26 * 26 }, (_, i) =>
    String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26)),
  ).flatMap((code) => {
    const name = new Intl.DisplayNames([code], { type: 'language', fallback: 'none' }).of(code)
    return name && Intl.DisplayNames.supportedLocalesOf(code).length > 0 ? [name] : []
  }),
]

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

describe('the triage that is shipped', () => {
  const triage = makeTriage(unpackWeights(readFileSync(root('prompts/triage/weights.bin'))))
  const examples = readExamples(root('prompts/triage/examples')).flatMap((one) => one.examples)

  it('has examples enough of its own, each said once', () => {
    expect(examples.length).to.be.at.least(3_000)
    expect(examples.filter(({ lang }) => lang === 'ko').length).to.be.at.least(2_000)
    const seen = new Set<string>()
    const twice = examples.filter(({ lang, text }) => {
      const key = `${lang} ${text}`
      return seen.size === seen.add(key).size
    })
    expect(twice.map(({ text }) => text)).to.deep.equal([])
  })

  it('fits its file, and was trained on these examples', () => {
    expect(statSync(root('prompts/triage/weights.bin')).size).to.be.at.most(3_000_000)
    const right = examples.filter(({ text, intent }) => triage(text).intent[0]?.value === intent[0])
    expect(right.length / examples.length).to.be.at.least(0.9)
  })

  // A floor under what docs/triage.md claims, so that no change of features or data makes it much worse unnoticed.
  it('reads the held messages, none of which it has learned from', () => {
    const known = new Set(examples.map(({ text }) => text))
    const held = readExamples(root('test/data/triage/held')).flatMap((one) => one.examples)
    // A thumb up or "price?" may well be written twice.
    expect(
      held.filter(({ text }) => text.length > 8 && known.has(text)).map(({ text }) => text),
    ).to.deep.equal([])
    for (const lang of ['ko', 'en']) {
      const rows = held.filter((one) => one.lang === lang)
      expect(rows.length).to.be.at.least(600)
      const pairs = rows.map(
        ({ text, intent }) => [intent[0] as string, triage(text).intent[0]?.value ?? ''] as const,
      )
      expect(macroF1(pairs), lang).to.be.at.least(0.78)
    }
  })

  it('answers in whatever language it is greeted, and is unsure of those that it does not read', () => {
    const read = makeLocalReader({ triage })
    for (const greeting of greetings) {
      const { confidence, sure } = read(alone(greeting)).classification
      expect(confidence, greeting).to.be.within(0, 1)
      if (/\p{L}/u.test(greeting) && !/[\p{Script=Latin}\p{Script=Hangul}]/u.test(greeting))
        expect(sure.language, greeting).to.be.below(0.5)
    }
    expect(greetings.length).to.be.at.least(200)
  })

  it('has an answer for every text', () => {
    const odd = [
      '',
      ' ',
      '😀😀',
      '\u0000\u0000',
      'ㅋ'.repeat(10_000),
      'x '.repeat(5_000),
      '\ud800',
      'مرحبا',
      'Здравствуйте',
    ]
    const check = (text: string) => {
      const { intent, needsReply, feeling } = triage(text)
      expect(intent.length).to.be.at.least(1)
      for (const { confidence } of [...intent, needsReply, feeling]) expect(confidence).to.be.within(0, 1)
    }
    odd.forEach(check)
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), check))
  })

  it('answers lines in order on the command line, and says which it could not read', () => {
    const input = [
      '{"id":"a","text":"배송이 왜 이렇게 늦어요? 일주일째예요"}',
      'nonsense',
      '{"id":2,"text":"","lang":"en"}',
    ]
    const { stdout, status } = spawnSync(process.execPath, [root('src/commands/triage.ts')], {
      input: `${input.join('\n')}\n`,
      encoding: 'utf8',
    })
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines[0]).to.include({
      id: 'a',
      intent: 'complaint',
      needsReply: true,
      language: 'ko',
      level: 'polite',
    })
    expect(lines[1]?.error).to.equal('line 2 is not JSON')
    expect(lines[2]).to.include({ id: 2 })
    expect(status).to.equal(1)
  })
})
