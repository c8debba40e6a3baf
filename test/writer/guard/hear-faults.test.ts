import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import fc from 'fast-check'
import { checks, type Ears, type GuardRequest, makeGuard, type Seen } from '../../../src/core/guard.ts'
import type { Intent } from '../../../src/core/intent.ts'
import { bareText } from '../../../src/core/similar.ts'
import { makeShippedGuard, shippedGuardWeights } from '../../../src/make-guard.ts'
import { makeHearing } from '../../../src/writer/guard/hear-faults.ts'
import { readReplyExamples, readReplyFile } from '../../../src/writer/guard/learn/examples.ts'
import { replyFeatureVersion } from '../../../src/writer/guard/reply-features.ts'
import { faults, packGuardWeights, unpackGuardWeights } from '../../../src/writer/guard/weights.ts'
import { expectInProportion } from '../../support/growth.ts'

const file = readFileSync(shippedGuardWeights)
const weights = unpackGuardWeights(file)
const ears = makeHearing(weights)
const hear = ears.faults
const guard = makeShippedGuard()

function request(language: 'ko' | 'en', intent: Intent, personText: string): GuardRequest {
  return {
    limits: { max: 1_000, unit: 'graphemes' },
    visibility: 'public',
    classification: { language, intent, level: language === 'ko' ? 'polite' : null },
    ...{ alreadySent: [], linkHosts: [], personText, writer: 'model' },
  }
}

const waited = request('ko', 'complaint', '택배가 사흘째 안 와요')
const nothing: Seen = { sure: new Set(), weak: new Set() }

describe('The reader that hears faults', () => {
  it('hears mockery without a word of its own, and tells the sentence', () => {
    const text = '송장을 확인해 볼게요. 사흘 내내 새로고침만 하셨다니 참 알찬 주말을 보내셨나 봅니다.'
    const found = hear(text, waited, nothing).find(({ code }) => code === 'sarcasm')
    expect(found?.sure).to.be.within(0, 1)
    expect(text.slice(...(found?.span ?? [0, 0]))).to.match(/^사흘 내내/)
  })

  it('hears nothing in a warm answer', () => {
    const text = '사흘이나 기다리셨다니 많이 답답하셨겠어요. 송장 사진을 디엠으로 보내 주시겠어요?'
    expect(hear(text, waited, nothing)).to.deep.equal([])
  })

  it('keeps a draft for a person, and owes a colleague a note at most', () => {
    const text = '송장을 확인해 볼게요. 사흘 내내 새로고침만 하셨다니 참 알찬 주말을 보내셨나 봅니다.'
    const severityFor = (writer: GuardRequest['writer']) =>
      guard(text, { ...waited, writer }).find(({ code }) => code === 'sarcasm')?.severity
    expect(severityFor('model')).to.equal('person')
    expect(severityFor('colleague')).to.equal('note')
    expect(severityFor('plain')).to.equal(undefined)
  })

  it('is shipped small', () => {
    expect(file.length).to.be.below(1_200_000)
  })

  for (const [language, message, wants] of [
    ['ko', '앱이 자꾸 꺼져서 예약을 못 했어요', 'complaint'],
    ['ko', '세탁했더니 니트가 줄었어요', 'complaint'],
    ['ko', '배송은 언제 도착해요?', 'question'],
    ['en', 'My internet has been down for three days', 'complaint'],
    ['en', 'When does the delivery arrive?', 'question'],
    ['en', 'Passed my exam today, cake time!', 'chatter'],
  ] as const) {
    it(`reads what is wanted with "${message}"`, () => {
      expect(ears.wants(message, language).intent).to.equal(wants)
    })
  }

  it('weighs what the patterns see with what it hears', () => {
    const text = '혹시 다른 기기에서도 그런가요?'
    const isHeard = (seen: Seen) => hear(text, waited, seen).some(({ code }) => code === 'profanity')
    expect(isHeard(nothing)).to.equal(false)
    expect(isHeard({ sure: new Set(['profanity']), weak: new Set() })).to.equal(true)
  })

  it('refuses weights of other features, and says what to do', () => {
    for (const features of ['0 on 0', replyFeatureVersion.replace(/\d+$/, '0'), '']) {
      const other = packGuardWeights({ ...weights, header: { ...weights.header, features } })
      expect(() => unpackGuardWeights(other), features).to.throw(/npm run train:guard/)
    }
  })

  it('names what it hears, and not every fault that sounds a little like it', () => {
    const found = guard('내일까지 환불해 드릴게요', request('ko', 'complaint', '배송이 너무 늦어요')).map(
      ({ code }) => code,
    )
    expect(found).to.include('promise').and.not.include('profanity')
  })

  it('hears checks of the guard only', () => {
    expect(checks.map(({ code }) => code)).to.include.members([...faults])
  })

  it('never fails, keeps to the text, and says the same twice', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 400 }))
    fc.assert(
      fc.property(text, fc.constantFrom<'ko' | 'en'>('ko', 'en'), (reply, language) => {
        const asked = request(language, 'question', reply)
        const heard = hear(reply, asked, nothing)
        for (const { span } of heard) {
          if (span === null) continue
          expect(span[0]).to.be.within(0, reply.length)
          expect(span[1]).to.be.within(span[0], reply.length)
        }
        expect(hear(reply, asked, nothing)).to.deep.equal(heard)
      }),
      { numRuns: 300 },
    )
  })

  it('takes time that grows with the reply', () => {
    expectInProportion((reply) => hear(reply, waited, nothing), '사흘 내내 기다리셨다니. Oh dear! ')
  })

  it('was taught by nothing that it is measured with', () => {
    for (const language of ['ko', 'en'] as const) {
      const folder = fileURLToPath(new URL('../../../prompts/guard/examples', import.meta.url))
      const learned = new Set(readReplyExamples(folder, language).map(({ reply }) => bareText(reply)))
      expect(learned.size).to.be.above(2_500)
      for (const set of ['held', 'later']) {
        const held = fileURLToPath(new URL(`../../data/guard/${language}-${set}.jsonl`, import.meta.url))
        expect(readReplyFile(held).filter(({ reply }) => learned.has(bareText(reply))).length).to.equal(0)
      }
    }
  })
})

