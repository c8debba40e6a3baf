import type { Answer, Ask } from '../../lib/call.ts'
import { keepTyped, useTyped } from '../../lib/typed.ts'

export type Case = Answer<'GET /api/cases'>['cases'][number]
export type CaseWords = Ask<'POST /api/cases'>['body']
export type Check = Case['must'][number]

export const kinds = [
  'contains',
  'lacks',
  'strategy',
  'language',
  'level',
  'at-most',
  'no-finding',
  'finding',
  'decision',
  'cites',
] as const satisfies readonly Check['kind'][]

export const strategies = [
  ...['listen', 'inform', 'thank-and-act', 'answer-first'],
  ...['play-along', 'welcome', 'silence', 'ask-to-remove'],
] as readonly Extract<Check, { kind: 'strategy' }>['is'][]
export const decisions = ['send', 'ask', 'hand-over', 'ignore'] as const

/** A check as it stands when it is put in, to be filled in. */
export function freshCheck(kind: Check['kind']): Check {
  switch (kind) {
    case 'contains':
    case 'lacks':
      return { kind, text: '' }
    case 'strategy':
      return { kind, is: 'listen' }
    case 'language':
      return { kind, is: 'ko' }
    case 'level':
      return { kind, is: 'haeyo' }
    case 'at-most':
      return { kind, characters: 200 }
    case 'no-finding':
      return { kind, code: null }
    case 'finding':
      return { kind, code: '' }
    case 'decision':
      return { kind, is: 'send' }
    case 'cites':
      return { kind, document: '' }
    default:
      return kind satisfies never
  }
}

/** Whether everything is there that a case needs. */
export function isWhole({ name, message, must }: Pick<CaseWords, 'name' | 'message' | 'must'>): boolean {
  return name.trim() !== '' && message.trim() !== '' && must.length > 0 && must.every(isFilled)
}

function isFilled(check: CaseWords['must'][number]): boolean {
  switch (check.kind) {
    case 'contains':
    case 'lacks':
      return check.text.trim() !== ''
    case 'finding':
      return check.code.trim() !== ''
    case 'cites':
      return check.document.trim() !== ''
    case 'at-most':
      return Number.isInteger(check.characters) && check.characters >= 1 && check.characters <= 20_000
    default:
      return true
  }
}

const fresh: Required<Pick<Case, 'name' | 'message' | 'channel' | 'visibility' | 'language' | 'must'>> = {
  // Where none was chosen it is the brand's own, which is not known here.
  ...{ name: '', message: '', channel: '', visibility: 'public', language: 'ko' },
  must: [{ kind: 'language', is: 'ko' }],
}
export type Draft = typeof fresh

/** What a case says, as it is typed; kept as everything that is typed until it is saved. @param saved null: a new one. */
export function useCaseDraft(id: string, saved: Case | null) {
  const key = `case-${id}`
  const typed = useTyped(key)
  const before = saved ? wordsOf(saved) : fresh
  const now: Draft = typed ? (JSON.parse(typed.text) as Draft) : before
  return {
    draft: now,
    changed: typed !== undefined,
    change(part: Partial<Draft>) {
      const text = JSON.stringify({ ...now, ...part })
      keepTyped(key, text === JSON.stringify(before) ? null : { text, seen: null })
    },
    discard: () => keepTyped(key, null),
  }
}

function wordsOf({ name, message, channel, visibility, language, must }: Case): Draft {
  return { name, message, channel, visibility, language, must }
}
