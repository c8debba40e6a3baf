import type { Kind } from '../desk/rights.ts'

/**
 * Whose brand a call is about: that of the thing with the id in its path; `house`, the one that this Dajeong was started
 * for; or `any`, where a list shows what the caller may see and nothing else.
 */
export type About = Kind | 'house' | 'any'

const kinds: Record<string, Kind> = {
  accounts: 'account',
  cases: 'case',
  conversations: 'conversation',
  drafts: 'draft',
  knowledge: 'document',
  lessons: 'lesson',
  persons: 'person',
  'saved-replies': 'saved-reply',
}

/** @throws when the path has an id and nothing tells what it is of: nobody could say whose brand the call is about. */
export function aboutOf({ name, path, about }: { name: string; path: string; about?: About }): About {
  if (about) return about
  const [, noun] = /^\/api\/([\w-]+)\/\{id\}/.exec(path) ?? []
  const kind = noun === undefined ? 'house' : kinds[noun]
  if (!kind) throw new Error(`${name}: say with \`about\` whose brand the id in ${path} tells.`)
  return kind
}
