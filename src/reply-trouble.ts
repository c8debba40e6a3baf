import { ChannelError } from './channels/channel.ts'

/**
 * What kept a reply from a customer of another channel, as it is told to staff. There a person who cannot be reached is no message
 * that was deleted, and a token that is not taken says nothing of our own window, which is of the same account.
 * @param channel as the Bot Framework calls it.
 */
export function asReplyTrouble(error: unknown, channel: string): unknown {
  if (!(error instanceof ChannelError)) return error
  const told = (kind: ChannelError['kind'], text: string, retryAt: Date | null = null) =>
    new ChannelError(kind, `${text} (${error.message})`, { cause: error, retryAt })
  switch (error.kind) {
    case 'gone':
      return told(
        'refused',
        `This person can no longer be reached on ${channel}: their chat is not there any more, or they removed the brand. Reach them another way.`,
      )
    case 'refused':
      return told(
        'refused',
        `${channel} does not take this reply: the person may have blocked the brand, or too much time has passed since they wrote. Reach them another way.`,
      )
    case 'auth':
      return told(
        'busy',
        `${channel} does not accept our bot; an operator compares MicrosoftAppId and MicrosoftAppPassword. It is tried again.`,
        error.retryAt,
      )
    default:
      return error
  }
}
