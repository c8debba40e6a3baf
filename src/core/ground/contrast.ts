import { contrastSets } from './contrast-lists.ts'
import { englishStem } from './stem.ts'

/** A place in the lists: which set, and which member of it. */
interface Place {
  set: number
  member: number
}

const places = new Map<string, Place[]>()
for (const [set, line] of contrastSets.trim().split('\n').entries()) {
  for (const [member, forms] of line.split(' / ').entries()) {
    for (const form of forms.trim().split(' ')) {
      const key = /[가-힣]/.test(form) ? form : englishStem(form)
      places.set(key, [...(places.get(key) ?? []), { set, member }])
    }
  }
}
const longestForm = 6

/** Which members of which sets a text names. */
export type Named = Map<number, Map<number, string>>

export function namedIn(text: string): Named {
  const named: Named = new Map()
  for (const match of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[가-힣]+|[a-z][a-z'’]*(?:-[a-z]+)*/g)) {
    const [token] = match
    if (/^[a-z]/.test(token)) {
      for (const part of new Set([token, ...token.split('-')])) put(named, englishStem(part), part)
      continue
    }
    // The longest form counts: 체크카드 before 체크, 다음날 before 다음.
    const after = text.slice(match.index + token.length, match.index + token.length + 1)
    for (let length = Math.min(longestForm, token.length); length > 0; length--) {
      const form = token.slice(0, length)
      if (!places.has(form) || (length === 1 && !standsAlone(token, after))) continue
      put(named, form, form)
      break
    }
  }
  return named
}

/** One syllable is a word when nothing but a particle follows. */
function standsAlone(token: string, _after: string): boolean {
  return token.length === 1 || /^.(?:에|에서|은|는|이|가|을|를|의|으로|로|과|와|도|만|부터|까지)$/.test(token)
}

function put(named: Named, form: string, shown: string): void {
  for (const { set, member } of places.get(form) ?? []) {
    const members = named.get(set) ?? new Map<number, string>()
    members.set(member, shown)
    named.set(set, members)
  }
}

/** What the claim names where `there` names something else of the same kind; `there` and `elsewhere` from `namedIn`. */
export function contrasts(
  claim: Named,
  there: Named,
  everywhere: Named,
): { absent: string[]; shifted: string[] } {
  const absent: string[] = []
  const shifted: string[] = []
  for (const [set, members] of claim) {
    const near = there.get(set)
    if (!near) continue
    const others = [...near.keys()].some((member) => !members.has(member))
    if (!others) continue
    for (const [member, shown] of members) {
      if (near.has(member)) continue
      if (everywhere.get(set)?.has(member)) shifted.push(shown)
      else absent.push(shown)
    }
  }
  return { absent, shifted }
}
