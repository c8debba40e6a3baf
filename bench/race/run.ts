import { setImmediate as turn } from 'node:timers/promises'
import type { Decider } from '../../src/desk/decision.ts'
import { takeLeases } from '../../src/store/accounts.ts'
import { insertColleague } from '../../src/store/colleagues.ts'
import type { Db } from '../../src/store/db.ts'
import { type EndOfSend, judgeRace, type Verdict } from './judge.ts'
import { nodeName, openRaceWorld, type RaceWorld } from './world.ts'

export interface Tally extends Verdict {
  interleavings: number
  conversations: number
  /** How often each was done. */
  did: Record<string, number>
}

const roundsEach = 6
const undoMs = 10_000

type Act = Exclude<
  keyof RaceWorld,
  'accountId' | 'conversationId' | 'journal' | 'clock' | 'stopped' | 'epoch' | 'begin'
>
const often: Record<Act | 'wait', number> = {
  ...{ hear: 4, bot: 12, approve: 16, byHand: 1, undo: 5, take: 3, letGo: 2, handOver: 1, giveBack: 2 },
  ...{ stop: 3, resume: 6, send: 18, wait: 14 },
}
const urn = Object.entries(often).flatMap(([name, times]) =>
  Array.from({ length: times }, () => name as Act | 'wait'),
)

/** The same numbers from the same seed; what PostgreSQL makes of them in time is its own. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Everybody acts at once, again and again: each interleaving starts two to four acts on one conversation in a random order.
 * @param tell called about once a thousand interleavings.
 */
export async function race(
  db: Db,
  ask: { runs: number; workers: number; seed: number },
  tell: (tally: Tally) => void = () => {},
): Promise<Tally> {
  const tally: Tally = {
    ...{ interleavings: 0, conversations: 0, did: {} },
    ...{ sends: 0, doubled: 0, notApproved: 0, afterStop: 0, lost: 0 },
  }
  const colleagues: Decider[] = []
  for (const name of ['민아', '준']) {
    const email = `${name}-${ask.seed}@race.local`
    const id = await insertColleague(db, { email, name, passwordHash: 'none', mustChange: false })
    colleagues.push({ id: id as string, name })
  }
  const chances = Array.from({ length: ask.workers }, (_, place) => seeded(ask.seed * 1_000 + place))
  const worlds: RaceWorld[] = []
  for (const [place, chance] of chances.entries())
    worlds.push(await openRaceWorld(db, place % 2 === 0 ? 'draft' : 'send', chance))
  for (const { id, epoch } of await takeLeases(db, nodeName, 24 * 3_600_000)) {
    const world = worlds.find(({ accountId }) => accountId === id)
    if (world) world.epoch = epoch
  }

  async function round(world: RaceWorld, chance: () => number): Promise<void> {
    const acts = Array.from({ length: 2 + Math.floor(chance() * 3) }, () => ({
      name: urn[Math.floor(chance() * urn.length)] as Act | 'wait',
      by: colleagues[Math.floor(chance() * colleagues.length)] as Decider,
      edited: chance() < 0.5,
      turns: Math.floor(chance() * 4),
    }))
    await Promise.all(
      acts.map(async ({ name, by, edited, turns }) => {
        for (let left = turns; left > 0; left -= 1) await turn()
        tally.did[name] = (tally.did[name] ?? 0) + 1
        if (name === 'wait') world.clock += undoMs
        else await world[name](by, edited)
      }),
    )
  }

  async function settle(world: RaceWorld): Promise<void> {
    await world.resume(colleagues[0] as Decider)
    world.clock += 2 * undoMs
    for (let tries = 0; tries < 20; tries += 1) {
      await world.send()
      if ((await endsOf(db, world)).every(({ state }) => state !== 'queued' && state !== 'sending')) break
    }
    const verdict = judgeRace(world.journal, await endsOf(db, world))
    for (const name of ['sends', 'doubled', 'notApproved', 'afterStop', 'lost'] as const)
      tally[name] += verdict[name]
    tally.conversations += 1
  }

  async function work(world: RaceWorld, chance: () => number): Promise<void> {
    while (tally.interleavings < ask.runs) {
      await world.begin()
      await world.bot()
      for (let left = roundsEach; left > 0 && tally.interleavings < ask.runs; left -= 1) {
        tally.interleavings += 1
        if (tally.interleavings % 1_000 === 0) tell(tally)
        await round(world, chance)
      }
      await settle(world)
    }
  }
  await Promise.all(worlds.map((world, place) => work(world, chances[place] as () => number)))
  return tally
}

async function endsOf(db: Db, { conversationId }: RaceWorld): Promise<EndOfSend[]> {
  const rows = await db
    .selectFrom('sends as s')
    .innerJoin('drafts as d', 'd.id', 's.draft_id')
    .select([
      's.id',
      's.state',
      's.text',
      's.mention_id as mentionId',
      's.approved_by as approvedBy',
      'd.decision',
    ])
    .where('s.conversation_id', '=', conversationId)
    .execute()
  return rows.map(({ decision, ...row }) => ({ ...row, decision: decision?.kind ?? null }))
}
