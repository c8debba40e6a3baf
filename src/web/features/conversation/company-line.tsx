import { useTranslation } from 'react-i18next'
import type { Around } from './use-company.ts'

/** Who else is here, at the top of what was said. */
export function CompanyLine({ others }: { others: Around['others'] }) {
  const { t } = useTranslation()
  return (
    // It stands there from the start, or nobody would hear that somebody came.
    <p id="company" className="small" role="status">
      {others.length > 0 && (
        <>
          <span className="soft">{t('talk.here')} </span>
          {others.map(({ id, name, doing }) => (
            <span key={id} className={`chip ${doing === 'typing' ? 'held' : ''}`}>
              {t(`talk.${doing}`, { name })}
            </span>
          ))}
        </>
      )}
    </p>
  )
}

/** Whose turn it is, where somebody has it to themselves, and how it is taken. */
export function LeaseLine(line: {
  around: Around
  heldByOther: boolean
  mayAnswer: boolean
  busy: boolean
  onTake(): void
  onLetGo(): void
}) {
  const { around, mayAnswer, busy } = line
  const { t } = useTranslation()
  const { leasedBy, leaseMine, others } = around
  const button = (id: string, label: string, act: () => void) => (
    <button type="button" id={id} className="link" disabled={busy} onClick={act}>
      {label}
    </button>
  )
  if (leasedBy)
    return (
      <div id="lease" className="notice row">
        <span className="grow">{t('talk.leaseOther', { name: leasedBy.name })}</span>
        {mayAnswer && button('take', t('talk.takeFrom', { name: leasedBy.name }), line.onTake)}
      </div>
    )
  if (leaseMine)
    return (
      <div id="lease" className="notice calm row">
        <span className="grow">{t('talk.leaseMine')}</span>
        {button('let-go', t('talk.letGo'), line.onLetGo)}
      </div>
    )
  // Alone in a conversation nobody has to take it before they answer.
  if (!mayAnswer || line.heldByOther || others.length === 0) return null
  return (
    <div id="lease" className="row small">
      {button('take', t('talk.take'), line.onTake)}
      <span className="soft grow">{t('talk.takeHint')}</span>
    </div>
  )
}
