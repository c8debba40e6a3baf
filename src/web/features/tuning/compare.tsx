import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { PickTwo } from '../../ui/pick-two.tsx'
import { CodeDifference } from './code-difference.tsx'
import { useHistory, useVersion, type Version, type Words } from './use-words.ts'

/** What is typed has no number. */
const typed = 'typed'
type Side = string

/** Any two of what is live, what is typed and every version. */
export function Compare({ name, words }: { name: string; words: Words }) {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const { data } = useHistory(name)
  const live = words.live?.version ?? '0'
  const named = search.get('version')
  const [before, setBefore] = useState<Side>(named && named !== live ? named : live)
  const [after, setAfter] = useState<Side | null>(null)
  const versions = data?.versions ?? []
  // One that was rolled back to the file by is a line in the book, and has the file's words.
  const other = versions.find((one) => one.version !== live)?.version ?? live
  const wanted = after ?? (words.changed ? typed : named && named !== live ? live : other)
  const left = useSide(name, before, words)
  const right = useSide(name, wanted, words)
  const label = (one: Version) =>
    [
      one.fromFile ? t('tuning.fromFile') : t('tuning.version', { version: one.version }),
      one.live ? t('tuning.live') : '',
      one.reason ?? '',
    ]
      .filter(Boolean)
      .join(' · ')
  const choices = [
    ...(words.changed ? [{ value: typed, label: t('tuning.typed') }] : []),
    ...versions.map((one) => ({ value: one.version, label: label(one) })),
  ]
  const nameOf = (side: Side) => choices.find(({ value }) => value === side)?.label ?? side
  return (
    <section className="compare" aria-label={t('tuning.views.compare')}>
      <PickTwo
        options={choices}
        from={{ name: 'before', label: t('tuning.before'), chosen: before, onChoose: setBefore }}
        to={{ name: 'after', label: t('tuning.after'), chosen: wanted, onChoose: setAfter }}
      />
      {left === undefined || right === undefined ? (
        <p className="soft">{t('desk.loading')}</p>
      ) : left === right ? (
        <p className="notice calm" role="status">
          {t('tuning.noDifference')}
        </p>
      ) : (
        <CodeDifference
          name={name}
          before={{ label: nameOf(before), text: left }}
          after={{ label: nameOf(wanted), text: right }}
        />
      )}
    </section>
  )
}

function useSide(name: string, side: Side, words: Words): string | undefined {
  const { data } = useVersion(name, side === typed ? null : side)
  return side === typed ? words.text : data?.source
}
