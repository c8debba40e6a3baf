import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Finding } from '../../src/core/draft.ts'
import type { Mention } from '../../src/core/mention.ts'
import { Disclosure } from '../../src/core/policy.ts'
import type { Stage } from '../../src/core/stage.ts'
import type { DeskTools } from '../../src/desk/decision.ts'
import { ingest } from '../../src/flow/ingest.ts'
import { insertColleague } from '../../src/store/colleagues.ts'
import type { Db } from '../../src/store/db.ts'
import { hashText, insertDrafts } from '../../src/store/drafts.ts'
import { saveMembership } from '../../src/store/memberships.ts'
import { moveMentions } from '../../src/store/stages.ts'
import { seedAccount } from '../support/database.ts'
import { look } from '../support/looking.ts'
import { readingOf } from '../support/reading.ts'

/** How long a text may be in these tests. */
export const most = 500

export function deskTools(db: Db): DeskTools {
  return { db, look, limitsOf: () => ({ max: most, unit: 'graphemes' }), newId: randomUUID }
}

export async function makeColleague(db: Db, name: string): Promise<{ id: string; name: string }> {
  const email = `${randomUUID()}@dajeong.local`
  const id = await insertColleague(db, { email, name, passwordHash: 'none', mustChange: false })
  await saveMembership(db, { colleagueId: id as string, brandId: null, role: 'owner' })
  return { id: id as string, name }
}

// These drafts are written by hand, without the mark of a machine.
const unmarked = { disclosure: Disclosure.parse({ on: false }) }

let said = 0

/** One person who talks to one account, and the bot's steps done by hand. */
export interface Scene {
  accountId: string
  conversationId: string
  /** The person says something more in the same conversation. @returns the mention's id. */
  say(text: string): Promise<string>
  edit(text: string): Promise<void>
  /** The bot drafts an answer to everything that was heard; it waits for a colleague. */
  draft(text: string, findings?: Finding[]): Promise<{ id: string; hash: string }>
  move(
    mentionId: string,
    from: Stage,
    to: Stage,
    more?: { failedAt?: Stage; draftId?: string },
  ): Promise<void>
  stages(): Promise<Stage[]>
  version(): Promise<string>
  jobs(): Promise<{ task: string; key: string }[]>
  sends(): Promise<{ id: string; text: string; state: string; approvedBy: string | null; hash: string }[]>
}

export interface Setting {
  accountId?: string
  mode?: 'off' | 'draft' | 'send'
  handle?: string
  name?: string
  visibility?: 'public' | 'direct'
}

export const calm = readingOf({ intent: 'question', urgency: 'normal', confidence: 0.8, why: ['배송'] })

export async function makeScene(db: Db, text = '배송 언제 와요?', setting: Setting = {}): Promise<Scene> {
  const accountId =
    setting.accountId ??
    (await seedAccount(db, { mode: setting.mode ?? 'draft', nativeId: randomUUID(), policy: unmarked })).id
  const author = {
    nativeId: randomUUID(),
    handle: setting.handle ?? '@hana@town.example',
    name: setting.name ?? '하나',
    bot: false,
  }
  const thread = randomUUID()
  const hearer = { id: accountId, nativeId: 'the brand itself', quietMs: 0 }
  let lastNative = ''

  async function hear(words: string): Promise<string> {
    said += 1
    const nativeId = `m${said}`
    lastNative = nativeId
    const mention: Mention = {
      nativeId,
      author,
      text: words,
      visibility: setting.visibility ?? 'public',
      summoned: 'mention',
      parent: null,
      thread,
      language: 'ko',
      postedAt: '2026-11-22T09:00:00Z',
      url: `https://town.example/@hana/${said}`,
      ref: {},
    }
    await db.transaction().execute((trx) => ingest(trx, [{ hearer, event: { kind: 'mention', mention } }]))
    const row = await db
      .selectFrom('mentions')
      .select(['id', 'conversation_id as conversationId'])
      .where('account_id', '=', accountId)
      .where('native_id', '=', nativeId)
      .executeTakeFirstOrThrow()
    scene.conversationId = row.conversationId
    return row.id
  }

  const scene: Scene = {
    accountId,
    conversationId: '',
    say: hear,
    async edit(words) {
      const mention = { nativeId: lastNative, author, text: words, visibility: 'public', summoned: 'mention' }
      const more = {
        parent: null,
        thread,
        language: 'ko',
        postedAt: '2026-11-22T09:00:00Z',
        url: null,
        ref: {},
      }
      const event = { kind: 'edited', mention: { ...mention, ...more } as Mention } as const
      await db.transaction().execute((trx) => ingest(trx, [{ hearer, event }]))
    },
    async draft(words, findings = []) {
      const heard = await db
        .selectFrom('mentions')
        .select('id')
        .where('conversation_id', '=', scene.conversationId)
        .where('stage', '=', 'heard')
        .execute()
      const drafts = await insertDrafts(db, [
        {
          conversationId: scene.conversationId,
          version: await scene.version(),
          written: {
            text: words,
            language: 'ko',
            writer: 'plain',
            model: null,
            madeFrom: {},
            inputs: null,
            cites: [],
            fellBack: null,
            tokensIn: 0,
            tokensOut: 0,
            costMicros: 0,
          },
          findings,
          decision: {
            kind: 'ask',
            why: 'drafting',
            ko: '이 계정은 모든 답을 동료가 확인해요.',
            en: 'On this account every reply waits for a colleague.',
          },
          editedFrom: null,
          authorId: null,
        },
      ])
      const draftId = drafts.get(scene.conversationId) as string
      const step = { who: 'dajeong', why: null } as const
      const each = heard.map(({ id }) => ({ mentionId: id, ...step }))
      await moveMentions(
        db,
        each.map((one) => ({ ...one, from: 'heard', to: 'classified', classification: calm })),
      )
      await moveMentions(
        db,
        each.map((one) => ({ ...one, from: 'classified', to: 'drafted', draftId })),
      )
      await moveMentions(
        db,
        each.map((one) => ({ ...one, from: 'drafted', to: 'waiting' })),
      )
      return { id: draftId, hash: hashText(words) }
    },
    async move(mentionId, from, to, more = {}) {
      const moved = await moveMentions(db, [{ mentionId, from, to, who: 'dajeong', why: 'test', ...more }])
      if (!moved.has(mentionId)) throw new Error(`the mention was not ${from}`)
    },
    async stages() {
      const rows = await db
        .selectFrom('mentions')
        .select('stage')
        .where('conversation_id', '=', scene.conversationId)
        .orderBy('id')
        .execute()
      return rows.map(({ stage }) => stage)
    },
    async version() {
      const row = await db
        .selectFrom('conversations')
        .select('version')
        .where('id', '=', scene.conversationId)
        .executeTakeFirstOrThrow()
      return row.version
    },
    async jobs() {
      const { rows } = await sql<{ task: string; key: string }>`
        select task_identifier as task, key from graphile_worker.jobs order by id`.execute(db)
      return rows.filter(({ key }) => key.startsWith('send:') || key === `answer:${scene.conversationId}`)
    },
    async sends() {
      return db
        .selectFrom('sends')
        .select(['id', 'text', 'state', 'approved_by as approvedBy', 'hash'])
        .where('conversation_id', '=', scene.conversationId)
        .orderBy('queued_at')
        .execute()
    },
  }
  await hear(text)
  return scene
}
