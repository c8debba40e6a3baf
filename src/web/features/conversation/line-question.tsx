import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Because, Question } from './use-decide.ts'

export const becauses = ['fact', 'tone', 'policy', 'length', 'other'] as const satisfies readonly Because[]

const leastLetters = 3

/**
 * One thing that is asked under the text, to be answered with one key: the number of a choice. Enter skips what may be skipped,
 * Escape takes the question away.
 */
export function LineQuestion({ question, onClose }: { question: Question; onClose(): void }) {
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  const [words, setWords] = useState('')
  useEffect(() => {
    form.current?.focus()
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const overrules = question.kind === 'overrule'
  const title = t(overrules ? 'helping.sendAnyway' : 'helping.whatChanged')
  const choices = overrules
    ? ([0, 1, 2] as const).map((at) => t(`helping.reasons.${at}`))
    : becauses.map((one) => t(`helping.because.${one}`))

  function answer(at: number | null) {
    onClose()
    if (question.kind === 'changed') question.answer(at === null ? null : (becauses[at] ?? null))
    else if (at !== null) question.answer(choices[at] ?? '')
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (question.kind !== 'overrule' || words.trim().length < leastLetters) return
    onClose()
    question.answer(words.trim())
  }
  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const inField = event.target instanceof HTMLInputElement
    const at = Number(event.key) - 1
    if (event.key === 'Escape') {
      onClose()
      document.getElementById('reply')?.focus()
    } else if (inField) {
      event.stopPropagation()
      return
    } else if (choices[at] !== undefined) answer(at)
    else if (event.key === 'Enter' && !overrules && event.target === form.current) answer(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form
      ref={form}
      className="ask-line"
      tabIndex={-1}
      aria-label={title}
      onSubmit={submit}
      onKeyDown={press}
    >
      <strong>{title}</strong>
      <div className="row">
        {choices.map((label, at) => (
          <Button key={label} size="compact-sm" variant="default" onClick={() => answer(at)}>
            <kbd>{at + 1}</kbd>&nbsp;{label}
          </Button>
        ))}
        {!overrules && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => answer(null)}>
            {t('helping.skip')}
          </Button>
        )}
      </div>
      {overrules && (
        <div className="row">
          <TextInput
            className="grow"
            size="sm"
            maxLength={300}
            aria-label={t('helping.ownReason')}
            placeholder={t('helping.ownReason')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <Button type="submit" size="compact-md" variant="default">
            {t('helping.anyway')}
          </Button>
          <Button size="compact-md" variant="subtle" color="gray" onClick={onClose}>
            {t('desk.cancel')}
          </Button>
        </div>
      )}
    </form>
  )
}
