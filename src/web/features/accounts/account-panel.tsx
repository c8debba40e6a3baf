import { Button, Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../lib/shapes.ts'
import { inLanguage } from '../../words/language.ts'
import { AccountHealth } from './account-health.tsx'
import { SaidThere } from './said-there.tsx'
import { useAccountActs } from './use-account-acts.ts'
import { useChannels } from './use-channels.ts'

const modes = ['off', 'draft', 'send'] as const

/** One account: who it is, how it is, what it does by itself, and what may be done with it. */
export function AccountPanel({
  account,
  may,
  onAgain,
}: {
  account: Account
  may: boolean
  /** Its values are to be given anew. */
  onAgain(): void
}) {
  const { t } = useTranslation()
  const acts = useAccountActs(account)
  const channel = useChannels(may)?.find(({ name }) => name === account.channel)
  const network = channel?.about
    ? inLanguage({ ko: channel.about.ko.label, en: channel.about.en.label })
    : null
  const title = `account-${account.id}`
  return (
    <section className="panel one-account" aria-labelledby={title}>
      <div className="row">
        <h2 id={title} className="grow">
          {account.name || account.handle} <span className="soft handle">{account.handle}</span>
        </h2>
        <span className="chip">{network ?? account.channel}</span>
        <span className="chip">{account.brandName}</span>
        {account.practice && <span className="chip practice">{t('accounts.practice')}</span>}
        <span className={`chip state ${account.state}`}>{t(`desk.accountState.${account.state}`)}</span>
      </div>
      {account.practice && <p className="notice calm">{t('accounts.practiceWhat')}</p>}
      <AccountHealth account={account} />
      {acts.checked && (
        <div className="notice" role="alert">
          <p>{t(`accounts.fault.${acts.checked.fault ?? 'network'}`)}</p>
          <SaidThere text={acts.checked.why} />
        </div>
      )}
      <Radio.Group
        className="modes"
        label={t('accounts.mode')}
        value={account.mode}
        onChange={(mode) => void acts.setMode(mode as Account['mode'])}
      >
        {modes.map((mode) => (
          <Radio
            key={mode}
            value={mode}
            disabled={!may || acts.busy !== null}
            label={t(`accounts.modes.${mode}.name`)}
            description={t(`accounts.modes.${mode}.what`)}
          />
        ))}
      </Radio.Group>
      {may && (
        <div className="row account-acts">
          <Button variant="default" loading={acts.busy === 'check'} onClick={() => void acts.check()}>
            {t('accounts.check')}
          </Button>
          {account.state === 'active' && (
            <Button variant="default" disabled={acts.busy !== null} onClick={() => void acts.pause()}>
              {t('accounts.pause')}
            </Button>
          )}
          {account.state === 'paused' && (
            <Button disabled={acts.busy !== null} onClick={() => void acts.resume()}>
              {t('accounts.resume')}
            </Button>
          )}
          <Button variant={account.state === 'refused' ? 'filled' : 'default'} onClick={onAgain}>
            {t('accounts.again')}
          </Button>
          <Button
            variant="subtle"
            color="red"
            disabled={acts.busy !== null}
            onClick={() => void acts.remove()}
          >
            {t('accounts.remove')}
          </Button>
        </div>
      )}
    </section>
  )
}
