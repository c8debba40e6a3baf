import { stemmer } from 'stemmer'

// Words so frequent that they say nothing about the matter. Question words are among them, "not" and "no" are not.
const empty = new Set(
  `a about after all also am an and any are as at be been being but by can cant could did do does doing dont for from
get gets getting give go going got had has have having he her here hey hi him his how i id if ill im in into is isnt it its ive just let
like may me might much must my of off ok on one only or our out over please pls plz really she should so some sure than thank
thanks that thats the their them then there these they this those to too u up upon ur us use very was we were what
whats when where which while who why will with would wont yeah yes you your youre yours`.split(/\s+/),
)

/** The stem of an English word (M. F. Porter, 1980); null for words that say nothing about the matter. */
export function englishStem(word: string): string | null {
  const bare = word.replace(/['’]/g, '')
  if (empty.has(bare)) return null
  return bare.length > 2 ? stemmer(bare) : bare
}

/** What is left of a word when its vowels and doubled letters are: most slips of the finger leave it as it is. */
export function skeleton(stem: string): string | null {
  const bare = stem.slice(1).replace(/[aeiouy]/g, '')
  const bones = (stem.slice(0, 1) + bare).replace(/(.)\1+/g, '$1')
  return stem.length >= 5 && bones.length >= 3 ? bones : null
}
