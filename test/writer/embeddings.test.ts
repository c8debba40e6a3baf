import { expect } from 'chai'
import { type EmbeddingsSettings, makeEmbeddings } from '../../src/writer/embeddings.ts'
import { ModelFailed } from '../../src/writer/model-call.ts'
import {
  type EmbeddingsServer,
  type Odd,
  startEmbeddingsServer,
  vectors,
} from '../support/embeddings-server.ts'

const key = 'sk-embed-0123456789'

describe('the embeddings', () => {
  let server: EmbeddingsServer
  beforeEach(async () => {
    server = await startEmbeddingsServer((text) => [text.length, Number(/\d+/.exec(text)?.[0] ?? 0)])
  })
  afterEach(() => server.close())

  const make = (change: Partial<EmbeddingsSettings> = {}) =>
    makeEmbeddings({ url: server.url, key, model: 'small', ...change })
  const failure = (work: Promise<unknown>): Promise<ModelFailed> =>
    work.then(
      () => expect.fail('it went well'),
      (error: unknown) => {
        expect(error).to.be.instanceOf(ModelFailed)
        return error as ModelFailed
      },
    )

  it('are those of the texts, in their order, at most 64 asked at once', async () => {
    let tokens = 0
    const embed = make({ onTokens: (count) => (tokens += count) })
    const texts = Array.from({ length: 130 }, (_, at) => `text ${at}`)
    const made = await embed.documents(texts)
    expect(made.map(([, number]) => number)).to.deep.equal(texts.map((_, at) => at))
    expect(server.asked.map(({ input }) => input.length)).to.deep.equal([64, 64, 2])
    expect(server.asked[0]).to.deep.include({ model: 'small', authorization: `Bearer ${key}` })
    expect(tokens).to.equal(21)
    expect(await embed.documents([])).to.deep.equal([])
  })

  it('are asked for at the address, whether or not it names the last step', async () => {
    for (const url of [`${server.url}/`, `${server.url}/embeddings`])
      expect(await make({ url }).question('abc')).to.deep.equal([3, 0])
  })

  it('of a question are made without what is personal in it, and without its end', async () => {
    await make().question('제 번호는 010-1234-5678이고 메일은 hong@example.com이에요')
    await make().question('가'.repeat(50_000))
    const [first, second] = server.asked.map(({ input }) => input[0] ?? '')
    expect(first)
      .to.include('제 번호는 [phone]')
      .and.not.match(/1234|5678|hong/)
    expect(second).to.have.length(2_000)
  })

  for (const [what, odd] of Object.entries<Odd>({
    'too many at once': { status: 429, headers: { 'retry-after': '0' } },
    'a failing server': { status: 503, headers: { 'retry-after': '0' } },
    'a line that breaks': 'cut',
    'an answer that is cut off': { body: () => '{"data":[{"ind' },
  }))
    it(`are had in spite of ${what}`, async () => {
      server.next(odd)
      expect(await make().documents(['abc'])).to.deep.equal([[3, 0]])
      expect(server.asked).to.have.length(2)
    })

  for (const [what, body] of Object.entries<() => string>({
    'a wrong count': () => vectors([[1, 2]]),
    'no number': () =>
      vectors([
        [1, 2],
        [1, null],
      ]),
    'NaN by name': () =>
      vectors([
        [1, 2],
        [1, 'NaN'],
      ]),
    'a number that four bytes do not hold': () =>
      vectors([
        [1, 2],
        [1, 1e300],
      ]),
    'different lengths': () => vectors([[1, 2], [1]]),
    'an empty vector': () => vectors([[], []]),
    'a place that is told twice': () =>
      JSON.stringify({ data: [0, 0].map((index) => ({ index, embedding: [1] })) }),
    'something else': () => '{"error":null}',
  }))
    it(`are refused when they come with ${what}, and not asked for again`, async () => {
      server.always({ body })
      const error = await failure(make().documents(['가', '나']))
      expect(error.trouble).to.equal('refused')
      expect(error.message).to.match(/^The model small sent /)
      expect(server.asked).to.have.length(1)
    })

  it('are not had where NaN makes it no JSON at all', async () => {
    server.always({ body: () => '{"data":[{"index":0,"embedding":[NaN]}]}' })
    expect((await failure(make({ retries: 0 }).documents(['가']))).message).to.match(/not JSON/)
  })

  it('are given up after a few tries', async () => {
    server.always({ status: 500, headers: { 'retry-after': '0' } })
    const error = await failure(make().documents(['가']))
    expect(error).to.deep.include({ trouble: 'down' })
    expect(server.asked).to.have.length(3)
  })

  it('are not waited for beyond their time', async () => {
    server.always('hang')
    const started = performance.now()
    expect(await failure(make({ questionMs: 150 }).question('가'))).to.deep.include({ trouble: 'slow' })
    expect(await failure(make({ documentsMs: 150 }).documents(['가']))).to.deep.include({ trouble: 'slow' })
    expect(performance.now() - started).to.be.within(290, 2_000)
    const ended = AbortSignal.timeout(100)
    await failure(make().documents(['가'], ended))
    expect(performance.now() - started).to.be.below(3_000)
  })

  it('never tell the key, nor what a customer asked', async () => {
    const said = `wrong key ${key} for "비밀 이야기"`
    server.always({ status: 401, body: said })
    const ofDocument = await failure(make().documents(['가']))
    expect(ofDocument.trouble).to.equal('refused')
    expect(ofDocument.message).to.include('401').and.include('wrong key [key]')
    const ofQuestion = await failure(make().question('비밀 이야기'))
    for (const error of [ofDocument, ofQuestion])
      expect(`${error.stack} ${(error.cause as Error).stack}`).to.not.include(key)
    expect(`${ofQuestion.stack} ${(ofQuestion.cause as Error).stack}`).to.not.include('비밀')
    const odd = `odd/key+${'x'.repeat(20)}`
    server.always({ status: 400, body: `bad ${odd}` })
    expect((await failure(make({ key: odd }).documents(['가']))).stack).to.not.include(odd)
    const gone = await failure(make({ url: 'http://127.0.0.1:9', retries: 0 }).documents(['가']))
    expect(gone).to.deep.include({ trouble: 'down' })
    expect(gone.message).to.match(/127\.0\.0\.1:9 cannot be reached: /)
  })

  it('are not asked for elsewhere because a server says so', async () => {
    server.next({ status: 307, headers: { location: `${server.url}/elsewhere` } })
    const error = await failure(make().documents(['가']))
    expect(error.message).to.include('it has moved')
    expect(server.asked).to.have.length(1)
  })
})
