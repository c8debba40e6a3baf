import { expect } from 'chai'
import fc from 'fast-check'
import { decide, type Situation } from '../../src/core/decide.ts'
import type { Finding } from '../../src/core/draft.ts'
import { Feeling, Intent, Risk } from '../../src/core/intent.ts'
import { Policy } from '../../src/core/policy.ts'
import { PolicyRule, rulesOf, sayRule } from '../../src/core/policy-rules.ts'
import { readingOf } from '../support/reading.ts'

const note: Finding = { code: 'x', severity: 'note', ko: '', en: '', span: null }
const rule = (change: object) => PolicyRule.parse({ do: 'send', ...change })
const situation = (rules: object[], change: Partial<Situation> = {}): Situation => ({
  mode: 'send',
  policy: Policy.parse({ rules }),
  classification: readingOf({ intent: 'question', confidence: 0.8 }),
  findings: [],
  conversation: { publicTurnsSent: 0, withPerson: false },
  visibility: 'public',
  fellBack: null,
  accountId: '7',
  ...change,
})

const anyRule = fc
  .record({
    intent: fc.constantFrom('any' as const, ...Intent.options),
    accounts: fc.constantFrom('any' as const, ['7'], ['8']),
    visibility: fc.constantFrom('any' as const, 'public' as const, 'direct' as const),
    minConfidence: fc.double({ min: 0, max: 1, noNaN: true }),
    findings: fc.constantFrom('none' as const, 'notes' as const),
    feelings: fc.constantFrom('any' as const, ['calm', 'angry', 'pleased'], ['calm']),
    do: fc.constantFrom('send' as const, 'ask' as const, 'hand-over' as const),
    afterSeconds: fc.constantFrom(0, 30),
  })
  .filter((one) => PolicyRule.safeParse(one).success)

