import i18next from 'i18next'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../lib/call.ts'
import type { Figure } from './address.ts'
import { sayCount } from './figures.ts'
import { Opens } from './opens.tsx'
import { useRoom } from './room.ts'
import { Section } from './section.tsx'
import { useReport } from './use-report.ts'

type Report = Answer<'GET /api/reports/words'>

/** What was talked about, and the customers' most used words beside the brand's own. */
export function Words() {
  const { t } = useTranslation()
  const { ask } = useRoom()
  const found = useReport('GET /api/reports/words', { ...ask, most: 20 })
  return (
    <>
      <Section title={t('reports.topics')} found={found}>
        {({ topics }) => <Topics topics={topics} />}
      </Section>
      <Section title={t('reports.words')} lead={t('reports.wordsLead')} found={found}>
        {({ customers, brand }) => (
          <div className="sides">
            <Said name={t('reports.customers')} what="customers-say" said={customers} />
            <Said name={t('reports.brand')} what="brand-says" said={brand} />
          </div>
        )}
      </Section>
    </>
  )
}

export function sayTopic(topic: string): string {
  const known = `reading.topic.${topic}`
  return i18next.exists(known) ? i18next.t(known as 'reading.topic.refund') : topic
}

function Topics({ topics }: { topics: Report['topics'] }) {
  const { t } = useTranslation()
  if (topics.length === 0) return <p className="soft">{t('reports.noTopics')}</p>
  return (
    <Ranked
      rows={topics.map(({ topic, messages }) => ({
        key: topic,
        name: sayTopic(topic),
        count: messages,
        figure: { what: 'heard', topic },
      }))}
    />
  )
}

function Said(side: { name: string; what: 'customers-say' | 'brand-says'; said: Report['customers'] }) {
  const { name, what, said } = side
  const { t } = useTranslation()
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{name}</h3>
      {said.words.length === 0 ? (
        <p className="soft small">{t('reports.noWords')}</p>
      ) : (
        <Ranked
          rows={said.words.map(({ stem, word, messages }) => ({
            key: stem,
            name: word,
            count: messages,
            figure: { what, stem },
          }))}
        />
      )}
      <p className="soft small">
        {t(said.whole ? 'reports.readWhole' : 'reports.readSome', { some: sayCount(said.read) })}
      </p>
    </section>
  )
}

interface RankedRow {
  key: string
  name: string
  count: number
  figure: Figure
}

/** The most used first, each with a line as long as it is used. */
function Ranked({ rows }: { rows: readonly RankedRow[] }) {
  const most = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <ol className="ranked">
      {rows.map(({ key, name, count, figure }) => (
        <li key={key}>
          <span className="ranked-name">{name}</span>
          <span className="ranked-line" aria-hidden="true">
            <span style={{ width: `${(100 * count) / most}%` }} />
          </span>
          <Opens figure={figure} count={count} about={name}>
            {sayCount(count)}
          </Opens>
        </li>
      ))}
    </ol>
  )
}
