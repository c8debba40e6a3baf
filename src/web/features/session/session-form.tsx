import { Button, Group, Title } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { explain } from '../../lib/explain.ts'

/** A form in the middle of the page; `send` gets what was typed and throws what went wrong. */
export function SessionForm(form: {
  title: string
  lead: string
  confirm: string
  later?: ReactNode
  children: ReactNode
  send(typed: Record<string, string>): Promise<void>
}) {
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]),
    )
    setBusy(true)
    setTrouble('')
    try {
      await form.send(typed)
    } catch (error) {
      setTrouble(explain(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <main id="main" className="middle">
      <form className="card narrow" onSubmit={submit}>
        <Title order={1} size="h3">
          {form.title}
        </Title>
        <p className="soft">{form.lead}</p>
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
    </main>
  )
}
