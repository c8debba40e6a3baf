import { Button, Group, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { placeOf } from '../../lib/places.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { ask } from '../../ui/ask.tsx'
import { type Case, isWhole, useCaseDraft } from './case-words.ts'
import { CheckFields } from './check-fields.tsx'
import { casePlace, rooms } from './rooms.ts'
import { useCaseChannels } from './use-case-channels.ts'

/** One case, to be made or changed. @param saved null: a new one. */
export function CaseForm({ id, saved }: { id: string; saved: Case | null }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [, navigate] = useLocation()
  const { draft, changed, change, discard } = useCaseDraft(id, saved)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const { usual, options: channels } = useCaseChannels(draft.channel)
  const channel = draft.channel || usual
  const list = rooms.find(({ name }) => name === 'cases')?.place ?? ''

  async function carryOut(work: () => Promise<void>) {
    setBusy(true)
    setTrouble('')
    try {
      await work()
    } catch (error) {
      const instead = { 'name-taken': t('tuning.nameTaken'), full: t('tuning.full') }
      if (!noticeSession(client, error))
        setTrouble(explain(error, { ...instead, 'not-found': t('tuning.noCase') }))
    } finally {
      setBusy(false)
      await client.invalidateQueries({ queryKey: ['cases'] })
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isWhole(draft)) return
    void carryOut(async () => {
      const body = { ...draft, channel }
      const kept = saved
        ? await call('PUT /api/cases/{id}', { params: { id }, body })
        : await call('POST /api/cases', { body })
      discard()
      toast(t('tuning.caseSaved', { name: kept.name }))
      await client.invalidateQueries({ queryKey: ['cases'] })
      navigate(list)
    })
  }
  async function remove() {
    const sure = await ask({
      title: t('tuning.removeCase'),
      lead: t('tuning.removeCaseLead', { name: saved?.name ?? '' }),
      confirm: t('tuning.removeCase'),
    })
    if (sure === null) return
    await carryOut(async () => {
      await call('DELETE /api/cases/{id}', { params: { id } })
      discard()
      toast(t('tuning.caseRemoved'))
      navigate(list)
    })
  }
  return (
    <>
      <div>
        <Link href={list} className="small to-list">
          <span aria-hidden="true">‹ </span>
          {t('tuning.rooms.cases')}
        </Link>
        <h2>{saved ? saved.name : t('tuning.newCase')}</h2>
      </div>
      <form className="panel case-form" onSubmit={submit}>
        <TextInput
          name="name"
          label={t('tuning.caseName')}
          maxLength={120}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Textarea
          name="message"
          autosize
          minRows={2}
          maxRows={10}
          maxLength={4_000}
          label={t('tuning.caseMessage')}
          description={t('tuning.masked')}
          value={draft.message}
          onChange={(event) => change({ message: event.currentTarget.value })}
        />
        <div className="three-choices">
          <NativeSelect
            name="channel"
            label={t('tuning.channel')}
            data={channels}
            value={channel}
            onChange={(event) => change({ channel: event.currentTarget.value })}
          />
          <NativeSelect
            name="visibility"
            label={t('tuning.visibility')}
            data={(['public', 'direct'] as const).map((value) => ({ value, label: t(`desk.${value}`) }))}
            value={draft.visibility}
            onChange={(event) =>
              change({ visibility: event.currentTarget.value === 'direct' ? 'direct' : 'public' })
            }
          />
          <NativeSelect
            name="language"
            label={t('tuning.language')}
            data={(['ko', 'en'] as const).map((value) => ({ value, label: t(`reading.languages.${value}`) }))}
            value={draft.language}
            onChange={(event) => change({ language: event.currentTarget.value === 'en' ? 'en' : 'ko' })}
          />
        </div>
        <CheckFields must={draft.must} onChange={(must) => change({ must })} />
        {saved?.conversationId && (
          <p>
            <Link className="small" href={placeOf('all', saved.conversationId)}>
              {t('tuning.toConversation')}
            </Link>
          </p>
        )}
        <p className="trouble" role="alert">
          {trouble}
        </p>
        <Group justify="flex-end">
          {saved && (
            <Button
              id="remove-case"
              variant="subtle"
              color="red"
              disabled={busy}
              onClick={() => void remove()}
            >
              {t('tuning.removeCase')}
            </Button>
          )}
          {changed && (
            <Button variant="subtle" color="gray" disabled={busy} onClick={discard}>
              {t('tuning.discard')}
            </Button>
          )}
          <Button type="submit" className="main" loading={busy} disabled={!isWhole(draft)}>
            {t('tuning.saveCase')}
          </Button>
        </Group>
      </form>
    </>
  )
}

/** The room of one case: `new`, or its id. */
export function CaseRoom({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['cases'],
    queryFn: ({ signal }) => call('GET /api/cases', {}, signal),
  })
  if (id === 'new') return <CaseForm id="new" saved={null} />
  if (!data) return <p className="soft">{t('desk.loading')}</p>
  const saved = data.cases.find((one) => one.id === id)
  if (!saved)
    return (
      <p className="notice">
        {t('tuning.noCase')} <Link href={casePlace('')}>{t('tuning.rooms.cases')}</Link>
      </p>
    )
  return <CaseForm key={saved.id} id={saved.id} saved={saved} />
}
