import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Ask, call } from '../../lib/call.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { type Trial, useTrial } from '../tuning/chosen.ts'
import { TryOn } from '../tuning/try-on.tsx'
import { sayTrouble } from './say-trouble.ts'

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
  /** The hash of what was tried. */
  onTried?(hash: string | null): void
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const { name, tried, onClose, onTried } = of
  return (
    <Dialog opened={tried !== null} onClose={onClose} title={t('documents.tryTitle', { name })} size="xl">
      {tried && <Answers tried={tried} trial={of.trial} {...(onTried ? { onTried } : {})} />}
      {of.children}
    </Dialog>
  )
}

function Answers(of: { tried: Tried; trial: Trial; onTried?(hash: string | null): void }) {
  const { t } = useTranslation()
  const { tried, trial } = of
  return (
    <TryOn
      lead={t(`documents.tryLead.${tried.kind}`)}
      trial={trial}
      triedAs={t(`documents.triedAs.${tried.kind}`)}
      stamp={tried.kind === 'file' ? tried.contentBase64 : JSON.stringify(tried)}
      send={async (messages) => {
        const body = { document: tried, ...messages }
        const answer = await call('POST /api/knowledge/try', { body })
        of.onTried?.(answer.hash)
        return answer
      }}
      sayTrouble={(error) => sayTrouble(error, { 'not-found': t('documents.nothingToTry') })}
    />
  )
}
