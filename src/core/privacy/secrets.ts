import { makeSearch } from '../wording-search.ts'
import { type Personal, wordsBefore } from './kind.ts'

// Keys and tokens are known by their form; passwords, PINs and one-time codes only by the word before them.

// Words begin like keys, too ("skyscrapers_of_seoul"); a key has a joint right behind its prefix, or a digit somewhere.
const keyShapes =
  /^(?:sk|pk|rk|xox[abposr]|gh[opsur]|glpat|github_pat|npm|whsec|AKIA|ASIA|AIza)(?:[-_]|(?=[\w-]*\d))[\w-]{12,}$|^eyJ[\w-]{8,}\./

export function findSecrets(text: string): Personal[] {
  return [...findKeys(text), ...findUrlPasswords(text), ...findAfterWords(text)]
}

function findKeys(text: string): Personal[] {
  // A key is long, or stands behind one of these words.
  if (!/[\w.-]{15}|bearer|basic/i.test(text)) return []
  const found: Personal[] = []
  let afterBearer = false
  for (const match of text.matchAll(/[\w.-]+/g)) {
    const token = match[0]
    const mixed = /\d/.test(token) || token.length >= 24
    if ((afterBearer && token.length >= 8 && mixed) || (token.length >= 15 && keyShapes.test(token))) {
      let end = match.index + token.length
      while (/[\w.~+/=-]/.test(text.charAt(end))) end++
      found.push({ kind: 'secret', start: match.index, end })
    }
    afterBearer = /^(?:bearer|basic)$/i.test(token)
  }
  return found
}

/** The password in `scheme://name:password@host`. */
function findUrlPasswords(text: string): Personal[] {
  const found: Personal[] = []
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const match = /^:\/\/[^\s:@/]{0,64}:([^\s@/]{1,64})@/.exec(text.slice(at, at + 140))
    if (!match?.[1]) continue
    const end = at + match[0].length - 1
    found.push({ kind: 'secret', start: end - match[1].length, end })
  }
  return found
}

const password =
  /비밀 ?번호|비번|패스 ?워드|암호|시크릿|핀 ?번호|\b(?:password|passwd|passcode|passphrase|pass ?word|pwd?|pin|pass(?= is\b| ?:)|secret|token|api[ _-]?key)\b/gi
const oneTime =
  /인증 ?번호|인증 ?코드|확인 ?코드|로그인 ?코드|복구 ?코드|보안 ?코드|승인 ?번호|\botp\b|\b(?:[\w-]{1,14} )?codes?\b/gi
// These codes are no secrets: "error code 503", "쿠폰 코드", "zip code".
const openCode =
  /^(?:error|err|status|exit|return|response|http|zip|post|postal|area|country|promo|coupon|product|model|qr|bar|dress|source|colou?r|sort|the error|discount)s? code/i
