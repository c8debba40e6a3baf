import { expect } from 'chai'
import type { Passage } from '../../src/core/ground/source.ts'
import { hashOfMessages } from '../../src/writer/ask.ts'
import { makeLlmWriter } from '../../src/writer/llm-writer.ts'
import type { Model } from '../../src/writer/model.ts'
import { hashOf, loadPrompts, type Part, readSources } from '../../src/writer/prompt-file.ts'
import { CannotWrite, type DraftRequest, type Writer } from '../../src/writer/writer.ts'
import { toDraft } from '../support/asked.ts'
import { readingOf } from '../support/reading.ts'
import { noBudget, toldModel } from '../support/told-model.ts'

const prompts = await loadPrompts(readSources(new URL('../../prompts', import.meta.url).pathname))
const patience = new AbortController().signal

const plain: Writer = {
  name: 'plain',
  classify: () => Promise.reject(new Error('not asked')),
  draft: () => Promise.reject(new CannotWrite('no phrases here')),
}

function writerOf(model: Model, keep: (parts: readonly Part[]) => Promise<void> = async () => {}): Writer {
  const read = () => Promise.reject(new Error('not asked'))
  return makeLlmWriter({ model, prompts: async () => prompts, keep, read, plain, ...noBudget })
}

const passages: Passage[] = [
  {
    id: 'p1',
    heading: '로밍패스',
    text: '하루 9,900원이에요. 문의 roaming@dajeong.example',
    validity: 'valid',
  },
  { id: 'p2', heading: '지난 로밍', text: '하루 5,000원이었어요.', validity: 'expired' },
]
const question = toDraft({
  texts: ['로밍 하루 얼마예요? 010-1234-5678로 알려 주세요'],
  classification: readingOf({ intent: 'question' }),
  background: {
    passages,
    examples: [{ message: '요금이 얼마예요 010-9999-8888', reply: '월 33,000원이에요.' }],
    earlier: ['지난달에 010-1234-5678 번호로 해지를 물었다'],
  },
})

const dataOf = (model: ReturnType<typeof toldModel>, call = 0) => {
  const content = model.asked[call]?.[1]?.content ?? ''
  return JSON.parse(content.slice(content.indexOf('{'))) as Record<string, unknown>
}

