import i18next from 'i18next'

/** What a chat is called; by the Bot Framework's own name where it has none here. */
export function sayChannel(channel: string): string {
  const key = `chats.channels.${channel}`
  return i18next.exists(key) ? i18next.t(key as 'chats.channels.msteams') : channel
}
