import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { currentLanguage } from '../../words/language.ts'

// Who folds it once reads faster without it, in the next conversation too.
let folded = false

/** The story so far, once for each version of the conversation. */
export function Summary({ id, version }: { id: string; version: string }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(!folded)
  const language = currentLanguage()
  const { data } = useQuery({
    queryKey: ['summary', id, version, language],
    queryFn: ({ signal }) =>
      call('GET /api/conversations/{id}/summary', { params: { id }, query: { language } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    meta: { quiet: true },
  })
  if (!data) return null
  return (
    <details
      id="summary"
      className="beside small"
      open={isOpen}
      onToggle={(event) => {
        folded = !event.currentTarget.open
        setOpen(event.currentTarget.open)
      }}
    >
      <summary>
        <strong>{t('helping.summary')}</strong>
      </summary>
      <p className="lines">{data.text}</p>
      <p className="soft">{t(`helping.summaryBy.${data.writer}`)}</p>
    </details>
  )
}
