import { diffWords } from 'diff'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { sayHolds } from '../../ui/passage.tsx'
import type { Difference } from './shapes.ts'

/** What is different between two versions, passage by passage, and word by word where one was changed. */
export function DifferenceView({ difference }: { difference: Difference }) {
  const { t } = useTranslation()
  const { same, changes, more } = difference
  return (
    <div className="document-difference">
      {(same > 0 || changes.length === 0) && (
        <p className="soft small">
          {changes.length === 0 && `${t('documents.noChange')} `}
          {same > 0 && t('documents.same', { count: same })}
        </p>
      )}
      <ul>
        {changes.map((change) => (
          <Change key={`${change.before?.id ?? ''} ${change.after?.id ?? ''}`} change={change} />
        ))}
      </ul>
      {more > 0 && <p className="soft small">{t('documents.more', { count: more })}</p>}
    </div>
  )
}

function Change({ change }: { change: Difference['changes'][number] }) {
  const { t } = useTranslation()
  const { kind, before, after } = change
  const one = after ?? before
  const [was, is] = [before && sayHolds(before), after && sayHolds(after)]
  return (
    <li className={`document-change ${kind}`}>
      <p className="row">
        <span className={kind === 'removed' ? 'chip angry' : 'chip by colleague'}>
          {t(`documents.changes.${kind}`)}
        </span>
        <strong>
          {before && after && before.heading !== after.heading ? (
            <Words before={before.heading} after={after.heading} />
          ) : (
            one.heading
          )}
        </strong>
        {was && is && was !== is && (
          <span className="soft small">{t('documents.holdsWas', { was, is })}</span>
        )}
      </p>
      <p className="lines small">
        <Words before={before?.text ?? ''} after={after?.text ?? ''} />
      </p>
    </li>
  )
}

function Words({ before, after }: { before: string; after: string }) {
  const parts = useMemo(
    // Without it Korean would be compared letter by letter, which nobody can read.
    () => diffWords(before, after, { intlSegmenter: new Intl.Segmenter('ko', { granularity: 'word' }) }),
    [before, after],
  )
  return parts.map(({ value, added, removed }, at) => {
    // A part has no name but its place; the whole is made anew with every comparison.
    const key = `${at} ${value}`
    if (added) return <ins key={key}>{value}</ins>
    return removed ? <del key={key}>{value}</del> : <span key={key}>{value}</span>
  })
}
