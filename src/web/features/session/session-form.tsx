import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Instead } from '../../lib/explain.ts'
import { Form } from '../../ui/form.tsx'

/** A form in the middle of the page; `send` gets what was typed and throws what went wrong. */
export function SessionForm(form: {
  title: string
  lead: string
  confirm: string
  later?: ReactNode
  children: ReactNode
  instead?: Instead
  /** Under the form: other ways in. */
  beside?: ReactNode
  send(typed: Record<string, string>): Promise<void>
}) {
  const { title, lead, beside, children, ...rest } = form
  return (
    <main id="main" className="middle">
      <div className="card narrow session">
        <Form className="typed-fields" {...rest}>
          <Title order={1} size="h3">
            {title}
          </Title>
          <p className="soft">{lead}</p>
          {children}
        </Form>
        {beside}
      </div>
    </main>
  )
}
