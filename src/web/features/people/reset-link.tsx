import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../../lib/call.ts'
import type { Employed } from '../../lib/shapes.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { OnceLink } from './once-link.tsx'

/** Makes a link for a colleague to choose a new password by, and shows it once. */
export function ResetLink(of: { one: Employed; what: string; opened: boolean; onClose(): void }) {
  const { t } = useTranslation()
  const title = t('people.resetOf', { name: of.one.name, what: of.what })
  return (
    <Dialog opened={of.opened} onClose={of.onClose} title={title}>
      <MakeLink one={of.one} onClose={of.onClose} />
    </Dialog>
  )
}

function MakeLink({ one, onClose }: { one: Employed; onClose(): void }) {
  const { t } = useTranslation()
  const [link, setLink] = useState<Answer<'POST /api/colleagues/{id}/reset-link'> | null>(null)
  if (link) return <OnceLink link={link} name={one.name} onDone={onClose} />
  return (
    <Form
      className="typed-fields"
      confirm={t('people.makeLink')}
      instead={{ 'not-found': t('people.noColleague') }}
      later={
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('desk.cancel')}
        </Button>
      }
      send={async ({ dropTwoFactor }) =>
        setLink(
          await call('POST /api/colleagues/{id}/reset-link', {
            params: { id: one.id },
            body: { dropTwoFactor: dropTwoFactor === 'yes' },
          }),
        )
      }
    >
      <p>{t('people.resetLead', { name: one.name })}</p>
      {!one.invited && <Checkbox name="dropTwoFactor" value="yes" label={t('people.dropTwoFactor')} />}
    </Form>
  )
}
