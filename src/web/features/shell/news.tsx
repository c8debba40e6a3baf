import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { readOut } from '../../lib/tell.ts'
import { useCounts } from './counts.ts'

/** Tells who listens to the page that more waits than before. */
export function NewsReadOut() {
  const { t } = useTranslation()
  const waiting = useCounts()?.['to-approve']
  const before = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (waiting !== undefined && before.current !== undefined && waiting > before.current)
      readOut(t('desk.newMessages', { count: waiting }))
    before.current = waiting
  }, [waiting, t])
  return null
}
