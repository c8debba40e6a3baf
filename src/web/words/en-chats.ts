import type { chats as ko } from './ko-chats.ts'
import type { Same } from './same.ts'

export const chats: Same<typeof ko> = {
  title: 'Chats',
  lead: 'Read, edit and send drafts from a chat such as Teams. You may do there what you may do here.',
  none: 'No chat is linked yet. Make a code and send it to the Dajeong bot in private, and that chat is yours.',
  make: 'Make a code',
  again: 'Make a new code',
  codeTitle: 'Send this to the Dajeong bot, in private',
  codeSaid: 'link {{code}}',
  codeLead: 'It holds once, until {{time}}. Sent where others can read it, it is void at once.',
  codeOver: 'This code has run out. Make a new one.',
  linkedNow: 'Linked as {{name}}.',
  since: 'linked {{time}}',
  unlink: 'Unlink',
  unlinked: 'Unlinked. Nothing can be done from that chat any more.',
  gone: 'It was unlinked already.',
  channels: {
    msteams: 'Microsoft Teams',
    directline: 'Web chat',
    emulator: 'Bot Framework Emulator',
    slack: 'Slack',
    line: 'LINE',
    telegram: 'Telegram',
  },
  placesTitle: 'Cards in chats',
  placesLead:
    'When somebody is needed, one card goes to each place that you choose, and it changes wherever and by whomever it is decided.',
  placesNone:
    'There is no place to choose yet. One appears here when a colleague links a chat under “My account → Chats”, or writes “@Dajeong here” in a channel of the team.',
  teamWarning:
    'Everybody in a channel can read what customers wrote on its cards. Who presses is asked for their own rights.',
  team: 'channel of the team',
  colleague: 'colleague',
  add: 'Send cards',
  remove: 'Stop cards',
  resume: 'Send again',
  on: 'gets cards',
  paused: 'Paused: {{why}}',
  added: 'Cards go there from now on.',
  removed: 'No cards go there any more.',
  resumed: 'Cards go there again.',
  noPlace: 'It has changed meanwhile. The list is read anew.',
}
