import { type Correction, changesOf, corrected } from '../core/correction.ts'
import { decide } from '../core/decide.ts'
import type { Classification } from '../core/intent.ts'
import { saveCorrection } from '../store/corrections.ts'
import type { Db } from '../store/db.ts'
import { findRead, type Locked, lockMatters, type ReadMatter, setReading } from '../store/decisions.ts'
import { noteEvents } from '../store/events.ts'
import { askAnew } from './anew.ts'
import { type Decider, type DeskTools, decideIn, type Refusal } from './decision.ts'

export interface Corrected {
  kind: 'corrected'
  classification: Classification
  /** The bot decides and writes anew, with this reading; a draft that waited is void. */
  heardAnew: boolean
}

export interface Correct {
  /** A colleague's word takes the place of what was read of a message, and is kept to learn from. */
  correct(ask: {
    conversationId: string
    mentionId: string
    correction: Correction
    colleague: Decider
  }): Promise<Corrected | Refusal>
}

export function makeCorrect({ db }: Pick<DeskTools, 'db'>): Correct {
  return {
    correct(ask) {
      return decideIn<Corrected>(db, ask.conversationId, async (trx, conversation) => {
        const matter = await findRead(trx, conversation.id, ask.mentionId)
        if (!matter) return { kind: 'not-found' }
        const { heldBy } = conversation
        if (heldBy && heldBy.id !== ask.colleague.id) return { kind: 'held', by: heldBy }
        if (matter.deleted) return gone
        const was = matter.classification
        if (!was) return notRead
        const now = corrected(was, ask.correction)
        await setReading(trx, matter.id, now)
        await saveCorrection(trx, {
          brandId: conversation.account.brandId,
          mentionId: matter.id,
          text: matter.text,
          language: now.language,
          labels: ask.correction,
          was,
          colleagueId: ask.colleague.id,
        })
        const anew = isOtherMatter(conversation, matter, was, now)
        const waiting = anew ? await lockMatters(trx, conversation.id, ['waiting']) : []
        if (anew) {
          const matters = matter.stage === 'ignored' ? [matter] : []
          await askAnew(trx, conversation, ask.colleague, matters, 'a colleague corrected the reading')
        }
        await noteCorrected(trx, conversation, ask, changesOf(was, now), waiting.at(-1)?.draftId ?? null)
        return { kind: 'corrected', classification: now, heardAnew: anew }
      })
    },
  }
}

/** Whether what the bot made of the old reading is of no use with the new one. */
function isOtherMatter(
  conversation: Locked,
  matter: ReadMatter,
  was: Classification,
  now: Classification,
): boolean {
  switch (matter.stage) {
    // The bot is at work with the old reading, and might send what it makes of it.
    case 'heard':
    case 'classified':
    case 'drafted':
      return true
    case 'waiting':
      return conversation.holderId === null && (was.intent !== now.intent || was.feeling !== now.feeling)
    case 'ignored':
      return isIgnored(conversation, matter, was) && !isIgnored(conversation, matter, now)
    default:
      return false
  }
}

function isIgnored(conversation: Locked, matter: ReadMatter, classification: Classification): boolean {
  const { mode, policy } = conversation.account
  const decision = decide({
    mode,
    policy,
    classification,
    findings: [],
    conversation: { publicTurnsSent: 0, withPerson: false },
    visibility: conversation.visibility,
    fellBack: null,
    authorIsBot: matter.bot,
  })
  return decision.kind === 'ignore'
}

async function noteCorrected(
  trx: Db,
  conversation: Locked,
  { mentionId, colleague }: { mentionId: string; colleague: Decider },
  changes: { before: Correction; after: Correction },
  draftId: string | null,
): Promise<void> {
  await noteEvents(trx, [
    {
      who: `colleague:${colleague.id}`,
      kind: 'corrected',
      why: null,
      accountId: conversation.account.id,
      conversationId: conversation.id,
      mentionId,
      // Whoever decides about the draft that this made void is told who did.
      detail: { ...changes, draftId },
    },
  ])
}

const notRead: Refusal = {
  kind: 'forbidden',
  ko: '아직 읽지 않은 말이에요. 봇이 읽은 다음에 고쳐 주세요.',
  en: 'It has not been read yet. Correct the reading when there is one.',
}

const gone: Refusal = {
  kind: 'forbidden',
  ko: '보낸 분이 지운 말이라 남겨 두지 않아요.',
  en: 'Its author deleted it, so nothing of it is kept to learn from.',
}
