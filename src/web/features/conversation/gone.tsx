import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { leaveNothingOf } from '../../lib/gone.ts'
import { hush, readOut } from '../../lib/tell.ts'
import { cancelAsk } from '../../ui/ask.tsx'
import './gone.css'

/** In place of a conversation that is no more, for whoever has it open or followed a link to it. */
export function Gone({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    leaveNothingOf(client, id)
    hush()
    cancelAsk()
    readOut(t('talk.conversationGone'))
    // Who was in the middle of it has lost their place on the page; who is elsewhere on it is left there.
    if (document.activeElement === document.body) title.current?.focus()
  }, [client, id, t])
  return (
    <section id="gone" className="card">
      <h2 ref={title} tabIndex={-1}>
        {t('talk.conversationGone')}
      </h2>
      <p className="soft">{t('talk.conversationGoneWhy')}</p>
      <Button variant="default" onClick={onClose}>
        {t('talk.backToQueue')}
      </Button>
    </section>
  )
}
