import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import type { Me } from '../../lib/shapes.ts'
import { toast } from '../../lib/tell.ts'
import { NewPasswordField, PasswordField } from '../../ui/password-field.tsx'
import { SessionForm } from './session-form.tsx'
import { useSignOut } from './sign-out.ts'

/** A password that was made for them lets a colleague do nothing else: they change it or leave. */
export function ChangePassword({ me }: { me: Me }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const signOut = useSignOut()
  return (
    <SessionForm
      title={t('desk.changePassword')}
      lead={t('desk.mustChange')}
      confirm={t('desk.change')}
      instead={{ wrong: t('people.wrongPassword') }}
      later={
        <Button variant="subtle" color="gray" onClick={() => void signOut()}>
          {t('desk.signOut')}
        </Button>
      }
      send={async ({ current = '', next = '' }) => {
        await call('POST /api/change-password', { body: { current, next } })
        client.setQueryData(['me'], { ...me, mustChange: false })
        toast(t('desk.changed'))
      }}
    >
      <PasswordField name="current" label={t('desk.current')} autoComplete="current-password" autoFocus />
      <NewPasswordField names={[me.email]} />
    </SessionForm>
  )
}
