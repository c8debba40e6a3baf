import { expect } from 'chai'
import fc from 'fast-check'
import { type DecisionCode, decide, type Situation } from '../../src/core/decide.ts'
import type { Finding } from '../../src/core/draft.ts'
import { type Classification, Feeling, Intent, Risk, Urgency } from '../../src/core/intent.ts'
import { findNotKnown } from '../../src/core/known.ts'
import { Mode, Policy } from '../../src/core/policy.ts'
import { readingOf } from '../support/reading.ts'

const classification = readingOf({ feeling: 'pleased' })

const situation: Situation = {
  mode: 'send',
  policy: Policy.parse({}),
  classification,
  findings: [],
  conversation: { publicTurnsSent: 0, withPerson: false },
  visibility: 'public',
  fellBack: null,
}

const finding = (severity: Finding['severity']): Finding => ({
  code: 'x',
  severity,
  ko: '',
  en: '',
  span: null,
})
const said = (change: Partial<Classification>): Partial<Situation> => ({
  classification: { ...classification, ...change },
})
const person = { publicTurnsSent: 0, withPerson: true }

const cases: [title: string, change: Partial<Situation>, kind: string, why: DecisionCode][] = [
  ['sends a friendly answer to chatter where the policy allows it', {}, 'send', 'allowed'],
  ['sends at exactly the least confidence', said({ confidence: 0.7 }), 'send', 'allowed'],
  ['sends when a finding is only a note', { findings: [finding('note')] }, 'send', 'allowed'],
  [
    'sends directly however often we answered in public',
    { visibility: 'direct', conversation: { publicTurnsSent: 9, withPerson: false } },
    'send',
    'allowed',
  ],
  [
    'sends a question once the policy allows questions',
    { ...said({ intent: 'question' }), policy: Policy.parse({ sendIntents: ['question'] }) },
    'send',
    'allowed',
  ],
  [
    'hands over what certainly touches a grave matter',
    said({ risks: ['legal'], sure: { risks: 0.9 } }),
    'hand-over',
    'risk',
  ],
  [
    'asks, with a draft, about what may touch one',
    said({ risks: ['legal'], sure: { risks: 0.2 } }),
    'ask',
    'risk-suspected',
  ],
  [
    'asks about who may want a person',
    said({ wantsPerson: true, sure: { wantsPerson: 0.2 } }),
    'ask',
    'person-suspected',
  ],
  [
    'keeps even a faint suspicion from leaving alone',
    said({ risks: ['legal'], sure: { risks: 0.02 } }),
    'ask',
    'risk-suspected',
  ],
  [
    'gives no faint suspicion as the reason where there is another',
    {
      ...said({ risks: ['legal'], wantsPerson: true, sure: { risks: 0.02, wantsPerson: 0.02 } }),
      mode: 'draft',
    },
    'ask',
    'drafting',
  ],
  ['hands over for who asked for a person', { wish: 'person' }, 'hand-over', 'asked-for-person'],
  [
    'says that they ask for a person when they say it again',
    { ...said({ wantsPerson: true }), wish: 'person' },
    'hand-over',
    'wants-person',
  ],
  [
    'hands over for who asked for silence, even what needs no reply',
    { ...said({ needsReply: false }), wish: 'silence' },
    'hand-over',
    'asked-for-silence',
  ],
  ['ignores everything where it only listens', { wish: 'silence', mode: 'off' }, 'ignore', 'off'],
  [
    'asks, with a draft, about personal data in public',
    { ...said({ risks: ['personal-data'], sure: { risks: 1 } }), showsPersonal: true },
    'ask',
    'personal-data-shown',
  ],
  [
    'asks about personal data in public beside what is hardly grave',
    { ...said({ risks: ['minor', 'personal-data'], sure: { risks: 0.3 } }), showsPersonal: true },
    'ask',
    'personal-data-shown',
  ],
  [
    'asks about personal data in public beside what is only suspected, however certain the data are',
    {
      ...said({
        risks: ['personal-data', 'legal'],
        riskDetails: { 'personal-data': { sure: 1, words: [] }, legal: { sure: 0.05, words: ['계약'] } },
        sure: { risks: 1 },
      }),
      showsPersonal: true,
    },
    'ask',
    'personal-data-shown',
  ],
  [
    'ignores spam whose fraud alone is certain',
    said({
      spam: true,
      risks: ['fraud', 'minor'],
      riskDetails: { fraud: { sure: 0.9, words: [] }, minor: { sure: 0.02, words: [] } },
      sure: { risks: 0.9 },
    }),
    'ignore',
    'spam',
  ],
  [
    'hands over personal data beside another grave matter',
    { ...said({ risks: ['personal-data', 'legal'], sure: { risks: 1 } }), showsPersonal: true },
    'hand-over',
    'risk',
  ],
  [
    'hands over personal data in a direct message',
    {
      ...said({ risks: ['personal-data'], sure: { risks: 1 } }),
      visibility: 'direct',
      showsPersonal: true,
    },
    'hand-over',
    'risk',
  ],
  [
    'hands over who asks for a person and shows their number',
    { ...said({ wantsPerson: true }), showsPersonal: true },
    'hand-over',
    'wants-person',
  ],
  [
    'hands over what they tell because the chat asked for it',
    { ...said({ needsReply: false }), tellsAsked: true },
    'hand-over',
    'told-what-was-asked',
  ],
  ['asks when two readers differ', said({ differs: ['intent'] }), 'ask', 'readers-differ'],
  ['asks about an attack on people', said({ abuse: true }), 'ask', 'abuse'],
  ['asks about what may be irony', said({ sarcasm: true }), 'ask', 'sarcasm'],
  ['asks in mode draft', { mode: 'draft' }, 'ask', 'drafting'],
  ['asks about what a colleague wanted anew', { guided: true }, 'ask', 'guided'],
  ['asks before answering a complaint', said({ intent: 'complaint' }), 'ask', 'intent-not-allowed'],
  ['asks when it is not sure enough', said({ confidence: 0.69 }), 'ask', 'unsure'],
  ['asks when the confidence is not a number', said({ confidence: Number.NaN }), 'ask', 'unsure'],
  ['asks when they are angry', said({ feeling: 'angry' }), 'ask', 'upset'],
  ['asks when they want revenge', said({ feeling: 'vindictive' }), 'ask', 'upset'],
  [
    'asks when a finding blocks the draft',
    { findings: [finding('note'), finding('blocks')] },
    'ask',
    'blocked',
  ],
  ['asks when a finding needs a person', { findings: [finding('person')] }, 'ask', 'needs-eyes'],
  [
    'asks when what they asked is not known',
    { findings: findNotKnown({ cites: [], writer: 'model' }, { intent: 'question' }) },
    'ask',
    'not-known',
  ],
  [
    'sends an answer that rests on a document',
    { findings: findNotKnown({ cites: ['p1'], known: true, writer: 'model' }, { intent: 'question' }) },
    'send',
    'allowed',
  ],
  [
    'asks whether what phrases quote is the answer',
    { findings: findNotKnown({ cites: ['p1'], writer: 'plain' }, { intent: 'question' }) },
    'ask',
    'quoted',
  ],
  [
    'asks when the writer says that it does not know, whatever it cites',
    { findings: findNotKnown({ cites: ['p1'], known: false, writer: 'model' }, { intent: 'chatter' }) },
    'ask',
    'not-known',
  ],
  [
    'asks after the last public answer that the policy allows',
    { conversation: { publicTurnsSent: 1, withPerson: false } },
    'ask',
    'public-turns',
  ],
  ['asks when phrases stood in for the model', { fellBack: 'The model hung.' }, 'ask', 'fell-back'],
  ['hands over when they ask for a person', said({ wantsPerson: true }), 'hand-over', 'wants-person'],
  [
    'hands over any risk, whatever the mode',
    { mode: 'draft', ...said({ risks: ['legal'] }) },
    'hand-over',
    'risk',
  ],
  [
    'hands over a risk that seems to need no reply',
    said({ risks: ['self-harm'], needsReply: false }),
    'hand-over',
    'risk',
  ],
  ['hands over a threat that looks like spam', said({ risks: ['threat'], spam: true }), 'hand-over', 'risk'],
  [
    'hands over to the colleague who has the conversation',
    { conversation: person },
    'hand-over',
    'with-person',
  ],
  [
    "hands a bare 'yes' to the colleague who asked",
    { conversation: person, ...said({ needsReply: false }) },
    'hand-over',
    'with-person',
  ],
  [
    'hands over rather than asks when the draft is blocked too',
    { findings: [finding('blocks')], ...said({ wantsPerson: true }) },
    'hand-over',
    'wants-person',
  ],
  [
    'ignores everything in mode off',
    { mode: 'off', conversation: person, ...said({ risks: ['threat'] }) },
    'ignore',
    'off',
  ],
  ['ignores spam', said({ spam: true }), 'ignore', 'spam'],
  ['ignores spam that speaks of fraud', said({ spam: true, risks: ['fraud'] }), 'ignore', 'spam'],
  ['ignores what needs no reply', said({ needsReply: false }), 'ignore', 'no-reply-needed'],
  ['ignores other bots', { authorIsBot: true }, 'ignore', 'bot'],
]

