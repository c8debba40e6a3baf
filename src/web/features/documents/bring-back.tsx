import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../../lib/call.ts'
import { toast } from '../../lib/tell.ts'
import { Form } from '../../ui/form.tsx'
import type { Version } from './shapes.ts'
import { TryDocument } from './try-document.tsx'

/**
 * The way back to an older version: one click, a reason, and it is live.
 * @param back.seen the version that is live as the page knows it; null for none.
 */
export function BringBack({ version, seen }: { version: Version; seen: string | null }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const { id, name, number } = version
  if (!open)
    return (
      <Button
        className="bring-back"
        variant="default"
        size="compact-sm"
        aria-label={t('documents.bringBackName', { name, number })}
        onClick={() => setOpen(true)}
      >
        {t('documents.bringBack')}
      </Button>
    )
  return (
    <Form
      className="bring-back-form"
      confirm={t('documents.bringBack')}
      instead={{ 'changed-meanwhile': t('documents.meanwhile') }}
      later={
        <>
          <TryDocument name={name} read={() => ({ kind: 'version', id, version: id })} />
          <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
            {t('desk.cancel')}
          </Button>
        </>
      }
      send={async ({ reason = '' }) => {
        const body = { version: id, seen, reason }
        try {
          await call('POST /api/knowledge/documents/{id}/roll-back', { params: { id }, body })
        } catch (error) {
          // What is live now is read, and the reason stays where it is.
          if (error instanceof Refused && error.status === 409)
            await client.invalidateQueries({ queryKey: ['documents'] })
          throw error
        }
        toast(t('documents.isBack', { name, number }))
        setOpen(false)
        await client.invalidateQueries({ queryKey: ['documents'] })
      }}
    >
      <Textarea
        autoFocus
        withAsterisk={false}
        name="reason"
        label={t('documents.why')}
        description={`${t('documents.bringBackLead', { number })} ${t('documents.whyHint')}`}
        minLength={3}
        maxLength={1_000}
        required
      />
    </Form>
  )
}
