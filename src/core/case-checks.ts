import { z } from 'zod'
import { caseNames, type HeardLevel } from './case-names.ts'
import type { Decision } from './decide.ts'
import type { Finding } from './draft.ts'
import { Language, languageOf } from './intent.ts'
import { countText } from './limits.ts'
import { cleanText, Visibility } from './mention.ts'
import type { Said } from './policy-changes.ts'
import { Strategy } from './tone/rules.ts'
import { speaksHapsyo } from './tone/words.ts'

const Phrase = z.string().trim().min(1).max(300)
const Code = z.string().min(1).max(40)

/** What must be true of the reply to a case. */
export const CaseCheck = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('contains'), text: Phrase }),
  z.strictObject({ kind: z.literal('lacks'), text: Phrase }),
  z.strictObject({ kind: z.literal('strategy'), is: Strategy }),
  z.strictObject({ kind: z.literal('language'), is: Language }),
  z.strictObject({ kind: z.literal('level'), is: z.enum(['haeyo', 'hapsyo']) }),
  /** In characters as people count them, with the mark of a machine. */
  z.strictObject({ kind: z.literal('at-most'), characters: z.number().int().min(1).max(20_000) }),
  /** Null: nothing whatever is found. */
  z.strictObject({ kind: z.literal('no-finding'), code: Code.nullable().default(null) }),
  z.strictObject({ kind: z.literal('finding'), code: Code }),
  z.strictObject({ kind: z.literal('decision'), is: z.enum(['send', 'ask', 'hand-over', 'ignore']) }),
  /** By the name of the document. */
  z.strictObject({ kind: z.literal('cites'), document: z.string().min(1).max(300) }),
])
export type CaseCheck = z.infer<typeof CaseCheck>

/** What a case says; everything that is personal in its message is masked when it is saved. */
export const CaseWords = z.strictObject({
  name: z.string().overwrite(cleanText).trim().min(1).max(120),
  message: z.string().overwrite(cleanText).trim().min(1).max(4_000),
  channel: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  visibility: Visibility.default('public'),
  language: Language.default('ko'),
  must: z.array(CaseCheck).min(1).max(20),
})
export type CaseWords = z.infer<typeof CaseWords>

/** What came of a message, as far as a check looks at it. */
export interface CaseOutcome {
  /** Null when there is no reply. */
  text: string | null
  /** The same without the mark that says that a machine writes. */
  body: string | null
  strategy: Strategy | null
  findings: readonly Finding[]
  decision: Pick<Decision, 'kind'>
  /** Names of the documents that it cites. */
  documents: readonly string[]
}

/** A check with what came of it. The words say what was wanted, and what was there instead. */
export interface Checked extends Said {
  check: CaseCheck
  passed: boolean
}

export function judgeCase(checks: readonly CaseCheck[], outcome: CaseOutcome): Checked[] {
  return checks.map((check) => {
    const { wanted, there } = look(check, outcome)
    if (there === null) return { check, passed: true, ...wanted }
    return { check, passed: false, ko: `${wanted.ko} — ${there.ko}`, en: `${wanted.en} — ${there.en}` }
  })
}

interface Looked {
  wanted: Said
  /** What was there instead; null where it is as wanted. */
  there: Said | null
}

const noReply: Said = { ko: '답이 없어요', en: 'there is no reply' }

function look(check: CaseCheck, outcome: CaseOutcome): Looked {
  const { text, body, findings } = outcome
  switch (check.kind) {
    case 'contains':
      return {
        wanted: { ko: `“${check.text}”이(가) 있어야 해요`, en: `it has “${check.text}”` },
        there: text === null ? noReply : has(text, check.text) ? null : { ko: '없어요', en: 'it has not' },
      }
    case 'lacks':
      return {
        wanted: { ko: `“${check.text}”이(가) 없어야 해요`, en: `it has no “${check.text}”` },
        there: text !== null && has(text, check.text) ? { ko: '있어요', en: 'it has' } : null,
      }
    case 'strategy':
      return compared(
        { ko: '답하는 방법', en: 'way of answering' },
        caseNames.strategy,
        check.is,
        outcome.strategy,
      )
    case 'language':
      return compared(
        { ko: '답의 언어', en: 'language' },
        caseNames.language,
        check.is,
        body === null ? null : (languageOf(body) ?? 'none'),
      )
    case 'level':
      return compared(
        { ko: '말투', en: 'speech level' },
        caseNames.level,
        check.is,
        body === null ? null : levelOf(body),
      )
    case 'at-most': {
      const long = text === null ? null : countText(text, { max: check.characters, unit: 'graphemes' })
      return {
        wanted: { ko: `${check.characters}자 이하여야 해요`, en: `at most ${check.characters} characters` },
        there:
          long === null
            ? noReply
            : long > check.characters
              ? { ko: `${long}자예요`, en: `it has ${long}` }
              : null,
      }
    }
    case 'no-finding': {
      const found = findings.filter(({ code }) => check.code === null || code === check.code)
      const codes = found.map(({ code }) => code).join(', ')
      return {
        wanted: {
          ko: `발견된 점${check.code === null ? '이' : ` ${check.code}이(가)`} 없어야 해요`,
          en: `no finding${check.code === null ? '' : ` ${check.code}`}`,
        },
        there: found.length > 0 ? { ko: `${codes}이(가) 있어요`, en: `there is ${codes}` } : null,
      }
    }
    case 'finding':
      return {
        wanted: { ko: `${check.code}이(가) 발견되어야 해요`, en: `the finding ${check.code}` },
        there: findings.some(({ code }) => code === check.code)
          ? null
          : { ko: '없어요', en: 'there is none' },
      }
    case 'decision':
      return compared({ ko: '결정', en: 'decision' }, caseNames.decision, check.is, outcome.decision.kind)
    case 'cites':
      return {
        wanted: { ko: `문서 ${check.document}을(를) 인용해야 해요`, en: `it cites ${check.document}` },
        there: outcome.documents.includes(check.document)
          ? null
          : {
              ko: outcome.documents.length > 0 ? `${outcome.documents.join(', ')}만 있어요` : '인용이 없어요',
              en:
                outcome.documents.length > 0
                  ? `it cites ${outcome.documents.join(', ')}`
                  : 'it cites nothing',
            },
      }
    default:
      return check satisfies never
  }
}

function compared<Value extends string>(
  what: Said,
  names: Readonly<Record<Value, Said>>,
  wanted: Value,
  there: Value | null,
): Looked {
  const named = names[wanted]
  const said = { ko: `${what.ko}: ${named.ko}`, en: `${what.en}: ${named.en}` }
  if (wanted === there) return { wanted: said, there: null }
  return { wanted: said, there: there === null ? noReply : names[there] }
}

function has(text: string, phrase: string): boolean {
  return text.normalize('NFC').toLowerCase().includes(phrase.normalize('NFC').toLowerCase())
}

function levelOf(text: string): HeardLevel {
  if (languageOf(text) !== 'ko') return 'none'
  return speaksHapsyo(text) ? 'hapsyo' : 'haeyo'
}
