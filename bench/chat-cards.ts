import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { keepCards } from '../dialogs/staff-cards.ts'
import type { Line } from '../dialogs/turn.ts'
import { makeCardBook } from '../src/desk/card-book.ts'
import { makeCardStories } from '../src/desk/card-story.ts'
import { makeHelping } from '../src/desk/helping.ts'
import { makeInbox } from '../src/desk/inbox.ts'
import type { Db } from '../src/store/db.ts'
import { claimCards, makeCards } from '../src/store/staff-cards.ts'
import { deskTools, makeScene } from '../test/desk/scene.ts'
import { openTestDatabase } from '../test/support/database.ts'
import { seedConversations } from './support/desk-seed.ts'

// `npm run bench:chat:cards`: thousands of cards stand open in a channel, and one more draft waits. How long a look at all that may have
// changed takes when nothing has, and how long a new draft takes to its card, from the commit to the call of the chat, the quarter of
// a second that a rush is gathered in included. Ends with one line of JSON, and exits 1 when the slower half of the new cards
// takes longer than the goal, or one is said twice or never.
//   --cards N   10000 unless said

const { values } = parseArgs({ options: { cards: { type: 'string', default: '10000' } } })
const most = Number(values.cards)
if (!Number.isInteger(most) || most < 10) {
  console.error('Give a whole number of 10 and more: --cards 2000.')
  process.exit(1)
}
const goalMs = 1_000
const drafts = 20
const quiet = { debug() {}, info() {}, warn: console.error, error: console.error }

interface Row {
  cards: number
  make: number
  claim: number
  p50: number
  p95: number
  said: number
}

const at = (all: number[], part: number) =>
  all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * part))] ?? 0
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** A channel in which so many cards stand, each as its conversation is now. */
async function stand(db: Db): Promise<void> {
  await sql`with team as (
      insert into team_channels (brand_id, channel, tenant, conversation, name, language, reference)
      select id, 'msteams', 'bench', 'bench', 'bench', 'ko', '{}' from brands returning id, brand_id)
    insert into card_targets (brand_id, team_id, since) select brand_id, id, '-infinity' from team`.execute(
    db,
  )
  await makeCards(db)
  const cards = await claimCards(db, { most: 1_000_000, seconds: 600, days: 7 })
  await sql`update staff_cards c set posted_at = now(), activity_id = 'a' || c.id, shown = 'x', looked = d.mark,
      version = 1, claim = null, claimed_until = null
    from unnest(${cards.map(({ id }) => id)}::bigint[], ${cards.map(({ mark }) => mark)}::text[]) d(id, mark)
    where c.id = d.id`.execute(db)
  await sql`vacuum analyze`.execute(db)
}

async function measure(count: number): Promise<Row> {
  const test = await openTestDatabase()
  const { db } = test
  await seedConversations(db, count)
  await stand(db)
  const idle = { make: [] as number[], claim: [] as number[] }
  for (let round = 0; round < 10; round += 1) {
    idle.make.push(await timed(() => makeCards(db)))
    idle.claim.push(await timed(() => claimCards(db, { most: 20, seconds: 120, days: 7 })))
  }
  const said: { text: string; at: number }[] = []
  const line: Line = {
    async say({ card }) {
      said.push({ text: JSON.stringify(card), at: performance.now() })
      return `new-${said.length}`
    },
    change: async () => {},
    typing: async () => {},
  }
  const desk = deskTools(db)
  const now = () => new Date()
  const cards = keepCards({
    ...{ book: makeCardBook({ db }), publicUrl: null, canGuide: false, now, log: quiet, beatMs: 3_600_000 },
    stories: makeCardStories({
      db,
      inbox: makeInbox(desk),
      helping: makeHelping({ ...desk, assist: null, now }),
    }),
    speaker: { speak: (_reference, work) => work(line) },
  })
  const { id: accountId } = await db
    .selectFrom('accounts')
    .select('id')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const took: number[] = []
  for (let draft = 0; draft < drafts; draft += 1) {
    const words = `새 초안 ${draft}번이에요`
    const scene = await makeScene(db, words, { accountId })
    await scene.draft('네, 살펴볼게요.')
    const start = performance.now()
    cards.poke()
    const end = start + 60_000
    const mine = () => said.find(({ text }) => text.includes(words))
    while (!mine() && performance.now() < end) await sleep(2)
    took.push((mine()?.at ?? Number.POSITIVE_INFINITY) - start)
    await sleep(400)
  }
  await cards.stop()
  await test.close()
  return {
    ...{ cards: count, make: at(idle.make, 0.5), claim: at(idle.claim, 0.5) },
    ...{ p50: at(took, 0.5), p95: at(took, 0.95), said: said.length },
  }
}

const rows: Row[] = []
console.log('  open cards   look for new   look for changed   draft to card p50        p95')
for (const count of [Math.ceil(most / 10), most]) {
  const row = await measure(count)
  rows.push(row)
  const ms = (value: number, width: number) => `${value.toFixed(1).padStart(width)} ms`
  console.log(
    `  ${String(count).padStart(10)}${ms(row.make, 12)}${ms(row.claim, 16)}${ms(row.p50, 17)}${ms(row.p95, 11)}`,
  )
}
const [few, many] = rows
const met = rows.every(({ said, p95 }) => said === drafts && p95 <= goalMs)
const round = (value = 0) => Math.round(value * 10) / 10
console.log(
  JSON.stringify({
    ...{ cards: many?.cards, lookMs: round((many?.make ?? 0) + (many?.claim ?? 0)) },
    tenTimesTheCards: round(
      ((many?.make ?? 0) + (many?.claim ?? 0)) / ((few?.make ?? 0) + (few?.claim ?? 0)),
    ),
    ...{ p50Ms: round(many?.p50), p95Ms: round(many?.p95), goalMs, met },
  }),
)
process.exit(met ? 0 : 1)
