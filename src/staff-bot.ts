import { keepCards } from '../dialogs/staff-cards.ts'
import { makeStaffDialog, type StaffDialog } from '../dialogs/staff-dialog.ts'
import type { Speaker } from '../dialogs/turn.ts'
import { makeActs } from './desk/acts.ts'
import { makeAssigning } from './desk/assigning.ts'
import { makeSendByHand } from './desk/by-hand.ts'
import { makeCardBook } from './desk/card-book.ts'
import { makeCardPlaces } from './desk/card-places.ts'
import { makeCardStories } from './desk/card-story.ts'
import type { DeskTools } from './desk/decision.ts'
import { makeHandover } from './desk/handover.ts'
import { makeHelping } from './desk/helping.ts'
import { makeInbox } from './desk/inbox.ts'
import { makePresence } from './desk/presence.ts'
import { makeReports } from './desk/report.ts'
import { makeRetry } from './desk/retry.ts'
import { makeReview } from './desk/review.ts'
import { makeRights } from './desk/rights.ts'
import type { StaffChats } from './desk/staff-chats.ts'
import type { TryDraft } from './desk/trial.ts'
import type { Log } from './log.ts'
import type { Assist } from './writer/assist.ts'

export interface StaffBot extends StaffDialog {
  /** Something changed that cards show. */
  poke(): void
  /** Ends what posts and changes cards. */
  stop(): Promise<void>
}

// Channels of the Bot Framework in which everybody is of the house.
const staffChannels = ['msteams']

/** The bot's half for colleagues, on what the console's API stands on. */
export function makeStaffBot(parts: {
  desk: DeskTools
  brandId: string
  chats: StaffChats
  /** Null where no model is configured. */
  assist: Assist | null
  tryDraft: TryDraft
  speaker: Speaker
  publicUrl: string | null
  /** `config.bot`'s development switch: whoever writes may be linked, on loopback alone. */
  anybody: boolean
  /** Tells the pages that something was done. */
  onDone(): void
  log: Log
  now?(): Date
  beatMs?: number
}): StaffBot {
  const { brandId, chats, assist, tryDraft, speaker, publicUrl, anybody, log } = parts
  const { now = () => new Date() } = parts
  const desk = { ...parts.desk, now }
  const { db } = desk
  const inbox = makeInbox(desk)
  const stories = makeCardStories({ db, inbox, helping: makeHelping({ ...desk, assist }) })
  const book = makeCardBook({ db })
  const canGuide = assist !== null
  const cards = keepCards({
    ...{ book, stories, speaker, publicUrl, canGuide, now, log },
    ...(parts.beatMs === undefined ? {} : { beatMs: parts.beatMs }),
  })
  const dialog = makeStaffDialog({
    desk: {
      rights: makeRights({ db, brandId }),
      review: makeReview(desk),
      handover: makeHandover(desk),
      retry: makeRetry({ ...desk, model: canGuide }),
      sendByHand: makeSendByHand(desk),
      acts: makeActs({ ...desk, brandId }),
      presence: makePresence({ db }),
      assigning: makeAssigning({ db }),
      inbox,
      reports: makeReports({ db, brandId, now }),
      tryDraft,
    },
    ...{ chats, places: makeCardPlaces({ db, brandId }), stories, book, cardAt: book.at },
    ...{ publicUrl, canGuide, staffChannels, anybody, now, log },
    onDone() {
      parts.onDone()
      cards.poke()
    },
  })
  return { takes: dialog.takes, bot: dialog.bot, poke: cards.poke, stop: cards.stop }
}
