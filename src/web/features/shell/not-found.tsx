import { Button, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { placeOf } from '../../lib/places.ts'

/** An address that leads nowhere, and the way on from there. */
export function NotFound() {
  const { t } = useTranslation()
  return (
    <main id="main" tabIndex={-1} className="middle">
      <div className="not-found">
        <Title order={1} size="h3">
          {t('desk.notFound')}
        </Title>
        <p className="soft">{t('shell.notFound')}</p>
        <Button component={Link} href={placeOf('to-approve')}>
          {t('shell.toApprove')}
        </Button>
      </div>
    </main>
  )
}
