import { burstWindow, conversationKey } from '../core/conversation.ts'
import { cleanText, HeardEvent, type Json, type Mention } from '../core/mention.ts'
import { canMove, open } from '../core/stage.ts'
import type { Db } from '../store/db.ts'
import { noteEvents } from '../store/events.ts'
import {
  bumpConversation,
  changeText,
  findBursts,
  findMention,
  findParents,
  findStored,
  type Incoming,
  insertMentions,
  isStored,
  markDeleted,
  overtake,
  type Placed,
  saveConversations,
  savePersons,
} from '../store/hearing.ts'
import { addJobs } from '../store/jobs.ts'
import { moveMentions } from '../store/stages.ts'

/** What ingest must know of the account that heard something. */
export interface Hearer {
  id: string
  nativeId: string
  quietMs: number
}

export interface HeardOn {
  hearer: Hearer
  event: HeardEvent
}

/** What became of a group, for the counters. */
export interface Ingested {
  fresh: number
  repeated: number
  own: number
  edited: number
  deleted: number
  unreadable: number
}

/**
 * Takes what channels heard into the store, in the caller's transaction: new mentions with their persons, conversations
 * and one waiting `answer` job a conversation; edits and deletions as what they undo. A repeat changes nothing.
 */
export async function ingest(trx: Db, all: readonly HeardOn[]): Promise<Ingested> {
  const heard = all.map(({ hearer, event }) => ({ hearer, event: checked(event) }))
  const counts: Ingested = { fresh: 0, repeated: 0, own: 0, edited: 0, deleted: 0, unreadable: 0 }
  const fresh = new Map<string, { hearer: Hearer; mention: Mention }>()
  for (const { hearer, event } of heard) {
    if (event.kind !== 'mention') continue
    // A channel drops our own posts; this is the net under it, because answering ourselves would never end.
    if (event.mention.author.nativeId === hearer.nativeId) counts.own += 1
    else {
      const key = `${hearer.id} ${event.mention.nativeId}`
      if (fresh.has(key)) counts.repeated += 1
      else fresh.set(key, { hearer, mention: clean(event.mention) })
    }
  }
  const taken = await takeMentions(trx, [...fresh.values()])
  counts.fresh = taken
  counts.repeated += fresh.size - taken
  for (const { hearer, event } of heard) {
    if (event.kind === 'edited' && (await takeEdit(trx, hearer, clean(event.mention)))) counts.edited += 1
    if (event.kind === 'deleted' && (await takeDeletion(trx, hearer, cleanText(event.nativeId))))
      counts.deleted += 1
    if (event.kind === 'unreadable') {
      counts.unreadable += 1
      const detail: Json = { nativeId: cleanText(event.nativeId), raw: cleanJson(event.raw) }
      await noteEvents(trx, [
        { who: 'dajeong', kind: 'unreadable', why: event.why, accountId: hearer.id, detail },
      ])
    }
  }
  return counts
}

async function takeMentions(trx: Db, all: readonly { hearer: Hearer; mention: Mention }[]): Promise<number> {
  if (all.length === 0) return 0
  const hearers = new Map(all.map(({ hearer }) => [hearer.id, hearer]))
  const quiet = (accountId: string) => hearers.get(accountId)?.quietMs ?? 0
  const asked: Incoming[] = all.map(({ hearer, mention }) => ({ accountId: hearer.id, mention }))
  const stored = await findStored(trx, asked)
  const incoming = asked.filter((one) => !isStored(stored, one))
  if (incoming.length === 0) return 0
  const personOf = await savePersons(trx, incoming)
  const placed = await place(trx, incoming, personOf, quiet)
  const conversationOf = await saveConversations(trx, placed)
  const made = await insertMentions(
    trx,
    placed.map((one) => ({ ...one, conversationId: conversationOf(one).id })),
  )
  const conversations = new Map(placed.map((one) => [conversationOf(one).id, quiet(one.accountId)]))
  const known = placed.map(conversationOf).filter(({ isNew }) => !isNew)
  const overtaken = [...new Set(known.map(({ id }) => id))]
  await overtake(trx, overtaken, 'person', 'a newer message came', made)
  await addJobs(
    trx,
    [...conversations].map(([conversationId, after]) => ({ task: 'answer', conversationId, after })),
  )
  return made.size
}

