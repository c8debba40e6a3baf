import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import fc from 'fast-check'
import { Written } from '../../src/core/draft.ts'
import { guardByPatterns as guard } from '../../src/core/guard.ts'
import { Feeling, Intent, Language, languageOf } from '../../src/core/intent.ts'
import { fitsText, type TextLimits } from '../../src/core/limits.ts'
import { Visibility } from '../../src/core/mention.ts'
import { bareText } from '../../src/core/similar.ts'
import { makeLocalReader } from '../../src/writer/local-reader.ts'
import { canSay, linesFor, loadPhrases, sentenceOf, topicOf } from '../../src/writer/phrases.ts'
import { makePlainWriter, OutOfWords } from '../../src/writer/plain-writer.ts'
import type { DraftRequest } from '../../src/writer/writer.ts'
import { toDraft } from '../support/asked.ts'
import { readingOf } from '../support/reading.ts'
import { shippedTriage } from '../support/triage.ts'

const folder = new URL('../../prompts/plain', import.meta.url).pathname
const phrases = { ko: loadPhrases(folder, 'ko'), en: loadPhrases(folder, 'en') }
const local = makeLocalReader({ triage: shippedTriage() })
const writer = makePlainWriter({ phrases, read: async (request) => local(request) })
const patience = new AbortController().signal

const base = toDraft({
  classification: readingOf({ intent: 'complaint', feeling: 'angry', urgency: 'normal' }),
  person: { name: '김민지', handle: 'minji' },
})

const situation = fc.record({
  intent: fc.constantFrom(...Intent.options),
  feeling: fc.constantFrom(...Feeling.options),
  visibility: fc.constantFrom(...Visibility.options),
  language: fc.constantFrom(...Language.options),
})
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never

function requestFor({ visibility, ...rest }: Situation, change: Partial<DraftRequest> = {}): DraftRequest {
  const { tone: _tone, ...given } = base
  return toDraft({ ...given, visibility, classification: { ...base.classification, ...rest }, ...change })
}

function everySituation(): Situation[] {
  return Language.options.flatMap((language) =>
    Intent.options.flatMap((intent) =>
      Feeling.options.flatMap((feeling) =>
        Visibility.options.map((visibility) => ({ language, intent, feeling, visibility })),
      ),
    ),
  )
}

function sentences(text: string): string[] {
  return text.split(/(?<=[.?!~])\s+/).map(bareText)
}

