import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRoom } from './room.ts'

/** Where nothing was said: what would stand here, and how to see more. */
export function Empty() {
  const { t } = useTranslation()
  const { ask, days, change } = useRoom()
  return (
    <section className="report empty-report" aria-labelledby="nothing">
      <h2 id="nothing">{t('reports.empty.title')}</h2>
      <p>{t('reports.empty.lead')}</p>
      <ul>
        {([0, 1, 2, 3] as const).map((at) => (
          <li key={at}>{t(`reports.empty.points.${at}`)}</li>
        ))}
      </ul>
      <p className="soft small">{t('reports.empty.how')}</p>
      <div className="row">
        {days !== 90 && (
          <Button onClick={() => change({ span: '90', from: null, to: null, step: null })}>
            {t('reports.empty.widen')}
          </Button>
        )}
        {ask.account && (
          <Button variant="default" onClick={() => change({ account: null })}>
            {t('reports.empty.everyAccount')}
          </Button>
        )}
      </div>
    </section>
  )
}
