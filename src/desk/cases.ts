import { z } from 'zod'
import { CaseCheck, type CaseWords, type Checked, judgeCase } from '../core/case-checks.ts'
import { withoutPerson } from '../core/lesson.ts'
import type { Json } from '../core/mention.ts'
import type { Mode, Policy } from '../core/policy.ts'
import { maskPersonal } from '../core/privacy.ts'
import { Strategy } from '../core/tone/rules.ts'
import type { TriedKnowledge } from '../knowledge/tried.ts'
import { type CaseRow, deleteCase, insertCase, listCases, lockCases, updateCase } from '../store/cases.ts'
import type { Db } from '../store/db.ts'
import { noteEvents } from '../store/events.ts'
import { findPastMessages } from '../store/past-messages.ts'
import type { Who } from '../store/stages.ts'
import { BadPhrases } from '../writer/phrases.ts'
import { BadPrompt } from '../writer/prompt-file.ts'
import { each, type TrialMessage, type TrialResult, type TryDraft } from './trial.ts'

export type ShownCase = CaseWords & Pick<CaseRow, 'id' | 'conversationId' | 'author' | 'at'>

export type CaseAnswer =
  | { kind: 'saved'; case: ShownCase }
  | { kind: 'no-case' }
  | { kind: 'no-conversation' }
  | { kind: 'name-taken' }
  | { kind: 'full'; most: number }

/** A case with what came of it. */
export interface CaseRun {
  case: Pick<ShownCase, 'id' | 'name'>
  passed: boolean
  checks: Checked[]
  /** Null when it could not be answered in time, and `why` says so. */
  reply: TrialResult | null
  why: string | null
}

export type CasesRun =
  | { kind: 'run'; results: CaseRun[]; failed: number }
  /** The words that are tried make no prompt. `why` is `name:line: reason`. */
  | { kind: 'refused'; why: string }

export interface Cases {
  list(brandId: string): Promise<ShownCase[]>
  add(ask: { brandId: string; words: CaseWords; who: Who }): Promise<CaseAnswer>
  change(ask: { brandId: string; id: string; words: CaseWords; who: Who }): Promise<CaseAnswer>
  remove(ask: { brandId: string; id: string; who: Who }): Promise<boolean>
  /** From the newest message of a conversation. @param ask.must what was true of the draft, when not given. */
  fromConversation(ask: {
    brandId: string
    conversationId: string
    name: string | null
    must: CaseCheck[] | null
    who: Who
  }): Promise<CaseAnswer>
  /** Answers cases with what is tried in place of what is live, and checks the replies. Kept is what it cost, and nothing else. */
  run(ask: {
    brandId: string
    prompts: Readonly<Record<string, string>>
    policy: Policy | null
    /** Asked for where there is a case. */
    knowledge?: (() => Promise<TriedKnowledge>) | null
    /** All without it. */
    ids?: readonly string[]
    mode?: Mode
  }): Promise<CasesRun>
}

// All of them run before anything is published, and somebody waits for that.
const mostCases = 50
const atOnce = 4
const caseMs = 40_000
const runMs = 180_000

const uniqueViolation = '23505'

