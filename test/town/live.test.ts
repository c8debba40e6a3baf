import { expect } from 'chai'
import type { OpenTown } from '../../src/town/server.ts'
import { call, openTestTown, say } from './client.ts'

describe('what a person sees live', () => {
  let town: OpenTown
  beforeEach(async () => {
    town = await openTestTown()
    await say(town, { person: 'minji' })
    await say(town, { person: 'joonho' })
  })
  afterEach(() => town.close())

  /** Watches as that person; `until` reads on and gives all that has come once the words are among it. */
  const watch = async (query: string) => {
    const answer = await call(town, `/town/events${query}`, { token: null })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let seen = ''
    return {
      async until(words: string) {
        while (!seen.includes(words)) {
          const part = await reader?.read()
          if (!part || part.done) throw new Error(`The stream ended before ${words}.`)
          seen += part.value
        }
        return seen
      },
    }
  }

  it('is what was said to everybody, and to them', async () => {
    const minji = await watch('?as=minji')
    const joonho = await watch('?as=joonho')
    const stranger = await watch('')
    await say(town, { person: 'minji', visibility: 'direct', text: '비밀이에요' })
    await say(town, { person: 'minji', text: '모두에게' })
    expect(await minji.until('모두에게')).to.contain('비밀이에요')
    expect(await joonho.until('모두에게')).to.not.contain('비밀이에요')
    expect(await stranger.until('모두에게')).to.not.contain('비밀이에요')
  })

  it('tells of edits and deletions', async () => {
    const minji = await watch('?as=minji')
    const said = await say(town, { person: 'minji', text: '오타' })
    await call(town, `/town/statuses/${said.id}`, { method: 'PUT', body: { text: '고침' }, token: null })
    await call(town, `/town/statuses/${said.id}`, { method: 'DELETE', token: null })
    const seen = await minji.until(`event: deleted\ndata: {"id":"${said.id}"}`)
    expect(seen).to.contain('event: edited').and.to.contain('고침')
  })
})
