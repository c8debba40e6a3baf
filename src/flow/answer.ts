import { joinClassifications } from '../core/burst.ts'
import { decide } from '../core/decide.ts'
import type { Classification } from '../core/intent.ts'
import type { TextLimits } from '../core/limits.ts'
import type { Look } from '../core/look.ts'
import { canAskOn, findTold, isBareAnswer } from '../core/missing.ts'
import type { Wish } from '../core/way-out.ts'
import { type Outcome, saveOutcomes } from '../store/answers.ts'
import { makeBatch } from '../store/batch.ts'
import {
  type Claimed,
  claimConversations,
  findConversations,
  type OpenMention,
  releaseConversations,
} from '../store/conversations.ts'
import type { Db } from '../store/db.ts'
import { addJobs } from '../store/jobs.ts'
import { addSpending } from '../store/spending.ts'
import { type Move, moveMentions } from '../store/stages.ts'
import type { Spent, Writer } from '../writer/writer.ts'
import type { FindBackground } from './background.ts'
import { compose, type Matter, situationOf } from './compose.ts'
import { findToRemember, type Read, saveRemembered } from './hear-wishes.ts'

export interface AnswerTools {
  db: Db
  node: string
  writer: Writer
  /** What looks at every draft. */
  look: Look
  /** How a channel counts texts, where no account is at hand to ask. */
  limitsOf(channel: string, accountId: string, visibility: Claimed['visibility']): TextLimits
  /** Told how long each step took, in milliseconds. */
  onStep(step: 'claim' | 'classify' | 'draft' | 'save', ms: number): void
  onSpent(spent: Spent): void
  /** What is known beside the conversation. */
  background: FindBackground
  now(): Date
  clock(): number
}

// Longer than any model is given; after it another worker may take the conversation from one that hangs.
const holdMs = 5 * 60_000
// Under load a group waits this long to grow: ten times fewer commits for what nobody notices beside a model's answer.
const gathered = { gatherMs: 4 }
// A conversation that somebody else works on, or in which a reply is just going out, is looked at again after this.
const lookAgainMs = 400

/**
 * The way from heard to a decision, for one conversation: classify → draft → guard → decide. What is expensive (a model's
 * answer) is saved as soon as it is there; after a crash the work goes on from the last thing saved.
 */
