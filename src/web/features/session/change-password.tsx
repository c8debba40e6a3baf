import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import type { Me } from '../../lib/shapes.ts'
import { toast } from '../../lib/tell.ts'
import { SessionForm } from './session-form.tsx'
import { useSignOut } from './sign-out.ts'

/** A password that was made for them lets a colleague do nothing else: they change it or leave. */
export function ChangePassword({ me, onDone }: { me: Me; onDone?: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const signOut = useSignOut()
  const leave = me.mustChange ? signOut : onDone
  return (
    <SessionForm
      title={t('desk.changePassword')}
      lead={me.mustChange ? t('desk.mustChange') : me.email}
      confirm={t('desk.change')}
      later={
        <Button variant="subtle" color="gray" onClick={leave}>
          {me.mustChange ? t('desk.signOut') : t('desk.later')}
        </Button>
      }
      send={async ({ current = '', next = '' }) => {
        await call('POST /api/change-password', { body: { current, next } })
        client.setQueryData(['me'], { ...me, mustChange: false })
        toast(t('desk.changed'))
        onDone?.()
      }}
    >
      <TextInput
        withAsterisk={false}
        name="current"
        type="password"
        label={t('desk.current')}
        autoComplete="current-password"
        required
        autoFocus
      />
      <TextInput
        withAsterisk={false}
        name="next"
        type="password"
        label={t('desk.next')}
        autoComplete="new-password"
        minLength={10}
        required
      />
    </SessionForm>
  )
}
