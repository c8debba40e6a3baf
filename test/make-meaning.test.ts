import { expect } from 'chai'
import { readConfig } from '../src/config.ts'
import type { Filled, Meaning } from '../src/knowledge/meaning.ts'
import { keepFilling, makeServedMeaning } from '../src/make-meaning.ts'
import { makeMetrics } from '../src/metrics.ts'
import type { Db } from '../src/store/db.ts'
import { type EmbeddingsServer, startEmbeddingsServer } from './support/embeddings-server.ts'

const nowhere = {} as Db

describe('what the service finds by meaning', () => {
  let server: EmbeddingsServer
  let said: string[]
  beforeEach(async () => {
    server = await startEmbeddingsServer(() => [1])
    said = []
  })
  afterEach(() => server.close())

  const note = (message: string, detail?: object) => void said.push(`${message} ${JSON.stringify(detail)}`)
  const log = { debug: note, info: note, warn: note, error: note }

  it('is nothing where no server is named', () => {
    expect(makeServedMeaning(readConfig({}), nowhere, log, makeMetrics())).to.equal(null)
  })

  it('tells once a minute that its server refuses, and counts every time and every token', async () => {
    const config = readConfig({
      DAJEONG_EMBEDDINGS_URL: server.url,
      DAJEONG_EMBEDDINGS_KEY: 'a key',
      DAJEONG_EMBEDDINGS_MODEL: 'small',
    })
    const metrics = makeMetrics()
    const meaning = makeServedMeaning(config, nowhere, log, metrics)
    expect(await meaning?.ask('가')).to.deep.equal([1])
    server.always({ status: 401 })
    for (let times = 0; times < 3; times++) expect(await meaning?.ask('가')).to.equal(null)
    expect(said).to.have.length(1)
    const text = await metrics.text()
    expect(text).to.include('dajeong_troubles_total{place="embeddings"} 3')
    expect(text).to.include('dajeong_model_tokens_total{direction="embedded"} 7')
  })

  it('is filled once what it waits for has ended, and until it is told to stop', async () => {
    let free = () => {}
    const after = new Promise<void>((resolve) => {
      free = resolve
    })
    let filling: (() => void) | null = null
    const fill = ({ signal }: { signal?: AbortSignal }) =>
      new Promise<Filled>((resolve) => {
        filling?.()
        signal?.addEventListener('abort', () => resolve({ made: 0, missing: 1, why: 'stopped' }))
      })
    const begun = new Promise<void>((resolve) => {
      filling = resolve
    })
    let isBegun = false
    void begun.then(() => {
      isBegun = true
    })
    const end = keepFilling({ fill } as Partial<Meaning> as Meaning, { log, metrics: makeMetrics(), after })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(isBegun).to.equal(false)
    free()
    await begun
    await end()
    expect(said, 'that it was ended is no trouble').to.deep.equal([])
  })

  it('says what stays without vectors, and goes on when that cannot be told', async () => {
    const answers: Partial<Meaning>[] = [
      { fill: async () => ({ made: 2, missing: 1, why: 'too long' }) },
      { fill: () => Promise.reject(new Error('no database')) },
    ]
    for (const meaning of answers) {
      const end = keepFilling(meaning as Meaning, { log, metrics: makeMetrics() })
      await new Promise((resolve) => setTimeout(resolve, 20))
      await end()
    }
    expect(said).to.have.length(3)
    expect(said[0]).to.include('"made":2')
    expect(said[1]).to.include('too long')
  })
})
