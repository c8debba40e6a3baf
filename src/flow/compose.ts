import { type Decision, decide, onlyShowsPersonal, type Situation } from '../core/decide.ts'
import { isDisclosureDue, markOf, roomBefore, withMark, withoutMark } from '../core/disclosure.ts'
import type { Finding, Written } from '../core/draft.ts'
import { ground } from '../core/ground.ts'
import { findNotKnown } from '../core/known.ts'
import type { Look } from '../core/look.ts'
import { cleanText } from '../core/mention.ts'
import { type Asked, type AskedOnce, findMissing, isSame } from '../core/missing.ts'
import { findEcho, findOrders } from '../core/orders.ts'
import type { Mode, Policy } from '../core/policy.ts'
import { shownKinds } from '../core/privacy/shown.ts'
import { type Tone, toneOf } from '../core/tone.ts'
import { type Background, CannotWrite, type DraftRequest, type Spent, type Writer } from '../writer/writer.ts'

/** What is to be answered, with all that is known of its place. */
export interface Matter
  extends Pick<
    DraftRequest,
    'id' | 'texts' | 'classification' | 'turns' | 'visibility' | 'person' | 'limits' | 'alreadySent'
  > {
  brand: { id: string; name: string }
  mode: Mode
  policy: Policy
  conversation: Situation['conversation']
  wish?: Situation['wish']
  /** What a colleague wants of this draft. */
  guidance?: DraftRequest['guidance']
  /** Where a chat can ask for what is missing by itself: what it has asked for in this case already, and since when it is one. */
  chat?: { asked: readonly AskedOnce[]; caseSince: Date | null } | null
  /** The account that it is answered from. */
  accountId?: string
  at: Date
}

/** What is known beside a conversation: what a writer may use, and what a reply is held against. */
export interface Known extends Background {
  /** What went out from this account today, to anybody. */
  sentToday: readonly string[]
  /** What was said with this person in direct messages; empty where the reply is one. */
  saidInPrivate: readonly string[]
}

/** What came of it: a draft with what was found in it and what happens to it, or why there is none. */
export type Composed =
  | { written: Written; findings: Finding[]; decision: Decision; tone: Tone; spent: Spent }
  | { written: null; why: string; spent: Spent }

/** The situation of a matter before anything is written. */
export function situationOf(
  matter: Pick<
    Matter,
    'mode' | 'policy' | 'classification' | 'conversation' | 'visibility' | 'texts' | 'wish' | 'accountId'
  >,
): Situation {
  const { mode, policy, classification, conversation, visibility, texts, wish = null, accountId } = matter
  const showsPersonal = visibility === 'public' && texts.some((text) => shownKinds(text).length > 0)
  return {
    ...{ mode, policy, classification, conversation, visibility, wish, showsPersonal },
    ...{ findings: [], fellBack: null },
    ...(accountId === undefined ? {} : { accountId }),
  }
}

/**
 * From what a person needs to a decision: how to answer, the words, what the guard has against them, and what happens now.
 * It stores nothing and sends nothing.
 */
export async function compose(
  matter: Matter,
  background: Known,
  { writer, look }: { writer: Writer; look: Look },
  signal: AbortSignal,
): Promise<Composed> {
  const { classification, policy, texts, turns, visibility } = matter
  const { disclosure } = policy
  const mark = isDisclosureDue(disclosure, turns, matter.at)
    ? markOf(disclosure, classification.language)
    : null
  const limits = mark === null ? matter.limits : roomBefore(mark, matter.limits)
  const tone = toneOf({
    ...{ classification, turns, visibility, texts, limits },
    ...{ voice: policy.voice.level, publicTurns: policy.publicTurns },
    showsPersonal: onlyShowsPersonal(situationOf(matter)),
  })
  const { missing, askedBeside } = await asking(matter, tone, writer)
  let written: Written
  try {
    const made = await writer.draft(
      {
        ...{ id: matter.id, texts, classification, turns, visibility, person: matter.person },
        ...{ brandId: matter.brand.id, brandName: matter.brand.name, voice: policy.voice, tone },
        ...{ limits, showPersonal: policy.showPersonalInDirect },
        guidance: matter.guidance ?? null,
        ...(askedBeside.length > 0 ? { askedBeside } : {}),
        alreadySent: matter.alreadySent.map((sent) => withoutMark(sent, disclosure).body),
        background: {
          passages: background.passages,
          examples: background.examples,
          earlier: background.earlier,
        },
      },
      signal,
    )
    // A model may say what no database stores; what is hashed, shown and sent must be one and the same.
    const { strategy, why } = tone
    const madeFrom = { ...made.madeFrom, tone: { strategy, why }, ...(missing ? { asks: missing } : {}) }
    written = { ...made, text: cleanText(made.text), madeFrom }
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw error
    return { written: null, why: error.message, spent: error.spent }
  }
  const text = mark === null ? written.text : withMark(written.text, mark)
  const findings = findIn(look, { ...written, text }, matter, background, mark !== null)
  const guided = matter.guidance != null
  const decision = decide({ ...situationOf(matter), findings, fellBack: written.fellBack, guided })
  const { tokensIn, tokensOut, costMicros } = written
  return {
    ...{ written: { ...written, text }, findings, decision, tone },
    spent: { tokensIn, tokensOut, costMicros },
  }
}

/** What the chat has to ask for now, and what it asks for now or has asked for before, in the words of the reply's language. */
async function asking(
  { chat = null, classification, texts, turns, brand, policy }: Matter,
  tone: Tone,
  writer: Writer,
): Promise<{ missing: Asked | null; askedBeside: string[] }> {
  if (chat === null) return { missing: null, askedBeside: [] }
  const asks = (await writer.asks?.({ brandId: brand.id, classification, tone })) ?? []
  const since = chat.caseSince?.getTime() ?? 0
  const earlier = turns.filter(({ from, at }) => from === 'person' && at.getTime() > since)
  const said = { texts, earlier: earlier.map(({ text }) => text) }
  const found = findMissing(asks, classification, said, policy.topics)
  const missing = found && !chat.asked.some((one) => isSame(one, found)) ? found : null
  const all = missing ? [...chat.asked, missing] : chat.asked
  return { missing, askedBeside: all.map((one) => one[classification.language]) }
}

function findIn(
  look: Look,
  { text, writer, cites, known }: Written,
  { texts, turns, policy, person, classification, limits, visibility, alreadySent }: Matter,
  { passages, sentToday, saidInPrivate }: Known,
  disclosureDue: boolean,
): Finding[] {
  const personText = texts.join('\n')
  const said = [...turns.filter(({ from }) => from === 'person').map((turn) => turn.text), ...texts]
  const cited = passages.filter(({ id }) => cites.includes(id))
  const { body } = withoutMark(text, policy.disclosure)
  // Phrases state nothing of their own, whatever a message orders; a model may have guessed, or listened to it.
  const byModel = writer === 'model'
  const unsupported = byModel ? ground(body, { passages: cited, thread: said }).findings : []
  const documents = passages.map((one) => `${one.heading} ${one.text}`)
  const heard = turns.map((turn) => turn.text)
  const publicTexts = [...heard, ...texts, ...documents, person.name, person.handle]
  const memory = { privateTexts: saidInPrivate, publicTexts }
  const place = { limits, visibility, classification, policy, personText, writer }
  return [
    ...look(text, { ...place, memory, alreadySent, sentToday, unsupported, disclosureDue }),
    ...(byModel ? findOrders(said, person) : []),
    ...findEcho(body, texts),
    ...findNotKnown({ cites, known, writer }, classification),
  ]
}
