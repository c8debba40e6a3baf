import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instead } from '../../lib/explain.ts'
import { Form } from '../../ui/form.tsx'

/** The way back to an older version: one click, a reason, and it is there. The reason stays where it did not get through. */
export function GoBack(back: {
  lead: string
  instead?: Instead
  /** @throws what went wrong; it is told under the reason. */
  onBack(reason: string): Promise<void>
}) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <Button className="go-back" variant="default" size="compact-md" onClick={() => setOpen(true)}>
        {t('policy.back')}
      </Button>
    )
  return (
    <Form
      className="go-back-form"
      confirm={t('policy.back')}
      {...(back.instead ? { instead: back.instead } : {})}
      later={
        <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
          {t('desk.cancel')}
        </Button>
      }
      send={async ({ reason = '' }) => {
        await back.onBack(reason)
        setOpen(false)
      }}
    >
      <Textarea
        autoFocus
        withAsterisk={false}
        name="reason"
        label={t('policy.reason')}
        description={`${back.lead} ${t('policy.reasonHint')}`}
        minLength={3}
        maxLength={1_000}
        required
      />
    </Form>
  )
}
