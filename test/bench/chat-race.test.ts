import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { raceInChats } from '../../bench/chat-race/run.ts'
import { openTestDatabase } from '../support/database.ts'

describe('the race of two chats and the console', () => {
  it('is won by one: each draft has one reply, and one is told that it is theirs', async () => {
    const test = await openTestDatabase()
    try {
      const tally = await raceInChats(test.db, { decisions: 120, workers: 3, seed: 5, newId: randomUUID })
      expect(tally).to.include({ doubled: 0, missing: 0, untold: 0, wrongText: 0 })
      expect(tally.decisions).to.be.at.least(120)
      expect(tally.replies).to.equal(tally.decisions)
      expect(tally.stale).to.equal(2 * tally.decisions)
    } finally {
      await test.close()
    }
  })
})
