import { Button, Group, Textarea } from '@mantine/core'
import { type FormEvent, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog.tsx'

interface Question {
  title: string
  /** What comes of it. */
  lead?: string
  /** With a label, words are asked for. */
  label?: string
  confirm: string
  most?: number
  /** The fewest characters that say something. */
  least?: number
}
interface Asked extends Question {
  settle(answer: string | null): void
}

let asked: Asked | null = null
const listeners = new Set<() => void>()

function show(next: Asked | null): void {
  asked = next
  for (const listener of listeners) listener()
}

/** Asks in a dialog. @returns what was typed ('' where nothing was asked for), or null when it was cancelled. */
export function ask(question: Question): Promise<string | null> {
  asked?.settle(null)
  return new Promise((resolve) =>
    show({
      ...question,
      settle(answer) {
        show(null)
        resolve(answer)
      },
    }),
  )
}

/** Closes what is asked, as if the colleague had: what it was about is no more. */
export function cancelAsk(): void {
  asked?.settle(null)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where `ask` is shown; once on the page. */
export function AskDialog() {
  const question = useSyncExternalStore(subscribe, () => asked)
  return (
    <Dialog opened={question !== null} onClose={() => question?.settle(null)} title={question?.title}>
      {question && <AskForm question={question} />}
    </Dialog>
  )
}

function AskForm({ question }: { question: Asked }) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const tooShort = words.trim().length < (question.least ?? 0)
  function settle() {
    if (!tooShort) question.settle(words)
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    settle()
  }
  return (
    <form onSubmit={submit}>
      {question.lead && <p className="soft lead">{question.lead}</p>}
      {question.label && (
        <Textarea
          data-autofocus
          autosize
          minRows={3}
          maxLength={question.most ?? 1_000}
          label={question.label}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) settle()
          }}
        />
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="subtle" color="gray" onClick={() => question.settle(null)}>
          {t('desk.cancel')}
        </Button>
        <Button type="submit" className="main" disabled={tooShort}>
          {question.confirm}
        </Button>
      </Group>
    </form>
  )
}
