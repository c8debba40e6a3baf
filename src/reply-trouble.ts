import { ChannelError } from './channels/channel.ts'
import { type OtherTrouble, otherTrouble } from './core/send-trouble.ts'

/**
 * What kept a reply from a customer of another channel, as it is kept for staff; core/send-trouble.ts has it in both languages. There a person who cannot be reached is no message
 * that was deleted, and a token that is not taken says nothing of our own window, which is of the same account.
 * @param channel as the Bot Framework calls it.
 */
export function asReplyTrouble(error: unknown, channel: string): unknown {
  if (!(error instanceof ChannelError)) return error
  const told = (kind: ChannelError['kind'], what: OtherTrouble, retryAt: Date | null = null) =>
    new ChannelError(kind, `${otherTrouble(what, channel)} (${error.message})`, { cause: error, retryAt })
  switch (error.kind) {
    case 'gone':
      return told('refused', 'away')
    case 'refused':
      return told('refused', 'not-taken')
    case 'auth':
      return told('busy', 'no-token', error.retryAt)
    default:
      return error
  }
}
