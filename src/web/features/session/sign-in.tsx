import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { forgetHouse } from '../../lib/session.ts'
import { LanguageName } from '../../ui/language-name.tsx'
import { switchLanguage } from '../../words/language.ts'
import { SessionForm } from './session-form.tsx'

export function SignIn() {
  const { t } = useTranslation()
  const client = useQueryClient()
  return (
    <SessionForm
      title={t('desk.title')}
      lead={t('desk.welcome')}
      confirm={t('desk.signIn')}
      later={
        <Button variant="subtle" color="gray" onClick={() => void switchLanguage()}>
          <LanguageName />
        </Button>
      }
      send={async ({ email = '', password = '' }) => {
        await call('POST /api/sign-in', { body: { email, password } })
        // What they may do is told to who is signed in.
        const me = await call('GET /api/me')
        // Of whoever was here before, nothing is shown.
        forgetHouse(client)
        client.setQueryData(['me'], me)
      }}
    >
      <TextInput
        withAsterisk={false}
        name="email"
        type="email"
        label={t('desk.email')}
        autoComplete="username"
        required
        autoFocus
      />
      <TextInput
        withAsterisk={false}
        name="password"
        type="password"
        label={t('desk.password')}
        autoComplete="current-password"
        required
      />
    </SessionForm>
  )
}
