import type { Acts } from '../src/desk/acts.ts'
import type { Assigning } from '../src/desk/assigning.ts'
import type { ByHand } from '../src/desk/by-hand.ts'
import type { CardPlaces } from '../src/desk/card-places.ts'
import type { CardStories } from '../src/desk/card-story.ts'
import type { Refusal } from '../src/desk/decision.ts'
import type { Handover } from '../src/desk/handover.ts'
import type { Inbox } from '../src/desk/inbox.ts'
import type { Presence } from '../src/desk/presence.ts'
import type { Reports } from '../src/desk/report.ts'
import type { Retry } from '../src/desk/retry.ts'
import type { Approved, Review } from '../src/desk/review.ts'
import type { Rights } from '../src/desk/rights.ts'
import type { StaffChats, Talk } from '../src/desk/staff-chats.ts'
import type { TryDraft } from '../src/desk/trial.ts'
import type { Log } from '../src/log.ts'

/** The desk as the bot uses it: the very functions that the console's API calls. */
export interface StaffDesk {
  rights: Rights
  review: Pick<Review, 'approve' | 'editAndApprove'>
  handover: Pick<Handover, 'handOver' | 'giveBack'>
  retry: Pick<Retry, 'anotherTry'>
  sendByHand(ask: ByHand): Promise<Approved | Refusal>
  /** `stop`, `resume` and `stopped` are of the brand that this Dajeong was started for. */
  acts: Pick<Acts, 'undo' | 'stop' | 'resume' | 'stopped'>
  presence: Pick<Presence, 'take'>
  assigning: Pick<Assigning, 'takeNext'>
  inbox: Pick<Inbox, 'list' | 'counts'>
  reports: Pick<Reports, 'overview' | 'ratings'>
  tryDraft: TryDraft
}

export interface StaffTools {
  desk: StaffDesk
  chats: StaffChats
  places: CardPlaces
  stories: CardStories
  /** The conversation of a card that stands in a chat. */
  cardAt(place: {
    activityId: string
    channel: string
    tenant: string
    conversation: string | null
    chatId: string
  }): Promise<Talk | null>
  /** Where the console is reached from outside; null where nobody said. */
  publicUrl: string | null
  /** There is a model that can follow a word of guidance. */
  canGuide: boolean
  /** Channels in which everybody is of the house, so that who is not linked is told how. */
  staffChannels: readonly string[]
  /** Whoever writes may be linked, also where no service vouches for who it is: for development, on loopback alone. */
  anybody: boolean
  now(): Date
  /** Something was done that pages and cards show. */
  onDone(): void
  log: Log
}

/** Where a conversation is opened in the console. */
export function linkTo(publicUrl: string | null, conversationId: string): string | null {
  return publicUrl === null ? null : `${publicUrl.replace(/\/$/, '')}/desk/all/${conversationId}`
}
