import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'

/** One report under its heading: what was counted, that it is being counted, or why it could not be. */
export function Section<T>(section: {
  title: string
  lead?: string
  wide?: boolean
  found: UseQueryResult<T>
  children(report: T): ReactNode
}) {
  const { title, lead, wide, found, children } = section
  const id = useId()
  const { t } = useTranslation()
  return (
    <section
      className={wide ? 'report wide-report' : 'report'}
      aria-labelledby={id}
      aria-busy={found.isFetching}
    >
      <h2 id={id}>{title}</h2>
      {lead && <p className="soft small">{lead}</p>}
      {found.error ? (
        <NotCounted error={found.error} onAgain={() => void found.refetch()} />
      ) : found.data === undefined ? (
        <p className="soft waiting">{t('reports.counting')}</p>
      ) : (
        <div className={found.isPlaceholderData ? 'counted before' : 'counted'}>{children(found.data)}</div>
      )}
    </section>
  )
}

/** Why there is no report, and what to do. */
export function NotCounted({ error, onAgain }: { error: unknown; onAgain(): void }) {
  const { t } = useTranslation()
  return (
    <div role="alert" className="row">
      <p className="trouble grow">{sayTrouble(error, (key) => t(key))}</p>
      <Button variant="default" size="compact-md" onClick={onAgain}>
        {t('reports.again')}
      </Button>
    </div>
  )
}

type Trouble = `reports.${'noAccount' | 'forbidden' | `wrong.${'from' | 'to' | 'zone' | 'step'}`}`

function sayTrouble(error: unknown, t: (key: Trouble) => string): string {
  if (!(error instanceof Refused)) return explain(error)
  if (error.status === 404) return t('reports.noAccount')
  if (error.status === 403) return t('reports.forbidden')
  const field = error.problem?.fields?.[0]?.path
  if (field === 'from' || field === 'to' || field === 'zone' || field === 'step')
    return t(`reports.wrong.${field}`)
  return explain(error)
}
