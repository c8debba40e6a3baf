import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { enterHouse } from '../../lib/session.ts'
import { LanguageName } from '../../ui/language-name.tsx'
import { NewPasswordField, PasswordField } from '../../ui/password-field.tsx'
import { switchLanguage } from '../../words/language.ts'
import { SessionForm } from './session-form.tsx'
import { type Begun, isCodeNeeded } from './sign-in.tsx'

const tokenOf = () => /^#link=([\w-]{1,100})$/.exec(location.hash)?.[1] ?? null

/** The token of the link that the page was opened by; it stays in the address until it was used, so that a reload loses nothing. */
export function useLinkToken(): [token: string | null, forget: () => void] {
  const [token, setToken] = useState(tokenOf)
  useEffect(() => {
    const look = () => setToken(tokenOf())
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])
  return [
    token,
    () => {
      history.replaceState(null, '', '/')
      setToken(null)
    },
  ]
}

/** An invitation, or a lost password: a new one is chosen, and its owner is signed in. */
export function AcceptLink({ token, onDone }: { token: string; onDone(begun: Begun | null): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const differs = again !== '' && again !== next
  return (
    <SessionForm
      title={t('people.linkTitle')}
      lead={t('people.linkLead')}
      confirm={t('people.linkConfirm')}
      later={
        <>
          <Button variant="subtle" color="gray" onClick={() => void switchLanguage()}>
            <LanguageName />
          </Button>
          <Button variant="subtle" color="gray" onClick={() => onDone(null)}>
            {t('people.toSignIn')}
          </Button>
        </>
      }
      send={async () => {
        if (again !== next) {
          document.querySelector<HTMLInputElement>('input[name=again]')?.focus()
          return
        }
        const { email } = await call('POST /api/links/accept', { body: { token, password: next } })
        try {
          await call('POST /api/sign-in', { body: { email, password: next } })
          await enterHouse(client)
          onDone(null)
        } catch (error) {
          client.setQueryData(['me'], null)
          onDone({ email, password: isCodeNeeded(error) ? next : null })
        }
      }}
    >
      <NewPasswordField
        names={[]}
        autoFocus
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <PasswordField
        name="again"
        label={t('people.again')}
        autoComplete="new-password"
        value={again}
        error={differs && t('people.differs')}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
    </SessionForm>
  )
}
