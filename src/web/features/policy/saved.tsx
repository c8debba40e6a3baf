import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { Ago } from '../../ui/ago.tsx'
import type { Chosen } from '../tuning/chosen.ts'
import { SavedForm } from './saved-form.tsx'
import type { Saved } from './saved-reply.ts'

/** What a list of saved replies is read by everywhere, so that one change tells all of them. */
const key = ['saved-replies']

/** The brand's saved replies: written, changed, taken out and put back, with everything that each of them ever said. */
export function SavedRoom() {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  // Which one is open stands in the address, so that a link leads to it.
  const [search, setSearch] = useSearchParams()
  const open = search.get('reply')
  const setOpen = (id: string | null) => setSearch(id === null ? {} : { reply: id })
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call('GET /api/saved-replies', {}, signal),
  })
  // Of the whole room, so that another reply is tried on the same people.
  const tryOn = useState<Chosen>({ conversations: [], caseIds: [] })
  const all = data?.replies ?? []
  const wanted = words.trim().toLowerCase()
  const fitting = all.filter((one) => `${one.name}\n${one.text}`.toLowerCase().includes(wanted))
  const chosen = all.find(({ id }) => id === open) ?? null
  return (
    <div className="saved-halves">
      <section className="panel" aria-labelledby="saved-list">
        <h2 id="saved-list">{t('policy.saved')}</h2>
        <p className="soft small">{t('policy.savedLead')}</p>
        <div className="row">
          <TextInput
            className="grow"
            name="find"
            aria-label={t('talk.savedFind')}
            placeholder={t('talk.savedFind')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <Button
            id="new-reply"
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => setOpen('new')}
          >
            {t('policy.savedNew')}
          </Button>
        </div>
        <ul className="saved-list">
          {fitting.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="saved-one"
                aria-current={one.id === open ? 'true' : undefined}
                onClick={() => setOpen(one.id)}
              >
                <span className="row">
                  <strong className="grow">{one.name}</strong>
                  <span className="chip">{t(`reading.languages.${one.language}`)}</span>
                </span>
                <span className="soft small saved-text">{one.text}</span>
                <Ago time={one.changedAt} className="soft small" />
              </button>
            </li>
          ))}
        </ul>
        {data && all.length === 0 && <p className="soft">{t('policy.savedEmpty')}</p>}
        {all.length > 0 && fitting.length === 0 && <p className="soft">{t('talk.savedNone')}</p>}
        <Removed onBack={setOpen} />
      </section>
      {open === 'new' || chosen ? (
        <SavedForm key={chosen?.id ?? 'new'} reply={chosen} tryOn={tryOn} onOpen={setOpen} />
      ) : (
        <p className="soft middle pick-one">{t('policy.savedPick')}</p>
      )}
    </div>
  )
}

/** What was taken out can be put back. */
function Removed({ onBack }: { onBack(id: string): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [trouble, setTrouble] = useState('')
  const { data } = useQuery({
    queryKey: [...key, 'removed'],
    queryFn: ({ signal }) => call('GET /api/saved-replies/removed', {}, signal),
  })
  async function putBack({ id, version, name }: Saved) {
    setTrouble('')
    try {
      const body = { version, reason: t('policy.savedBackReason') }
      await call('POST /api/saved-replies/{id}/roll-back', { params: { id }, body })
      toast(t('policy.savedIsBack', { name }))
      await client.invalidateQueries({ queryKey: key })
      onBack(id)
    } catch (error) {
      if (!noticeSession(client, error)) setTrouble(explain(error, { taken: t('talk.savedTaken') }))
    }
  }
  if (!data || data.replies.length === 0) return null
  return (
    <details id="removed-replies" className="small">
      <summary className="soft">{t('policy.savedRemoved', { count: data.replies.length })}</summary>
      <p className="trouble" role="alert">
        {trouble}
      </p>
      <ul className="listed">
        {data.replies.map((one) => (
          <li key={one.id} className="row">
            <span className="grow">{one.name}</span>
            {one.version !== '0' && (
              <Button size="compact-sm" variant="default" onClick={() => void putBack(one)}>
                {t('policy.savedPutBack')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
