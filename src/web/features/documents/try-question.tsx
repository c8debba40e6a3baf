import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { PassageView } from '../../ui/passage.tsx'

/** Which passages a question finds. */
export function TryQuestion() {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const { data } = useQuery({
    queryKey: ['passages', asked],
    queryFn: ({ signal }) => call('GET /api/knowledge/search', { query: { q: asked } }, signal),
    enabled: asked !== '',
    staleTime: 0,
  })
  function find(event: FormEvent) {
    event.preventDefault()
    setAsked(typed.trim())
  }
  return (
    <>
      <form className="row" onSubmit={find}>
        <TextInput
          className="grow"
          id="question"
          type="search"
          maxLength={1_000}
          aria-label={t('helping.tryQuestion')}
          placeholder={t('helping.tryQuestion')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t('helping.ask')}
        </Button>
      </form>
      <ul id="found" aria-live="polite">
        {data?.passages.map((one) => (
          <PassageView key={one.id} passage={one} />
        ))}
        {data?.passages.length === 0 && <li className="soft">{t('helping.nothingFound')}</li>}
      </ul>
    </>
  )
}
