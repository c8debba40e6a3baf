import { useTranslation } from 'react-i18next'
import { useMe } from '../../lib/session.ts'
import { Ago } from '../../ui/ago.tsx'
import { useColleagueNames } from '../people/names.ts'
import type { Version } from './use-words.ts'

/** Who published a version, and when; what came with the installation has neither. */
export function Author({ of: { author, at, fromFile } }: { of: Version }) {
  const { t } = useTranslation()
  const names = useColleagueNames()
  const me = useMe()
  if (fromFile || author === null) return <span className="soft">{t('tuning.fromFile')}</span>
  const id = /^colleague:(\d+)$/.exec(author)?.[1]
  const name =
    id === me.id ? me.name : id ? (names.get(id) ?? t('tuning.someColleague')) : t('tuning.machine')
  return (
    <span className="soft">
      {name}
      {at && (
        <>
          {' · '}
          <Ago time={at} />
        </>
      )}
    </span>
  )
}

const shown = 8

/** The beginning of what names these exact words; the whole of it where it is pointed at. */
export function HashMark({ hash }: { hash: string }) {
  return (
    <code className="hash" title={hash}>
      {hash.slice(0, shown)}
    </code>
  )
}
