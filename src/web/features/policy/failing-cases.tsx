import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../words/language.ts'
import type { Failing } from './held-up.ts'

/** Which saved cases fail under what was to be published, what was there instead, and, for who may, the way past them. */
export function FailingCases(cases: {
  failing: readonly Failing[]
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
      <ul className="failing">
        {failing.map((one) => (
          <li key={one.case.id}>
            <p>{one.case.name}</p>
            <ul className="small said-changes">
              {one.checks
                .filter(({ passed }) => !passed)
                .map((check) => (
                  <li key={check.en}>{inLanguage(check)}</li>
                ))}
              {one.why !== null && <li>{one.why}</li>}
            </ul>
            {one.reply?.text && <blockquote className="small reply-text">{one.reply.text}</blockquote>}
          </li>
        ))}
      </ul>
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
