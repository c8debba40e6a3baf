import type { CardStory } from '../src/desk/card-story.ts'
import type { Talk } from '../src/desk/staff-chats.ts'
import type { Command } from './commands.ts'
import type { Press } from './press.ts'
import type { Outcome } from './review-dialog.ts'

/** What was written without a button, as a press; or why it is none. */
export type Typed = { kind: 'press'; press: Press } | { kind: 'no-talk' | 'reply-what' | 'not-mine' }

/**
 * What a typed word does to the conversation that is answered from this chat.
 * @param talk the one that was taken or shown here last.
 * @param answered the card that the message is a reply to, where the client tells, with what it showed.
 */
export function decideTyped(
  command: Command,
  { talk, answered }: { talk: Talk | null; answered: Talk | null },
): Typed {
  const of = answered ?? talk
  switch (command.kind) {
    case 'reply':
      if (command.text === '') return { kind: 'reply-what' }
      return of ? { kind: 'press', press: replyOf(of, command.text) } : { kind: 'no-talk' }
    case 'give-back':
      return of
        ? { kind: 'press', press: { do: 'give-back', conversation: of.conversationId } }
        : { kind: 'no-talk' }
    case 'take':
      return of
        ? { kind: 'press', press: { do: 'take', conversation: of.conversationId } }
        : { kind: 'no-talk' }
    case 'unknown':
      // Only what answers a card goes to a customer; whatever else is written here stays here.
      return answered ? { kind: 'press', press: replyOf(answered, command.text) } : { kind: 'not-mine' }
    default:
      return { kind: 'not-mine' }
  }
}

const replyOf = ({ conversationId, version }: Talk, text: string): Press => ({
  ...{ do: 'reply', conversation: conversationId, version, text, overrule: null, sure: false },
})

/** Which conversation is answered from this chat after a press. @param story how it stands now, as it is shown. */
export function nextTalk(
  talk: Talk | null,
  press: Press,
  outcome: Outcome | { kind: 'shown' },
  story: Pick<CardStory, 'conversationId' | 'version'> | null,
): Talk | null {
  if (!('conversation' in press)) return talk
  switch (outcome.kind) {
    case 'given-back':
    case 'another-try':
      return talk?.conversationId === press.conversation ? null : talk
    case 'handed-over':
    case 'taken':
    case 'shown':
      return story && { conversationId: story.conversationId, version: story.version }
    case 'approved':
    case 'overtaken':
      // What is shown after it has been read as far as it goes.
      return story && talk?.conversationId === press.conversation
        ? { conversationId: story.conversationId, version: story.version }
        : talk
    default:
      return talk
  }
}
