import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Answer } from '../../lib/call.ts'
import { placeOf } from '../../lib/places.ts'
import { useBrands } from '../../lib/rights.ts'
import { moment } from '../../lib/time.ts'
import { inLanguage } from '../../words/language.ts'
import { sayField, sayValue, sidesOf, tell } from './audit-words.ts'
import { browserOf } from './browser-of.ts'
import { changesOf, leaves } from './changes.ts'

type Entry = Answer<'GET /api/audit'>['entries'][number]

// More lines than these are not read; the CSV has them all.
const mostLines = 14

/** One line of the log, with what it changed folded under it. */
export function AuditEntry({ entry, names }: { entry: Entry; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation()
  const { nameOf } = useBrands()
  const found = browserOf(entry.userAgent)
  const told = tell(entry)
  const from = [
    entry.address ?? t('people.onMachine'),
    found && t('people.browserOn', found),
    entry.brandId !== null && nameOf(entry.brandId),
  ]
  return (
    <li>
      <p className="entry-line">
        <strong>{sayWho(entry, names)}</strong>
        <span>{sayDid(entry.what)}</span>
        <Target entry={entry} names={names} />
        <time className="soft small" dateTime={entry.at}>
          {moment(entry.at)}
        </time>
      </p>
      <p className="soft small" title={entry.userAgent ?? undefined}>
        {from.filter(Boolean).join(' · ')}
      </p>
      {told.done && <p className="small">{told.done}</p>}
      {told.why && <p className="small">{t('people.reason', { why: told.why })}</p>}
      {entry.changes ? <Said changes={entry.changes} /> : <Changed entry={entry} />}
    </li>
  )
}

function sayWho({ who, name }: Entry, names: ReadonlyMap<string, string>): string {
  const { t } = i18next
  if (who === 'dajeong') return t('people.dajeong')
  if (who === 'nobody') return t('people.nobody')
  return name ?? names.get(who.split(':')[1] ?? '') ?? who
}

function sayDid(what: string): string {
  const known = `people.did.${what}`
  return i18next.exists(known) ? i18next.t(known as 'people.did.role') : what
}

function Target({ entry, names }: { entry: Entry; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation()
  const { nameOf } = useBrands()
  if (!entry.target) return null
  const [kind = '', ...rest] = entry.target.split(':')
  const id = rest.join(':')
  // Who did it to themselves needs no second name.
  if (entry.target === entry.who) return null
  // There is one of it, and what was done has named it.
  if (id === '' && entry.what.startsWith(kind)) return null
  if (kind === 'conversation')
    return <Link href={placeOf('all', id)}>{t('people.conversation', { id })}</Link>
  const known = `people.targets.${kind}`
  const word = i18next.exists(known) ? t(known as 'people.targets.account') : kind
  const name = kind === 'brand' ? nameOf(id) : kind === 'colleague' ? (names.get(id) ?? id) : id
  return (
    <span className="soft">
      {word} {name}
    </span>
  )
}

/** What the server says in whole sentences. */
function Said({ changes }: { changes: NonNullable<Entry['changes']> }) {
  const { t } = useTranslation()
  if (changes.length === 0) return null
  return (
    <details className="small" open={changes.length <= 2}>
      <summary className="soft">{t('people.changes')}</summary>
      <ul className="what-changed small">
        {changes.map((one) => (
          <li key={one.field}>{inLanguage(one)}</li>
        ))}
      </ul>
    </details>
  )
}

function Changed({ entry }: { entry: Entry }) {
  const { t } = useTranslation()
  const [before, after] = sidesOf(entry)
  const lines = changesOf(leaves(before), leaves(after))
  if (lines.length === 0) return null
  const list = (
    <dl className="what-changed small">
      {lines.slice(0, mostLines).map(({ path, was, is }) => (
        <div key={path}>
          <dt className="soft">{sayField(path)}</dt>
          <dd>
            {was !== undefined && (
              <del>
                <span className="soft">{t('people.before')}</span> {sayValue(path, was)}
              </del>
            )}
            {was !== undefined && is !== undefined && <span aria-hidden="true"> → </span>}
            {is !== undefined && (
              <ins>
                {was !== undefined && <span className="soft">{t('people.after')}</span>} {sayValue(path, is)}
              </ins>
            )}
          </dd>
        </div>
      ))}
      {lines.length > mostLines && (
        <div>
          <dt className="soft">…</dt>
          <dd className="soft">{t('people.moreFields', { count: lines.length - mostLines })}</dd>
        </div>
      )}
    </dl>
  )
  // A line or two are read at once.
  if (lines.length <= 2) return list
  return (
    <details className="small">
      <summary className="soft">{t('people.changes')}</summary>
      {list}
    </details>
  )
}
