import { TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { useMay } from '../../lib/rights.ts'
import { noticeSession } from '../../lib/session.ts'
import { SaveReply } from './save-reply.tsx'

/** The brand's saved replies, to be found by a few letters and picked by Enter. */
export function SavedReplies({ text, onPick }: { text: string; onPick(reply: string): Promise<void> }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const id = useId()
  const mayTune = useMay('tune')
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const [trouble, setTrouble] = useState('')
  const { data } = useQuery({
    queryKey: ['saved-replies'],
    queryFn: ({ signal }) => call('GET /api/saved-replies', {}, signal),
  })
  const wanted = words.trim().toLowerCase()
  const all = data?.replies ?? []
  const fitting = all.filter((one) => `${one.name}\n${one.text}`.toLowerCase().includes(wanted))
  const chosen = fitting[Math.min(at, fitting.length - 1)]

  async function pick(reply: string) {
    setTrouble('')
    try {
      await onPick(reply)
    } catch (error) {
      if (!noticeSession(client, error)) setTrouble(explain(error))
    }
  }
  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((at + step + fitting.length) % Math.max(1, fitting.length))
    else if (event.key === 'Enter' && chosen) void pick(chosen.id)
    else return
    event.preventDefault()
  }
  return (
    <div className="palette saved-replies">
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
        aria-label={t('talk.savedFind')}
        placeholder={t('talk.savedFind')}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <p className="trouble small" role="alert">
        {trouble}
      </p>
      <div id={id} role="listbox" aria-label={t('talk.saved')}>
        {fitting.map((one) => (
          // The field keeps the focus and answers the keys; this is for the mouse.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field above.
          <div
            key={one.id}
            id={`${id}-${one.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={one.id === chosen?.id}
            onClick={() => void pick(one.id)}
          >
            <span className="grow">
              <strong>{one.name}</strong> <span className="chip">{t(`talk.languages.${one.language}`)}</span>
              <span className="saved-text">{one.text}</span>
            </span>
          </div>
        ))}
      </div>
      {data && fitting.length === 0 && (
        <p className="soft">{t(all.length === 0 ? 'talk.savedEmpty' : 'talk.savedNone')}</p>
      )}
      {mayTune && text.trim() !== '' && <SaveReply text={text} />}
    </div>
  )
}
