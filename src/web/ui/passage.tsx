import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Source } from '../lib/shapes.ts'

/** Since when and until when something holds. */
export function sayHolds({ validFrom, validUntil }: Pick<Source, 'validFrom' | 'validUntil'>): string {
  const { t } = i18next
  const days = [
    validFrom && t('helping.from', { day: validFrom }),
    validUntil && t('helping.until', { day: validUntil }),
  ].filter(Boolean)
  return days.length > 0 ? days.join(' ') : t('helping.always')
}

/** A passage of a document, folded under its heading. */
export function PassageView({ passage }: { passage: Source }) {
  const { t } = useTranslation()
  const { document, validity } = passage
  return (
    <li className={`passage ${validity}`}>
      <details>
        <summary>
          <strong>{passage.heading || document.title}</strong>{' '}
          <span className="soft">
            {document.title} · {t('helping.version', { version: document.version })} · {sayHolds(passage)}
          </span>
          {validity !== 'valid' && <span className="chip angry">{t(`helping.validity.${validity}`)}</span>}
        </summary>
        <p className="lines">{passage.text}</p>
      </details>
    </li>
  )
}
