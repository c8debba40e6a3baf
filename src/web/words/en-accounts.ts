import type { accounts as korean } from './ko-accounts.ts'
import type { Same } from './same.ts'

/** The accounts room, in English. */
export const accounts: Same<typeof korean> = {
  title: 'Accounts',
  lead: 'Where Dajeong listens and answers. Here you decide, account by account, how much it does by itself.',
  mayNot: 'Admins connect and change accounts. Ask an admin of the brand.',
  noneTitle: 'No account is connected yet',
  none: 'To hear what people say to {{brand}}, connect an account. It begins with drafts only: nothing goes out before a colleague approves it.',
  noneTown: 'To practise first, start with DAJEONG_TOWN=on: a practice town on this machine opens with it.',
  state: {
    active: 'It listens.',
    paused:
      'It is paused. Approved replies keep their place, and when it is resumed it goes on with what came meanwhile.',
    refused:
      'The network refuses this account, as it does when a token was revoked or its rights changed. Connect it again with new values, and what waits goes out first.',
  },
  behind:
    'For {{time}} it could not look for news. The network may be in trouble; if it goes on, press “Check now”.',
  seconds: '{{count}} s',
  minutes: '{{count}} min',
  hours: '{{count}} h',
  because: 'Why: {{why}}',
  saidThere: 'What the network said',
  proven: 'Last proven',
  heard: 'Last heard',
  lag: 'Behind by',
  noLag: 'not behind',
  resting: 'resting',
  never: 'not yet',
  connectedAt: 'Connected',
  hook: 'Where its messages are delivered',
  embed: 'The line for your site',
  openChat: 'Open the chat window',
  mode: 'What it does by itself',
  modes: {
    off: { name: 'Only listen', what: 'Messages are collected. No drafts are written.' },
    draft: { name: 'Drafts only', what: 'Replies are drafted and wait for a colleague.' },
    send: {
      name: 'Send by itself',
      what: 'What the policy allows goes out without approval; the rest waits for a colleague.',
    },
  },
  askSend: 'Let {{handle}} send by itself?',
  askSendLead:
    'What the policy allows no longer waits for approval. You can go back to drafts at any time, and “Stop everything” above holds as before.',
  sendNow: 'Let it send',
  modeSet: '{{handle}}: {{mode}}',
  check: 'Check now',
  checked: '{{handle}}: the network knows us.',
  checkedAgain: '{{handle}}: the network knows us again, and it listens on.',
  pause: 'Pause',
  askPause: 'Pause {{handle}}?',
  askPauseLead: 'It neither listens nor sends. What waits keeps its place.',
  why: 'Why it is paused',
  paused: '{{handle}} is paused.',
  resume: 'Resume',
  resumed: '{{handle}} is on again.',
  again: 'Connect again with new values',
  remove: 'Remove',
  askRemove: 'Remove {{handle}}?',
  askRemoveLead:
    'Everything that was heard and said on this account is deleted with it, for good. For a rest, pause it instead.',
  typeHandle: 'To confirm, type {{handle}} as it is',
  removed: '{{handle}} is removed.',
  otherHandle: 'What you typed is different, so it was left as it is. Type it as it is shown.',
  gone: 'This account was removed meanwhile.',
  elsewhere:
    'This account is connected at another brand, which you do not look after. Ask an admin of that brand.',
  practice: 'Practice',
  practiceWhat:
    'An account in the practice town. Everything said there stays on this machine and reaches no real person, so try whatever you like.',
  practiceRests:
    'It rests while there are real accounts or the town is turned off. What was practised can still be read.',
  connectReal:
    'What you connect here is a real account. It hears real people, and what you approve goes to them. The practice town stays closed from the next start on.',
  connect: 'Connect an account',
  connectLead:
    'The network is asked first, and only what is right is saved. Secrets are sealed and never shown again. An account that is connected already gets the new values.',
  network: 'What do you want to connect?',
  more: 'More settings',
  optional: '(may be left empty)',
  needed: 'This is needed.',
  confirm: 'Check and connect',
  notSaved: 'It is not connected yet. Look at what is marked.',
  fault: {
    auth: 'The network did not accept this value. See whether it was copied whole and has all its rights.',
    busy: 'That address cannot answer now, or is not what was expected. Look at the address and try again in a moment.',
    network: 'This address cannot be reached. Look at the address, and whether that place is up.',
    refused: 'That address does not answer in a way that we know. Look at the address.',
    gone: 'There is nothing at that address. Look at the address.',
  },
  madeTitle: 'A secret was made',
  madeFirst:
    'It is shown only now. Put it into the program on the other side, and press “Check and connect” again.',
  madeOnce: 'It is shown only now. Put it into the program on the other side.',
  connected: '{{handle}} is connected and listens from now on.',
  renewed: '{{handle}} has the new values.',
  deliverTo: 'The program on the other side delivers messages to this address.',
  close: 'I have it',
}
