import type { Personal } from './kind.ts'

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

const saidAt =
  /\s{0,2}[([]?골뱅이[)\]]?\s{0,2}|\s{0,2}[([]\s?(?:at|앳)\s?[)\]]\s{0,2}|\s(?:at|앳)\s|\s@\s|@(?=[가-힣]|[\w-]{1,30}\s?(?:[([]\s?dot|\sdot\s|닷|점|쩜))/gi
const dot = String.raw`(?:\s?[([]\s?dot\s?[)\]]\s?|\sdot\s|\s?(?:점|쩜|닷)\s?|\s?\.\s?)`
const host = String.raw`[\w가-힣-]{1,30}?`
const end = '(?:com|net|org|kr|co|ac|io|me|dev|app|gg|uk|us|de|jp|컴(?!퓨)|넷|닷컴|케이알|씨오|컴즈)'
const saidHost = new RegExp(
  `^${host}(?:${dot}[\\w-]{1,30}?){0,2}${dot}${end}(?:${dot}${end})?(?![\\w-])`,
  'i',
)
const saidName = /[\w.+-]{1,64}(?:\s(?:dot|점|쩜)\s[\w+-]{1,30}){0,2}$|[가-힣\d]{1,10}$/i
// Who says "at Naver" need not say "dot com", where what stands before is no word: "골뱅이 다음에 또" is a dish.
const provider =
  /^(?:네이버|지메일|쥐메일|한메일|핫메일|다음|카카오|네이트|구글|야후|아웃룩|아이클라우드|naver|gmail|hanmail|hotmail|daum|kakao|nate|yahoo|outlook|icloud)(?:\s?메일)?(?:\s?(?:닷|점|쩜|\.)?\s?(?:컴(?!퓨)|넷|com|net))?(?!에 |\s?(?:아이디|계정))/i
const mailbox = /^(?=.{0,40}[a-z])[\w.+-]{3,40}$/i

const maySayAt = /골뱅이|앳|@|\sat\s|[([]\s?at/i

function findSaid(text: string): Personal[] {
  const found: Personal[] = []
  if (!maySayAt.test(text)) return found
  for (const match of text.matchAll(saidAt)) {
    const after = match.index + match[0].length
    const name = saidName.exec(text.slice(Math.max(0, match.index - 64), match.index))?.[0]
    const host = text.slice(after, after + 80)
    const bareAt = /^\s(?:at|@)\s$/i.test(match[0])
    const to =
      saidHost.exec(host)?.[0] ??
      (!bareAt && name && mailbox.test(name) ? provider.exec(host)?.[0] : undefined)
    if (!name || !to) continue
    // "look at naver.com" is no mailbox: where "at" is a bare word, the dot must be one too.
    if (/^\sat\s$/i.test(match[0]) && !/\sdot\s|[([]dot/i.test(to)) continue
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
