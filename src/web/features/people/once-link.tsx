import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../lib/call.ts'
import { moment } from '../../lib/time.ts'
import { CopyText } from './copy-text.tsx'

/** A link that is shown once, to be handed over. */
export function OnceLink(of: {
  link: Answer<'POST /api/colleagues/{id}/reset-link'>
  name: string
  onDone(): void
}) {
  const { t } = useTranslation()
  const address = `${location.origin}${of.link.path}`
  return (
    <div role="status" className="typed-fields">
      <p className="notice">{t('people.linkOnce', { name: of.name, until: moment(of.link.expiresAt) })}</p>
      <TextInput
        readOnly
        className="once"
        label={t('people.link')}
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="row">
        <CopyText text={address} />
        <Button variant="subtle" color="gray" onClick={of.onDone}>
          {t('people.done')}
        </Button>
      </div>
    </div>
  )
}
