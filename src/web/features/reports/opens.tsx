import { VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Figure } from './address.ts'
import { useRoom } from './room.ts'

/** A number that opens the conversations behind it; where there are none it only stands there. */
export function Opens(opens: { figure: Figure; count: number; about: string; children: ReactNode }) {
  const { figure, count, about, children } = opens
  const { t } = useTranslation()
  const { hrefOf } = useRoom()
  if (count === 0) return <span className="figure none">{children}</span>
  return (
    <Link className="figure" href={hrefOf(figure)}>
      {children}
      <VisuallyHidden>
        {' '}
        {about}, {t('reports.open')}
      </VisuallyHidden>
    </Link>
  )
}
