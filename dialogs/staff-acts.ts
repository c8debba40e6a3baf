import { may, roleAt } from '../src/core/rights.ts'
import type { LinkedChat } from '../src/desk/staff-chats.ts'
import { escapeMarkdown } from './card-text.ts'
import { type Press, rightOf } from './press.ts'
import type { Outcome } from './review-dialog.ts'
import type { StaffDesk } from './staff-desk.ts'
import { staffWords } from './staff-words.ts'

/** Presses that are about one conversation. */
export type AboutOne = Extract<Press, { conversation: string }>

/** Why somebody may not; null where they may. Asked anew for every press, by the roles of that moment. */
export async function whyNot(
  { rights }: StaffDesk,
  { memberships, language }: LinkedChat,
  press: Press,
): Promise<string | null> {
  const { say, right } = staffWords[language]
  const brandId =
    'conversation' in press ? await rights.brandOf('conversation', press.conversation) : rights.houseBrand
  // Who is nobody at a brand is not told what there is.
  if (brandId === null || roleAt(memberships, brandId) === null) return say.noSuch
  const wanted = rightOf[press.do]
  return may(memberships, wanted, brandId) ? null : say.noRight(right[wanted])
}

/** Does what was pressed, as this colleague, with what the console uses. The right was asked for before. */
export async function doPress(
  desk: StaffDesk,
  { colleague }: LinkedChat,
  press: AboutOne,
): Promise<Outcome | { kind: 'shown' }> {
  const conversationId = press.conversation
  switch (press.do) {
    case 'approve': {
      const { draft: draftId, hash, overrule } = press
      return desk.review.approve({ conversationId, draftId, hash, overrule, colleague })
    }
    case 'edit': {
      const { draft: draftId, hash, overrule, text } = press
      return desk.review.editAndApprove({ conversationId, draftId, hash, overrule, text, colleague })
    }
    case 'another-try':
      return desk.retry.anotherTry({
        ...{ conversationId, version: press.version, guidance: press.guidance, colleague },
      })
    case 'hand-over':
      return desk.handover.handOver({ conversationId, colleague, why: null })
    case 'reply': {
      const { version, text, overrule, sure } = press
      return desk.sendByHand({ conversationId, version, text, overrule, sure, colleague })
    }
    case 'give-back':
      return desk.handover.giveBack({ conversationId, colleague })
    case 'undo':
      return desk.acts.undo({ conversationId, sendId: press.send, colleague })
    case 'take':
      return desk.presence.take({ conversationId, colleague })
    case 'show':
      return { kind: 'shown' }
    default:
      return press satisfies never
  }
}

/** The switch of the whole brand. @returns what is said. */
export async function doSwitch(
  { acts }: StaffDesk,
  { colleague, language }: LinkedChat,
  press: Extract<Press, { do: 'stop' | 'resume' }>,
): Promise<string> {
  const { say } = staffWords[language]
  if (press.do === 'resume') {
    await acts.resume({ colleague })
    return say.resumed
  }
  const before = await acts.stopped()
  if (before) return say.stoppedAlready(escapeMarkdown(before.name ?? before.who))
  const why = press.why ?? (language === 'ko' ? '채팅에서 멈췄어요' : 'stopped in a chat')
  await acts.stop({ colleague, why })
  return say.stopped
}
