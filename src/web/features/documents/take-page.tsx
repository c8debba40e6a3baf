import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { readAddress } from './address.ts'
import type { Given } from './use-taking.ts'
import './take-page.css'

/** A page is named by its address, to be taken in or tried first. */
export function TakePage(of: {
  address: string
  onAddress(typed: string): void
  reason: string
  onReason(reason: string): void
  /** Something is under way; `running`: with a page. */
  busy: boolean
  running: boolean
  /** What is wrong with the address, or with what stands there. */
  trouble: string
  onTrouble(why: string): void
  onTake(given: Given): void
  onTry(given: Given): void
}) {
  const { t } = useTranslation()
  const { address, busy } = of
  function go(then: (given: Given) => void) {
    const read = readAddress(address)
    if ('fault' in read) of.onTrouble(t(`webPages.faults.${read.fault}`))
    else then({ kind: 'page', url: read.url })
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!busy) go(of.onTake)
  }
  return (
    <form id="take-page" className="page-form" onSubmit={submit}>
      <TextInput
        name="page-address"
        label={t('webPages.address')}
        description={t('webPages.hint')}
        placeholder="https://"
        inputMode="url"
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        maxLength={2_000}
        value={address}
        // Told at once to who does not see it turn red.
        error={of.trouble && <span role="alert">{of.trouble}</span>}
        onChange={(event) => of.onAddress(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" className="main" loading={of.running} disabled={busy && !of.running}>
          {t('webPages.take')}
        </Button>
        <Button id="try-page" variant="default" disabled={busy} onClick={() => go(of.onTry)}>
          {t('webPages.tryFirst')}
        </Button>
        <TextInput
          className="grow upload-why"
          name="page-reason"
          aria-label={t('webPages.why')}
          placeholder={t('webPages.why')}
          maxLength={1_000}
          value={of.reason}
          onChange={(event) => of.onReason(event.currentTarget.value)}
        />
        <output className="soft small">{of.running && t('webPages.taking')}</output>
      </div>
    </form>
  )
}
