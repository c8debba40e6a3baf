import { Button, Radio, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import type { Card } from './card.ts'

const restMs = 250
const least = 3

/** Says that two are one person, and how that is known. */
export function LinkForm({ card }: { card: Card }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), restMs)
  const [chosen, setChosen] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const [opened, setOpened] = useState(false)
  const { data: found } = useQuery({
    queryKey: ['person', card.id, 'alike', search],
    queryFn: ({ signal }) =>
      call('GET /api/persons/{id}/alike', { params: { id: card.id }, query: { search } }, signal),
    enabled: opened,
    meta: { quiet: true },
  })
  const people = found?.people ?? []

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!chosen || reason.trim().length < least || busy) return
    setBusy(true)
    setTrouble('')
    try {
      const body = { personId: chosen, reason: reason.trim() }
      await call('POST /api/persons/{id}/links', { params: { id: card.id }, body })
      toast(t('talk.linked'))
      setWords('')
      setReason('')
      setChosen(null)
      await client.invalidateQueries({ queryKey: ['person'] })
    } catch (error) {
      if (!noticeSession(client, error)) setTrouble(explain(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <details id="link-person" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary className="small">{t('talk.link')}</summary>
      <form className="card-form" onSubmit={(event) => void submit(event)}>
        <p className="soft small">{t('talk.linkLead')}</p>
        <TextInput
          size="sm"
          label={t('talk.linkFind')}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            setChosen(null)
          }}
        />
        {found && people.length === 0 && (
          <p className="soft small">{t(search === '' ? 'talk.linkNobodyAlike' : 'talk.linkNobody')}</p>
        )}
        {people.length > 0 && (
          <Radio.Group
            label={t(search === '' ? 'talk.linkAlike' : 'talk.linkWho')}
            value={chosen}
            onChange={setChosen}
          >
            <div className="card-choices">
              {people.map((one) => (
                <Radio
                  key={one.personId}
                  size="sm"
                  value={one.personId}
                  label={`${one.name || one.handle} · ${one.handle} · ${one.account.name || one.account.handle} (${one.account.channel})`}
                />
              ))}
            </div>
          </Radio.Group>
        )}
        <Textarea
          autosize
          minRows={2}
          size="sm"
          maxLength={1_000}
          label={t('talk.linkWhy')}
          error={trouble || undefined}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="compact-md"
          variant="default"
          disabled={!chosen || reason.trim().length < least || busy}
        >
          {t('talk.linkDo')}
        </Button>
      </form>
    </details>
  )
}
