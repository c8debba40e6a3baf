import { findWording, type Wording } from '../wording.ts'
import { type Check, type Found, firstOf, type Reading, weakly } from './check.ts'
import * as words from './matters-words.ts'

// Money, the law, health and danger. Naming what the person named is clean ("a doctor, I can imagine the fright"); telling,
// judging or advising is not. So most words count only in sentences that state something, and where the person asked about
// such a matter, a sentence that judges ("that's fine", "it won't hurt") speaks of it without naming it.

function matter({ stated, asked, small, chatter }: Reading, found: words.Matter): Found[] {
  const sure = firstOf(small, found.always)
  if (sure.length > 0) return sure
  if (chatter) return []
  const named = firstOf(stated, found.stated)
  if (named.length > 0) return weakly(named)
  return isAbout(asked, found.asked) ? weakly(firstOf(stated, found.judged)) : []
}

function isAbout(asked: string, wordings: readonly Wording[]): boolean {
  return wordings.some((wording) => findWording(asked, wording).length > 0)
}

export const matterChecks: readonly Check[] = [
  {
    code: 'money',
    severity: 'person',
    ko: '돈 이야기를 정해진 것처럼 하고 있어요.',
    en: 'It speaks of money as settled: what is owed, charged, credited or free.',
    find: (reading) => matter(reading, words.money),
  },
  {
    code: 'legal',
    severity: 'person',
    ko: '법이나 책임, 권리를 판단하고 있어요.',
    en: 'It judges a matter of law: rights, liability, a contract, the police.',
    find: (reading) => matter(reading, words.legal),
  },
  {
    code: 'medical',
    severity: 'person',
    ko: '건강이나 증상, 약에 대해 판단하거나 권하고 있어요.',
    en: 'It judges or advises on health.',
    find: (reading) => matter(reading, words.medical),
  },
  {
    code: 'safety',
    severity: 'person',
    ko: '위험한지 아닌지를 판단하거나 다루는 법을 말하고 있어요.',
    en: 'It judges or advises on danger.',
    find: (reading) => matter(reading, words.safety),
  },
]
