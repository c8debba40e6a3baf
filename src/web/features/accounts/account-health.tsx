import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../lib/shapes.ts'
import { day } from '../../lib/time.ts'
import { Ago } from '../../ui/ago.tsx'
import { CopyText } from '../people/copy-text.tsx'
import { EmbedLine } from './embed-line.tsx'
import { SaidThere } from './said-there.tsx'

// Looking for news takes a few seconds on any network; what is longer than this is worth a sentence.
const behindSeconds = 90

/** How an account is, in words first and then in times. */
export function AccountHealth({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { state, stateWhy, provenAt, heardAt, lagSeconds, connectedAt, hookPath, practice } = account
  const behind = state === 'active' && lagSeconds !== null && lagSeconds > behindSeconds
  return (
    <>
      <div className={state === 'active' && !behind ? 'health' : 'health notice'}>
        <p>
          {behind ? t('accounts.behind', { time: sayDuration(t, lagSeconds) }) : t(`accounts.state.${state}`)}
        </p>
        {state === 'paused' && practice && <p>{t('accounts.practiceRests')}</p>}
        {state === 'paused' && !practice && stateWhy && <p>{t('accounts.because', { why: stateWhy })}</p>}
        {state === 'refused' && <SaidThere text={stateWhy} />}
      </div>
      <dl className="account-facts">
        <div>
          <dt>{t('accounts.proven')}</dt>
          <dd>{provenAt ? <Ago time={provenAt} /> : t('accounts.never')}</dd>
        </div>
        <div>
          <dt>{t('accounts.heard')}</dt>
          <dd>{heardAt ? <Ago time={heardAt} /> : t('accounts.never')}</dd>
        </div>
        <div>
          <dt>{t('accounts.lag')}</dt>
          <dd>{sayLag(t, lagSeconds)}</dd>
        </div>
        <div>
          <dt>{t('accounts.connectedAt')}</dt>
          <dd>{day(connectedAt)}</dd>
        </div>
      </dl>
      {hookPath && (
        <div className="row hook">
          <span className="soft small">{t('accounts.hook')}</span>
          <code>{location.origin + hookPath}</code>
          <CopyText text={location.origin + hookPath} />
        </div>
      )}
      <EmbedLine account={account} />
    </>
  )
}

function sayLag(t: TFunction, seconds: number | null): string {
  if (seconds === null) return t('accounts.resting')
  return seconds <= behindSeconds ? t('accounts.noLag') : sayDuration(t, seconds)
}

function sayDuration(t: TFunction, seconds: number): string {
  if (seconds < 120) return t('accounts.seconds', { count: seconds })
  if (seconds < 7_200) return t('accounts.minutes', { count: Math.round(seconds / 60) })
  return t('accounts.hours', { count: Math.round(seconds / 3_600) })
}
