import type { Language } from './intent.ts'

// Where people write to a chat window's account, by the Bot Framework's names.
const names: Readonly<Record<string, Record<Language, string>>> = {
  webchat: { ko: '채팅 창', en: 'Chat window' },
  line: { ko: 'LINE', en: 'LINE' },
  facebook: { ko: '페이스북 메신저', en: 'Facebook Messenger' },
  telegram: { ko: '텔레그램', en: 'Telegram' },
  slack: { ko: '슬랙', en: 'Slack' },
  twilio: { ko: '문자 메시지(Twilio)', en: 'Text message (Twilio)' },
  groupme: { ko: 'GroupMe', en: 'GroupMe' },
  email: { ko: '이메일', en: 'Email' },
  msteams: { ko: 'Microsoft Teams', en: 'Microsoft Teams' },
  'azure-directline': { ko: 'Azure Direct Line', en: 'Azure Direct Line' },
}

/** What colleagues call the place where somebody wrote; its own name where it has none here. */
export function namesOfChannel(channel: string): Record<Language, string> {
  const own = { ko: channel, en: channel }
  return Object.hasOwn(names, channel) ? (names[channel] ?? own) : own
}
