import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { isGone } from '../../lib/gone.ts'
import { noticeSession, useMe } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { keepTyped, useTyped } from '../../lib/typed.ts'
import { atWord, namesLike } from './at-word.ts'

const most = 2_000

/** Writes a note; `@` offers the colleagues' names. What was typed stays with the conversation until it is left there. */
export function NoteForm({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const me = useMe()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const key = `note-${conversationId}`
  const text = useTyped(key)?.text ?? ''
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const [closed, setClosed] = useState(true)
  const [busy, setBusy] = useState(false)
  const [put, setPut] = useState<number | null>(null)
  const { data } = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => call('GET /api/colleagues', {}, signal),
    staleTime: 60_000,
    meta: { quiet: true },
  })
  const typing = closed ? null : atWord(text, caret)
  const others = (data?.colleagues ?? []).filter((one) => one.id !== me.id)
  const offered = typing ? namesLike(others, typing.word) : []
  const chosen = offered[Math.min(at, offered.length - 1)]

  useLayoutEffect(() => {
    if (put === null) return
    field.current?.setSelectionRange(put, put)
    setPut(null)
  }, [put])

  function type(next: string) {
    keepTyped(key, next === '' ? null : { text: next, seen: null })
  }
  function complete(name: string) {
    if (!typing) return
    const before = `${text.slice(0, typing.from)}@${name} `
    type(before + text.slice(caret))
    setClosed(true)
    setPut(before.length)
    field.current?.focus()
  }
  async function save() {
    if (busy || text.trim() === '') return
    setBusy(true)
    try {
      const { to } = await call('POST /api/conversations/{id}/notes', {
        params: { id: conversationId },
        body: { text },
      })
      keepTyped(key, null)
      const names = to.map(({ name }) => name).join(', ')
      toast(to.length > 0 ? t('talk.noteSentTo', { names }) : t('talk.noteSent'))
      await client.invalidateQueries({ queryKey: ['notes', conversationId] })
    } catch (error) {
      if (noticeSession(client, error) || (await isGone(client, conversationId, error))) return
      toast(explain(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
    else if (chosen && step) setAt((at + step + offered.length) % offered.length)
    else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) complete(chosen.name)
    else if (event.key === 'Escape' && chosen) setClosed(true)
    else if (event.key === 'Escape') event.currentTarget.blur()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form
      className="note-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void save()
      }}
    >
      <label className="small" htmlFor={`${id}-text`}>
        {t('talk.noteLabel')}
      </label>
      <textarea
        id={`${id}-text`}
        ref={field}
        rows={2}
        maxLength={most}
        value={text}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={chosen ? `${id}-names` : undefined}
        aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          type(event.currentTarget.value)
          setCaret(event.currentTarget.selectionStart)
          setClosed(false)
          setAt(0)
        }}
        onBlur={() => setClosed(true)}
        onKeyDown={press}
      />
      {chosen && (
        <div id={`${id}-names`} className="note-names" role="listbox" aria-label={t('talk.pickColleague')}>
          {offered.map(({ id: colleague, name }) => (
            <div
              key={colleague}
              id={`${id}-${colleague}`}
              role="option"
              tabIndex={-1}
              aria-selected={colleague === chosen.id}
              // Before the field loses the focus, which would close the list.
              onMouseDown={(event) => {
                event.preventDefault()
                complete(name)
              }}
            >
              {name}
            </div>
          ))}
        </div>
      )}
      <div className="row">
        <span id={`${id}-hint`} className="soft small grow">
          {t('talk.noteHint')}
        </span>
        <Button type="submit" size="compact-sm" variant="default" disabled={busy || text.trim() === ''}>
          {t('talk.noteSend')}
        </Button>
      </div>
    </form>
  )
}
