import { useTranslation } from 'react-i18next'
import type { Reading } from '../../lib/shapes.ts'
import { dollars } from '../../lib/time.ts'
import { type Judged, judged, percent, useReadingWords } from './reading-words.ts'
import './reading.css'

/** How a message was read, by whom and how surely. */
export function ReadingView({ read, onCorrect }: { read: Reading; onCorrect: (() => void) | null }) {
  const { t } = useTranslation()
  const { ledBy } = useReadingWords()
  const led = ledBy(read.why)
  const parts = [
    t(`desk.intent.${read.intent}`),
    t(`desk.feeling.${read.feeling}`),
    t(`desk.urgency.${read.urgency}`),
    t('desk.sure', { percent: Math.round(read.confidence * 100) }),
    read.costMicros > 0 && dollars(read.costMicros),
  ]
  const by = t(`reading.by.${read.by}`)
  return (
    <section className="how-read small" aria-label={t('reading.readBy', { who: by })}>
      <div className="row">
        <span className={`chip by ${read.by}`}>{by}</span>
        <p className="soft grow">
          {parts.filter(Boolean).join(' · ')}
          {led.length > 0 && ` — ${led.slice(0, 4).join(', ')}`}
        </p>
        {onCorrect && (
          <button type="button" id="correct" className="link" aria-keyshortcuts="c" onClick={onCorrect}>
            {t('reading.correct')}
          </button>
        )}
      </div>
      {read.differs.length > 0 && (
        <p className="differ">
          {t('reading.differ', { what: read.differs.map((name) => t(`reading.judged.${name}`)).join(', ') })}
        </p>
      )}
      <EveryDecision read={read} />
    </section>
  )
}

function EveryDecision({ read }: { read: Reading }) {
  const { t } = useTranslation()
  return (
    <details id="every-decision">
      <summary id="every-decision-summary" className="soft">
        {t('reading.how')}
      </summary>
      <table>
        <thead>
          <tr className="soft">
            {([0, 1, 2] as const).map((at) => (
              <th key={at} scope="col" className={at === 2 ? 'sure' : ''}>
                {t(`reading.columns.${at}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {judged.map((name) => (
            <Decision key={name} read={read} name={name} />
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Decision({ read, name }: { read: Reading; name: Judged }) {
  const { t } = useTranslation()
  const { wordFor } = useReadingWords()
  const sure = read.sure[name] ?? (name === 'intent' ? read.confidence : null)
  const others = name === 'intent' ? read.intents.filter(({ value }) => value !== read.intent) : []
  return (
    <tr className={read.differs.includes(name) ? 'differs' : ''}>
      <th scope="row">{t(`reading.judged.${name}`)}</th>
      <td>
        <span className="value">{wordFor(read, name)}</span>
        {others.map(({ value, confidence }) => (
          <span key={value} className="soft other">
            {t(`desk.intent.${value}`)} {percent(confidence)}
          </span>
        ))}
        {(read.words[name] ?? []).map((word) => (
          <q key={word}>{word}</q>
        ))}
      </td>
      <td className="sure">{sure === null ? '' : percent(sure)}</td>
    </tr>
  )
}
