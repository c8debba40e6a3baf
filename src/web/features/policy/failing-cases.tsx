import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ran } from '../../lib/held-up.ts'
import { CaseRun } from '../tuning/case-run.tsx'

/** Which saved cases fail under what was to be published, what was there instead, and, for who may, the way past them. */
export function FailingCases(cases: {
  failing: readonly Ran[]
  busy: boolean
  /** Null: they may not. */
  onOverrule: ((why: string) => void) | null
}) {
  const { t } = useTranslation()
  const { failing, busy, onOverrule } = cases
  const [why, setWhy] = useState('')
  function submit(event: FormEvent) {
    event.preventDefault()
    onOverrule?.(why)
  }
  return (
    <section
      id="failing"
      className="notice"
      role="alert"
      aria-label={t('policy.failing', { count: failing.length })}
    >
      <p>
        <strong>{t('policy.failing', { count: failing.length })}</strong>
      </p>
      <div className="failing">
        {failing.map((ran) => (
          <CaseRun key={ran.case.id} ran={ran} />
        ))}
      </div>
      <p className="small">{t('policy.failingLead')}</p>
      {onOverrule ? (
        <form id="overrule" className="publish" onSubmit={submit}>
          <TextInput
            name="overrule"
            label={t('policy.overruleWhy')}
            maxLength={300}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <Button type="submit" variant="outline" color="red" loading={busy} disabled={why.trim().length < 3}>
            {t('policy.overrule')}
          </Button>
        </form>
      ) : (
        <p className="small soft">{t('policy.onlyOwners')}</p>
      )}
    </section>
  )
}
