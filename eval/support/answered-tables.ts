import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { Intent } from '../../src/core/intent.ts'
import { bareText } from '../../src/core/similar.ts'
import { alone } from '../../src/writer/rules.ts'
import { macroF1Of } from './real.ts'
import { heading, line, percent } from './report.ts'
import { languages } from './sets.ts'
import type { Subject } from './subject.ts'

const Answered = z.object({ message: z.string(), intent: Intent })

/**
 * What brands are told in a few plain words ("줄이 너무 길어요"): the messages beside the replies that the guard is measured with, each
 * once. Their authors were told to write replies and gave each message its intent; nothing learns from them.
 */
export function answeredTables({ read, report }: Subject): void {
  heading('messages beside replies, main intent', [
    'messages',
    'macro-F1',
    'complaints found',
    'taken for pleased',
  ])
  for (const lang of languages) {
    const rows = readMessages(lang).map((one) => ({
      ...one,
      read: read(alone(one.message)).classification,
    }))
    const complaints = rows.filter(({ intent }) => intent === 'complaint')
    const share = (all: typeof rows, which: (one: (typeof rows)[number]) => boolean) =>
      all.filter(which).length / all.length
    const macro = macroF1Of(
      rows.map(({ intent }) => intent),
      rows.map((one) => one.read.intent),
    )
    const found = share(complaints, (one) => one.read.intent === 'complaint')
    const pleased = share(complaints, (one) => one.read.feeling === 'pleased')
    line(lang, [String(rows.length), percent(macro), percent(found), percent(pleased)])
    report.add({ what: `${lang} beside replies, intent macro-F1`, value: macro, goal: 0.77, better: 'more' })
    report.add({ what: `${lang} beside replies, complaints found`, value: found, goal: 0.8, better: 'more' })
  }
}

function readMessages(lang: 'ko' | 'en'): z.infer<typeof Answered>[] {
  const lines = ['held', 'later'].flatMap((part) =>
    readFileSync(
      fileURLToPath(new URL(`../../test/data/guard/${lang}-${part}.jsonl`, import.meta.url)),
      'utf8',
    )
      .split('\n')
      .filter(Boolean),
  )
  const each = lines.map((one) => Answered.parse(JSON.parse(one)))
  return [...new Map(each.map((one) => [bareText(one.message), one])).values()]
}
