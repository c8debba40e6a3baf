import { readdirSync } from 'node:fs'
import { expect } from 'chai'

const words = new URL('../../src/web/words/', import.meta.url)

// What is said by one word has one in Korean too (docs/console.md); these were others for the same.
const others = /손님|저절로|스스로|내보내|내보낼|내보낸|내보냈|하십시오체|시험|견주기|견줄|단추/

function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(sentencesOf) : []
}

describe('the Korean of the console', () => {
  it('has one word for one thing, in every room', async () => {
    const files = readdirSync(words).filter((name) => /^ko-.*\.ts$/.test(name))
    const rooms = await Promise.all(files.map((name) => import(new URL(name, words).href)))
    const sentences = rooms.flatMap(sentencesOf)
    expect(sentences.length).to.be.greaterThan(500)
    expect(sentences.filter((sentence) => others.test(sentence))).to.deep.equal([])
  })
})
