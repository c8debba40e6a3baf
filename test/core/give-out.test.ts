import { expect } from 'chai'
import fc from 'fast-check'
import { giveOut } from '../../src/core/give-out.ts'

const arrival = (conversationId: string, more = {}) => ({
  conversationId,
  roundRobin: true,
  knownBy: null,
  ...more,
})

describe('giving out', () => {
  it('goes to whoever has the most room, and in turns among equals', () => {
    const ready = [
      { id: 'a', room: 1 },
      { id: 'b', room: 2 },
      { id: 'c', room: 2 },
    ]
    const { given, waiting } = giveOut(
      ['1', '2', '3', '4', '5', '6'].map((id) => arrival(id)),
      ready,
    )
    expect(given.map(({ to }) => to)).to.deep.equal(['b', 'c', 'a', 'b', 'c'])
    expect(waiting).to.deep.equal(['6'])
  })

  it('goes to who knows the person, also where nothing else is given out', () => {
    const ready = [
      { id: 'a', room: 9 },
      { id: 'b', room: 1 },
    ]
    const asked = [
      arrival('1', { knownBy: 'b', roundRobin: false }),
      arrival('2', { knownBy: 'b', roundRobin: false }),
      arrival('3', { knownBy: 'gone', roundRobin: true }),
    ]
    expect(giveOut(asked, ready)).to.deep.equal({
      given: [
        { conversationId: '1', to: 'b' },
        { conversationId: '3', to: 'a' },
      ],
      left: ['2'],
      waiting: [],
    })
  })

  it('gives each conversation to one or none, and nobody more than they have room for', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd')
    const anyReady = fc.uniqueArray(fc.record({ id, room: fc.integer({ min: 1, max: 5 }) }), {
      selector: (one) => one.id,
    })
    const anyArrival = fc.record({ roundRobin: fc.boolean(), knownBy: fc.option(id) })
    fc.assert(
      fc.property(fc.array(anyArrival, { maxLength: 30 }), anyReady, (all, ready) => {
        const asked = all.map((one, at) => ({ ...one, conversationId: String(at) }))
        const { given, left, waiting } = giveOut(asked, ready)
        const settled = [...given.map((one) => one.conversationId), ...left, ...waiting]
        expect(settled.toSorted()).to.deep.equal(asked.map((one) => one.conversationId).toSorted())
        for (const { id: who, room } of ready)
          expect(given.filter(({ to }) => to === who).length).to.be.at.most(room)
        const taken = given.length
        const room = ready.reduce((sum, one) => sum + one.room, 0)
        if (waiting.length > 0) expect(taken).to.equal(room)
      }),
    )
  })
})
