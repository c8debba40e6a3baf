import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { accountsPlace } from '../../lib/places.ts'
import type { FirstSteps } from './use-first-steps.ts'

/** Where the brand is spoken to. */
export function ListeningStep({ steps }: { steps: FirstSteps }) {
  const { t } = useTranslation()
  const { town, listening } = steps
  return (
    <>
      {town && (
        <>
          <p>{t('start.listening.town')}</p>
          <p>
            <a href={town.url} target="_blank" rel="noopener noreferrer">
              {t('start.listening.openTown')}
            </a>{' '}
            <span className="soft small">{town.url}</span>
          </p>
        </>
      )}
      <p>{listening > 0 ? t('start.listening.listens', { count: listening }) : t('start.listening.none')}</p>
      {town && <p className="soft small">{t('start.listening.townEnds')}</p>}
      <Link href={accountsPlace}>{t('start.listening.link')}</Link>
    </>
  )
}
