import { makeSearch } from '../wording-search.ts'
import type { Personal } from './kind.ts'

// Addresses in English: British by their postcode, American by state and ZIP, both also by number, name and kind of street,
// and Korean ones as Korea writes them in Latin letters. What stands before a postcode in capitals belongs to it.

// The last two letters are never C, I, K, M, O or V, so that "S26 8MB" is none; "GB" and "TB" are amounts.
const postcode = /(?<![A-Z0-9-])[A-Z]{1,2}\d[A-Z\d]? {0,2}\d(?!GB|TB)[ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])/g
const states =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]'
const zip = new RegExp(`(?<![A-Za-z])(?:${states}),? {1,2}\\d{5}(?:-\\d{4})?(?![\\d-])`, 'g')
const door =
  '(?:(?:Unit|Apt|Bldg|Building|Room|Rm|Flat|Suite|#)\\.? ?#?\\w{1,6}|\\d{3,4}-\\d{3,4}|\\d{1,3}F),? '
const koreanTown =
  '(?:[A-Z][a-z]{1,20}-(?:gu|si|gun|do|dong|eup|myeon)|Seoul|Busan|Incheon|Daegu|Daejeon|Gwangju|Ulsan|Sejong|Jeju|Suwon|Seongnam|Bundang|Goyang|Yongin|Changwon|Cheongju|Jeonju|Cheonan|Ansan|Anyang|Pohang|Gimhae)'
// With a number before the road or behind it, and its town; "-ro" is often written without its hyphen.
const koreanRoad =
  '(?!(?:Metro|Euro|Pro|Zero|Hero|Retro|Bistro|Gyro|Nitro|Vigil)[ ,])[A-Z][a-z]{1,20}(?:-?daero|-?ro|-?gil|-dong|-ri)(?: ?\\d{1,4}(?:beon)?-?gil)?(?: \\d{1,4}(?:ga|beonga)?-?gil)?'
const romanised = [
  `(?<![\\w-])(?:${door}){0,3}\\d{1,4}(?:-\\d{1,4})?,? ${koreanRoad}`,
  `(?<![\\w-])(?:${door}){0,3}${koreanRoad},? \\d{1,4}(?:-\\d{1,4})?`,
].map(
  (road) =>
    new RegExp(`${road}(?:, ?${door.slice(0, -3)}){0,2}(?:,? ?${koreanTown}){1,3}(?: \\d{5}(?!\\d))?`, 'g'),
)

// France and Italy, Spain, Portugal; Germany, the Netherlands and the north: their kind of street, and the postcode with its town.
const word = "[\\w'’.À-ÿ-]{1,20}"
const townAbroad = "(?:, ?| )(?:[A-Z]{1,2}-)?\\d{4,5}(?:-\\d{3}| [A-Z]{2}(?= ))?,? [A-ZÀ-Ý][\\w'’À-ÿ-]{1,20}"
const abroad = [
  `(?<![\\w.-])\\d{1,4}(?: ?(?:bis|ter|[A-Za-z]))?,? (?:[Rr]ue|[Aa]venue|[Aa]v\\.|[Bb]oulevard|[Bb]d|[Pp]lace|[Cc]hemin|[Aa]llée|[Ii]mpasse|[Qq]uai|[Cc]ours|[Rr]oute|[Ss]quare|[Pp]assage) (?:${word} ?){1,5}${townAbroad}`,
  `(?<![\\w.-])(?:Via|Viale|Piazza|Corso|Vicolo|Largo|Calle|C/|Avenida|Avda\\.|Plaza|Paseo|Carrer|Rua|Praça|Travessa|Ulica|ul\\.) ?(?:${word} ){0,4}${word},? (?:n[.º°]? ?)?\\d{1,4}[A-Za-z]?(?:, ?\\d{1,2}[ºª°]? ?\\w{0,4})?${townAbroad}`,
  `(?<![\\w.-])(?:[A-ZÀ-Ý][\\wÀ-ÿ-]{1,20} ){0,2}[A-ZÀ-Ý][\\wÀ-ÿ-]{1,24}(?:stra(?:ß|ss)e|str\\.|[ -]Stra(?:ß|ss)e|weg|platz|allee|gasse|ring|damm|ufer|gracht|straat|laan|plein|kade|dijk|vej|gade|gatan|vägen|veien|gata|katu) ?\\d{1,4} ?[A-Za-z]?${townAbroad}`,
].map((pattern) => new RegExp(pattern, 'g'))

// Written by hand a postcode has any letters; a number, a name and a town before it say that it is one. Canada's and Ireland's too.
const looseCode =
  '(?:[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d|[A-Z]\\d[\\dW] ?[A-Z\\d]{4})(?![A-Za-z0-9])'