describe('the rules of a policy', () => {
  const fits: [title: string, rules: object[], change: Partial<Situation>, kind: string, why: string][] = [
    ['send what one of them sends', [{ intent: 'question', do: 'send' }], {}, 'send', 'allowed'],
    [
      'send nothing that none of them fits',
      [{ intent: 'chatter', do: 'send' }],
      {},
      'ask',
      'intent-not-allowed',
    ],
    ['send nothing when there is none', [], {}, 'ask', 'intent-not-allowed'],
    ['say when only the confidence was missing', [{ minConfidence: 0.9, do: 'send' }], {}, 'ask', 'unsure'],
    ['let the first that fits hold', [{ do: 'ask' }, { do: 'send' }], {}, 'ask', 'rule-asks'],
    [
      'go on to the next where the first does not fit',
      [{ visibility: 'direct', do: 'ask' }, { do: 'send' }],
      {},
      'send',
      'allowed',
    ],
    ['tell accounts apart', [{ accounts: ['8'], do: 'send' }], {}, 'ask', 'intent-not-allowed'],
    ['fit the account that they name', [{ accounts: ['8', '7'], do: 'send' }], {}, 'send', 'allowed'],
    [
      'fit no account where none is known',
      [{ accounts: ['7'], do: 'send' }],
      { accountId: undefined } as object,
      'ask',
      'intent-not-allowed',
    ],
    ['tell feelings apart', [{ feelings: ['pleased'], do: 'send' }], {}, 'ask', 'intent-not-allowed'],
    [
      'may want a draft without any finding',
      [{ findings: 'none', do: 'send' }],
      { findings: [note] },
      'ask',
      'intent-not-allowed',
    ],
    ['may not mind notes', [{ findings: 'notes', do: 'send' }], { findings: [note] }, 'send', 'allowed'],
    ['hand over', [{ do: 'hand-over' }], {}, 'hand-over', 'rule-hands-over'],
    [
      'hand over on an account that only drafts',
      [{ do: 'hand-over' }],
      { mode: 'draft' },
      'hand-over',
      'rule-hands-over',
    ],
    ['never send from an account that only drafts', [{ do: 'send' }], { mode: 'draft' }, 'ask', 'drafting'],
  ]
  for (const [title, rules, change, kind, why] of fits) {
    it(title, () => expect(decide(situation(rules, change))).to.include({ kind, why }))
  }

  it('give a reply the time to wait, and nothing else has one', () => {
    expect(decide(situation([{ do: 'send', afterSeconds: 30 }]))).to.include({ afterMs: 30_000 })
    expect(decide(situation([{ do: 'send' }]))).not.to.have.property('afterMs')
    expect(decide(situation([{ do: 'send', afterSeconds: 30 }], { mode: 'draft' }))).not.to.have.property(
      'afterMs',
    )
  })

  it('overrule no risk, wish, blocking finding, turn in public or anything else that keeps a reply back', () => {
    const stops: fc.Arbitrary<Partial<Situation>> = fc.oneof(
      fc.constantFrom(...Risk.options).map((risk) => ({ classification: readingOf({ risks: [risk] }) })),
      fc.constantFrom('person' as const, 'silence' as const).map((wish) => ({ wish })),
      fc
        .constantFrom('blocks' as const, 'person' as const)
        .map((severity) => ({ findings: [{ ...note, severity }] })),
      fc.integer({ min: 1, max: 9 }).map((publicTurnsSent) => ({
        conversation: { publicTurnsSent, withPerson: false },
        visibility: 'public' as const,
      })),
      fc.constantFrom<Partial<Situation>>(
        { mode: 'off' },
        { mode: 'draft' },
        { authorIsBot: true },
        { fellBack: 'The model hung.' },
        { conversation: { publicTurnsSent: 0, withPerson: true } },
        { showsPersonal: true },
        { classification: readingOf({ wantsPerson: true }) },
        { classification: readingOf({ abuse: true }) },
        { classification: readingOf({ sarcasm: true }) },
        { classification: readingOf({ feeling: 'angry' }) },
        { classification: readingOf({ feeling: 'vindictive' }) },
        { classification: readingOf({ differs: ['intent'] }) },
        { findings: [{ ...note, code: 'not-known' }] },
        { findings: [{ ...note, code: 'quoted' }] },
      ),
    )
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 4 }), stops, (rules, stop) => {
        expect(decide(situation(rules, stop)).kind).not.to.equal('send')
      }),
      { numRuns: 3_000 },
    )
  })

  it('never soften what a risk, a wish or a block decides', () => {
    const firm: [change: Partial<Situation>, why: string][] = [
      [{ classification: readingOf({ risks: ['legal'] }) }, 'risk'],
      [{ wish: 'silence' }, 'asked-for-silence'],
      [{ wish: 'person' }, 'asked-for-person'],
      [{ findings: [{ ...note, severity: 'blocks' }] }, 'blocked'],
      [{ classification: readingOf({ spam: true }) }, 'spam'],
    ]
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 4 }), fc.constantFrom(...firm), (rules, [change, why]) => {
        expect(decide(situation(rules, change))).to.include({ why })
      }),
    )
  })

  it('say the same as a list of intents and a line, whatever is read', () => {
    fc.assert(
      fc.property(
        fc.subarray([...Intent.options]),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(...Intent.options),
        fc.constantFrom(...Feeling.options),
        fc.double({ min: 0, max: 1 }),
        (sendIntents, minConfidence, intent, feeling, confidence) => {
          const old = Policy.parse({ sendIntents, minConfidence })
          const fresh = Policy.parse({ sendIntents: [], minConfidence, rules: rulesOf(old) })
          const classification = { ...readingOf({ intent, feeling }), confidence }
          const asked = { ...situation([]), classification }
          expect(decide({ ...asked, policy: fresh })).to.deep.equal(decide({ ...asked, policy: old }))
        },
      ),
    )
  })

  const wrong: [object, RegExp][] = [
    [{ do: 'ask', afterSeconds: 5 }, /set it to 0/],
    [{ do: 'hand-over', findings: 'none' }, /set it to ..?notes/],
    [{ do: 'send', feelings: ['calm', 'angry'] }, /always seen by a colleague/],
    [{ do: 'send', afterSeconds: 3_601 }, /3600/],
    [{ do: 'shout' }, /send/],
    [{ do: 'send', accounts: [] }, /./],
    [{ do: 'send', mood: 'calm' }, /mood/],
  ]
  for (const [given, says] of wrong) {
    it(`are refused as ${JSON.stringify(given)}`, () => {
      const read = PolicyRule.safeParse(given)
      expect(read.success).to.equal(false)
      expect(read.error?.message).to.match(says)
    })
  }

  const sentences: [change: object, ko: string, en: string][] = [
    [
      { intent: 'question', minConfidence: 0.9, findings: 'none', afterSeconds: 30 },
      '모든 계정에서 질문: 확신 0.9 이상, 발견된 점이 없으면 30초 뒤에 보내요.',
      'A question on any account with confidence of at least 0.9 and no finding: send after 30 s.',
    ],
    [
      { accounts: ['3', '4'], visibility: 'direct', feelings: ['calm', 'pleased'], minConfidence: 0 },
      '계정 @다정, #4에서 다이렉트 메시지의 차분한·기쁜 분의 모든 말: 바로 보내요.',
      'Any message in a direct message from somebody calm or pleased on account @다정, #4: send at once.',
    ],
    [
      { intent: 'complaint', visibility: 'public', do: 'hand-over', minConfidence: 0.5 },
      '모든 계정에서 공개된 자리의 불만: 확신 0.5 이상이면 초안 없이 동료에게 넘겨요.',
      'A complaint in public on any account with confidence of at least 0.5: hand over to a colleague, without a draft.',
    ],
    [
      { intent: 'chatter', do: 'ask' },
      '모든 계정에서 일상적인 말: 확신 0.7 이상이면 동료가 확인해요.',
      'Chatter on any account with confidence of at least 0.7: a colleague looks first.',
    ],
  ]
  for (const [change, ko, en] of sentences) {
    it(`say themselves: ${en}`, () => {
      expect(sayRule(rule(change), (id) => (id === '3' ? '@다정' : null))).to.deep.equal({ ko, en })
    })
  }
})
