import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { useGoKeys, useKeys } from '../../lib/keys.ts'
import { useLive } from '../../lib/live.ts'
import {
  accountsPlace,
  auditPlace,
  documentsPlace,
  goKeys,
  isTab,
  myPlace,
  placeOf,
  policyPlace,
  quickLists,
  quickPlace,
  reportsPlace,
  staffPlace,
  startPlace,
  tuningPlace,
  useGo,
} from '../../lib/places.ts'
import { useMay } from '../../lib/rights.ts'
import { tabs } from '../../lib/shapes.ts'
import { UndoBar } from '../conversation/undo-bar.tsx'
import { useReceipt } from '../person/shown-receipt.ts'
import { Availability } from '../queue/availability.tsx'
import { Desk } from '../queue/desk.tsx'
import { isShown, useFirstSteps } from '../start/use-first-steps.ts'
import { StopBar } from '../stop/stop-bar.tsx'
import { StopDialog } from '../stop/stop-dialog.tsx'
import { useStop } from '../stop/use-stop.ts'
import { Help } from './help.tsx'
import { NewsReadOut } from './news.tsx'
import { NotFound } from './not-found.tsx'
import { useOffer } from './offered.ts'
import { Palette } from './palette.tsx'
import { TopBar } from './top-bar.tsx'

const Receipt = lazy(() => import('../person/receipt.tsx'))
const Documents = lazy(() => import('../documents/documents.tsx'))
const MyAccount = lazy(() => import('../people/my-account.tsx'))
const Staff = lazy(() => import('../people/staff.tsx'))
const Audit = lazy(() => import('../people/audit.tsx'))
const Reports = lazy(() => import('../reports/reports.tsx'))
const PolicyRoom = lazy(() => import('../policy/policy.tsx'))
const Tuning = lazy(() => import('../tuning/tuning.tsx'))
const Accounts = lazy(() => import('../accounts/accounts.tsx'))
const Start = lazy(() => import('../start/start.tsx'))

/** Everything that a signed-in colleague sees. */
export function Shell() {
  const { t } = useTranslation()
  const linked = useLive()
  const go = useGo()
  const mayTune = useMay('tune')
  const [path] = useLocation()
  const forgotten = useReceipt()
  const [shown, setShown] = useState<'help' | 'palette' | 'availability' | 'stop' | null>(null)
  const close = () => setShown(null)
  const stop = useStop()
  const askStop = useCallback(() => setShown('stop'), [])
  useOffer(
    useMemo(
      () => [
        ...(stop.mayStop ? [{ label: t('queue.stop'), run: askStop }] : []),
        ...(stop.stopped && stop.mayResume
          ? [{ label: t('queue.resume'), run: () => void stop.resume() }]
          : []),
      ],
      [stop, askStop, t],
    ),
    3,
  )

  useGoKeys({
    ...Object.fromEntries(tabs.map((tab) => [goKeys[tab], () => go(placeOf(tab))])),
    ...Object.fromEntries(
      quickLists.map((quick) => [goKeys[quick], () => go(quickPlace(quick, location.search))]),
    ),
    [goKeys.documents]: () => go(documentsPlace),
    [goKeys.reports]: () => go(reportsPlace),
    ...(mayTune ? { [goKeys.policy]: () => go(policyPlace) } : {}),
    ...(mayTune ? { [goKeys.tuning]: () => go(tuningPlace) } : {}),
    [goKeys.accounts]: () => go(accountsPlace),
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

  return (
    <>
      <a className="skip" href="#main">
        {t('desk.skip')}
      </a>
      <TopBar
        onHelp={() => setShown('help')}
        onPalette={() => setShown('palette')}
        onAvailability={() => setShown('availability')}
        onStop={stop.mayStop ? askStop : null}
      />
      <StopBar stop={stop} />
      {!linked && (
        <p className="unlinked" role="status">
          {t('desk.offlineShort')}
        </p>
      )}
      <Suspense fallback={<main className="middle soft">{t('desk.loading')}</main>}>
        <Switch>
          <Route path={documentsPlace} component={Documents} />
          <Route path={myPlace} component={MyAccount} />
          <Route path={staffPlace} component={Staff} />
          <Route path={auditPlace} component={Audit} />
          <Route path={reportsPlace} component={Reports} />
          <Route path={`${policyPlace}/:room?`} component={PolicyRoom} />
          <Route path={`${tuningPlace}/*?`} component={Tuning} />
          <Route path={accountsPlace} component={Accounts} />
          <Route path={startPlace} component={Start} />
          <Route path="/desk/:tab/:id?">
            {({ tab, id }) => (isTab(tab) ? <Desk tab={tab} id={id ?? null} /> : <NotFound />)}
          </Route>
          <Route>
            <Home path={path} />
          </Route>
        </Switch>
      </Suspense>
      <UndoBar />
      {forgotten && (
        <Suspense fallback={null}>
          <Receipt forgotten={forgotten} />
        </Suspense>
      )}
      <NewsReadOut />
      <Availability opened={shown === 'availability'} onClose={close} />
      <StopDialog opened={shown === 'stop'} onClose={close} stop={stop} />
      <Help opened={shown === 'help'} onClose={close} />
      <Palette opened={shown === 'palette'} onClose={close} onHelp={() => setShown('help')} />
    </>
  )
}

/** Where one begins: at the first steps as long as nobody has written to the brand, else at what waits. */
function Home({ path }: { path: string }) {
  const { t } = useTranslation()
  const { steps, pending } = useFirstSteps()
  const isPlain = path === '/' && location.hash.length < 2
  if (isPlain && pending) return <main className="middle soft">{t('desk.loading')}</main>
  if (isPlain && steps?.untouched && isShown(steps)) return <Redirect to={startPlace} replace />
  return <Redirect to={startOf(path, location.hash)} replace />
}

/** Links to a conversation were `/#42` once, and stand in old messages. */
function startOf(path: string, hash: string): string {
  const old = hash.slice(1)
  if (path === '/' && /^\d{1,18}$/.test(old)) return placeOf('all', old)
  return path === '/' && old === 'documents' ? documentsPlace : placeOf('to-approve')
}
