import { type Personal, placesOf, wordsBefore } from './kind.ts'

// The last four, the expiry and the code on the back each say little, and together they are the card. They are looked for
// only in a text that speaks of a card.

const lastFour =
  /(?:끝 ?자리|끝 ?네 ?자리|뒤 ?네 ?자리|뒷 ?네 ?자리|뒷자리|마지막 ?네 ?자리|last (?:four|4)(?: digits)?|ending(?: in| with)?|card)\s?(?:은|는|가|이|:|are|is)?\s{0,2}(\d{4})(?!\d|[ -]\d{4})/gi
const expiry = /(?<![\d/])(?:0?[1-9]|1[0-2]) ?[/-] ?(?:20)?[2-4]\d(?![\d/])/g
const expiryWord = /유효|만료|기한|까지|exp|valid|thru/
const cvc =
  /(?:cvc|cvv|cvn|security code|뒷면 ?(?:숫자|번호)|보안 ?코드|the code)\s?(?:2|은|는|이|:|=|is)?\s{0,2}(\d{3,4})(?!\d)/gi

export function findCardParts(text: string, cards: readonly Personal[]): Personal[] {
  // Each of them is of digits.
  if (!/\d/.test(text)) return []
  const found: Personal[] = placesInside(text, lastFour).filter(
    ({ start, end }) =>
      !/^ ?(?:원|년|개|포인트|won\b)/.test(text.slice(end, end + 6)) &&
      !/[.\d]$/.test(text.slice(start - 1, start)),
  )
  const all = [...cards, ...found]
  const speaksOfCards = all.length > 0 || /카드|card|visa|amex|cvc|cvv/i.test(text)
  if (!speaksOfCards) return []
  const ends = new Set(all.map(({ end }) => end))
  const near = (start: number) =>
    Array.from({ length: 41 }, (_, gap) => start - gap).some((at) => ends.has(at))
  const dates = placesOf('card', text, expiry).filter(
    ({ start, end }) =>
      near(start) ||
      expiryWord.test(wordsBefore(text, start, 14)) ||
      expiryWord.test(text.slice(end, end + 5)),
  )
  const codes = placesInside(text, cvc)
  const bare = dates.flatMap(({ end }) => {
    const match = /^[\s,/|]{1,4}(\d{3,4})(?!\d)/.exec(text.slice(end, end + 10))
    return match?.[1]
      ? [
          {
            kind: 'card' as const,
            start: end + match[0].length - match[1].length,
            end: end + match[0].length,
          },
        ]
      : []
  })
  return [...found, ...dates, ...codes, ...bare]
}

/** The places of a pattern's first group, which stands at its end. */
function placesInside(text: string, pattern: RegExp): Personal[] {
  return [...text.matchAll(pattern)].map((match) => {
    const end = match.index + match[0].length
    return { kind: 'card', start: end - (match[1] ?? '').length, end }
  })
}
