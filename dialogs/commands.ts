/** What a colleague can write to the bot. */
export type Command =
  | { kind: 'link'; code: string }
  /** Without the bot’s own name in front of it. */
  | { kind: 'try' | 'reply' | 'unknown'; text: string }
  | {
      kind:
        | 'unlink'
        | 'here'
        | 'not-here'
        | 'queue'
        | 'next'
        | 'take'
        | 'stop'
        | 'resume'
        | 'report'
        | 'give-back'
        | 'help'
        | 'nothing'
    }

const words: Readonly<
  Record<string, Exclude<Command['kind'], 'link' | 'try' | 'reply' | 'nothing' | 'unknown'>>
> = {
  ...{ unlink: 'unlink', '연결 해제': 'unlink', 연결해제: 'unlink', '연결 끊기': 'unlink' },
  ...{ here: 'here', 여기로: 'here', 여기: 'here' },
  ...{ 'not here': 'not-here', '여기 그만': 'not-here', 여기그만: 'not-here', '여기로 그만': 'not-here' },
  ...{ queue: 'queue', 대기열: 'queue', 대기: 'queue', 목록: 'queue' },
  ...{ next: 'next', 다음: 'next' },
  ...{ take: 'take', 맡기: 'take', 맡을게: 'take', 맡을게요: 'take' },
  ...{
    'stop all': 'stop',
    stop: 'stop',
    '모두 멈춰': 'stop',
    '모두 멈추기': 'stop',
    '전부 멈춰': 'stop',
    멈춰: 'stop',
  },
  ...{ resume: 'resume', 'send again': 'resume', '다시 보내기': 'resume', '다시 시작': 'resume' },
  ...{ report: 'report', today: 'report', 보고: 'report', 보고서: 'report', 오늘: 'report' },
  ...{ 'give back': 'give-back', 돌려주기: 'give-back', 돌려줘: 'give-back' },
  ...{ help: 'help', 도움말: 'help', 도움: 'help', '?': 'help' },
}

/** Without the bot's own name in front, which a channel of a team puts there. */
function said(text: string): string {
  return text
    .replace(/<at\b[^>]*>[\s\S]*?<\/at>/gi, ' ')
    .replaceAll('\u00A0', ' ')
    .trim()
    .replace(/^@\S+\s*/, '')
}

/** Six digits, as the console shows them: with a space in the middle or without. */
export function linkCodeIn(text: string): string | null {
  const [, digits] = /^(?:link|연결)\s+((?:\d[\s-]?){6})$/i.exec(said(text)) ?? []
  return digits?.replace(/\D/g, '') ?? null
}

export function readCommand(text: string): Command {
  const line = said(text)
  if (line === '') return { kind: 'nothing' }
  const code = linkCodeIn(line)
  if (code !== null) return { kind: 'link', code }
  const [, verb = '', rest = ''] = /^(try|시험|reply|답장|답)(?:\s+([\s\S]*))?$/i.exec(line) ?? []
  if (verb !== '') return { kind: /^(try|시험)$/i.test(verb) ? 'try' : 'reply', text: rest.trim() }
  const plain = line
    .toLowerCase()
    .replace(/[.!~]+$/, '')
    .replace(/\s+/g, ' ')
    .trim()
  const kind = Object.hasOwn(words, plain) ? words[plain] : undefined
  return kind === undefined ? { kind: 'unknown', text: line } : { kind }
}
