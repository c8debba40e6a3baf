import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../../lib/call.ts'
import { enterHouse } from '../../lib/session.ts'
import { LanguageName } from '../../ui/language-name.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { switchLanguage } from '../../words/language.ts'
import { SessionForm } from './session-form.tsx'
import './session.css'

/** The right password of somebody whose code is still asked for; without one, only who it is about. */
export interface Begun {
  email: string
  password: string | null
}

export function SignIn({ begun }: { begun: Begun | null }) {
  const [first, setFirst] = useState(begun)
  if (first?.password != null)
    return (
      <CodeStep
        email={first.email}
        password={first.password}
        onBack={() => setFirst({ ...first, password: null })}
      />
    )
  return <PasswordStep email={first?.email ?? ''} onCode={setFirst} />
}

/** Why somebody who went to the provider is back here without being signed in. */
const sayComingBack: Partial<Record<string, 'people.providerRefused' | 'people.providerUnreachable'>> = {
  '#sign-in=refused': 'people.providerRefused',
  '#sign-in=unreachable': 'people.providerUnreachable',
}

function PasswordStep({ email: known, onCode }: { email: string; onCode(begun: Begun): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [why] = useState(() => sayComingBack[location.hash])
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
      beside={<OtherWays />}
      send={async ({ email = '', password = '' }) => {
        try {
          await call('POST /api/sign-in', { body: { email, password } })
        } catch (error) {
          if (!isCodeNeeded(error)) throw error
          onCode({ email, password })
          return
        }
        await enterHouse(client)
      }}
    >
      {why && (
        <p className="notice" role="alert">
          {t(why)}
        </p>
      )}
      <TextInput
        withAsterisk={false}
        name="email"
        type="email"
        label={t('desk.email')}
        autoComplete="username"
        defaultValue={known}
        required
        autoFocus={known === ''}
      />
      <PasswordField
        name="password"
        label={t('desk.password')}
        autoComplete="current-password"
        autoFocus={known !== ''}
      />
    </SessionForm>
  )
}

/** The password was right; now the code of the app, or a backup code. */
function CodeStep({ email, password, onBack }: { email: string; password: string; onBack(): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  return (
    <SessionForm
      title={t('people.codeTitle')}
      lead={t('people.codeLead')}
      confirm={t('desk.signIn')}
      later={
        <Button variant="subtle" color="gray" onClick={onBack}>
          {t('people.back')}
        </Button>
      }
      send={async ({ code = '' }) => {
        await call('POST /api/sign-in', { body: { email, password, code: code.trim() } })
        await enterHouse(client)
      }}
    >
      <TextInput
        withAsterisk={false}
        name="code"
        label={t('people.code')}
        description={t('people.codeLost')}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        required
        autoFocus
      />
    </SessionForm>
  )
}

/** A provider's door, where there is one. */
function OtherWays() {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['sign-in-ways'],
    queryFn: ({ signal }) => call('GET /api/sign-in/ways', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    meta: { quiet: true },
  })
  if (!data?.oidc) return null
  return (
    <div className="other-ways">
      <Button component="a" href="/api/oidc/start" variant="default" fullWidth>
        {t('people.byProvider')}
      </Button>
    </div>
  )
}

export function isCodeNeeded(error: unknown): boolean {
  return error instanceof Refused && error.problem?.error === 'code-needed'
}
