import { englishStem, skeleton } from './english-words.ts'
import { emptyKorean, koreanRoot, koreanStem } from './korean-words.ts'

/** Terms with how much each counts: in a passage how often it occurs, in a question how much it says. */
export type Terms = Map<string, number>

// How much a term says beside a whole word. A pair of syllables, a root or a skeleton often agrees by chance.
const pairSays = 0.5
const rootSays = 0.4
const skeletonSays = 0.5

const parts = /[가-힣]{1,40}|[a-z]{1,40}(?:['’][a-z]{1,10})?|\d{1,20}(?:[.,]\d{1,20})*/gu

/**
 * What a text is searched by, the same for passages and questions: NFKC, lower case; of Korean words the stem, the pairs of
 * neighbouring syllables in it (which also meet where spaces are missing or a letter is wrong) and the root; of English words
 * the stem and its consonants; numbers without commas; names such as "5g" also as they are written.
 */
export function termsOf(text: string): Terms {
  const terms: Terms = new Map()
  const add = (term: string, weight: number) => {
    terms.set(term, (terms.get(term) ?? 0) + weight)
  }
  // What is longer is no word; pieces of it keep the time in proportion to the text.
  for (const [word] of tidy(text).matchAll(/[가-힣a-z0-9'’.,]{1,60}/gu)) {
    const found = word.match(parts) ?? []
    for (const part of found) {
      if (/^[가-힣]/.test(part)) addKorean(part, add)
      else if (/^\d/.test(part)) add(numberOf(part), 1)
      else addEnglish(part, add)
    }
    const name = /[a-z]+\d+[a-z\d]*|\d+[a-z]+[a-z\d]*/.exec(word)?.[0]
    if (name) add(name, 1)
  }
  return terms
}

/** The stems of a text's words, in order. */
export function wordsOf(text: string): string[] {
  return (tidy(text).match(parts) ?? []).flatMap((part) => {
    if (/^[가-힣]/.test(part)) return [koreanStem(part)]
    if (/^\d/.test(part)) return [numberOf(part)]
    return englishStem(part) ?? []
  })
}

function tidy(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      // e-SIM, Wi-Fi: written with and without the hyphen.
      .replace(/\b([a-z]{1,2})-(?=[a-z])/g, '$1')
      .replace(/(?<=[\d])만\s?(?=\d천)/g, '만')
      .replace(/(\d{1,4})만(?:\s?(\d)천)?(?=\s?원)/g, (_, ten: string, one?: string) =>
        String(Number(ten) * 10_000 + Number(one ?? 0) * 1000),
      )
      .replace(/(\d)천(?=\s?원)/g, '$1000')
  )
}

function numberOf(text: string): string {
  const bare = text.replace(/,(?=\d{3}(?!\d))/g, '')
  return bare.replace(/[.,]+$/, '')
}

function addKorean(word: string, add: (term: string, weight: number) => void): void {
  const stem = koreanStem(word)
  if (emptyKorean.has(stem)) return
  add(stem, 1)
  if (stem.length > 2) for (let at = 0; at + 2 <= stem.length; at++) add(stem.slice(at, at + 2), pairSays)
  add(`~${koreanRoot(stem)}`, rootSays)
}

function addEnglish(word: string, add: (term: string, weight: number) => void): void {
  const stem = englishStem(word)
  if (stem === null) return
  add(stem, 1)
  const bones = skeleton(stem)
  if (bones) add(`~${bones}`, skeletonSays)
}
