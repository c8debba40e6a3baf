import { expect } from 'chai'
import { judge } from '../../bench/faults/judge.ts'
import type { Said } from '../../bench/faults/messages.ts'
import type { Seen } from '../../bench/faults/town.ts'

const one: Said = {
  id: '1',
  key: 'N1',
  kind: 'answer',
  person: 'ann',
  text: 'why? (N1)',
  visibility: 'public',
}
const two: Said = { ...one, id: '2', key: 'N2' }
const spam: Said = { ...one, id: '3', key: 'N3', kind: 'spam', person: 'sam' }
const secret: Said = { ...one, id: '4', key: 'N4', person: 'sue', visibility: 'direct' }
const said = [one, two, spam, secret]

let posts = 100
const answer = (inReplyTo: string | null, text: string, visibility = 'public'): Seen => ({
  id: String(posts++),
  author: 'brand',
  brand: true,
  text,
  visibility,
  inReplyTo,
  deletedAt: null,
})
const heard = said.map((it) => ({ ...answer(null, it.text, it.visibility), id: it.id, brand: false }))
const counts = (...answers: Seen[]) => {
  const { due, answered, lost, doubled, wrong } = judge(said, [...heard, ...answers])
  return { due, answered, lost: lost.length, doubled: doubled.length, wrong: wrong.length }
}
const good = [answer('2', 'so (N1 N2).'), answer('4', 'so (N4).', 'direct')]

describe('the judge of the bench of faults', () => {
  it('is content when one answer is about each message', () => {
    expect(counts(...good)).to.deep.equal({ due: 3, answered: 3, lost: 0, doubled: 0, wrong: 0 })
  })
  it('misses what nobody answered', () => {
    expect(counts(good[0] as Seen)).to.include({ answered: 2, lost: 1 })
  })
  it('sees a second answer about the same message, wherever it stands', () => {
    expect(counts(...good, answer('1', 'so (N1).'))).to.include({ answered: 2, doubled: 1 })
  })
  it('sees two replies under one message, whatever they say', () => {
    expect(counts(answer('1', 'so (N1).'), answer('1', 'so (N2).'), good[1] as Seen)).to.include({
      doubled: 1,
    })
  })
  it('takes a reply without keys as being about its target and what was open before it', () => {
    expect(counts(answer('2', 'so.'), good[1] as Seen)).to.include({ answered: 3, lost: 0, doubled: 0 })
    expect(counts(answer('1', 'so.'), answer('2', 'so.'), good[1] as Seen)).to.include({
      answered: 3,
      doubled: 0,
    })
  })
  it('counts as wrong an answer to spam, to nobody, about others, or for too many eyes', () => {
    const posts = [answer('3', 'so.'), answer('999', 'so.'), answer(null, 'so.')]
    expect(counts(...good, ...posts)).to.include({ wrong: 3 })
    expect(counts(good[0] as Seen, answer('4', 'so (N4).'))).to.include({ wrong: 1 })
    expect(counts(answer('2', 'so (N1 N2 N4).'))).to.include({ wrong: 1 })
  })
  it('does not count what was taken down', () => {
    expect(counts(...good, { ...answer('1', 'so (N1).'), deletedAt: 'now' })).to.include({ doubled: 0 })
  })
})
