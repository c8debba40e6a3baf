import { Button } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { moment } from '../../lib/time.ts'
import { Ago } from '../../ui/ago.tsx'
import type { Stop } from './use-stop.ts'
import './stop.css'

/** Across the page while nothing goes out: who stopped it, when, why, and the way back. It is on the page from the start, or nothing would hear it. */
export function StopBar({ stop }: { stop: Stop }) {
  const { t } = useTranslation()
  const { stopped } = stop
  return (
    <div id="stopped" className={stopped ? 'shown' : ''} role="alert">
      {stopped && (
        <>
          <IconHandStop size={18} aria-hidden="true" />
          <strong>{t('queue.stopped')}</strong>
          <span className="why">
            “{stopped.why}” —{' '}
            {t('queue.stoppedBy', {
              name: stopped.name ?? t('queue.stoppedByMachine'),
              when: moment(stopped.at),
            })}{' '}
            (<Ago time={stopped.at} />)
          </span>
          {stop.mayResume ? (
            <Button size="compact-sm" variant="white" color="red" onClick={() => void stop.resume()}>
              {t('queue.resume')}
            </Button>
          ) : (
            <span>{t('queue.mayNotResume')}</span>
          )}
        </>
      )}
    </div>
  )
}