describe('The plain writer', () => {
  it('hands over a whole draft, and says what it was made from', async () => {
    const written = Written.parse(await writer.draft(base, patience))
    expect(written).to.include({
      writer: 'plain',
      model: null,
      fellBack: null,
      language: 'ko',
      costMicros: 0,
    })
    expect(written.madeFrom).to.include({ phrases: 'ko' })
  })

  it('answers the same request alike, and another one otherwise', async () => {
    const once = await writer.draft(base, patience)
    expect(await writer.draft(base, patience)).to.deep.equal(once)
    expect((await writer.draft({ ...base, id: 'd2' }, patience)).text).not.to.equal(once.text)
  })

  it('names the thing that went wrong, once', async () => {
    const { text } = await writer.draft(base, patience)
    expect(text.split('인터넷')).to.have.length(2)
  })

  it('says no sentence twice to one person in 100 answers in a row, whatever they are about', async function () {
    this.timeout(60_000)
    await fc.assert(
      fc.asyncProperty(situation, fc.string(), async (drawn, seed) => {
        const alreadySent: string[] = []
        const seen = new Set<string>()
        for (let at = 0; at < 100; at++) {
          const { text } = await writer.draft(
            requestFor(drawn, { id: `${seed}${at}`, alreadySent }),
            patience,
          )
          for (const sentence of sentences(text)) {
            expect(seen.has(sentence), `${text} (answer ${at})`).to.equal(false)
            seen.add(sentence)
          }
          alreadySent.push(text)
        }
      }),
      { numRuns: 12 },
    )
  })

  it('always fits 140 characters and more, in the right language, with nothing for the guard to find', async () => {
    const unit = fc.constantFrom<TextLimits['unit']>('graphemes', 'utf16')
    await fc.assert(
      fc.asyncProperty(
        situation,
        fc.integer({ min: 140, max: 600 }),
        unit,
        fc.uuid(),
        async (drawn, max, by, id) => {
          const limits = { max, unit: by }
          const request = requestFor(drawn, { id, limits })
          const { text } = await writer.draft(request, patience)
          expect(fitsText(text, limits).fits).to.equal(true)
          expect(languageOf(text)).to.equal(drawn.language)
          const findings = guard(text, { ...request, linkHosts: [], personText: '', writer: 'plain' })
          expect(findings, text).to.deep.equal([])
        },
      ),
      { numRuns: 500 },
    )
  })

  it('has at least 200 replies for every situation', () => {
    for (const drawn of everySituation()) {
      const lines = linesFor(phrases[drawn.language], drawn)
      const plain = { name: null, topic: null }
      const replies = lines.reduce(
        (product, { line }) =>
          product * line.reduce((p, slot) => p * slot.filter((one) => canSay(one, plain)).length, 1),
        1,
      )
      expect(replies, JSON.stringify(drawn)).to.be.at.least(200)
    }
  })

  it('has no sentence, however it is put together, that the guard would stop, and says sorry in one line at most', () => {
    for (const { language, lines } of [phrases.ko, phrases.en]) {
      for (const line of Object.values(lines)) {
        for (const phrase of line.flat()) {
          const text = sentenceOf([phrase], { name: '민지', topic: '앱' })
          const found = guard(text === '' ? 'a' : text, {
            ...base,
            classification: { language },
            linkHosts: [],
            personText: '',
            writer: 'plain',
          })
          expect(
            found.filter((one) => one.code !== 'language' && one.severity !== 'note'),
            phrase,
          ).to.deep.equal([])
        }
      }
    }
    for (const drawn of everySituation()) {
      const sorry = linesFor(phrases[drawn.language], drawn).filter(({ line }) =>
        /죄송|sorry/.test(line.flat().join()),
      )
      expect(sorry.length).to.be.at.most(1)
    }
  })

  it('opens the door to a private talk when it answers a complaint or a question in public, and only then', async () => {
    const door = /디엠|DM|메시지로|message\?/
    for (const drawn of everySituation().filter((one) => one.intent !== 'chatter')) {
      const { text } = await writer.draft(requestFor(drawn), patience)
      expect(door.test(text), text).to.equal(drawn.visibility === 'public')
    }
  })

  it('drops the wish before it drops what matters when there is little room', async () => {
    const glad = { intent: 'chatter', feeling: 'pleased', visibility: 'public', language: 'en' } as const
    const { madeFrom } = await writer.draft(
      requestFor(glad, { limits: { max: 45, unit: 'utf16' } }),
      patience,
    )
    expect(madeFrom.lines).to.deep.equal(['glad'])
  })

  it('calls people by a name that reads as one, and by nothing else that they put there', async () => {
    const chat = { intent: 'chatter', feeling: 'calm', visibility: 'public', language: 'ko' } as const
    const texts = async (name: string): Promise<string> => {
      const person = { name, handle: 'x' }
      const drafts = Array.from({ length: 60 }, (_, at) =>
        writer.draft(requestFor(chat, { id: `n${at}`, person }), patience),
      )
      return (await Promise.all(drafts)).map(({ text }) => text).join(' ')
    }
    expect(await texts('민지')).to.include('민지님')
    for (const name of ['환불해', '<b>민지</b>', 'https://x.example', '민지 (공구중)', '{{name}}']) {
      expect(await texts(name)).not.to.include('님')
    }
  })

  it('gives up with a reason when everything was said, so that a colleague writes', async () => {
    const glad = { intent: 'chatter', feeling: 'pleased', visibility: 'public', language: 'ko' } as const
    const [first] = linesFor(phrases.ko, glad)
    const [left, right] = first?.line ?? []
    const alreadySent = (left ?? []).flatMap((a) => (right ?? []).map((b) => `${a} ${b}`))
    const failure = await writer
      .draft(requestFor(glad, { alreadySent }), patience)
      .catch((error: unknown) => error)
    expect(failure).to.be.instanceOf(OutOfWords)
    expect((failure as Error).message).to.match(/pleased chatter.*colleague/)
  })
})

