import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type Dispatch, type SetStateAction, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { type Chosen, mostMessages } from './chosen.ts'
import { sayPlacedFault } from './fault.ts'
import { MessagePicker } from './message-picker.tsx'
import type { Tried } from './reply.tsx'
import { SideBySide } from './side-by-side.tsx'
import type { Words } from './use-words.ts'

/** Past messages and cases, answered by what is live and by what is typed. */
export function Try(of: { name: string; words: Words; chosen: [Chosen, Dispatch<SetStateAction<Chosen>>] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { name, words } = of
  const [chosen, setChosen] = of.chosen
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const [results, setResults] = useState<{ of: string; asked: number; all: Tried[] } | null>(null)
  const { data: cases } = useQuery({
    queryKey: ['cases'],
    queryFn: ({ signal }) => call('GET /api/cases', {}, signal),
  })
  const count = chosen.conversations.length + chosen.caseIds.length
  async function tryOut() {
    setBusy(true)
    setTrouble('')
    try {
      const source = words.text
      const body = {
        ...{ source, conversations: [...chosen.conversations], caseIds: [...chosen.caseIds] },
      }
      const { results: all } = await call('POST /api/prompts/{name}/try', { params: { name }, body })
      setResults({ of: source, asked: count, all })
    } catch (error) {
      if (noticeSession(client, error)) return
      if (error instanceof Refused && error.problem?.error === 'broken-prompt')
        setTrouble(sayPlacedFault(name, error.message))
      else setTrouble(explain(error, { 'not-found': t('tuning.nothingToTry') }))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="try" aria-label={t('tuning.views.try')}>
      <p className="soft small">{t(words.changed ? 'tuning.tryLead' : 'tuning.trySame')}</p>
      <MessagePicker chosen={chosen} cases={cases?.cases} onChoose={setChosen} />
      <div className="row">
        <Button
          id="try"
          className="main"
          disabled={count === 0 || count > mostMessages}
          loading={busy}
          onClick={() => void tryOut()}
        >
          {t('tuning.tryDo', { count })}
        </Button>
        <span className="soft small" role="status">
          {busy ? t('tuning.trying') : ''}
        </span>
      </div>
      <p className="trouble" role="alert">
        {trouble}
      </p>
      {results && results.of !== words.text && <p className="notice calm">{t('tuning.triedOld')}</p>}
      {results && results.all.length < results.asked && (
        <p className="notice calm">
          {t('tuning.someNotThere', { count: results.asked - results.all.length })}
        </p>
      )}
      {results && idle(name, results.all) && (
        <p id="idle" className="notice calm">
          {t(name.startsWith('plain/') ? 'tuning.modelWrote' : 'tuning.phrasesWrote')}
        </p>
      )}
      <div id="tried">
        {results?.all.map((result) => (
          <SideBySide
            key={`${result.conversationId} ${result.caseId}`}
            result={result}
            caseName={cases?.cases.find(({ id }) => id === result.caseId)?.name}
          />
        ))}
      </div>
    </section>
  )
}

/** Whether none of the replies was written with these words, so that no difference says nothing about them. */
function idle(name: string, results: readonly Tried[]): boolean {
  const other = name.startsWith('plain/') ? 'model' : 'plain'
  const writers = results.flatMap(({ tried }) => (tried?.writer ? [tried.writer] : []))
  return writers.length > 0 && writers.every((writer) => writer === other)
}
