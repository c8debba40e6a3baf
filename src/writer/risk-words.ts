import type { Risk } from '../core/intent.ts'
import { inSmall } from '../core/wording.ts'
import { makeNaming } from '../core/wording-search.ts'
import { englishPublic } from './risk-words-en.ts'
import { englishHarm } from './risk-words-en-harm.ts'
import { englishPrivate } from './risk-words-en-private.ts'
import { koreanPublic } from './risk-words-ko.ts'
import { koreanHarm } from './risk-words-ko-harm.ts'
import { koreanPrivate } from './risk-words-ko-private.ts'

const korean = [...koreanPublic, ...koreanHarm, ...koreanPrivate]
const english = [...englishPublic, ...englishHarm, ...englishPrivate]
const naming = makeNaming([...korean, ...english].map(([, wording]) => wording))

/**
 * Finds words that make a matter too grave for a machine. They are wide on purpose: a colleague who looks in vain loses a
 * minute, and a matter that is missed may cost somebody their health.
 */
export function findRiskWords(text: string): Map<Risk, string[]> {
  const risks = new Map<Risk, string[]>()
  const small = inSmall(text)
  const isKorean = /[가-힣ㄱ-ㅎ]/.test(text)
  const isEnglish = /[a-z]{2}/.test(small)
  if (!isKorean && !isEnglish) return risks
  const wordsOf = naming(text, small)
  const add = ([risk]: readonly [Risk, unknown], index: number) => {
    const found = wordsOf(index)
    if (found.length > 0) risks.set(risk, [...new Set([...(risks.get(risk) ?? []), ...found])])
  }
  if (isKorean) korean.forEach(add)
  if (isEnglish)
    english.forEach((one, index) => {
      add(one, korean.length + index)
    })
  return risks
}
