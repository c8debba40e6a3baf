import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'

const hangul = /[가-힣]/
const places = '{{person.name}}, {{brand.name}}, {{colleague.name}}'

/** Keeps the text as it stands for everybody, under a name. */
export function SaveReply({ text }: { text: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [trouble, setTrouble] = useState('')
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (name.trim() === '') return
    try {
      const language = hangul.test(text) ? 'ko' : 'en'
      const saved = await call('POST /api/saved-replies', { body: { name: name.trim(), language, text } })
      setName('')
      setTrouble('')
      toast(t('talk.savedKept', { name: saved.name }))
      await client.invalidateQueries({ queryKey: ['saved-replies'] })
    } catch (error) {
      const why = error instanceof Refused ? error.problem?.error : undefined
      if (why === 'taken') setTrouble(t('talk.savedTaken'))
      else if (why === 'unknown-variables') setTrouble(t('talk.savedUnknown', { places }))
      else if (!noticeSession(client, error)) setTrouble(explain(error))
    }
  }
  return (
    <details className="small save-reply">
      <summary className="soft">{t('talk.savedKeep')}</summary>
      <p className="lines saved-text">{text}</p>
      <form className="row" onSubmit={(event) => void submit(event)}>
        <TextInput
          className="grow"
          size="xs"
          maxLength={80}
          aria-label={t('talk.savedName')}
          placeholder={t('talk.savedName')}
          error={trouble || undefined}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="compact-sm" variant="default" disabled={name.trim() === ''}>
          {t('talk.savedKeepDo')}
        </Button>
      </form>
      <p className="soft">{t('talk.savedHint', { place: '{{person.name}}' })}</p>
    </details>
  )
}
