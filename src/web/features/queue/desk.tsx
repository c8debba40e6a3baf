import { VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearch as useAddress } from 'wouter'
import { useFilters } from '../../lib/filters.ts'
import { useKeys } from '../../lib/keys.ts'
import { isIn, placeOf, quickOf, startPlace, useAccountFilter, useGo } from '../../lib/places.ts'
import type { Tab } from '../../lib/shapes.ts'
import { Conversation } from '../conversation/conversation.tsx'
import { isShown, useFirstSteps } from '../start/use-first-steps.ts'
import { Queue } from './queue.tsx'
import { useQueue, useSearch } from './use-queue.ts'
import { useTakeNext } from './use-take-next.ts'
import './desk.css'
import './queue.css'

/** The queue beside the conversation that is open; on a phone one of the two. */
export function Desk({ tab, id }: { tab: Tab; id: string | null }) {
  const { t } = useTranslation()
  const go = useGo()
  const [account] = useAccountFilter()
  const quick = quickOf(tab, useAddress())
  const search = useSearch()
  const change = useFilters()
  const takeNext = useTakeNext()
  const queue = useQueue({ tab, account, search: search.wanted, filters: change.filters })
  const wide = useMediaQuery('(min-width: 900px)', true, { getInitialValueInEffect: false })

  const neighbour = (step: number) => {
    const at = queue.items.findIndex((one) => one.id === id)
    return at < 0 && id !== null ? null : (queue.items[at + step]?.id ?? null)
  }
  const openNext = (step: number) => {
    const next = id === null ? queue.items[0]?.id : neighbour(step)
    if (next) go(placeOf(tab, next))
  }
  const close = () => go(placeOf(tab))
  useKeys({
    j: () => openNext(1),
    k: () => openNext(-1),
    Enter: id ? undefined : () => openNext(1),
    Escape: id ? close : undefined,
    n: takeNext ?? undefined,
    '/': () => document.getElementById('search')?.focus(),
  })

  // A list that is nearly at its end is filled before somebody gets there with the keys.
  const at = queue.items.findIndex((one) => one.id === id)
  const { loadMore } = queue
  useEffect(() => {
    if (at >= 0 && at > queue.items.length - 10) loadMore()
  }, [at, queue.items.length, loadMore])

  /** What was done here is done: on to the next one, or on a phone back to the list, where nothing is pressed by mistake. */
  const next = neighbour(1) ?? neighbour(-1)
  const { refetch } = queue
  const goOn = useCallback(async () => {
    const items = await refetch()
    // Who has gone elsewhere while the list was read stays there.
    if (items.some((one) => one.id === id) || !isIn(location.pathname, placeOf(tab, id))) return
    go(placeOf(tab, wide ? next : null), { replace: true })
  }, [refetch, id, tab, wide, next, go])

  return (
    <main id="main" tabIndex={-1} className={id ? 'desk reading' : 'desk'}>
      <VisuallyHidden component="h1">{quick ? t(`queue.${quick}Long`) : t(`desk.${tab}`)}</VisuallyHidden>
      <Queue queue={queue} search={search} change={change} tab={tab} chosen={id} onTakeNext={takeNext} />
      <section id="detail" aria-label={t('desk.conversation')}>
        {id ? (
          <Conversation key={id} id={id} next={next} onDone={goOn} onClose={close} />
        ) : (
          <div className="empty">
            <p className="soft">{t('desk.pick')}</p>
            <BackToStart />
          </div>
        )}
      </section>
    </main>
  )
}

/** For whoever came from the first steps to approve and stands at an empty place then. */
function BackToStart() {
  const { t } = useTranslation()
  const { steps } = useFirstSteps()
  if (!isShown(steps)) return null
  return (
    <p>
      <Link id="to-start" href={startPlace}>
        {t('desk.toStart')}
      </Link>
    </p>
  )
}
