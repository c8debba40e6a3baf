import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { explain, type Instead } from '../lib/explain.ts'
import { noticeSession } from '../lib/session.ts'

/** Fields and a button; `send` gets what was typed and throws what went wrong, which is told under the fields. */
export function Form(form: {
  className?: string
  confirm: string
  /** Beside the button: another way on. */
  later?: ReactNode
  children: ReactNode
  instead?: Instead
  /** What was typed is taken away when it was sent. */
  clears?: boolean
  send(typed: Record<string, string>): Promise<void>
}) {
  const client = useQueryClient()
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = event.currentTarget
    const typed = Object.fromEntries([...new FormData(fields)].map(([name, value]) => [name, String(value)]))
    setBusy(true)
    setTrouble('')
    try {
      await form.send(typed)
      if (form.clears) fields.reset()
    } catch (error) {
      noticeSession(client, error)
      setTrouble(explain(error, form.instead))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={form.className} onSubmit={submit}>
      {form.children}
      <p className="trouble" role="alert">
        {trouble}
      </p>
      <Group justify="flex-end">
        {form.later}
        <Button type="submit" className="main" loading={busy}>
          {form.confirm}
        </Button>
      </Group>
    </form>
  )
}