export function makeCases(tools: { db: Db; tryDraft: TryDraft }): Cases {
  const { db, tryDraft } = tools

  function save(brandId: string, work: (trx: Db) => Promise<CaseAnswer>): Promise<CaseAnswer> {
    return db
      .transaction()
      .execute(async (trx) => {
        await lockCases(trx, brandId)
        return work(trx)
      })
      .catch((error: unknown) => {
        if ((error as { code?: unknown }).code === uniqueViolation) return { kind: 'name-taken' }
        throw error
      })
  }

  async function insert(
    trx: Db,
    brandId: string,
    { words, who, conversationId }: { words: CaseWords; who: Who; conversationId: string | null },
  ): Promise<CaseAnswer> {
    if ((await listCases(trx, brandId)).length >= mostCases) return { kind: 'full', most: mostCases }
    const row = await insertCase(trx, brandId, { ...masked(words), conversationId, author: who })
    await note(trx, 'case-added', { brandId, id: row.id }, who)
    return { kind: 'saved', case: shown(row) }
  }

  return {
    list: async (brandId) => (await listCases(db, brandId)).map(shown),
    add: ({ brandId, words, who }) =>
      save(brandId, (trx) => insert(trx, brandId, { words, who, conversationId: null })),
    change: ({ brandId, id, words, who }) =>
      save(brandId, async (trx) => {
        if (!(await updateCase(trx, brandId, id, masked(words)))) return { kind: 'no-case' }
        const [row] = await listCases(trx, brandId, [id])
        if (!row) return { kind: 'no-case' }
        await note(trx, 'case-changed', { brandId, id }, who)
        return { kind: 'saved', case: shown(row) }
      }),
    remove: ({ brandId, id, who }) =>
      db.transaction().execute(async (trx) => {
        const [row] = await listCases(trx, brandId, [id])
        if (!row || !(await deleteCase(trx, brandId, id))) return false
        await note(trx, 'case-removed', { brandId, id }, who)
        return true
      }),
    fromConversation: ({ brandId, conversationId, name, must, who }) =>
      save(brandId, async (trx) => {
        const [past] = await findPastMessages(trx, brandId, [conversationId])
        if (!past) return { kind: 'no-conversation' }
        const message = withoutPerson(past.texts.join('\n'), past.person).slice(0, 4_000).trim()
        const language = past.classification?.language ?? 'ko'
        const strategy = Strategy.safeParse(past.strategy)
        const usual: CaseCheck[] = [
          { kind: 'language', is: language },
          ...(strategy.success ? [{ kind: 'strategy' as const, is: strategy.data }] : []),
        ]
        const taken = new Set((await listCases(trx, brandId)).map((one) => one.name))
        const words: CaseWords = {
          name: name ?? freeName(message, taken),
          ...{ message, channel: past.account.channel, visibility: past.visibility, language },
          must: must ?? usual,
        }
        return insert(trx, brandId, { words, who, conversationId })
      }),

    async run({ brandId, prompts, policy, knowledge: making = null, ids, mode = 'send' }) {
      const rows = (await listCases(db, brandId, ids)).slice(0, mostCases)
      const words = Object.entries(prompts).map(([name, source]) => ({ name, source }))
      const knowledge = making && rows.length > 0 ? await making() : null
      const end = AbortSignal.timeout(runMs)
      try {
        const results = await each(rows.map(shown), atOnce, async (one): Promise<CaseRun> => {
          const named = { id: one.id, name: one.name }
          const signal = AbortSignal.any([end, AbortSignal.timeout(caseMs)])
          try {
            const reply = await tryDraft(
              { brandId, message: messageOf(one), versions: { prompts: words, policy, knowledge }, mode },
              signal,
            )
            const checks = judgeCase(one.must, reply)
            return { case: named, passed: checks.every(({ passed }) => passed), checks, reply, why: null }
          } catch (error) {
            if (!signal.aborted) throw error
            return {
              case: named,
              passed: false,
              checks: [],
              reply: null,
              why: 'It was not answered in time.',
            }
          }
        })
        return { kind: 'run', results, failed: results.filter(({ passed }) => !passed).length }
      } catch (error) {
        if (error instanceof BadPrompt || error instanceof BadPhrases)
          return { kind: 'refused', why: error.message }
        throw error
      }
    },
  }
}

function messageOf({ id, message, channel, visibility, language }: ShownCase): TrialMessage {
  return {
    ...{ id: `case-${id}`, texts: [message], channel, visibility, language },
    ...{ accountId: null, bot: false, person: { id: null, name: '', handle: '' }, turns: [] },
    ...{ alreadySent: [], answersBefore: 0, conversationId: null },
  }
}

/** Whoever types a case may paste what somebody wrote; it is stored for good and goes to a model again and again. */
function masked(words: CaseWords): CaseWords & { must: CaseWords['must'] & Json } {
  return {
    ...words,
    name: maskPersonal(words.name),
    message: withoutPerson(words.message, { name: '', handle: '' }),
  }
}

function freeName(message: string, taken: ReadonlySet<string>): string {
  const start = message.replace(/\s+/g, ' ').slice(0, 60).trim() || '…'
  let name = start
  for (let number = 2; taken.has(name); number += 1) name = `${start} (${number})`
  return name
}

/** Without its name, which is often the customer's own words: the book of events would keep them when the person is forgotten. */
function note(trx: Db, kind: string, about: { brandId: string; id: string }, who: Who): Promise<void> {
  return noteEvents(trx, [{ who, kind, why: null, detail: { brandId: about.brandId, case: about.id } }])
}

function shown(row: CaseRow): ShownCase {
  return { ...row, must: z.array(CaseCheck).parse(row.must) }
}
