import { Button, Group, Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { keepTyped, useTyped } from '../../lib/typed.ts'
import { FailingCases } from '../tuning/failing-cases.tsx'
import { addressOf } from './address.ts'
import { DifferenceView } from './difference.tsx'
import { Overtaken } from './overtaken.tsx'
import type { Difference, Version } from './shapes.ts'
import { TryDocument } from './try-document.tsx'
import { useHeldUp } from './use-held-up.ts'

// What is typed stays on this machine, and a browser keeps five million characters for everything.
const mostEdited = 200_000

/** A document that was uploaded as text, edited where it stands; or why it cannot be. */
export function Edit({ newest }: { newest: Version }) {
  const { t } = useTranslation()
  const { id, name } = newest
  const typed = useTyped(`document-${name}`)
  const mayEdit = newest.editable && newest.hasSource
  const { data, error } = useQuery({
    queryKey: ['documents', 'source', id],
    queryFn: ({ signal }) =>
      call(
        'GET /api/knowledge/documents/{id}/versions/{version}/source',
        { params: { id, version: id } },
        signal,
      ),
    enabled: mayEdit,
    meta: { quiet: true },
  })
  const text = data?.text ?? null
  // What was typed is never taken off the page, whatever became of the document meanwhile.
  if (!typed) {
    if (!newest.live) return <p className="notice">{t('documents.notOut')}</p>
    if (!newest.editable)
      return <p className="notice">{t(addressOf(name) ? 'documents.notPage' : 'documents.notText')}</p>
    if (!newest.hasSource) return <p className="notice">{t('documents.notKept')}</p>
    if (text === null)
      return <p className={error ? 'trouble' : 'soft'}>{error ? explain(error) : t('desk.loading')}</p>
    if (text.length > mostEdited) return <p className="notice">{t('documents.tooLong')}</p>
  }
  return <EditForm newest={newest} saved={text ?? ''} />
}

function EditForm({ newest, saved }: { newest: Version; saved: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { id, name } = newest
  const key = `document-${name}`
  const typed = useTyped(key)
  const text = typed?.text ?? saved
  const [reason, setReason] = useState('')
  const [looked, setLooked] = useState<{ text: string; of: string; difference: Difference } | null>(null)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState<'look' | 'change' | null>(null)
  const difference = looked?.text === text && looked.of === id ? looked.difference : null
  const overtaken = typed !== undefined && (typed.seen !== id || !newest.live)
  const held = useHeldUp(`${id} ${text}`)
  const areaId = useId()

  function write(next: string) {
    setTrouble('')
    keepTyped(key, next === saved && !overtaken ? null : { text: next, seen: typed?.seen ?? id })
  }
  async function tell(error: unknown) {
    const isHeld = held.take(error)
    if (isHeld !== null) return setTrouble(isHeld)
    if (noticeSession(client, error)) return
    if (error instanceof Refused && error.status === 422)
      setTrouble(t('documents.unreadable', { why: error.message }))
    else setTrouble(explain(error, { 'changed-meanwhile': t('documents.meanwhile') }))
    if (error instanceof Refused && [404, 409].includes(error.status))
      await client.invalidateQueries({ queryKey: ['documents'] })
  }
  async function look() {
    setBusy('look')
    setTrouble('')
    try {
      const body = { text }
      const found = await call('POST /api/knowledge/documents/{id}/check', { params: { id }, body })
      setLooked({ text, of: id, difference: found })
    } catch (error) {
      await tell(error)
    } finally {
      setBusy(null)
    }
  }
  async function change(overrule: string | null) {
    setBusy('change')
    setTrouble('')
    try {
      const body = { text, reason, overrule, seen: typed?.seen ?? id }
      await call('PUT /api/knowledge/documents/{id}', { params: { id }, body })
      keepTyped(key, null)
      setReason('')
      toast(t('documents.changed', { name }))
      await client.invalidateQueries({ queryKey: ['documents'] })
    } catch (error) {
      await tell(error)
    } finally {
      setBusy(null)
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    void change(null)
  }
  return (
    <section className="document-panel" aria-labelledby="edit-document">
      <h2 id="edit-document">{t('documents.edit')}</h2>
      <p className="soft small">{t('documents.editLead')}</p>
      {overtaken && (
        <Overtaken
          newest={newest}
          from={typed.seen ?? ''}
          onGoOn={() => {
            setTrouble('')
            keepTyped(key, { text, seen: id })
          }}
        />
      )}
      <Textarea
        id={areaId}
        name="source"
        label={t('documents.source', { name })}
        classNames={{ input: 'document-source' }}
        autosize
        minRows={8}
        maxRows={24}
        spellCheck={false}
        maxLength={mostEdited}
        readOnly={busy === 'change'}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <Group>
        <Button
          id="look"
          variant="default"
          loading={busy === 'look'}
          disabled={!typed || overtaken || busy !== null}
          onClick={() => void look()}
        >
          {t('documents.look')}
        </Button>
        <TryDocument
          id="try-edit"
          name={name}
          disabled={!typed || overtaken || busy !== null}
          read={() => ({ kind: 'text', id, text })}
        />
        {typed ? (
          <Button id="discard-edit" variant="subtle" color="gray" onClick={() => keepTyped(key, null)}>
            {t('documents.discard')}
          </Button>
        ) : (
          <span className="soft small">{t('documents.unchanged')}</span>
        )}
      </Group>
      <p className="trouble" role="alert">
        {/* Who was faster is told above, with what they changed. */}
        {overtaken ? '' : trouble}
      </p>
      {held.failing && typed && (
        <FailingCases
          failing={held.failing}
          lead={t('documents.failingLead')}
          busy={busy === 'change'}
          disabled={overtaken || reason.trim().length < 3}
          onOverrule={held.mayOverrule ? (why) => void change(why) : null}
        />
      )}
      <div aria-live="polite">{difference && typed && <DifferenceView difference={difference} />}</div>
      {difference && typed && (
        <form id="change-document" className="document-publish" onSubmit={submit}>
          <Textarea
            name="reason"
            label={t('documents.why')}
            description={t('documents.whyHint')}
            maxLength={1_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <p className="soft small" role="status">
            {busy === 'change' ? t('documents.running') : ''}
          </p>
          <Button
            type="submit"
            className="main"
            loading={busy === 'change'}
            disabled={overtaken || reason.trim().length < 3}
          >
            {t('documents.change')}
          </Button>
        </form>
      )}
    </section>
  )
}