describe('Deciding about a mention', () => {
  for (const [title, change, kind, why] of cases) {
    it(title, () => {
      const decision = decide({ ...situation, ...change })
      expect(decision).to.include({ kind, why })
      expect(decision.ko).to.match(/[가-힣].*요\.$/)
      expect(decision.en).to.match(/\.$/)
    })
  }

  it('sends only when every single condition holds, whatever the situation', () => {
    const any = fc.record({
      mode: fc.constantFrom(...Mode.options),
      policy: fc.record({
        sendIntents: fc.subarray([...Intent.options]),
        minConfidence: fc.double({ min: 0, max: 1, noNaN: true }),
        publicTurns: fc.integer({ min: 1, max: 3 }),
      }),
      classification: fc
        .record({
          intent: fc.constantFrom(...Intent.options),
          feeling: fc.constantFrom(...Feeling.options),
          urgency: fc.constantFrom(...Urgency.options),
          needsReply: fc.boolean(),
          wantsPerson: fc.boolean(),
          spam: fc.boolean(),
          abuse: fc.boolean(),
          sarcasm: fc.boolean(),
          differs: fc.subarray(['intent' as const], { maxLength: 1 }),
          risks: fc.subarray([...Risk.options], { maxLength: 1 }),
          confidence: fc.double({ min: 0, max: 1, noNaN: true }),
        })
        .map(readingOf),
      findings: fc.array(fc.constantFrom(finding('blocks'), finding('person'), finding('note')), {
        maxLength: 2,
      }),
      conversation: fc.record({ publicTurnsSent: fc.nat(3), withPerson: fc.boolean() }),
      visibility: fc.constantFrom('public' as const, 'direct' as const),
      fellBack: fc.constantFrom(null, 'The model hung.'),
      authorIsBot: fc.boolean(),
    })
    fc.assert(
      fc.property(any, (drawn) => {
        const policy = Policy.parse(drawn.policy)
        const c = drawn.classification
        const mayBeSent =
          drawn.mode === 'send' &&
          !drawn.authorIsBot &&
          !drawn.conversation.withPerson &&
          c.risks.length === 0 &&
          !c.spam &&
          !c.wantsPerson &&
          c.needsReply &&
          drawn.findings.every((one) => one.severity === 'note') &&
          drawn.fellBack === null &&
          policy.sendIntents.includes(c.intent) &&
          c.confidence >= policy.minConfidence &&
          c.differs.length === 0 &&
          !c.abuse &&
          !c.sarcasm &&
          !['angry', 'vindictive'].includes(c.feeling) &&
          (drawn.visibility === 'direct' || drawn.conversation.publicTurnsSent < policy.publicTurns)
        expect(decide({ ...drawn, policy }).kind === 'send').to.equal(mayBeSent)
      }),
      { numRuns: 2000 },
    )
  })
})
