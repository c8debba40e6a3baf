import type { Finding } from '../core/draft.ts'
import type { Classification, Language } from '../core/intent.ts'
import type { Visibility } from '../core/mention.ts'
import type { Db } from '../store/db.ts'
import { findNewest, findStand, type Stand } from '../store/staff-cards.ts'
import type { Helping } from './helping.ts'
import type { Inbox, OpenedConversation } from './inbox.ts'

/** What became of a message that somebody was needed for. `by` is a colleague's name; null where the machine did it. */
export type CardState =
  | { kind: 'waiting'; takenBackBy: string | null; heldBy: string | null }
  | {
      kind: 'decided'
      by: string | null
      at: string
      text: string
      sendId: string
      state: 'queued' | 'sending' | 'sent' | 'failed'
      undoUntil: string | null
    }
  | { kind: 'with-person'; holder: string | null; why: string | null; summary: string | null }
  /** The person said more; the newer message has a card of its own. */
  | { kind: 'overtaken' }
  | { kind: 'writing' }
  | { kind: 'refused'; by: string | null; at: string | null; why: string | null }
  | { kind: 'ignored' }
  | { kind: 'failed'; why: string | null }
  | { kind: 'withdrawn' }

/** Everything that a card in a chat tells of one message, before it is put into words. */
export interface CardStory {
  conversationId: string
  brandId: string
  mentionId: string
  version: string
  visibility: Visibility
  /** Where it was said. */
  channel: string
  person: { name: string; handle: string }
  /** What the person said since our last answer, the newest last. */
  said: string[]
  reading: Pick<Classification, 'intent' | 'feeling' | 'urgency' | 'risks'> | null
  /** What waits to be decided about; null in every other state. */
  draft: { id: string; hash: string; text: string; findings: Finding[] } | null
  /** Titles of the documents that it rests on. */
  sources: string[]
  state: CardState
}

export interface CardStories {
  /** @param mentionId left out: the newest message. Null when there is no such conversation, or no message in it. */
  read(ask: {
    conversationId: string
    mentionId?: string | null
    language: Language
  }): Promise<CardStory | null>
}

// A card that waits for a model's summary any longer goes without.
const summaryMs = 15_000
const mostSaid = 3

export function makeCardStories({
  db,
  inbox,
  helping,
}: {
  db: Db
  inbox: Pick<Inbox, 'read'>
  helping: Pick<Helping, 'summary'>
}): CardStories {
  async function summaryOf(conversationId: string, language: Language): Promise<string | null> {
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), summaryMs).unref())
    const found = await Promise.race([helping.summary({ conversationId, language }), late])
    return found?.text ?? null
  }

  return {
    async read({ conversationId, mentionId: asked = null, language }) {
      if (!/^\d{1,18}$/.test(conversationId)) return null
      const mentionId = asked ?? (await findNewest(db, conversationId))
      if (mentionId === null || !/^\d{1,18}$/.test(mentionId)) return null
      const [stand, opened] = await Promise.all([
        findStand(db, conversationId, mentionId),
        inbox.read(conversationId),
      ])
      if (!stand || !opened) return null
      const state = stateOf(stand, opened)
      if (state.kind === 'with-person') state.summary = await summaryOf(conversationId, language)
      const waits = state.kind === 'waiting'
      const { draft, classification } = opened
      return {
        ...{ conversationId, mentionId, brandId: opened.brandId, version: opened.version },
        ...{ visibility: opened.visibility, channel: opened.via ?? opened.account.channel },
        person: { name: opened.person.name, handle: opened.person.handle },
        said: saidIn(opened, mentionId),
        reading: classification && pickReading(classification),
        draft:
          waits && draft
            ? { id: draft.id, hash: draft.hash, text: draft.text, findings: draft.findings }
            : null,
        sources: waits
          ? [...new Set(opened.sources.map(({ document }) => document.title || document.name))]
          : [],
        state,
      }
    },
  }
}

function pickReading({ intent, feeling, urgency, risks }: Classification): CardStory['reading'] {
  return { intent, feeling, urgency, risks }
}

function stateOf(stand: Stand, { draft, heldBy, place }: OpenedConversation): CardState {
  const { stage, why, newer, moved, send } = stand
  const by = moved?.by ?? null
  switch (stage) {
    case 'waiting': {
      if (newer || !draft) return { kind: 'overtaken' }
      return {
        kind: 'waiting',
        takenBackBy: moved?.from === 'approved' ? by : null,
        heldBy: heldBy?.name ?? null,
      }
    }
    case 'approved':
    case 'sending':
    case 'sent':
      if (!send) return { kind: 'writing' }
      return {
        ...{ kind: 'decided', by: send.by, at: send.at, text: send.text, sendId: send.id },
        ...{ state: send.state, undoUntil: send.undoUntil },
      }
    case 'with-person':
      if (newer) return { kind: 'overtaken' }
      return {
        ...{ kind: 'with-person', holder: heldBy?.name ?? place.assignee?.name ?? null },
        ...{ why: by === null ? why : null, summary: null },
      }
    case 'heard':
    case 'classified':
    case 'drafted':
      return { kind: newer ? 'overtaken' : 'writing' }
    case 'refused':
      return { kind: 'refused', by, at: moved?.at ?? null, why }
    case 'ignored':
      return { kind: 'ignored' }
    case 'failed':
      return { kind: 'failed', why }
    case 'withdrawn':
      return { kind: 'withdrawn' }
    default:
      return stage satisfies never
  }
}

function saidIn({ turns }: OpenedConversation, mentionId: string): string[] {
  const upTo = turns.findIndex((one) => one.from === 'person' && one.id === mentionId)
  const before = upTo < 0 ? [] : turns.slice(0, upTo + 1)
  const answered = before.findLastIndex((one) => one.from === 'brand' && one.state === 'sent')
  return before
    .slice(answered + 1)
    .flatMap((one) => (one.from === 'person' && one.stage !== 'withdrawn' ? [one.text] : []))
    .slice(-mostSaid)
}
