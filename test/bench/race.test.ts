import { expect } from 'chai'
import { type EndOfSend, type Journal, judgeRace } from '../../bench/race/judge.ts'
import { race } from '../../bench/race/run.ts'
import { openTestDatabase } from '../support/database.ts'

describe('the race at the desk', () => {
  const journal = (more: Partial<Journal> = {}): Journal => ({
    ...{
      approvals: new Map([['1', { text: '네', undoUntil: 10 }]]),
      undone: new Set(),
      overtaken: new Set(),
    },
    arrivals: [{ sendId: '1', text: '네', at: 10, afterStop: false, late: false }],
    ...more,
  })
  const end = (more: Partial<EndOfSend> = {}): EndOfSend => ({
    ...{ id: '1', state: 'sent', text: '네', mentionId: '7', approvedBy: '2', decision: 'ask' },
    ...more,
  })
  const right = { sends: 1, doubled: 0, notApproved: 0, afterStop: 0, lost: 0 }
  const [arrival] = journal().arrivals as [Journal['arrivals'][number]]

  it('is fair: what was approved and went out once is right', () => {
    expect(judgeRace(journal(), [end()])).to.deep.equal(right)
    const bot = journal({ approvals: new Map() })
    expect(judgeRace(bot, [end({ approvedBy: null, decision: 'send' })])).to.deep.equal(right)
    const undone = { undone: new Set(['1']), arrivals: [] }
    expect(judgeRace(journal(undone), [])).to.deep.equal({ ...right, sends: 0 })
    const voided = judgeRace(journal({ arrivals: [] }), [end({ state: 'voided' })])
    expect(voided).to.deep.equal({ ...right, sends: 0 })
  })

  for (const [what, more, ends, wrong] of [
    ['a send that went out twice', { arrivals: [arrival, arrival] }, [end()], { doubled: 1 }],
    [
      'a message that was answered twice',
      {
        approvals: new Map(['1', '2'].map((id) => [id, { text: '네', undoUntil: 0 }])),
        arrivals: [arrival, { ...arrival, sendId: '2' }],
      },
      [end(), end({ id: '2' })],
      { sends: 2, doubled: 1 },
    ],
    ['another text', { arrivals: [{ ...arrival, text: '아니요' }] }, [end()], { notApproved: 1 }],
    ['what went out too early', { arrivals: [{ ...arrival, at: 9 }] }, [end()], { notApproved: 1 }],
    ['what was taken back', { undone: new Set(['1']) }, [end()], { notApproved: 1 }],
    ['what a newer message made void', { overtaken: new Set(['1']) }, [end()], { notApproved: 1 }],
    [
      'what was tried again without the newer message',
      { arrivals: [{ ...arrival, late: true }] },
      [end()],
      { notApproved: 1 },
    ],
    [
      'what the bot was to ask about',
      { approvals: new Map() },
      [end({ approvedBy: null })],
      { notApproved: 1 },
    ],
    [
      'what went out after a stop',
      { arrivals: [{ ...arrival, afterStop: true }] },
      [end()],
      { afterStop: 1 },
    ],
    ['what is said to be sent and is not', { arrivals: [] }, [end()], { sends: 0, lost: 1 }],
    ['what was never sent', { arrivals: [] }, [end({ state: 'queued' })], { sends: 0, lost: 1 }],
    ['what vanished', { arrivals: [] }, [], { sends: 0, lost: 1 }],
  ] as [string, Partial<Journal>, EndOfSend[], object][])
    it(`sees ${what}`, () => {
      expect(judgeRace(journal(more), ends)).to.deep.equal({ ...right, ...wrong })
    })

  it('is won by nobody: what goes out is what was approved, once', async () => {
    const test = await openTestDatabase()
    try {
      const tally = await race(test.db, { runs: 300, workers: 4, seed: 7 })
      expect(tally).to.include({ doubled: 0, notApproved: 0, afterStop: 0, lost: 0 })
      expect(tally.sends).to.be.greaterThan(0)
    } finally {
      await test.close()
    }
  })
})
