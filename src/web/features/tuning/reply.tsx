import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../lib/call.ts'
import { dollars } from '../../lib/time.ts'
import { wordParts } from '../../lib/word-parts.ts'
import { currentLanguage, inLanguage } from '../../words/language.ts'
import './reply.css'

export type Tried = Answer<'POST /api/prompts/{name}/try'>['results'][number]
export type Reply = NonNullable<Tried['live']>

/** What was decided about a reply, what was found in it, and what it rests on. */
export function ReplyFacts({ reply }: { reply: Reply }) {
  const { t } = useTranslation()
  return (
    <>
      <p className="small">
        <span className={`chip decision ${reply.decision.kind}`}>
          {t(`tuning.decisions.${reply.decision.kind}`)}
        </span>{' '}
        {inLanguage(reply.decision)}
        {reply.strategy && <span className="soft"> · {t(`helping.strategy.${reply.strategy}`)}</span>}
      </p>
      <FindingList findings={reply.findings} />
      {reply.asks && <p className="soft small">{t('tuning.asks', { what: inLanguage(reply.asks) })}</p>}
      {reply.documents.length > 0 && (
        <p className="soft small">{t('tuning.cites', { documents: reply.documents.join(', ') })}</p>
      )}
      {reply.fellBack && <p className="notice small">{t('tuning.fellBack', { why: reply.fellBack })}</p>}
    </>
  )
}

/** What was found in a text, each with what it means; nothing where nothing was found. */
export function FindingList({ findings }: { findings: Reply['findings'] }) {
  const { t } = useTranslation()
  if (findings.length === 0) return null
  return (
    <ul className="findings small">
      {findings.map((one) => (
        <li
          key={`${one.code} ${one.span?.join('-') ?? ''} ${one.ko}`}
          className={one.severity === 'note' ? 'finding' : `finding ${one.severity}`}
        >
          {t(`desk.severity.${one.severity}`)}: {inLanguage(one)}
        </li>
      ))}
    </ul>
  )
}

/** Tokens, cost and time of a reply. */
export function ReplyCost({ reply }: { reply: Reply }) {
  const { t } = useTranslation()
  const count = new Intl.NumberFormat(currentLanguage())
  const seconds = new Intl.NumberFormat(currentLanguage(), {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'narrow',
    maximumFractionDigits: 2,
  })
  const by = reply.writer
    ? `${t(`tuning.writers.${reply.writer}`)}${reply.model ? ` ${reply.model}` : ''} · `
    : ''
  const used = { in: count.format(reply.tokensIn), out: count.format(reply.tokensOut) }
  return (
    <p className="soft small cost">
      {by}
      {t('tuning.tokens', used)} · {dollars(reply.costMicros)} · {seconds.format(reply.ms / 1_000)}
    </p>
  )
}

/** Word for word what became of the live reply. */
export function WordDifference({ before, after }: { before: string; after: string }) {
  const parts = useMemo(
    // Without it Korean would be compared letter by letter, which nobody can read.
    () => wordParts(before, after),
    [before, after],
  )
  return (
    <p className="lines reply-words difference-words">
      {parts.map(({ value, added, removed }, at) => {
        // A part has no name but its place; the whole is made anew with every try.
        const key = `${at} ${value}`
        if (added) return <ins key={key}>{value}</ins>
        return removed ? <del key={key}>{value}</del> : <span key={key}>{value}</span>
      })}
    </p>
  )
}
