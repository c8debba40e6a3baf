import i18next from 'i18next'
import type { Answer } from '../../lib/call.ts'

type Entry = Answer<'GET /api/audit'>['entries'][number]

/** What the house itself wrote down of what was done, and why somebody says that they did it. */
export interface Told {
  done: string | null
  why: string | null
}

/** Reads what stands in the log in the house's own English; a reason that is somebody's own stays as they wrote it. */
export function tell(entry: Pick<Entry, 'what' | 'target' | 'why' | 'after'>): Told {
  const { what, target, why, after } = entry
  const { t } = i18next
  if (!why) return { done: null, why: null }
  const name = target?.slice(target.indexOf(':') + 1) ?? ''
  switch (what) {
    case 'knowledge':
      return tellKnowledge(name, why)
    case 'saved-reply':
      return tellSaved(nameIn(after), why)
    case 'prompt':
    case 'cases-overruled': {
      // The name stands beside it already.
      const before = target === 'policy' ? 'policy: ' : `${name}: `
      return { done: null, why: why.startsWith(before) ? why.slice(before.length) : why }
    }
    case 'account-mode':
      // It is the mode itself, which stands among what changed.
      return { done: null, why: null }
    case 'account-resumed':
      return why === 'the network accepts it again'
        ? { done: t('audit.accepted'), why: null }
        : { done: null, why }
    case 'sending-stopped':
      return why === 'from the command line'
        ? { done: t('audit.commandLine'), why: null }
        : { done: null, why }
    case 'password-reset':
      return why === 'a new one-time password was made on the machine itself'
        ? { done: t('audit.oneTime'), why: null }
        : { done: null, why }
    default:
      return { done: null, why }
  }
}

function tellKnowledge(name: string, why: string): Told {
  const { t } = i18next
  const sample = /^added the sample brand, (\d+) documents$/.exec(why)
  if (sample) return { done: t('audit.knowledge.sample', { count: Number(sample[1]) }), why: null }
  const removed = `removed ${name}`
  if (why === removed || why.startsWith(`${removed}: `))
    return { done: t('audit.knowledge.removed'), why: why.slice(removed.length + 2) || null }
  for (const [verb, word] of [
    ['added', 'added'],
    ['replaced', 'replaced'],
    ['brought back', 'back'],
  ] as const) {
    const start = `${verb} ${name}, version `
    const rest = why.startsWith(start)
      ? /^(.*?), (\d+) passages(?:: ([\s\S]*))?$/.exec(why.slice(start.length))
      : null
    if (!rest) continue
    const [, version = '', count, reason = null] = rest
    return { done: t(`audit.knowledge.${word}`, { version, count: Number(count) }), why: reason }
  }
  return { done: null, why }
}

function nameIn(side: unknown): string {
  const { name } = (side ?? {}) as { name?: unknown }
  return typeof name === 'string' ? name : ''
}

function tellSaved(name: string, why: string): Told {
  for (const [verb, word] of [
    ['made', 'made'],
    ['changed', 'changed'],
    ['removed', 'removed'],
    ['rolled back', 'back'],
  ] as const)
    if (why.startsWith(`${verb} `)) {
      const start = `${verb} ${name}: `
      const reason = name !== '' && why.startsWith(start) ? why.slice(start.length) : null
      return { done: i18next.t(`audit.saved.${word}`), why: reason }
    }
  return { done: null, why }
}

/** What a field is called; by its own name where it has none. A place in a list has the name of its list. */
export function sayField(path: string): string {
  const whole = path
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .join('_')
  for (const known of [`people.fields.${whole}`, `audit.fields.${whole}`])
    if (i18next.exists(known)) return i18next.t(known as 'audit.fields.id')
  return path
}

const hashShown = 12

/** What stands in a field, as it is called where it is changed. */
export function sayValue(path: string, value: unknown): string {
  const { t } = i18next
  if (value === null || value === '') return t('people.nothing')
  if (typeof value === 'boolean') return t(value ? 'people.yes' : 'people.no')
  const text = String(value)
  const field = path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? path
  if (field === 'hash') return text.slice(0, hashShown)
  // By a map: the fields of what was changed may be called anything, `constructor` too.
  const folder = new Map([
    ['role', 'people.roles'],
    ['mode', 'desk.mode'],
    ['state', 'desk.accountState'],
    ['language', 'reading.languages'],
    ['failed', 'audit.checks'],
  ]).get(field)
  if (!folder) return text
  const say = (one: string) => {
    const known = `${folder}.${one}`
    return i18next.exists(known) ? t(known as 'people.roles.agent') : one
  }
  return text.split(', ').map(say).join(', ')
}

/** Before and after as two things that can be compared: of words, only their hash is written down, bare. */
export function sidesOf(entry: Pick<Entry, 'what' | 'before' | 'after'>): [before: unknown, after: unknown] {
  const { what, before, after } = entry
  if (what !== 'prompt' || typeof after !== 'object' || after === null) return [before, after]
  const { name: _name, ...now } = after as Record<string, unknown>
  return [typeof before === 'string' ? { hash: before } : before, now]
}
