import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ran } from '../../lib/held-up.ts'
import { CaseRun } from './case-run.tsx'

/** Which saved cases fail under what was to be published, what was there instead, and, for who may, the way past them. */
export function FailingCases(cases: {
  failing: readonly Ran[]
  /** What can be done about it. */
  lead: string
  busy: boolean
  /** They could overrule, but for something that is missing elsewhere. */
  disabled?: boolean
  /** What leaves the dialog in which it stands, where a case is opened. */
  onLeave?(): void
  /** Null: they may not. */
  onOverrule: ((why: string) => void) | null
}) {
  const { t } = useTranslation()
  const { failing, lead, busy, onOverrule } = cases
  const [why, setWhy] = useState('')
  const section = useRef<HTMLElement>(null)
  // The button that led here may stand far below.
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  function submit(event: FormEvent) {
    event.preventDefault()
    onOverrule?.(why)
  }
  return (
    <section
      ref={section}
      id="failing"
      className="notice"
      role="alert"
      aria-label={t('tuning.failing', { count: failing.length })}
    >
      <h2>{t('tuning.failing', { count: failing.length })}</h2>
      <div className="failing">
        {failing.map((ran) => (
          <CaseRun key={ran.case.id} ran={ran} onLeave={cases.onLeave} />
        ))}
      </div>
      <p className="small">{lead}</p>
      {onOverrule ? (
        <form id="overrule" className="publish" onSubmit={submit}>
          <TextInput
            name="overrule"
            label={t('tuning.failingWhy')}
            maxLength={300}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="outline"
            color="red"
            loading={busy}
            disabled={cases.disabled || why.trim().length < 3}
          >
            {t('tuning.failingOverrule')}
          </Button>
        </form>
      ) : (
        <p className="small soft">{t('tuning.failingOwners')}</p>
      )}
    </section>
  )
}