const loose = new RegExp(
  `(?<![\\w.-])\\d{1,5}[A-Za-z]?,? (?:[A-Z][\\w'’.-]{0,20} ?){1,4}(?:, ?(?:[A-Z][\\w'’.-]{1,20} ?){1,3}){1,3},? ?${looseCode}`,
  'g',
)
const korean =
  /(?<![\w-])(?:\d{1,4}(?:-\d{1,4})?,? )?[A-Z][a-z]{1,20}(?:-?daero|-ro|-gil|-dong)(?: \d{1,4}(?:beon)?-gil)?,? (?:\d{1,4}(?:-\d{1,4})?, )?[A-Z][a-z]{1,20}-(?:gu|si|gun)(?:,? [A-Z][a-z]{2,12}){0,2}(?: \d{5}(?!\d))?(?:,? ?(?:\d{1,3}F|(?:Unit|Apt|Bldg|Room|#) ?\w{1,6}))*/g
const street =
  /(?<![\w.-])\d{1,5}[A-Za-z]?,? (?:[NSEW]\.? )?(?:[A-Z][\w'’.]{0,20} ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Blvd|Boulevard|Way|Terrace|Mews|Crescent|Square|Gardens|Grove|Place|Pl|Pkwy|Parkway|Highway|Hwy|Row|Rise|Yard|Approach|Parade|Circle|Trail|Wharf|Quay|Alley|Embankment|Esplanade|Broadway|Turnpike)(?![a-z])\.?/g
// In small letters only where no other word is meant.
const smallStreet =
  /(?<![\w.-])\d{1,5}[a-z]? (?:[nsew] )?(?:[a-z]{2,14} ){1,3}(?:street|st|road|rd|avenue|ave|lane|blvd|crescent)(?![a-z])(?:,? (?:[a-z]{2,14},? ){0,3}[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}(?![a-z\d]))?/g
const poBox = /(?<!\w)(?:P\.?O\.? Box \d{1,6}|RR \d{1,3} Box \d{1,5})(?!\d)/gi
const block =
  /(?<!\w)(?:Bldg|Building|Block) ?\d{1,4},? ?(?:Unit|Apt|Room|Flat) ?\d{1,4}(?:,? [A-Z][A-Za-z]{1,20}){0,4}/g

const codes = [postcode, zip]
const places = [korean, street, smallStreet, poBox, block]
const search = makeSearch([...codes, ...places])

// What each of the others cannot do without.
const seldom: readonly (readonly [hint: RegExp, patterns: readonly RegExp[]])[] = [
  [/(?:ro|gil|dong|ri)[ ,]/, romanised],
  [/\d{4}(?:-\d{3}| [A-Z]{2})?,? [A-ZÀ-Ý]/, abroad],
  [/, ?[A-Z][^\n]{0,60}[A-Z]\d[A-Z\d]? ?\w{3,4}(?!\w)/, [loose]],
]

const longestBefore = 90
// A flat, a street behind a building's name, or Australia's town, state and postcode.
const follows =
  /^(?:,? {1,2}(?:[A-Z][a-z'’-]{1,20},? ){1,3}(?:NSW|VIC|QLD|TAS|ACT|WA|SA|NT),? \d{4}(?!\d)|,? {1,2}(?:Flat|Apt|Unit|Suite|Ste|Floor|Room|#) ?#?\w{1,6}|, \d{1,5}[A-Z]? (?:[A-Z][\w'’]{1,20} ?){1,4})/

const flatBefore = /(?<![A-Za-z])(?:Flat|Apt|Apartment|Unit|Suite|Room|#)\.? ?#?\w{1,5},? $/

export function findStreets(text: string): Personal[] {
  // No street without a number.
  if (!/\d/.test(text)) return []
  const found: Personal[] = []
  const add = (start: number, to: number) => {
    const end = to + (follows.exec(text.slice(to, to + 60))?.[0].trimEnd().length ?? 0)
    const flat = flatBefore.exec(text.slice(Math.max(0, start - 24), start))?.[0].length ?? 0
    found.push({ kind: 'address', start: start - flat, end })
  }
  const glance = search(text)
  codes.forEach((pattern, at) => {
    if (!glance.mayHave(at)) return
    for (const { index, 0: code } of text.matchAll(pattern)) add(beginOf(text, index), index + code.length)
  })
  places.forEach((pattern, at) => {
    if (!glance.mayHave(codes.length + at)) return
    for (const { index, 0: place } of text.matchAll(pattern)) add(index, index + place.length)
  })
  for (const [hint, patterns] of seldom)
    if (hint.test(text))
      for (const pattern of patterns)
        for (const { index, 0: place } of text.matchAll(pattern)) add(index, index + place.length)
  return found
}

/** Walks back from a postcode over names, numbers and commas to where the address begins. */
function beginOf(text: string, at: number): number {
  const from = Math.max(0, at - longestBefore)
  const words = [...text.slice(from, at).matchAll(/[^\s,]+/g)]
  let begin = at
  for (const { index, 0: word } of words.reverse()) {
    const isName = /^[A-Z0-9#][\w'’#.&-]*$/.test(word) && !/^I(?:'|’|$)|^\d{6}/.test(word)
    const isLink = /^(?:upon|on|of|the|le|under|in)$/.test(word)
    const stops = /[.!?]$/.test(word) && word.length > 4
    if ((!isName && !isLink) || stops || text.slice(from + index, begin).includes('\n')) break
    // A small word belongs to a name only where a name goes on before it.
    if (isName) begin = from + index
    else if (!/[A-Z][\w'’-]* $/.test(text.slice(Math.max(0, from + index - 20), from + index))) break
  }
  return begin
}