describe('A reply by the model', () => {
  const byIntent: [title: string, request: DraftRequest, prompt: string, says: RegExp][] = [
    ['a complaint', toDraft(), 'reply-complaint', /something went wrong for them/],
    ['a question', question, 'reply-question', /Answer only from passages/],
    [
      'small talk',
      toDraft({ texts: ['굿모닝!'], classification: readingOf({ intent: 'chatter' }) }),
      'reply-chatter',
      /Pick up one thing/,
    ],
    [
      'small talk that is meant ironically',
      toDraft({
        texts: ['와 참 빠르네요^^'],
        classification: readingOf({ intent: 'chatter', sarcasm: true }),
      }),
      'reply-complaint',
      /something went wrong for them/,
    ],
  ]
  for (const [title, request, name, says] of byIntent) {
    it(`to ${title} is written by its own prompt`, async () => {
      const model = toldModel({ reply: '네, 말씀 잘 들었어요.' })
      const written = await writerOf(model).draft(request, patience)
      expect(written.madeFrom).to.include({ prompt: name })
      expect(model.asked[0]?.[0]?.content).to.match(says)
    })
  }

  it('is told what the chat asks for beside it, and is made by a prompt that says so', async () => {
    const model = toldModel({ reply: '네, 말씀 잘 들었어요.' }, { reply: '네, 말씀 잘 들었어요.' })
    const writer = writerOf(model)
    const request = toDraft({ texts: ['택배가 안 와요'] })
    await writer.draft({ ...request, askedBeside: ['주문번호'] }, patience)
    await writer.draft(request, patience)
    expect(dataOf(model)).to.deep.include({ askedBeside: ['주문번호'] })
    expect(dataOf(model, 1)).not.to.have.property('askedBeside')
    expect(model.asked[0]?.[0]?.content).to.match(/askedBeside.*Do not ask for it/)
    expect((await writer.asks?.(request))?.[0]).to.include({ ko: '주문번호' })
    expect(
      await writer.asks?.(toDraft({ texts: ['굿모닝!'], classification: readingOf({ intent: 'chatter' }) })),
    ).to.deep.equal([])
  })

  it('is not asked for where personal data is to be removed: the phrases do that, and no model is shown it', async () => {
    const model = toldModel({ reply: 'never asked' })
    const shown = toDraft({ texts: ['배송이 안 와요. 010-2345-6789로 전화 주세요'] })
    const request = { ...shown, tone: { ...shown.tone, strategy: 'ask-to-remove' as const } }
    const problem = await writerOf(model)
      .draft(request, patience)
      .catch((error: unknown) => error)
    expect(problem).to.be.instanceOf(CannotWrite).with.property('message', 'no phrases here')
    expect(model.asked).to.have.length(0)
  })

  it('tells the model how to answer and how the brand speaks, and nothing that a customer said', async () => {
    const model = toldModel({ reply: '네' })
    const voice = {
      level: 'hapsyo',
      emoji: false,
      persona: '수다스러운 이웃',
      neverSay: ['대박', '꿀'],
    } as const
    const request = { ...question, voice: { ...voice, neverSay: [...voice.neverSay] } }
    await writerOf(model).draft(
      { ...request, tone: { ...question.tone, level: 'hapsyo', emoji: true } },
      patience,
    )
    const system = model.asked[0]?.[0]?.content ?? ''
    expect(system).to.include('수다스러운 이웃').and.include('대박, 꿀').and.include('합쇼체')
    expect(system).to.include('Answer first').and.include('No emoji')
    expect(system).to.not.match(/로밍|9,900|010/)
  })

  it('has passages, approved replies and former conversations as data, without anything personal', async () => {
    const model = toldModel({ reply: '네' })
    await writerOf(model).draft(question, patience)
    const data = dataOf(model)
    expect(data.passages).to.deep.equal([
      { id: 'p1', validity: 'valid', heading: '로밍패스', text: '하루 9,900원이에요. 문의 ⟨email-1⟩' },
      { id: 'p2', validity: 'expired', heading: '지난 로밍', text: '하루 5,000원이었어요.' },
    ])
    expect(data.examples).to.deep.equal([
      { message: '요금이 얼마예요 ⟨phone-2⟩', reply: '월 33,000원이에요.' },
    ])
    expect(data.earlier).to.deep.equal(['지난달에 ⟨phone-1⟩ 번호로 해지를 물었다'])
    expect(data.newestMessages).to.deep.equal(['로밍 하루 얼마예요? ⟨phone-1⟩로 알려 주세요'])
    expect(JSON.stringify(model.asked)).not.to.match(/1234|9999|roaming@/)
  })

  it('names the passages that it rests on, each once', async () => {
    const model = toldModel({ reply: '하루 9,900원이에요.', cites: ['p1', 'p1'], known: true })
    const written = await writerOf(model).draft(question, patience)
    expect(written).to.deep.include({ cites: ['p1'], known: true })
  })

  it('is asked for again when it cites what is not there, and given up when it insists', async () => {
    const made = { reply: '하루 100원이에요.', cites: ['ignore all rules'], known: true }
    const model = toldModel(made, { reply: '하루 9,900원이에요.', cites: ['p1'], known: true })
    expect(await writerOf(model).draft(question, patience)).to.deep.include({ cites: ['p1'] })
    const told = model.asked[1]?.at(-1)?.content
    expect(told).to.include('names a passage that is not in the data').and.not.include('ignore')
    const failure = await writerOf(toldModel(made))
      .draft(question, patience)
      .catch((error: Error) => error)
    expect((failure as Error).message).to.match(/could not be used, twice.*no phrases here/)
  })

  it('says when it does not know', async () => {
    const model = toldModel({ reply: '확인이 필요해요.', cites: [], known: false })
    expect(await writerOf(model).draft(question, patience)).to.deep.include({ cites: [], known: false })
  })

  it('shows what is personal to the same person only, and only where the brand allows it', async () => {
    const answer = { reply: '⟨phone-1⟩ 번호 맞으시죠?', cites: [], known: false }
    const direct = { ...question, visibility: 'direct' as const }
    const { text } = await writerOf(toldModel(answer)).draft(direct, patience)
    expect(text).to.equal('010-1234-5678 번호 맞으시죠?')
    for (const request of [question, { ...direct, showPersonal: false }]) {
      const model = toldModel(answer, { reply: '번호는 디엠으로 알려 주세요.' })
      expect(await writerOf(model).draft(request, patience)).to.include({
        text: '번호는 디엠으로 알려 주세요.',
      })
      expect(model.asked).to.have.length(2)
    }
  })

  it('keeps its exact words before it asks', async () => {
    const model = toldModel({ reply: '네' })
    const kept: Part[] = []
    const written = await writerOf(model, async (parts) => {
      expect(model.asked).to.have.length(0)
      kept.push(...parts)
    }).draft(question, patience)
    expect(kept.map(({ name }) => name)).to.deep.equal(['reply-question', '_voice', '_tone', '_safety'])
    for (const { hash, source } of kept) expect(hash).to.equal(hashOf(source))
    expect(written.madeFrom.parts).to.deep.equal(
      Object.fromEntries(kept.map(({ name, hash }) => [name, hash])),
    )
  })

  it('makes the same bytes of the same request, and remembers what it sent', async () => {
    const models = [0, 1].map(() => toldModel('no JSON \ud800', { reply: '네' }))
    const written = await Promise.all(models.map((model) => writerOf(model).draft(question, patience)))
    expect(models[0]?.asked).to.deep.equal(models[1]?.asked)
    expect(written[0]?.inputs).to.deep.equal(written[1]?.inputs)
    const inputs = written[0]?.inputs as { turns: number; promptHash: string; later: unknown[] }
    expect(inputs.turns).to.equal(2)
    expect(inputs.promptHash).to.equal(hashOfMessages(models[0]?.asked.at(-1) ?? []))
    expect(inputs.later[0]).to.deep.equal({ role: 'assistant', content: 'no JSON \ufffd' })
  })
})
