import { IconNote } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { isGone } from '../../lib/gone.ts'
import { noticeSession, useMe } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { Ago } from '../../ui/ago.tsx'
import { ask } from '../../ui/ask.tsx'
import type { Note } from './use-notes.ts'

/** What a colleague told the others, where it was told. */
export function NoteView({ note, conversationId }: { note: Note; conversationId: string }) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const mine = note.by?.id === me.id

  async function remove() {
    const sure = await ask({ title: t('talk.noteRemoveSure'), confirm: t('talk.noteRemove') })
    if (sure === null) return
    try {
      await call('DELETE /api/conversations/{id}/notes/{note}', {
        params: { id: conversationId, note: note.id },
      })
      toast(t('talk.noteRemoved'))
    } catch (error) {
      if (noticeSession(client, error) || (await isGone(client, conversationId, error))) return
      toast(explain(error), 'bad')
    }
    await client.invalidateQueries({ queryKey: ['notes', conversationId] })
  }
  return (
    <li className="note" data-note={note.id}>
      <p className="small note-head">
        <IconNote size={14} aria-hidden="true" />
        <strong>{note.by ? t('talk.noteBy', { name: note.by.name }) : t('talk.noteBySomeone')}</strong>
        <span className="chip">{t('talk.onlyStaff')}</span>
      </p>
      <p className="lines">{note.text}</p>
      <p className="soft small">
        <Ago time={note.at} />
        {note.to.length > 0 &&
          ` · ${t('talk.noteTo', { names: note.to.map(({ name }) => name).join(', ') })}`}
        {mine && (
          <>
            {' · '}
            <button
              type="button"
              className="link"
              aria-label={t('talk.noteRemoveThis', { text: note.text.slice(0, 60) })}
              onClick={() => void remove()}
            >
              {t('talk.noteRemove')}
            </button>
          </>
        )}
      </p>
    </li>
  )
}
