import type { DeskTools } from './decision.ts'
import { makeNotes, type Notes } from './notes.ts'
import { makeSnooze, type Snooze } from './snooze.ts'
import { makeSpam, type Spam } from './spam.ts'
import { makeStopSwitch, type StopSwitch } from './stop.ts'
import { makeUndo, type UndoSend } from './undo.ts'
import { makeWishes, type Wishes } from './wishes.ts'

/** What a colleague does in one conversation beside deciding, and the switch that stops everything. */
export interface Acts extends UndoSend, StopSwitch, Notes, Snooze, Spam, Pick<Wishes, 'silence'> {}

/** @param tools.brandId whose sending the switch stops. */
export function makeActs(tools: DeskTools & { brandId: string }): Acts {
  return {
    ...makeUndo(tools),
    ...makeStopSwitch(tools),
    ...makeNotes(tools),
    ...makeSnooze(tools),
    ...makeSpam(tools),
    silence: makeWishes(tools).silence,
  }
}