const particle =
  /^(?:은|는|이|가|을|를|도|로|란에|:|=|\s|,|is|was|are|to|as|it's|reads|that|said|called|'s|’s|number|number:|이요|요|"|'|\[|\(|→|-(?=\s)|>)/i

/** How far behind its word a secret may stand, particles and a few words like "네 자리" or "for my card" not counted. */
const skippable =
  /^(?:네 ?자리|여섯 ?자리|[사육팔]자리|[46] ?자리|앞 ?두 ?자리|앞 ?두자리|뒤 ?네 ?자리|바꿨(?:어요|습니다|는데요?|음)|변경(?:했어요|했습니다)|알려 ?(?:드림|드려요|드릴게요|줄게요?)|뭐라고 ?(?:왔|오|뜨|떴)[가-힣]{1,3}|아직|계속|맞게|지금|제가|저는|(?:[가-힣]{1,5} )?(?:문자|카톡|톡|메일|폰)(?:로|에|으로)?(?: ?(?:온|받은|왔는데|날아온|뜬)(?: ?(?:게|건|거))?)?|(?:방금|아까)? ?(?:온|받은|뜬) ?(?:게|건|거)|(?:that |which )?(?:you|they|u|he|she|i|it|we)(?:'ve| have| has)?(?: just| all)? (?:texted|sent|emailed|e-mailed|messaged|gave|got|received|gives?|shows?|see)(?: (?:me|to me|us|through|over|by text|by sms|by email|on my phone|in the text))?(?: (?:is|was))?|(?:i|we) (?:just )?(?:got|received)|(?:came|arrived|says)(?: through)?|for [\w ]{1,16}?(?= \S*\d))/i

interface Place {
  start: number
  token: string
  filler: number
}

function tokenAfter(text: string, from: number): Place {
  let at = from
  let filler = 0
  for (let steps = 0; steps < 14; steps++) {
    const near = text.slice(at, at + 40)
    const step = particle.exec(near) ?? skippable.exec(near)
    if (!step || step[0] === '') break
    filler += 1
    at += step[0].length
  }
  const token = /^[!-~가-힣ㄱ-ㅎ]{1,64}/.exec(text.slice(at, at + 64))?.[0] ?? ''
  return { start: at, token, filler }
}

const counter =
  /^(?:자(?:리|\s|$|로|이)|회|번(?!호)|쪽|페이지|개|분|초|일|월|년|원|시|가지|번째|%|\s?(?:digits?|characters?|chars?|times?|minutes?|seconds?|hours?|days?|letters?)\b)/i

function findAfterWords(text: string): Personal[] {
  const found: Personal[] = []
  const glance = search(text)
  for (const match of glance.mayHave(0) ? text.matchAll(password) : []) {
    const place = tokenAfter(text, match.index + match[0].length)
    // "비번은 qwer1234!", and "비번: qwer" only where a colon says that it is one.
    const told = /[:=]\s{0,2}["']?$/.test(text.slice(Math.max(0, place.start - 4), place.start))
    const end = passwordEnd(text, place, told)
    if (end !== null && !everyones.test(wordsBefore(text, match.index, 32)))
      found.push({ kind: 'secret', start: place.start, end })
  }
  for (const match of glance.mayHave(1) ? text.matchAll(oneTime) : []) {
    if (
      openCode.test(match[0]) ||
      /(?:오류|에러|쿠폰|상품|할인|국가|지역|error|status|exit)[:(]?\s?$/i.test(
        wordsBefore(text, match.index, 8),
      )
    )
      continue
    found.push(...codesAfter(text, match.index, match[0]))
  }
  return glance.mayHave(2) ? [...found, ...findSetTo(text)] : found
}

/** "비밀번호 1234로 하는 사람": nobody's own. */
const ofOthers =
  /^["'”’)]{0,2} ?(?:(?:으로|로|이라고|라고) ?(?:하|쓰|해 ?[두놓놨]|설정하|설정해 ?[두놓]|두)[가-힣 ]{0,4}(?:사람|분들?|애들?|놈|회사|데[가는]|친구|직원)|(?:같은|처럼|따위|수준|급|마냥|이런) ?)/

const everyones =
  /\b(?:everyone|everybody|people|nobody|who|idiots|anyone|somebody|someone) (?:still |just |even |would )?(?:uses?|has|have|sets?|picks?)(?: the| a| same)*\s$/

function passwordEnd(text: string, { start, token }: Place, told: boolean): number | null {
  if (token === '' || /^[⟨[<(]/.test(token) || /^[\w.+-]+@[\w-]+\./.test(token)) return null
  const digits = /^[*#]?(?:\d{3}[- ]\d{3}(?!\d)|\d{2,12})[*#]?/.exec(text.slice(start, start + 16))?.[0]
  if (
    digits &&
    /^(?:$|[^!-~]|[.,!?)\]"'](?:$|[^!-~]))/.test(text.slice(start + digits.length, start + digits.length + 3))
  ) {
    const after = text.slice(start + digits.length, start + digits.length + 12)
    if (counter.test(after) || ofOthers.test(after)) return null
    const least = /자리\s?$/.test(wordsBefore(text, start, 4)) ? 2 : 4
    return digits.replace(/\D/g, '').length >= least ? start + digits.length : null
  }
  const ascii = /^[!-~]+/.exec(token)?.[0] ?? ''
  const korean = /^[가-힣ㄱ-ㅎ]{2,12}\d{2,8}[!-/:-@]{0,3}/.exec(token)?.[0]
  const secret = (korean ?? ascii).replace(/[.,;)\]"'?]+$/, '')
  if (secret.length < 4) return null
  const mixed = /\d/.test(secret) ? /[^\d.,/:-]/.test(secret) : /[!@#$%^&*_-]\w/.test(secret)
  // "token=" and "secret:" also stand before words; only what looks made up counts where nothing tells.
  if (mixed && !counter.test(secret.replace(/^\d+/, ''))) return start + secret.length
  return told && /^[!-~]{4,}$/.test(secret) ? start + secret.length : null
}

const code =
  /^(?:[A-Z]-)?\d{3}[ -]?\d{3}(?!\d)|^\d{2}[ -]\d{2}[ -]\d{2}(?!\d)|^\d{4,8}[#*]?(?!\d)|^[A-Z0-9]{4}(?:-[A-Z0-9]{3,5}){1,5}/
const doorCode = /^(?=[A-Z0-9]{0,7}\d)[A-Z0-9]{3,8}[#*]?(?![\w])/

// "604817 이게 인증번호 맞죠", "604 817 is the code you texted me"; a fault or a year before "code" is none of these.
const codeBefore =
  /(?<![\dA-Za-z.,]|\d-)(?<!(?:error|fault|status|오류|에러|쿠폰|coupon|promo|room|order|주문|#) ?)(\d{3}[ -]\d{3}|\d{4,8})["')]?(?:\s{0,2}(?:이|가|로|라는|이라는|라고|이라고)?|[, ]{1,2}(?:이게|이거|이것이|요게|그게|이|문자로 온|방금 온|온|받은)(?: (?:제|내))?|,? (?:is|was|as)(?: (?:the|my|your|a))?)\s?$/

// What a machine in the kitchen shows.
const onDevice =
  /^ ?(?:on|appears? on|flash(?:es|ing) on) (?:the|my) (?:\w{1,12} )?(?:display|panel|fridge|washer|oven|dishwasher|boiler|dryer|dashboard)/i

function codesAfter(text: string, at: number, word: string): Personal[] {
  const found: Personal[] = []
  const stands = codeBefore.exec(text.slice(Math.max(0, at - 40), at))
  let place = tokenAfter(text, at + word.length)
  const door = /\b(?:door|gate|entry|access|building|lobby|alarm) codes?$/i.test(word)
  for (let more = 0; more < 6; more++) {
    const near = text.slice(place.start, place.start + 48)
    const match = code.exec(near) ?? (door ? doorCode.exec(near) : null)
    if (!match) break
    const end = place.start + match[0].length
    const behind = text.slice(end, end + 40)
    if (counter.test(behind) || onDevice.test(behind)) break
    found.push({ kind: 'secret', start: place.start, end })
    const next = /^(?:\s?(?:,|and|&|\/|랑|이랑|하고|과|와)\s{1,2})/.exec(text.slice(end, end + 8))
    if (!next) break
    place = { start: end + next[0].length, token: '', filler: 0 }
  }
  if (found.length === 0 && stands?.[1]) {
    const start = at - stands[0].length
    found.push({ kind: 'secret', start, end: start + stands[1].length })
  }
  return found
}

// "changed it to correcthorse7!", and a login written as "name@mail.com / password".
const setTo =
  /(?:\b(?:changed|set|reset|updated) (?:it|mine|that) to |@[\w.-]{3,60}\s?\/\s?)((?=[!-~]{0,40}\d)(?=[!-~]{0,40}[a-z])[!-~]{6,40})/gi

const search = makeSearch([password, oneTime, setTo])

function findSetTo(text: string): Personal[] {
  return [...text.matchAll(setTo)].flatMap((match) => {
    const secret = match[1] ?? ''
    const end = match.index + match[0].length
    return [{ kind: 'secret' as const, start: end - secret.length, end }]
  })
}
