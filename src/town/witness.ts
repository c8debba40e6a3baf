import { findAccount, findAccountById, getBrand } from './accounts.ts'
import { type Answer, type Call, Refusal, type Route } from './http.ts'
import type { Account, Status } from './rows.ts'
import { toPersonJson } from './shapes.ts'
import { findMentioned, VISIBLE } from './statuses.ts'
import { toComparableId } from './store.ts'
import type { Town } from './town.ts'

/** A status in the town's own words: what was said, by whom, to whom, and whether it still stands. */
export function toWitness(town: Town, status: Status) {
  const author = findAccountById(town, status.account_id)
  return {
    id: status.id,
    author: author?.handle ?? null,
    name: author?.name ?? null,
    brand: author?.brand === 1,
    bot: author?.bot === 1,
    text: status.text,
    spoiler: status.spoiler,
    lang: status.lang,
    visibility: status.visibility,
    inReplyTo: status.in_reply_to_id,
    mentions: findMentioned(town, status.id).map((account) => account.handle),
    createdAt: toTime(status.created_at),
    editedAt: toTime(status.edited_at),
    deletedAt: toTime(status.deleted_at),
  }
}

function toTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}

export interface Scene {
  brandToken: string
  deskUrl: string | null
}

export function witnessRoutes(town: Town, scene: Scene): Route[] {
  return [
    { method: 'GET', path: '/town/timeline', answer: (call) => timeline(town, call) },
    { method: 'GET', path: '/town/witness', answer: (call) => witness(town, call) },
    {
      method: 'GET',
      path: '/town/scene',
      answer: () => ({ json: { brand: toPersonJson(getBrand(town)), deskUrl: scene.deskUrl } }),
    },
    {
      method: 'GET',
      path: '/town/brand',
      answer: () => ({ json: { ...toPersonJson(getBrand(town)), token: scene.brandToken, url: town.url() } }),
    },
  ]
}

const MOST_SHOWN = 200

/** What a person (`as`), or a stranger, may see; oldest first; after `since`, else the newest 200. */
function timeline(town: Town, call: Call): Answer {
  const handle = call.query.get('as')
  const viewer = handle === null ? undefined : findAccount(town, handle)
  if (handle !== null && !viewer) throw new Refusal(404, `Nobody here is called ${handle}.`)
  const since = call.query.get('since')
  const rows = town.store.all<Status>(
    `select s.* from statuses s where ${VISIBLE} and s.id > :since order by s.id ${since === null ? 'desc' : 'asc'} limit :most`,
    { viewer: viewer?.id ?? null, since: since === null ? '' : toComparableId(since), most: MOST_SHOWN },
  )
  if (since === null) rows.reverse()
  return { json: { statuses: rows.map((status) => toWitness(town, status)) } }
}

/** Everything that was ever said, deleted or not, oldest first: `since` and `limit` make pages, `author` picks one. */
function witness(town: Town, call: Call): Answer {
  const author = call.query.get('author')
  const account: Account | undefined = author === null ? undefined : findAccount(town, author)
  if (author !== null && !account) throw new Refusal(404, `Nobody here is called ${author}.`)
  const limit = Number(call.query.get('limit') ?? -1)
  const rows = town.store.all<Status>(
    `select s.* from statuses s where s.id > :since and (:author is null or s.account_id = :author)
      order by s.id limit :limit`,
    {
      since: toComparableId(call.query.get('since') ?? '0'),
      author: account?.id ?? null,
      limit: Number.isInteger(limit) ? limit : -1,
    },
  )
  return { json: { statuses: rows.map((status) => toWitness(town, status)) } }
}
