import { Button, Radio } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type Answer, call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { CaseRun } from './case-run.tsx'
import { sayPlacedFault } from './fault.ts'
import { casePlace } from './rooms.ts'
import { typedWords, usePrompts } from './use-words.ts'

type Run = Answer<'POST /api/cases/run'>

/** The saved cases, and what comes of them with what is live or with what is typed. */
export function CaseList() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [withTyped, setWithTyped] = useState(false)
  const [busy, setBusy] = useState(false)
  const [run, setRun] = useState<Run | null>(null)
  const [trouble, setTrouble] = useState('')
  const { data } = useQuery({
    queryKey: ['cases'],
    queryFn: ({ signal }) => call('GET /api/cases', {}, signal),
  })
  const { data: prompts } = usePrompts()
  const typed = typedWords((prompts?.prompts ?? []).map(({ name }) => name))
  const names = Object.keys(typed)

  async function runAll() {
    setBusy(true)
    setTrouble('')
    try {
      setRun(await call('POST /api/cases/run', { body: { prompts: withTyped ? typed : {} } }))
    } catch (error) {
      if (noticeSession(client, error)) return
      // There may be several that are typed: it is said of none of them, so that it names the words and the line.
      const isBroken = error instanceof Refused && error.problem?.error === 'broken-prompt'
      setTrouble(isBroken ? sayPlacedFault('', error.message) : explain(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <div className="row">
        <h2 className="grow">{t('tuning.rooms.cases')}</h2>
        <Button component={Link} href={casePlace('new')} variant="default" size="sm">
          {t('tuning.newCase')}
        </Button>
      </div>
      <p className="soft">{t('tuning.casesLead')}</p>
      {!data && <p className="soft">{t('desk.loading')}</p>}
      {data?.cases.length === 0 && (
        <div className="panel empty">
          <p>{t('tuning.noCases')}</p>
          <p className="soft">{t('tuning.noCasesHow')}</p>
        </div>
      )}
      {data && data.cases.length > 0 && (
        <>
          <section className="panel run-cases" aria-label={t('tuning.runAll')}>
            {names.length > 0 && (
              <Radio.Group
                label={t('tuning.runWith')}
                value={withTyped ? 'typed' : 'live'}
                onChange={(value) => setWithTyped(value === 'typed')}
              >
                <div className="row">
                  <Radio value="live" label={t('tuning.runLive')} />
                  <Radio value="typed" label={t('tuning.runTyped', { names: names.join(', ') })} />
                </div>
              </Radio.Group>
            )}
            <div className="row">
              <Button id="run-cases" className="main" loading={busy} onClick={() => void runAll()}>
                {t('tuning.runAll')}
              </Button>
              <span className="grow" role="status">
                {busy
                  ? t('tuning.running')
                  : run &&
                    t(run.failed === 0 ? 'tuning.allPassed' : 'tuning.someFailed', {
                      count: run.results.length,
                      failed: run.failed,
                    })}
              </span>
            </div>
            <p className="trouble" role="alert">
              {trouble}
            </p>
            {run && (
              <div id="ran">
                {run.results.map((ran) => (
                  <CaseRun key={ran.case.id} ran={ran} />
                ))}
              </div>
            )}
          </section>
          <ul className="panel prompt-list case-list">
            {data.cases.map((one) => (
              <li key={one.id}>
                <Link href={casePlace(one.id)} className="prompt-line">
                  <strong className="name">{one.name}</strong>
                  <span className="said-short">{one.message}</span>
                  <span className="soft small">{t('tuning.checks', { count: one.must.length })}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