describe('The guard with somebody who hears', () => {
  const hears = (...codes: string[]): Ears => ({
    codes: new Set(faults),
    wants: () => ({ intent: 'complaint', sure: true }),
    faults: () => codes.map((code) => ({ code, sure: 0.9, span: [0, 2] })),
  })
  const codesBy = (who: Ears | null, text: string, change: Partial<GuardRequest> = {}) =>
    makeGuard({ ears: who })(text, { ...waited, ...change }).map(
      ({ code, severity }) => `${code} ${severity}`,
    )
  const clean = '사흘이나 기다리셨다니 답답하셨겠어요.'

  it('asks a person about what is only heard, and never blocks by it', () => {
    expect(codesBy(hears('sarcasm', 'hate', 'apology'), clean)).to.deep.equal([
      'hate person',
      'sarcasm person',
      'apology note',
    ])
  })

  it('blocks what a pattern is sure of, whether or not it was heard', () => {
    expect(codesBy(hears(), '저는 상담원입니다.')).to.include('claims-human blocks')
    expect(codesBy(hears('claims-human'), '저는 상담원입니다.')).to.include('claims-human blocks')
  })

  it('lets words count only where the fault is heard, too', () => {
    for (const [code, words] of [
      ['argument', '속상하셨겠어요. 규정이 그렇습니다.'],
      ['promise', '내일까지 환불해 드릴게요.'],
    ] as const) {
      expect(codesBy(null, words)).to.include(`${code} person`)
      expect(codesBy(hears(), words)).to.deep.equal([])
      expect(codesBy(hears(code), words)).to.deep.equal([`${code} person`])
    }
  })

  it('needs to hear nothing where a list or a number says it', () => {
    expect(codesBy(hears(), '한빛톡 쪽이 더 낫죠.', { competitors: ['한빛톡'] })).to.include(
      'competitor person',
    )
    expect(codesBy(hears(), '02-345-6789로 걸어 주세요')).to.include('personal-data person')
    expect(codesBy(hears(), 'https://evil.example/a 를 보세요')).to.include('link person')
  })

  it('tells who hears what the patterns see', () => {
    let told: Seen = nothing
    const who: Ears = {
      ...hears(),
      faults: (_, __, seen) => {
        told = seen
        return []
      },
    }
    codesBy(who, '속상하셨겠어요. 규정이 그렇습니다. 내일까지 환불해 드릴게요.')
    expect([...told.sure]).to.deep.equal(['promise'])
    codesBy(who, '속상하셨겠어요. 규정이 그렇습니다.')
    expect([...told.weak]).to.deep.equal(['argument'])
  })

  it('takes for a complaint what is told or heard to be one', () => {
    const jolly = '사흘이나 기다리셨다니 답답하셨겠어요!'
    const asking = (intent?: Intent): Partial<GuardRequest> => ({
      classification: { language: 'ko', intent },
    })
    const glad: Ears = { ...hears(), wants: () => ({ intent: 'chatter', sure: true }) }
    const unsure: Ears = { ...hears(), wants: () => ({ intent: 'complaint', sure: false }) }
    for (const [who, intent, found] of [
      [hears(), undefined, ['cheer note']],
      [hears(), 'chatter', ['cheer note']],
      [glad, 'complaint', ['cheer note']],
      [glad, undefined, []],
      // Who comforts answers a complaint.
      [unsure, undefined, ['cheer note']],
      [null, undefined, []],
    ] as const) {
      expect(codesBy(who, jolly, asking(intent))).to.deep.equal(found)
    }
    expect(codesBy(unsure, '사흘이나 걸리셨군요!', asking())).to.deep.equal([])
    expect(codesBy(hears(), '사흘이나 걸리셨군요!', asking())).to.deep.equal(['cheer note'])
  })

  it('believes a colleague who says that they are human, asks in private, and does not listen to our own phrases', () => {
    expect(codesBy(hears('claims-human'), clean, { writer: 'colleague' })).to.deep.equal([])
    expect(codesBy(hears('personal-data'), clean, { visibility: 'direct' })).to.deep.equal([])
    expect(codesBy(hears('sarcasm'), clean, { writer: 'plain' })).to.deep.equal([])
  })

  it('has the shipped reader in the shipped guard', () => {
    const text = '사흘 내내 새로고침만 하셨다니 참 알찬 주말을 보내셨나 봅니다.'
    expect(guard(text, waited).map(({ code }) => code)).to.include('sarcasm')
  })
})
