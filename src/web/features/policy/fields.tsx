import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useFault } from './faults.ts'
import { getIn } from './paths.ts'
import { usePolicy } from './use-policy.ts'

interface At {
  /** Where it stands in the policy: `voice.persona`. */
  path: string
  label: string
  hint?: string
}

/** A number, in another unit where `scale` of its units make one that is shown. An empty one is null where there may be none. */
export function NumberField(field: At & { scale?: number; nullable?: boolean; inline?: boolean }) {
  const { path, label, hint, scale = 1, nullable, inline } = field
  const { draft, set } = usePolicy()
  const error = useFault(path)
  const value = getIn(draft, path)
  const text = typeof value === 'number' ? String(value / scale) : value === null ? '' : String(value ?? '')
  function read(typed: string, isDone: boolean): unknown {
    const tidy = typed.trim()
    if (tidy === '') return nullable ? null : ''
    const number = Number(tidy)
    // Of `0.0` the next letter may make `0.05`: it becomes a number when it says the same as one, or when they leave the field.
    if (Number.isNaN(number) || (!isDone && String(number) !== tidy)) return typed
    return Math.round(number * scale * 1e6) / 1e6
  }
  return (
    <TextInput
      className={inline ? 'in-line number' : 'number'}
      inputMode="decimal"
      name={path}
      {...(inline ? { 'aria-label': label } : { label, description: hint })}
      value={text}
      // Within a sentence there is no room for another; it stands below.
      error={inline ? error !== undefined : error}
      onChange={(event) => set(path, read(event.currentTarget.value, false))}
      onBlur={(event) => set(path, read(event.currentTarget.value, true))}
    />
  )
}

export function TextField(
  field: At & { lines?: number; most?: number; nullable?: boolean; list?: string; placeholder?: string },
) {
  const { path, label, hint, lines, most, nullable, list, placeholder } = field
  const { draft, set } = usePolicy()
  const error = useFault(path)
  const props = {
    ...{ name: path, label, description: hint, error, placeholder },
    value: String(getIn(draft, path) ?? ''),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      set(path, nullable && value === '' ? null : value)
    },
  }
  if (lines === undefined) return <TextInput {...props} list={list} />
  return <Textarea {...props} autosize minRows={lines} {...(most ? { maxLength: most } : {})} />
}

export function Tick({ path, label, hint }: At) {
  const { draft, set } = usePolicy()
  return (
    <Checkbox
      name={path}
      label={label}
      description={hint}
      error={useFault(path)}
      checked={getIn(draft, path) === true}
      onChange={(event) => set(path, event.currentTarget.checked)}
    />
  )
}

export function Choice(field: At & { data: { value: string; label: string }[] }) {
  const { path, label, hint, data } = field
  const { draft, set } = usePolicy()
  return (
    <NativeSelect
      name={path}
      label={label}
      description={hint}
      error={useFault(path)}
      data={data}
      value={String(getIn(draft, path))}
      onChange={(event) => set(path, event.currentTarget.value)}
    />
  )
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Words, one a line. Empty lines and spaces at the ends are nobody's words. */
export function WordLines({ path, label, hint, rows = 4 }: At & { rows?: number }) {
  const { draft, set } = usePolicy()
  const error = useFault(path, true)
  const words = getIn(draft, path) as string[]
  const [typed, setTyped] = useState(words.join('\n'))
  // What somebody discards or goes back to is shown in place of what they typed.
  const text = JSON.stringify(linesOf(typed)) === JSON.stringify(words) ? typed : words.join('\n')
  return (
    <Textarea
      name={path}
      label={label}
      description={hint}
      error={error}
      autosize
      minRows={rows}
      maxRows={14}
      value={text}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        set(path, linesOf(event.currentTarget.value))
      }}
    />
  )
}

/** Fields that belong together, under their heading. */
export function Group({
  id,
  title,
  lead,
  children,
}: {
  id: string
  title: string
  lead?: string
  children: ReactNode
}) {
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead && <p className="soft small">{lead}</p>}
      {children}
    </section>
  )
}
