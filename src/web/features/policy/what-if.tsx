import { Button, Checkbox } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type Answer, call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { useWhenForgotten } from '../../lib/gone.ts'
import { placeOf } from '../../lib/places.ts'
import { noticeSession } from '../../lib/session.ts'
import { Ago } from '../../ui/ago.tsx'
import { inLanguage } from '../../words/language.ts'
import { usePolicy } from './use-policy.ts'

type Told = Answer<'POST /api/policy/what-if'>

/** What the change would have done with the last messages that were answered. */
export function WhatIf() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { change } = usePolicy()
  const [sends, setSends] = useState(false)
  const [told, setTold] = useState<{ of: string; answer: Told } | null>(null)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const now = JSON.stringify([change, sends])
  useWhenForgotten(useCallback(() => setTold(null), []))

  async function look() {
    setBusy(true)
    setTrouble('')
    try {
      const body = { policy: change, mode: sends ? ('send' as const) : null }
      setTold({ of: now, answer: await call('POST /api/policy/what-if', { body }) })
    } catch (error) {
      if (!noticeSession(client, error)) setTrouble(explain(error))
    } finally {
      setBusy(false)
    }
  }
  const isOld = told !== null && told.of !== now
  return (
    <section className="what-if" aria-labelledby="what-if">
      <h3 id="what-if">{t('policy.whatIf')}</h3>
      <p className="soft small">{t('policy.whatIfLead')}</p>
      <Checkbox
        name="suppose"
        label={t('policy.suppose')}
        checked={sends}
        onChange={(event) => setSends(event.currentTarget.checked)}
      />
      <div>
        <Button id="look-back" variant="default" loading={busy} onClick={() => void look()}>
          {t(isOld ? 'policy.lookAgain' : 'policy.look')}
        </Button>
      </div>
      <p className="trouble" role="alert">
        {trouble}
      </p>
      <div aria-live="polite" className={isOld ? 'old-answer' : undefined}>
        {isOld && <p className="soft small">{t('policy.isOld')}</p>}
        {told && <Answered told={told.answer} />}
      </div>
    </section>
  )
}

function Answered({ told }: { told: Told }) {
  const { t } = useTranslation()
  if (told.considered === 0) return <p id="what-if-none">{t('policy.noneYet')}</p>
  return (
    <>
      <p>{t('policy.considered', { count: told.considered, changed: told.changedInAll })}</p>
      <Counts id="against-live" title={t('policy.againstLive')} counts={told.againstLive} />
      <Counts id="against-then" title={t('policy.againstThen')} counts={told.counts} />
      {told.changed.length > 0 && (
        <details className="differing">
          <summary>{t('policy.differing', { count: told.changed.length })}</summary>
          <ul className="listed">
            {told.changed.map((one) => (
              <li key={one.draftId}>
                <p>
                  <Link href={placeOf('all', one.conversationId)}>{one.text}</Link>{' '}
                  <Ago time={one.at} className="soft small" />
                </p>
                <p className="small">
                  <span className="soft">{t('policy.nowIt')}</span> {inLanguage(one.live)}
                </p>
                <p className="small">
                  <span className="soft">{t('policy.thenIt')}</span> {inLanguage(one.would)}
                  {one.would.afterMs
                    ? ` ${t('policy.afterSeconds', { count: one.would.afterMs / 1_000 })}`
                    : ''}
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Counts({ id, title, counts }: { id: string; title: string; counts: Told['counts'] }) {
  const { t } = useTranslation()
  return (
    <table id={id} className="turned small">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('policy.from')}</th>
          <th scope="col">{t('policy.to')}</th>
          <th scope="col">{t('policy.howMany')}</th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ from, to, count }) => (
          <tr key={`${from} ${to}`} className={from === to ? 'soft' : 'differs'}>
            <td>{t(`policy.kind.${from}`)}</td>
            <td>{t(`policy.kind.${to}`)}</td>
            <td>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
