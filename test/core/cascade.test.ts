import { expect } from 'chai'
import { type SecondOpinion, secondReading } from '../../src/core/cascade.ts'
import { type Classification, surenessOfRisk } from '../../src/core/intent.ts'
import { readingOf } from '../support/reading.ts'

const first = readingOf({
  intent: 'complaint',
  intents: [{ value: 'complaint', confidence: 0.5 }],
  confidence: 0.5,
  urgency: 'normal',
})
const second: SecondOpinion = {
  intent: 'complaint',
  feeling: 'angry',
  urgency: 'high',
  needsReply: true,
  wantsPerson: false,
  spam: false,
  abuse: false,
  sarcasm: false,
  risks: [],
  confidence: 0.9,
  quotes: ['아직도', '제 생각'],
}
const join = (a: Partial<Classification>, b: Partial<SecondOpinion>) =>
  secondReading('택배가 아직도 안 왔어요', { ...first, ...a }, { ...second, ...b }, 700)

describe('A second reading', () => {
  it('takes the word of the model, its confidence and what it cost', () => {
    expect(join({}, {})).to.deep.include({
      intent: 'complaint',
      feeling: 'angry',
      urgency: 'high',
      confidence: 0.9,
      by: 'model',
      costMicros: 700,
      differs: [],
    })
  })

  it('keeps of its quotes what the message says', () => {
    expect(join({}, {}).words.intent).to.deep.equal(['아직도'])
  })

  const cases: [title: string, a: Partial<Classification>, b: Partial<SecondOpinion>, differs: string[]][] = [
    ['one hears a complaint and the other chatter', {}, { intent: 'chatter' }, ['intent']],
    ['one hears chatter and the other a complaint', { intent: 'chatter' }, {}, ['intent']],
    ['one calls the complaint a question, which is answered alike', {}, { intent: 'question' }, []],
    ['the first had no opinion to speak of', { confidence: 0.36 }, { intent: 'chatter' }, []],
    ['only one of them would answer', { needsReply: false }, {}, ['needsReply']],
    ['only one of them sees spam', { spam: true }, {}, ['spam']],
    ['only one of them sees an attack', {}, { abuse: true }, ['abuse']],
  ]
  for (const [title, a, b, differs] of cases) {
    it(`${differs.length > 0 ? 'is for a person to decide' : 'stands'} when ${title}`, () => {
      expect(join(a, b).differs).to.deep.equal(differs)
    })
  }

  it('loses nothing that a person must see, whoever heard it', () => {
    const joined = join(
      { risks: ['legal'], wantsPerson: true, needsReply: false },
      { risks: ['medical'], spam: true },
    )
    expect(joined.risks).to.deep.equal(['legal', 'medical'])
    expect(surenessOfRisk(joined, 'medical')).to.equal(1)
    expect(joined).to.include({ wantsPerson: true, needsReply: true, spam: false })
  })
})
