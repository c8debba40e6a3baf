import type { Personal } from './privacy-kind.ts'
import { makeSearch } from './wording-search.ts'

// What names a mailbox or a machine.

/** E-mail addresses, also said aloud or hidden from robots: "hong at naver dot com", "홍 골뱅이 네이버 점 컴". */
export function findEmails(text: string): Personal[] {
  const found: Personal[] = []
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at
    while (start > 0 && at - start < 64 && /[\w.%+-]/.test(text.charAt(start - 1))) start--
    let end = at + 1
    while (end < text.length && end - at < 255 && /[a-z0-9.-]/i.test(text.charAt(end))) end++
    while (end > at && /[.-]/.test(text.charAt(end - 1))) end--
    // "@name@host" is how Mastodon writes a handle: it names somebody who speaks in public, and it is no mailbox.
    const isHandle = text.charAt(start - 1) === '@'
    const host = text.slice(at + 1, end)
    if (start < at && !isHandle && /\.[a-z]{2,24}$/i.test(host)) found.push({ kind: 'email', start, end })
  }
  return [...found, ...findSaid(text)]
}

const saidAt = /\s{0,2}골뱅이\s{0,2}|\s{0,2}[([]\s?at\s?[)\]]\s{0,2}|\sat\s|\s@\s/gi
const dot = String.raw`(?:\s?[([]\s?dot\s?[)\]]\s?|\s(?:dot|점)\s|점|닷|\s?\.\s?)`
const host = String.raw`[\w가-힣-]{1,30}?`
const end = '(?:com|net|org|kr|co|ac|io|me|dev|app|gg|uk|us|de|jp|컴|넷|닷컴|케이알|씨오|컴즈)'
const saidHost = new RegExp(
  `^${host}(?:${dot}[\\w-]{1,30}?){0,2}${dot}${end}(?:${dot}${end})?(?![\\w-])`,
  'i',
)
const saidName = /[\w.+-]{1,64}(?:\s(?:dot|점)\s[\w+-]{1,30}){0,2}$|[가-힣\d]{1,10}$/i

const search = makeSearch([saidAt])

function findSaid(text: string): Personal[] {
  const found: Personal[] = []
  if (!search(text).mayHave(0)) return found
  for (const match of text.matchAll(saidAt)) {
    const after = match.index + match[0].length
    const name = saidName.exec(text.slice(Math.max(0, match.index - 64), match.index))?.[0]
    const to = saidHost.exec(text.slice(after, after + 80))?.[0]
    if (!name || !to) continue
    // "look at naver.com" is no mailbox: where "at" is a bare word, the dot must be one too.
    const bareAt = /^\sat\s$/i.test(match[0])
    if (bareAt && !/\sdot\s|[([]dot/i.test(to)) continue
    found.push({ kind: 'email', start: match.index - name.length, end: after + to.length })
  }
  return found
}

export function findIpv6(text: string): Personal[] {
  const found: Personal[] = []
  // All eight parts, or two colons for those that are left out.
  if (!/::|(?::[0-9a-f]{1,4}){7}/i.test(text)) return found
  for (const match of text.matchAll(/[0-9a-f:]{4,}/gi)) {
    const parts = match[0].split(':')
    const wellFormed = parts.length <= 9 && parts.every((part) => part.length <= 4)
    const filled = parts.filter((part) => part !== '').length
    // Eight parts, or nine with a port behind them.
    const whole = parts.length >= 8 && filled === parts.length
    if (wellFormed && (whole || (match[0].includes('::') && filled >= 2))) {
      found.push({ kind: 'ip', start: match.index, end: match.index + match[0].length })
    }
  }
  return found
}