describe('Phrases', () => {
  it('take the particle that the word before them asks for', () => {
    expect(sentenceOf(['{topic:이/가} 말썽이에요.'], { name: null, topic: '인터넷' })).to.equal(
      '인터넷이 말썽이에요.',
    )
    expect(sentenceOf(['{topic:이/가} 말썽이에요.'], { name: null, topic: '데이터' })).to.equal(
      '데이터가 말썽이에요.',
    )
  })

  it('begin with a capital letter and have no space before a mark', () => {
    expect(sentenceOf(['', 'when was it', '?'], { name: null, topic: null })).to.equal('When was it?')
  })

  it('find what a message is about by whole words in English', () => {
    expect(topicOf(phrases.en, ['I am so happy, this is simple'])).to.equal(null)
    expect(topicOf(phrases.en, ['Both apps crash'])).to.equal('app')
    expect(topicOf(phrases.ko, ['와이파이가 안 잡혀요'])).to.equal('인터넷')
  })

  const source = readFileSync(join(folder, 'ko.yaml'), 'utf8')
  const broken: [title: string, change: (yaml: string) => string, reason: RegExp][] = [
    ['that are no YAML', () => 'lines: [', /ko\.yaml cannot be used: .+line 1/s],
    ['of another language', (yaml) => yaml.replace('language: ko', 'language: en'), /language: it is "en"/],
    [
      'that point to a line that is not there',
      (yaml) => yaml.replace('[glad, wish?]', '[glad, wishes?]'),
      /situations\.chatter\.pleased\.public: there is no line "wishes\?"/,
    ],
    [
      'with a slot that nobody fills',
      (yaml) => yaml.replace('{name}님,', '{nickname}님,'),
      /lines\.hear-question: "안녕하세요 \{nickname\}님,"/,
    ],
    [
      'that do not end their sentence',
      (yaml) => yaml.replace('오늘 하루가 환해졌어요.', '오늘 하루가 환해졌어요'),
      /lines\.glad: every phrase of its last slot/,
    ],
    [
      'that end it too early',
      (yaml) => yaml.replace('이렇게 말해 주셔서', '고마워요.'),
      /lines\.glad: only its last slot/,
    ],
    [
      'that are too few',
      (yaml) => yaml.replace(/ {2}comfort:[\s\S]*? {2}hope:/, '  comfort:\n    - [하나.]\n\n  hope:'),
      /lines\.comfort: it makes 1 sentences, and 100/,
    ],
    [
      'that are too long',
      (yaml) => yaml.replace('이렇게 말해 주셔서', '가'.repeat(130)),
      /lines\.glad: it can be \d+ characters long/,
    ],
    ['with a key that nobody reads', (yaml) => `${yaml}\nextra: 1\n`, /Unrecognized key: "extra"/],
  ]
  for (const [title, change, reason] of broken) {
    it(`${title} are refused with the file and the reason`, () => {
      const place = mkdtempSync(join(tmpdir(), 'phrases-'))
      expect(change(source)).not.to.equal(source)
      writeFileSync(join(place, 'ko.yaml'), change(source))
      expect(() => loadPhrases(place, 'ko')).to.throw(reason)
    })
  }

  it('that are missing are refused with the file', () => {
    expect(() => loadPhrases('/nowhere', 'en')).to.throw(/\/nowhere\/en\.yaml cannot be used: ENOENT/)
  })
})
