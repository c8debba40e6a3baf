import { Button, Checkbox, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { dollars } from '../../lib/time.ts'
import { inLanguage } from '../../words/language.ts'
import { usePolicy } from './use-policy.ts'

type Row = Answer<'POST /api/policy/try'>['results'][number]
const most = 5

/** Answers a few past messages twice, as it is and as it would be; nothing is sent. */
export function TryMessages() {
  const { t } = useTranslation()
  return (
    <details className="try-messages">
      <summary>{t('policy.try')}</summary>
      <TryForm />
    </details>
  )
}

function TryForm() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { change } = usePolicy()
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), 300)
  const [chosen, setChosen] = useState<string[]>([])
  const [results, setResults] = useState<Row[]>([])
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const { data } = useQuery({
    queryKey: ['to-try', search],
    queryFn: ({ signal }) =>
      call('GET /api/conversations', { query: { tab: 'all', sort: 'newest', most: 8, search } }, signal),
    meta: { quiet: true },
  })
  async function run() {
    setBusy(true)
    setTrouble('')
    try {
      const body = { policy: change, conversations: chosen }
      setResults((await call('POST /api/policy/try', { body })).results)
    } catch (error) {
      if (!noticeSession(client, error)) setTrouble(explain(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="try-form">
      <p className="soft small">{t('policy.tryLead', { most })}</p>
      <TextInput
        name="try-search"
        aria-label={t('desk.search')}
        placeholder={t('desk.search')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ul className="to-try">
        {data?.conversations.map(({ id, lastText, person }) => (
          <li key={id}>
            <Checkbox
              name={`try-${id}`}
              label={lastText.slice(0, 120)}
              description={person.name || person.handle}
              disabled={chosen.length >= most && !chosen.includes(id)}
              checked={chosen.includes(id)}
              onChange={(event) =>
                setChosen(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
          </li>
        ))}
        {data?.conversations.length === 0 && <li className="soft">{t('desk.emptySearch')}</li>}
      </ul>
      <div>
        <Button
          id="run-try"
          variant="default"
          loading={busy}
          disabled={chosen.length === 0}
          onClick={() => void run()}
        >
          {t('policy.runTry', { count: chosen.length })}
        </Button>
      </div>
      <p className="trouble" role="alert">
        {trouble}
      </p>
      <ul className="tried" aria-live="polite">
        {results.map((row) => (
          <li key={row.conversationId ?? row.caseId ?? row.message}>
            <p className="reply-text">“{row.message}”</p>
            <One title={t('policy.asItIs')} tried={row.live} />
            <One title={t('policy.asItWouldBe')} tried={row.tried} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function One({ title, tried }: { title: string; tried: Row['live'] }) {
  const { t } = useTranslation()
  return (
    <div className="tried-one">
      <h4>{title}</h4>
      {tried === null ? (
        <p className="soft">{t('policy.notInTime')}</p>
      ) : (
        <>
          <p className="lines reply-text">{tried.text ?? t('policy.noReply')}</p>
          <p className="small">{inLanguage(tried.decision)}</p>
          {tried.findings.map((finding) => (
            <p key={`${finding.code} ${finding.span?.join(' ')}`} className="small soft">
              {inLanguage(finding)}
            </p>
          ))}
          <p className="small soft">
            {t('policy.spent', {
              tokens: tried.tokensIn + tried.tokensOut,
              cost: dollars(tried.costMicros),
              ms: Math.round(tried.ms),
            })}
          </p>
        </>
      )}
    </div>
  )
}
