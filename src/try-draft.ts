import { joinClassifications } from './core/burst.ts'
import { decide } from './core/decide.ts'
import { withoutMark } from './core/disclosure.ts'
import type { TextLimits } from './core/limits.ts'
import type { Look } from './core/look.ts'
import type { Visibility } from './core/mention.ts'
import { Asked, canAskOn } from './core/missing.ts'
import { Policy, policyOn } from './core/policy.ts'
import type { TrialResult, TryDraft } from './desk/trial.ts'
import type { FindBackground } from './flow/background.ts'
import { compose, type Matter, situationOf } from './flow/compose.ts'
import type { TriedKnowledge } from './knowledge/tried.ts'
import { listAccounts } from './store/accounts.ts'
import type { Db } from './store/db.ts'
import { findPassages } from './store/passages.ts'
import { findRawPolicy } from './store/policy-versions.ts'
import { addSpending } from './store/spending.ts'
import type { OwnWords } from './writer/live-set.ts'
import type { Spent, Writer } from './writer/writer.ts'

export interface TryTools {
  db: Db
  look: Look
  limitsOf(channel: string, accountId: string, visibility: Visibility): TextLimits
  background: FindBackground
  /** A writer that uses these words in place of the brand's, and keeps none of them. */
  writerWith(brandId: string, words: readonly OwnWords[]): Promise<Writer>
  onSpent?(spent: Spent): void
  now(): Date
  clock(): number
}

// No row has it, so nothing is known of who says it.
const nobody = '0'

/** Reads, writes, looks and decides with the service's own steps. */
export function makeTryDraft(tools: TryTools): TryDraft {
  const { db } = tools
  return async ({ brandId, message, versions, mode }, signal) => {
    const start = tools.clock()
    const brand = await findRawPolicy(db, brandId)
    if (!brand) throw new Error(`There is no brand ${brandId} to try something for.`)
    const policy = policyOn(versions.policy ?? Policy.parse(brand.policy), message.channel)
    const writer = await tools.writerWith(brandId, versions.prompts)
    const accountId = message.accountId ?? (await firstAccount(db, brandId, message.channel))
    const spent: Spent = { tokensIn: 0, tokensOut: 0, costMicros: 0 }
    const add = (more: Spent) => {
      spent.tokensIn += more.tokensIn
      spent.tokensOut += more.tokensOut
      spent.costMicros += more.costMicros
    }
    try {
      const made = await answer()
      const ms = Math.round(tools.clock() - start)
      return { ...made, ...spent, ms }
    } finally {
      // What was spent is spent, whether or not anything came of it.
      await addSpending(db, [{ brandId, spent }])
      tools.onSpent?.(spent)
    }

    async function answer(): Promise<Omit<TrialResult, 'ms' | keyof Spent>> {
      const { texts, visibility, person, turns } = message
      const read = await Promise.all(
        texts.map(async (text, place) => {
          const { classification, spent: more } = await writer.classify(
            {
              ...{ id: `${message.id}-${place}`, text, language: message.language, visibility, turns },
              ...{ author: { ...person, bot: message.bot }, beside: texts.slice(0, place) },
              ...{ brandId, brandName: brand?.name ?? '', line: policy.minConfidence, topics: policy.topics },
            },
            signal,
          )
          add(more)
          return classification
        }),
      )
      const classification = joinClassifications(read)
      const place = {
        ...{ mode, policy, classification, visibility, texts: [...texts] },
        conversation: { publicTurnsSent: message.answersBefore, withPerson: false },
        ...(accountId === null ? {} : { accountId }),
      }
      const early = decide({ ...situationOf(place), authorIsBot: message.bot })
      if (early.kind === 'ignore' || early.kind === 'hand-over') return { ...unwritten, decision: early }
      const matter: Matter = {
        ...place,
        ...{ id: message.id, turns, person, brand: { id: brandId, name: brand?.name ?? '' } },
        limits: tools.limitsOf(message.channel, accountId ?? nobody, visibility),
        ...{ alreadySent: [...message.alreadySent], at: tools.now() },
        chat: canAskOn(message.channel) ? { asked: [], caseSince: null } : null,
      }
      const known = await tools.background(
        {
          ...{ id: message.conversationId ?? nobody, visibility },
          ...{ account: { id: accountId ?? nobody }, person: { id: person.id ?? nobody } },
        },
        matter,
        versions.knowledge,
      )
      const composed = await compose(matter, known, { writer, look: tools.look }, signal)
      add(composed.spent)
      if (composed.written === null)
        return { ...unwritten, why: composed.why, decision: { ...handedOver, why: 'no-words' } }
      const { written, findings, decision, tone } = composed
      return {
        ...{ text: written.text, body: withoutMark(written.text, policy.disclosure).body, why: null },
        ...{ findings, decision, strategy: tone.strategy, fellBack: written.fellBack, model: written.model },
        writer: written.writer === 'model' ? 'model' : 'plain',
        asks: Asked.nullable()
          .catch(null)
          .parse(written.madeFrom.asks ?? null),
        documents: await namesOf(db, brandId, written.cites, versions.knowledge),
      }
    }
  }
}

const unwritten = {
  ...{ text: null, body: null, why: null, findings: [], strategy: null, documents: [], asks: null },
  ...{ writer: null, model: null, fellBack: null },
}

const handedOver = {
  kind: 'hand-over' as const,
  ko: '쓸 말이 없어서 동료가 답해요.',
  en: 'There are no words for it, so a colleague answers.',
}

/** Of the documents that are cited, tried or live. */
async function namesOf(
  db: Db,
  brandId: string,
  cites: readonly string[],
  tried: TriedKnowledge | null,
): Promise<string[]> {
  const own = new Map(tried?.passages.map(({ id, document }) => [id, document.name]))
  const live = await findPassages(
    db,
    brandId,
    cites.filter((id) => !own.has(id)),
  )
  const names = new Map(live.map(({ id, document }) => [id, document.name]))
  return [...new Set(cites.flatMap((id) => own.get(id) ?? names.get(id) ?? []))]
}

async function firstAccount(db: Db, brandId: string, channel: string): Promise<string | null> {
  const accounts = await listAccounts(db)
  return accounts.find((one) => one.brandId === brandId && one.channel === channel)?.id ?? null
}
