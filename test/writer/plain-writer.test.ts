import { expect } from 'chai'
import fc from 'fast-check'
import { Written } from '../../src/core/draft.ts'
import { guardByPatterns as guard } from '../../src/core/guard.ts'
import { Feeling, Intent, Language, languageOf } from '../../src/core/intent.ts'
import { fitsText, type TextLimits } from '../../src/core/limits.ts'
import { Visibility } from '../../src/core/mention.ts'
import { bareText } from '../../src/core/similar.ts'
import { apologyIn } from '../../src/core/tone/apology.ts'
import { makeLocalReader } from '../../src/writer/local-reader.ts'
import { atLevel } from '../../src/writer/phrase-text.ts'
import { lineNames, loadPhrases, plainOf, planNames } from '../../src/writer/phrases.ts'
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
    expect(written.madeFrom).to.include({ phrases: 'ko', version: phrases.ko.version, strategy: 'listen' })
    expect(written.madeFrom.lines).to.deep.equal(['own-event', 'door-ask'])
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

  it('can be asked again with what it was given, and answers the same', async () => {
    const { inputs, text } = await writer.draft(base, patience)
    const again = JSON.parse(JSON.stringify(inputs)) as DraftRequest
    expect((await writer.draft(again, patience)).text).to.equal(text)
  })

  it('says no sentence twice to one person in 100 answers in a row, whatever they are about', async () => {
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

  it('has at least 200 replies for every situation, even where it knows nothing of the matter', () => {
    for (const { replies, lines, language } of [phrases.ko, phrases.en]) {
      for (const name of planNames) {
        const count = replies[name]
          .filter((position) => position !== 'quote?')
          .reduce((product, position) => {
            const last = lines[lineNames(position).at(-1) ?? '']
            return product * plainOf(last?.slots ?? []).reduce((p, slot) => p * slot.length, 1)
          }, 1)
        // A welcome is one sentence.
        expect(count, `${language} ${name}`).to.be.at.least(name === 'welcome' ? 100 : 200)
      }
    }
  })

  it('opens the door to a private talk where the tone asks for it, and only then', async () => {
    const door = /디엠|DM|메시지로|message\?|message,/
    for (const drawn of everySituation()) {
      const request = requestFor(drawn)
      const { text } = await writer.draft(request, patience)
      expect(door.test(text), text).to.equal(request.tone.door)
    }
  })

  it('says sorry once and names what happened where the tone asks for it, and otherwise never', async () => {
    for (const drawn of everySituation()) {
      for (const apology of ['once', 'none'] as const) {
        const request = requestFor(drawn)
        const tone = { ...request.tone, apology }
        const texts = [drawn.language === 'ko' ? '인터넷이 자꾸 끊겨요' : 'my internet keeps dropping']
        const { text } = await writer.draft({ ...request, texts, tone }, patience)
        const found = apologyIn(text)
        const wronged = ['listen', 'inform', 'thank-and-act'].includes(tone.strategy)
        const expected = apology === 'once' && wronged
        expect(found.length, text).to.equal(expected ? 1 : 0)
        if (expected) expect(found[0], text).to.include({ names: true, followed: true })
      }
    }
  })

  it('speaks 합쇼체 in every sentence where the brand does', async () => {
    for (const drawn of everySituation().filter((one) => one.language === 'ko')) {
      const voice = { ...base.voice, level: 'hapsyo' as const, emoji: false }
      for (const id of ['a', 'b', 'c']) {
        const { text } = await writer.draft(requestFor(drawn, { id, voice }), patience)
        for (const one of text.split(/(?<=[.?!])\s+/)) expect(one).to.match(/(?:니다|니까|시오)[.?!]$/)
      }
    }
  })

  for (const [text, language, part] of [
    ['택배가 3일째 안 와요', 'ko', '택배가 3일째 오지 않았다니'],
    ['5년째 쓰는데 인터넷이 끊겨요', 'ko', '인터넷이'],
    ['eSIM 결제가 두 번 됐어요', 'ko', '또 나'],
    ['상담원이 너무 불친절했어요', 'ko', '상담원이 마음 상하게'],
    ['my parcel never arrived', 'en', 'the parcel never arrived'],
    ['I was charged twice', 'en', 'twice'],
    ["The app won't let me log in", 'en', 'the app kept you out'],
    ['운동화 밑창이 떨어졌어요', 'ko', '운동화 밑창이 떨어졌다니'],
    ['파라솔이 부서졌어요', 'ko', '파라솔이'],
    ['my lawnmower stopped working', 'en', 'the lawnmower'],
  ] as const) {
    it(`hears what happened in "${text}"`, async () => {
      const drawn = { intent: 'complaint', feeling: 'disappointed', visibility: 'direct', language } as const
      expect((await writer.draft(requestFor(drawn, { texts: [text] }), patience)).text).to.include(part)
    })
  }

  for (const [text, language, pattern] of [
    ['비 온다. 감성 터지네', 'ko', /비|빗소리/],
    ['오늘 점심 뭐 먹을까', 'ko', /국물|비빔밥|국수|돈가스|김치찌개/],
    ['굿모닝~', 'ko', /아침|굿모닝/],
    ['Goodnight Dajeong.', 'en', /night|tight|Rest/i],
    ['Passed my exam! I passed!', 'en', /News|What you tell us|moment|Work/],
  ] as const) {
    it(`answers small talk about what was said: "${text}"`, async () => {
      const drawn = { intent: 'chatter', feeling: 'pleased', visibility: 'public', language } as const
      expect((await writer.draft(requestFor(drawn, { texts: [text] }), patience)).text).to.match(pattern)
    })
  }

  it('uses no emoji unless tone and voice want them, and no exclamation mark unless the tone does', async () => {
    const chat = { intent: 'chatter', feeling: 'pleased', visibility: 'public', language: 'ko' } as const
    const request = requestFor(chat, { texts: ['굿모닝 파이팅 ☀️'] })
    const said = async (emoji: boolean, exclamation: boolean, wanted: boolean): Promise<string> =>
      (
        await Promise.all(
          Array.from({ length: 20 }, (_, at) =>
            writer.draft(
              {
                ...{ ...request, id: `e${at}`, voice: { ...request.voice, emoji: wanted } },
                tone: { ...request.tone, emoji, exclamation },
              },
              patience,
            ),
          ),
        )
      )
        .map(({ text }) => text)
        .join(' ')
    expect(await said(true, true, true)).to.match(/\p{Extended_Pictographic}/u)
    expect(await said(true, true, true)).to.include('!')
    expect(await said(true, true, false)).not.to.match(/\p{Extended_Pictographic}/u)
    expect(await said(false, false, true)).not.to.match(/\p{Extended_Pictographic}|!/u)
  })

  it('never says the words that the brand never says', async () => {
    const voice = { ...base.voice, neverSay: ['죄송', '디엠'] }
    for (let at = 0; at < 40; at += 1) {
      const { text } = await writer.draft({ ...base, id: `v${at}`, voice }, patience)
      expect(text).not.to.match(/죄송|디엠/)
    }
  })

  describe('with documents', () => {
    const question = { intent: 'question', feeling: 'calm', visibility: 'direct', language: 'ko' } as const
    const passage = {
      ...{ id: 'p1', heading: '로밍패스 요금', validity: 'valid' as const },
      text: '로밍패스는 하루 11,000원이에요. 40개 나라에서 쓸 수 있어요.',
    }
    const answer = (passages: (typeof passage | { validity: 'expired' })[], text: string) =>
      writer.draft(
        requestFor(question, {
          texts: [text],
          background: {
            passages: passages as DraftRequest['background']['passages'],
            examples: [],
            earlier: [],
          },
        }),
        patience,
      )

    it('answers in the words of the passage and cites it', async () => {
      const { text, cites } = await answer([passage], '로밍패스 하루 요금 얼마예요?')
      expect(text).to.include('“로밍패스는 하루 11,000원이에요”라고')
      expect(cites).to.deep.equal(['p1'])
    })

    it('neither quotes nor cites one that holds no more, or that speaks of something else', async () => {
      for (const [passages, text] of [
        [[{ ...passage, validity: 'expired' as const }], '로밍패스 하루 요금 얼마예요?'],
        [[passage], '강아지 산책 앱은 어디서 받나요?'],
      ] as const) {
        const written = await answer([...passages] as (typeof passage)[], text)
        expect(written.text).not.to.include('11,000')
        expect(written.cites).to.deep.equal([])
      }
    })
  })

  it('drops what may be left out before it drops what matters when there is little room', async () => {
    const chat = { intent: 'chatter', feeling: 'calm', visibility: 'public', language: 'en' } as const
    const small = { texts: ['purple lamps'], limits: { max: 62, unit: 'utf16' as const } }
    const { madeFrom } = await writer.draft(requestFor(chat, small), patience)
    expect(madeFrom.lines).to.deep.equal(['chat'])
  })

  it('calls people by a name that reads as one, and by nothing else that they put there', async () => {
    const chat = { intent: 'question', feeling: 'calm', visibility: 'public', language: 'ko' } as const
    const texts = async (name: string): Promise<string> => {
      const person = { name, handle: 'x' }
      const drafts = Array.from({ length: 60 }, (_, at) =>
        writer.draft(requestFor(chat, { id: `n${at}`, person, texts: ['안에 있나'] }), patience),
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
    const [left, right] = plainOf(phrases.ko.lines.glad?.slots ?? []).map((slot) =>
      slot.map((phrase) => atLevel(phrase, 'haeyo')),
    )
    const alreadySent = (left ?? []).flatMap((a) => (right ?? []).map((b) => `${a} ${b}`))
    const failure = await writer
      .draft(requestFor(glad, { alreadySent, texts: ['고마워요'] }), patience)
      .catch((error: unknown) => error)
    expect(failure).to.be.instanceOf(OutOfWords)
    expect((failure as Error).message).to.match(/pleased chatter.*colleague/)
  })
})