/** Decides the conversation of each, in the order they came, so that a reply to something in the same group finds it. */
async function place(
  trx: Db,
  incoming: readonly Incoming[],
  personOf: (one: Incoming) => string,
  quiet: (accountId: string) => number,
): Promise<Placed[]> {
  const parentOf = await findParents(trx, incoming)
  const loose = incoming.filter((one) => one.mention.visibility === 'public' && one.mention.parent === null)
  const windowMs = Math.max(0, ...loose.map((one) => burstWindow(quiet(one.accountId))))
  const bursts = await findBursts(trx, loose.map(personOf), windowMs)
  const here = new Map<string, Placed>()
  return incoming.map((one) => {
    const personId = personOf(one)
    const parent = here.get(`${one.accountId} ${one.mention.parent}`)
    const near =
      parent?.personId === personId && parent.mention.visibility === one.mention.visibility ? parent : null
    const key = conversationKey(one.mention, {
      parentKey: near?.key ?? parentOf(one, personId),
      burstKey: bursts.get(personId) ?? null,
    })
    const placed = { ...one, personId, key }
    here.set(`${one.accountId} ${one.mention.nativeId}`, placed)
    if (one.mention.visibility === 'public' && burstWindow(quiet(one.accountId)) > 0)
      bursts.set(personId, key)
    return placed
  })
}

async function takeEdit(trx: Db, hearer: Hearer, mention: Mention): Promise<boolean> {
  const known = await findMention(trx, hearer.id, mention.nativeId)
  if (!known || known.text === mention.text) return false
  await changeText(trx, known.id, mention.text)
  await noteEvents(trx, [
    {
      who: 'person',
      kind: 'edited',
      why: null,
      accountId: hearer.id,
      conversationId: known.conversationId,
      mentionId: known.id,
      detail: { before: known.text },
    },
  ])
  if (!open.includes(known.stage)) return true
  await bumpConversation(trx, known.conversationId)
  await overtake(trx, [known.conversationId], 'person', 'the message was edited')
  await addJobs(trx, [{ task: 'answer', conversationId: known.conversationId, after: hearer.quietMs }])
  return true
}

async function takeDeletion(trx: Db, hearer: Hearer, nativeId: string): Promise<boolean> {
  const known = await findMention(trx, hearer.id, nativeId)
  if (!known) return false
  await markDeleted(trx, known.id)
  const wasOpen = open.includes(known.stage)
  if (wasOpen) {
    await bumpConversation(trx, known.conversationId)
    await overtake(trx, [known.conversationId], 'person', 'a message was deleted')
  }
  const now = wasOpen ? 'heard' : known.stage
  if (canMove(now, 'withdrawn')) {
    const why = 'the author deleted it'
    await moveMentions(trx, [
      { mentionId: known.id, from: now, to: 'withdrawn', who: 'person', why, draftId: null },
    ])
  } else {
    const about = { accountId: hearer.id, conversationId: known.conversationId, mentionId: known.id }
    await noteEvents(trx, [{ who: 'person', kind: 'deleted', why: null, ...about }])
  }
  if (wasOpen)
    await addJobs(trx, [{ task: 'answer', conversationId: known.conversationId, after: hearer.quietMs }])
  return true
}

/** What a channel made is believed only after it fits the schema; what does not is kept with the reason. */
function checked(event: HeardEvent): HeardEvent {
  const read = HeardEvent.safeParse(event)
  if (read.success) return read.data
  const nativeId = 'mention' in event ? event.mention.nativeId : event.nativeId
  const issue = read.error.issues[0]
  const why = `it cannot be stored: ${issue?.path.join('.')}: ${issue?.message}`
  return { kind: 'unreadable', nativeId: String(nativeId).slice(0, 512), why, raw: kept(event) }
}

// As much of it as staff need to see what it was, in UTF-16 units.
const rawKept = 4_000

function kept(event: unknown): Json {
  return (JSON.stringify(event) ?? '').slice(0, rawKept).toWellFormed()
}

function clean(mention: Mention): Mention {
  return {
    ...mention,
    nativeId: cleanText(mention.nativeId),
    text: cleanText(mention.text),
    author: {
      ...mention.author,
      nativeId: cleanText(mention.author.nativeId),
      handle: cleanText(mention.author.handle),
      name: cleanText(mention.author.name),
      everywhere: mention.author.everywhere ? cleanText(mention.author.everywhere) : null,
    },
    parent: mention.parent === null ? null : cleanText(mention.parent),
    thread: mention.thread === null ? null : cleanText(mention.thread),
    language: mention.language === null ? null : cleanText(mention.language),
    url: mention.url === null ? null : cleanText(mention.url),
    ref: cleanJson(mention.ref),
  }
}

/** Makes every string in a JSON value storable. */
function cleanJson(value: Json): Json {
  return JSON.parse(JSON.stringify(value), (_key, one) =>
    typeof one === 'string' ? cleanText(one) : one,
  ) as Json
}