export function makeAnswer(
  tools: AnswerTools,
): (conversationId: string, signal: AbortSignal) => Promise<void> {
  const { db, node } = tools
  // What this process works on. The claim in the database keeps other nodes out; this keeps us out of our own work, so
  // that a claim whose release was lost with a connection does not keep the conversation from us until it runs out.
  const underWay = new Set<string>()
  const claim = makeBatch<string, Claimed | 'taken' | 'gone'>(
    async (ids) => {
      const claimed = await claimConversations(db, ids, node, holdMs)
      const others = ids.filter((id) => !claimed.has(id))
      const taken = await findConversations(db, others)
      return ids.map((id) => claimed.get(id) ?? (taken.has(id) ? 'taken' : 'gone'))
    },
    100,
    gathered,
  )
  const saveMoves = makeBatch<Move[], void>(
    async (groups) => {
      const moves = groups.flat()
      await moveMentions(db, moves, { again: moves.every((move) => move.classification?.by !== 'model') })
      return groups.map(() => undefined)
    },
    100,
    gathered,
  )
  const save = makeBatch<Outcome, boolean>((outcomes) => saveOutcomes(db, node, outcomes), 100, gathered)
  const spend = makeBatch<Outcome, void>(
    async (outcomes) => {
      await addSpending(db, outcomes)
      return outcomes.map(() => undefined)
    },
    100,
    gathered,
  )
  const release = makeBatch<string, void>(
    async (ids) => {
      await releaseConversations(db, ids, node)
      return ids.map(() => undefined)
    },
    100,
    gathered,
  )

  async function timed<T>(step: Parameters<AnswerTools['onStep']>[0], work: () => Promise<T>): Promise<T> {
    const start = tools.clock()
    try {
      return await work()
    } finally {
      tools.onStep(step, tools.clock() - start)
    }
  }

  return async (conversationId, signal) => {
    if (underWay.has(conversationId)) return again(conversationId)
    underWay.add(conversationId)
    try {
      await answer(conversationId, signal)
    } finally {
      underWay.delete(conversationId)
    }
  }

  function again(conversationId: string): Promise<void> {
    return addJobs(db, [{ task: 'answer', conversationId, after: lookAgainMs }], { keepTime: true })
  }

  async function answer(conversationId: string, signal: AbortSignal): Promise<void> {
    const claimed = await timed('claim', () => claim(conversationId))
    if (claimed === 'taken') return again(conversationId)
    // Its account was removed.
    if (claimed === 'gone') return
    let held = true
    try {
      if (claimed.sending) {
        await again(conversationId)
      } else if (claimed.mentions.length > 0) {
        const outcome = await work(claimed, signal)
        // What was spent is spent, whether or not a newer message has overtaken what it was spent on.
        await timed('save', () => Promise.all([save(outcome), spend(outcome)]))
        held = false
        tools.onSpent(outcome.spent)
      }
    } finally {
      if (held) await release(conversationId)
    }
  }

  async function work(claimed: Claimed, signal: AbortSignal): Promise<Outcome> {
    const spent: Spent = { tokensIn: 0, tokensOut: 0, costMicros: 0 }
    const read = await timed('classify', () => classifyAll(claimed, spent, signal))
    const remembered = findToRemember(claimed, read)
    // Seldom; then it decides what is done next, so it is on disk first.
    const isToRemember = remembered.wishes.length + remembered.notes.length > 0
    const wish = isToRemember
      ? await saveRemembered(db, claimed.id, movesOf(read), remembered)
      : (claimed.wish?.wish ?? null)
    const saved = isToRemember ? Promise.resolve() : saveMoves(movesOf(read))
    // What a model read has cost something and is on disk before more is spent; the rest is saved while the draft is written.
    if (read.some(({ classification }) => classification.by === 'model')) await saved
    saved.catch(() => {})
    const outcome = await answerRead(claimed, wish, read, spent, signal)
    await saved
    return outcome
  }

  async function answerRead(
    claimed: Claimed,
    wish: Wish | null,
    read: readonly Read[],
    spent: Spent,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const outcome: Outcome = {
      conversationId: claimed.id,
      accountId: claimed.account.id,
      brandId: claimed.account.brandId,
      version: claimed.version,
      settled: [],
      answer: null,
      spent,
    }
    const { mode, policy } = claimed.account
    const place = {
      ...{ mode, policy, visibility: claimed.visibility },
      conversation: { publicTurnsSent: claimed.answers, withPerson: claimed.withPerson },
      wish,
      accountId: claimed.account.id,
    }
    // What needs no answer by itself is settled by itself; the rest of a burst is answered together.
    const rest: Read[] = []
    const found = findTold(claimed.asked, claimed.mentions)
    const told = found?.mention.id ?? null
    outcome.told = found && { mentionId: found.mention.id, ko: found.asked.ko }
    for (const one of read) {
      const classification =
        one.mention.id === told ? asTold(one.mention.text, one.classification) : one.classification
      const texts = [one.mention.text]
      const early = decide({
        ...situationOf({ ...place, texts, classification }),
        authorIsBot: one.mention.bot,
      })
      if (early.kind === 'ignore') outcome.settled.push(settle(one, 'ignored', early.why))
      else rest.push({ ...one, classification })
    }
    const last = rest.at(-1)
    if (!last) return outcome
    const handOver = (why: string): Outcome => {
      outcome.settled.push(...rest.map((one) => settle(one, 'with-person', why)))
      return outcome
    }
    // A bare number says nothing of what they need; beside other words those tell.
    const isBare = ({ mention }: Read): boolean => mention.id === told && isBareAnswer(mention.text)
    const telling = rest.filter((one) => !isBare(one))
    const tellsAsked = telling.length === 0
    const classification = joinClassifications((tellsAsked ? rest : telling).map((one) => one.classification))
    const texts = rest.map((one) => one.mention.text)
    const early = decide({ ...situationOf({ ...place, texts, classification }), tellsAsked })
    if (early.kind === 'hand-over') return handOver(early.why)
    const { account, visibility, turns, person, alreadySent } = claimed
    const matter: Matter = {
      ...{ ...place, id: last.mention.id, classification, turns, person, alreadySent },
      guidance: claimed.guidance,
      chat: canAskOn(account.channel) ? { asked: claimed.asked, caseSince: claimed.caseSince } : null,
      texts,
      brand: { id: account.brandId, name: account.brandName },
      limits: tools.limitsOf(account.channel, account.id, visibility),
      at: tools.now(),
    }
    const composed = await timed('draft', async () => {
      const background = await tools.background(claimed, matter)
      return compose(matter, background, tools, signal)
    })
    spent.tokensIn += composed.spent.tokensIn
    spent.tokensOut += composed.spent.tokensOut
    spent.costMicros += composed.spent.costMicros
    if (composed.written === null) return handOver(composed.why)
    const { written, findings, decision } = composed
    // A rule may find only in the draft that a colleague answers; nobody is shown words that nobody wants then.
    if (decision.kind === 'hand-over') return handOver(decision.why)
    const mentionIds = rest.map((one) => one.mention.id)
    outcome.answer = { mentionIds, lastId: last.mention.id, written, findings, decision }
    return outcome
  }

  /** Reads what was not read before. */
  function classifyAll(claimed: Claimed, spent: Spent, signal: AbortSignal): Promise<Read[]> {
    return Promise.all(
      claimed.mentions.map(async (mention, place) => {
        if (mention.stage !== 'heard' && mention.classification)
          return { mention, classification: mention.classification }
        const answer = await tools.writer.classify(
          {
            id: mention.id,
            text: mention.text,
            language: mention.language,
            visibility: claimed.visibility,
            author: { ...claimed.person, bot: mention.bot },
            turns: claimed.turns,
            beside: claimed.mentions.slice(0, place).map(({ text }) => text),
            brandId: claimed.account.brandId,
            brandName: claimed.account.brandName,
            line: claimed.account.policy.minConfidence,
            topics: claimed.account.policy.topics,
          },
          signal,
        )
        spent.tokensIn += answer.spent.tokensIn
        spent.tokensOut += answer.spent.tokensOut
        spent.costMicros += answer.spent.costMicros
        return { mention, classification: answer.classification }
      }),
    )
  }
}

/** It waits for us, whatever it looks like; a bare number is what they were asked for, and no risk. Words may tell of one. */
function asTold(text: string, read: Classification): Classification {
  if (!isBareAnswer(text)) return { ...read, needsReply: true }
  return { ...read, needsReply: true, risks: read.risks.filter((risk) => risk !== 'personal-data') }
}

function movesOf(read: readonly Read[]): Move[] {
  return read
    .filter(({ mention }) => mention.stage === 'heard')
    .map(({ mention, classification }) => ({
      mentionId: mention.id,
      from: 'heard',
      to: 'classified',
      who: 'dajeong',
      why: `${classification.intent} (${classification.by})`,
      classification,
    }))
}

function settle({ mention }: { mention: OpenMention }, to: 'ignored' | 'with-person', why: string): Move {
  return { mentionId: mention.id, from: 'classified', to, who: 'dajeong', why }
}
