import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { useGoKeys, useKeys } from '../../lib/keys.ts'
import { useLive } from '../../lib/live.ts'
import { documentsPlace, isTab, placeOf, reportsPlace, useGo } from '../../lib/places.ts'
import { useMe } from '../../lib/session.ts'
import { Desk } from '../queue/desk.tsx'
import { ChangePassword } from '../session/change-password.tsx'
import { Help } from './help.tsx'
import { NewsReadOut } from './news.tsx'
import { Palette } from './palette.tsx'
import { TopBar } from './top-bar.tsx'

const Documents = lazy(() => import('../documents/documents.tsx'))
const Reports = lazy(() => import('../reports/reports.tsx'))

/** Everything that a signed-in colleague sees. */
export function Shell() {
  const { t } = useTranslation()
  const me = useMe()
  const linked = useLive()
  const go = useGo()
  const [path] = useLocation()
  const [shown, setShown] = useState<'help' | 'palette' | 'password' | null>(null)
  const close = () => setShown(null)

  useGoKeys({
    t: () => go(placeOf('to-approve')),
    p: () => go(placeOf('with-person')),
    f: () => go(placeOf('failed')),
    s: () => go(placeOf('sent')),
    a: () => go(placeOf('all')),
    d: () => go(documentsPlace),
    r: () => go(reportsPlace),
  })
  useKeys({ '?': () => setShown('help') })
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
      event.preventDefault()
      setShown('palette')
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])

  if (shown === 'password') return <ChangePassword me={me} onDone={close} />
  return (
    <>
      <a className="skip" href="#main">
        {t('desk.skip')}
      </a>
      <TopBar
        onHelp={() => setShown('help')}
        onPalette={() => setShown('palette')}
        onPassword={() => setShown('password')}
      />
      {!linked && (
        <p className="unlinked" role="status">
          {t('desk.offlineShort')}
        </p>
      )}
      <Suspense fallback={<main className="middle soft">{t('desk.loading')}</main>}>
        <Switch>
          <Route path={documentsPlace} component={Documents} />
          <Route path={reportsPlace} component={Reports} />
          <Route path="/desk/:tab/:id?">
            {({ tab, id }) =>
              isTab(tab) ? <Desk tab={tab} id={id ?? null} /> : <p className="middle">{t('desk.notFound')}</p>
            }
          </Route>
          <Route>
            <Redirect to={startOf(path, location.hash)} replace />
          </Route>
        </Switch>
      </Suspense>
      <NewsReadOut />
      <Help opened={shown === 'help'} onClose={close} />
      <Palette opened={shown === 'palette'} onClose={close} onHelp={() => setShown('help')} />
    </>
  )
}

/** Links to a conversation were `/#42` once, and stand in old messages. */
function startOf(path: string, hash: string): string {
  const old = hash.slice(1)
  if (path === '/' && /^\d{1,18}$/.test(old)) return placeOf('all', old)
  return path === '/' && old === 'documents' ? documentsPlace : placeOf('to-approve')
}
