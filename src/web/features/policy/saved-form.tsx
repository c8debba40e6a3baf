import { Button, Group, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fillIn, unknownVariables, variables } from '../../../core/saved-reply.ts'
import { call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession, useMe } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { keepTyped, useTyped } from '../../lib/typed.ts'
import { ask } from '../../ui/ask.tsx'
import type { Saved } from './saved-reply.ts'
import { SavedTry, type TryOn } from './saved-try.tsx'
import { SavedVersions } from './saved-versions.tsx'

const leastReason = 3

interface Words {
  name: string
  language: Saved['language']
  text: string
}

/** One saved reply, with the places that are filled in, how it would read, and what it said before. */
export function SavedForm(of: { reply: Saved | null; tryOn: TryOn; onOpen(id: string | null): void }) {
  const { reply, tryOn, onOpen } = of
  const { t } = useTranslation()
  const client = useQueryClient()
  const me = useMe()
  const area = useRef<HTMLTextAreaElement>(null)
  const key = `saved-reply-${reply?.id ?? 'new'}`
  const typed = useTyped(key)
  // Beside the words and not among them: who types them back as they were has still said why.
  const reasonKey = `saved-reason-${reply?.id ?? 'new'}`
  const reason = useTyped(reasonKey)?.text ?? ''
  const saved: Words = reply ?? { name: '', language: 'ko', text: '' }
  const words = typed ? (JSON.parse(typed.text) as Words) : saved
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const meanwhile = typed !== undefined && reply !== null && typed.seen !== reply.version

  function write(next: Partial<Words>) {
    const whole = { name: words.name, language: words.language, text: words.text, ...next }
    const isBack = whole.name === saved.name && whole.text === saved.text && whole.language === saved.language
    // A new one has nothing to be the same as but an empty form.
    const seen = typed?.seen ?? reply?.version ?? null
    keepTyped(key, isBack ? null : { text: JSON.stringify(whole), seen })
  }
  function discard() {
    keepTyped(key, null)
    keepTyped(reasonKey, null)
  }
  function insert(variable: string) {
    const field = area.current
    const from = field?.selectionStart ?? words.text.length
    const to = field?.selectionEnd ?? from
    const place = `{{${variable}}}`
    write({ text: words.text.slice(0, from) + place + words.text.slice(to) })
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(from + place.length, from + place.length)
    })
  }
  const unknown = unknownVariables(words.text)
  const places = variables.map((one) => `{{${one}}}`).join(', ')
  const wrong = unknown.length > 0 ? t('talk.savedUnknown', { places }) : undefined

  async function save(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setTrouble('')
    try {
      const body = { name: words.name, language: words.language, text: words.text }
      const done = reply
        ? await call('PUT /api/saved-replies/{id}', {
            params: { id: reply.id },
            body: { ...body, reason: reason.trim(), seen: typed?.seen ?? reply.version },
          })
        : await call('POST /api/saved-replies', { body })
      discard()
      toast(t('talk.savedKept', { name: done.name }))
      await client.invalidateQueries({ queryKey: ['saved-replies'] })
      onOpen(done.id)
    } catch (error) {
      if (noticeSession(client, error)) return
      const said = {
        taken: t('talk.savedTaken'),
        'unknown-variables': t('talk.savedUnknown', { places }),
        'changed-meanwhile': t('policy.savedMeanwhile'),
        'not-found': t('policy.savedGone'),
      }
      setTrouble(explain(error, said))
      if (error instanceof Refused && error.status !== 422)
        await client.invalidateQueries({ queryKey: ['saved-replies'] })
    } finally {
      setBusy(false)
    }
  }
  async function remove({ id, name }: Saved) {
    const sure = await ask({
      title: t('policy.savedRemoveTitle', { name }),
      lead: t('policy.savedRemoveLead'),
      confirm: t('policy.savedRemove'),
    })
    if (sure === null) return
    try {
      await call('DELETE /api/saved-replies/{id}', { params: { id } })
      discard()
      toast(t('policy.savedGoneNow', { name }))
      onOpen(null)
    } catch (error) {
      if (!noticeSession(client, error)) setTrouble(explain(error, { 'not-found': t('policy.savedGone') }))
    }
    await client.invalidateQueries({ queryKey: ['saved-replies'] })
  }
  return (
    <section className="panel" aria-labelledby="saved-form">
      <h2 id="saved-form">{reply ? reply.name : t('policy.savedNew')}</h2>
      {meanwhile && reply && (
        <div className="notice" role="alert" id="saved-meanwhile">
          <p>{t('policy.savedMeanwhile')}</p>
          <blockquote className="lines reply-text">{reply.text}</blockquote>
          <Button
            size="compact-md"
            variant="default"
            onClick={() => typed && keepTyped(key, { ...typed, seen: reply.version })}
          >
            {t('policy.goOn')}
          </Button>
        </div>
      )}
      <form className="saved-fields" onSubmit={(event) => void save(event)}>
        <div className="field-grid">
          <TextInput
            name="name"
            label={t('talk.savedName')}
            maxLength={80}
            readOnly={busy}
            value={words.name}
            onChange={(event) => write({ name: event.currentTarget.value })}
          />
          <NativeSelect
            name="language"
            label={t('policy.savedLanguage')}
            value={words.language}
            data={(['ko', 'en'] as const).map((value) => ({ value, label: t(`reading.languages.${value}`) }))}
            onChange={(event) => write({ language: event.currentTarget.value as Words['language'] })}
          />
        </div>
        <Textarea
          ref={area}
          name="text"
          label={t('policy.savedText')}
          description={t('policy.savedTextHint')}
          error={wrong}
          autosize
          minRows={4}
          maxRows={16}
          readOnly={busy}
          value={words.text}
          onChange={(event) => write({ text: event.currentTarget.value })}
        />
        <div className="row small">
          <span className="soft">{t('policy.savedInsert')}</span>
          {variables.map((one) => (
            <Button
              key={one}
              size="compact-sm"
              variant="default"
              data-variable={one}
              onClick={() => insert(one)}
            >
              {t(
                `policy.variables.${one === 'person.name' ? 'person' : one === 'brand.name' ? 'brand' : 'colleague'}`,
              )}
            </Button>
          ))}
        </div>
        {words.text.trim() !== '' && unknown.length === 0 && (
          <div className="preview">
            <p className="soft small">{t('policy.savedPreview')}</p>
            <p id="saved-preview" className="lines reply-text">
              {fillIn(words.text, {
                'person.name': t('policy.sample.person'),
                'brand.name': t('policy.sample.brand'),
                'colleague.name': me.name,
              })}
            </p>
          </div>
        )}
        {reply && typed && (
          <TextInput
            name="reason"
            label={t('savedTry.why')}
            description={t('savedTry.whyHint')}
            maxLength={300}
            readOnly={busy}
            value={reason}
            onChange={(event) => keepTyped(reasonKey, { text: event.currentTarget.value, seen: null })}
          />
        )}
        <p className="trouble" role="alert">
          {trouble}
        </p>
        <Group>
          <Button
            type="submit"
            className="main"
            loading={busy}
            disabled={
              !typed ||
              meanwhile ||
              words.name.trim() === '' ||
              words.text.trim() === '' ||
              unknown.length > 0 ||
              (reply !== null && reason.trim().length < leastReason)
            }
          >
            {t('talk.savedKeepDo')}
          </Button>
          {typed && (
            <Button variant="subtle" color="gray" onClick={discard}>
              {t('policy.discard')}
            </Button>
          )}
          {reply && (
            <Button id="remove-reply" variant="subtle" color="red" onClick={() => void remove(reply)}>
              {t('policy.savedRemove')}
            </Button>
          )}
        </Group>
      </form>
      <SavedTry reply={reply} text={words.text} unknown={unknown.length > 0} tryOn={tryOn} />
      {reply && <SavedVersions reply={reply} />}
    </section>
  )
}
