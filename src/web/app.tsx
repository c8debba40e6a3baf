import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AcceptLink, useLinkToken } from './features/session/accept-link.tsx'
import { ChangePassword } from './features/session/change-password.tsx'
import { type Begun, SignIn } from './features/session/sign-in.tsx'
import { Shell } from './features/shell/shell.tsx'
import { MeProvider, makeClient, useSession } from './lib/session.ts'
import { openTyped } from './lib/typed.ts'
import { AskDialog } from './ui/ask.tsx'
import { Broken, BrokenPage } from './ui/broken.tsx'
import { SaidAloud } from './ui/said.tsx'
import { theme } from './ui/theme.ts'

export function App() {
  const [client] = useState(makeClient)
  return (
    // Its styles are written by the build (vite.config.ts), because none may stand in the page.
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={client}>
        <BrokenPage>
          <Session />
        </BrokenPage>
        <AskDialog />
        <SaidAloud />
      </QueryClientProvider>
    </MantineProvider>
  )
}

function Session() {
  const { t } = useTranslation()
  const { data: me, error, refetch } = useSession()
  const [token, forgetToken] = useLinkToken()
  const [begun, setBegun] = useState<Begun | null>(null)
  useEffect(() => {
    document.title = t('desk.title')
  }, [t])
  useEffect(() => {
    if (me) openTyped(me.id)
  }, [me])
  // A link is for whoever was sent it, also where a colleague is signed in.
  if (token !== null)
    return (
      <AcceptLink
        token={token}
        onDone={(next) => {
          setBegun(next)
          forgetToken()
        }}
      />
    )
  if (error) return <Broken onRetry={() => void refetch()} text={t('desk.offline')} />
  if (me === undefined) return <main aria-busy="true" />
  if (me === null) return <SignIn begun={begun} />
  if (me.mustChange) return <ChangePassword me={me} />
  return (
    <MeProvider value={me}>
      <Shell />
    </MeProvider>
  )
}
