import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { wordParts } from '../../lib/word-parts.ts'

/** Word for word what an edit made of the draft. */
export function Difference({
  before,
  after,
  id,
  label,
}: {
  before: string
  after: string
  id?: string
  /** What it is called where it is no draft that was edited. */
  label?: string
}) {
  const { t } = useTranslation()
  const parts = useMemo(() => wordParts(before, after), [before, after])
  return (
    <details id={id} className="beside difference small">
      <summary className="soft">{label ?? t('desk.difference')}</summary>
      <p className="lines">
        {parts.map(({ value, added, removed }, at) => {
          // A part has no name but its place; the whole is made anew with every letter.
          const key = `${at} ${value}`
          if (added) return <ins key={key}>{value}</ins>
          return removed ? <del key={key}>{value}</del> : <span key={key}>{value}</span>
        })}
      </p>
    </details>
  )
}
