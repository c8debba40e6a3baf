import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import type { Open } from '../../lib/shapes.ts'
import { keepTyped, useTyped } from '../../lib/typed.ts'
import type { Decide } from './use-decide.ts'

const most = 300

/** Another try with a word of what is wanted of it. */
export function Guidance({ open, decide }: { open: Open; decide: Decide }) {
  const { t } = useTranslation()
  const key = `guidance-${open.id}`
  const words = useTyped(key)?.text ?? ''
  const guidance = words.trim()
  function submit(event: FormEvent) {
    event.preventDefault()
    if (guidance === '') return
    void decide.run(async ({ sure }) => {
      const body = { version: open.version, sure, guidance }
      const answer = await call('POST /api/conversations/{id}/another-try', { params: { id: open.id }, body })
      keepTyped(key, null)
      return answer
    })
  }
  return (
    <form id="guidance" className="row guidance" onSubmit={submit}>
      <TextInput
        className="grow"
        size="xs"
        maxLength={most}
        aria-label={t('talk.guidance')}
        placeholder={t('talk.guidance')}
        value={words}
        onChange={({ currentTarget: { value } }) =>
          keepTyped(key, value === '' ? null : { text: value, seen: null })
        }
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      <Button type="submit" size="compact-sm" variant="default" disabled={decide.busy || guidance === ''}>
        {t('talk.guidanceDo')}
      </Button>
    </form>
  )
}
