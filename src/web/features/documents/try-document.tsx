import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Ask, call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { type Trial, useTrial } from '../tuning/chosen.ts'
import { TryOn } from '../tuning/try-on.tsx'

/** What is tried in place of what a document says now. */
export type Tried = Ask<'POST /api/knowledge/try'>['body']['document']

/** Opens a dialog in which messages are answered with a document as it may become, beside how it is. */
export function TryDocument(of: {
  name: string
  read(): Tried
  disabled?: boolean
  id?: string
  label?: string
}) {
  const { t } = useTranslation()
  const label = of.label ?? t('documents.try')
  const [tried, setTried] = useState<Tried | null>(null)
  const trial = useTrial()
  return (
    <>
      <Button
        className="try-document"
        {...(of.id ? { id: of.id } : {})}
        variant="default"
        disabled={of.disabled}
        aria-label={`${label}: ${of.name}`}
        onClick={() => setTried(of.read())}
      >
        {label}
      </Button>
      <TryDialog name={of.name} tried={tried} trial={trial} onClose={() => setTried(null)} />
    </>
  )
}

/** @param of.tried null where nothing is tried. */
export function TryDialog(of: {
  name: string
  tried: Tried | null
  trial: Trial
  onClose(): void
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const { name, tried, onClose } = of
  return (
    <Dialog opened={tried !== null} onClose={onClose} title={t('documents.tryTitle', { name })} size="xl">
      {tried && <Answers tried={tried} trial={of.trial} />}
      {of.children}
    </Dialog>
  )
}

function Answers({ tried, trial }: { tried: Tried; trial: Trial }) {
  const { t } = useTranslation()
  return (
    <TryOn
      lead={t(`documents.tryLead.${tried.kind}`)}
      trial={trial}
      triedAs={t(`documents.triedAs.${tried.kind}`)}
      stamp={tried.kind === 'file' ? tried.contentBase64 : JSON.stringify(tried)}
      send={(messages) => call('POST /api/knowledge/try', { body: { document: tried, ...messages } })}
      sayTrouble={(error) => {
        if (error instanceof Refused && error.status === 422)
          return t('documents.unreadable', { why: error.message })
        return explain(error, { 'not-found': t('documents.nothingToTry') })
      }}
    />
  )
}
