import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import type { Open, SaidTurn } from '../../lib/shapes.ts'
import { newestRead } from '../../lib/situation.ts'
import { toast } from '../../lib/tell.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { CorrectForm } from './correct-form.tsx'

/** Asks what a message should have been read as. The dialog stays open, with the reason, while it cannot be saved. */
export function useCorrection(open: Open | null): { start(mentionId?: string): void; dialog: ReactNode } {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [turn, setTurn] = useState<SaidTurn | null>(null)
  const close = () => setTurn(null)

  function start(mentionId?: string) {
    if (!open) return
    const said = open.turns.filter((one) => one.from === 'person').find(({ id }) => id === mentionId)
    setTurn(said ?? newestRead(open) ?? null)
  }
  const dialog = (
    <Dialog opened={turn !== null} onClose={close} title={t('reading.correct')} size="lg">
      {open && turn?.classification && (
        <CorrectForm
          text={turn.text}
          read={turn.classification}
          topics={open.topics}
          onCancel={close}
          send={async (correction) => {
            const answer = await call('POST /api/conversations/{id}/mentions/{mention}/correct', {
              params: { id: open.id, mention: turn.id },
              body: correction,
            })
            close()
            toast(t(answer.heardAnew ? 'reading.heardAnew' : 'reading.corrected'))
            void client.invalidateQueries({ queryKey: ['conversations'] })
            await client.invalidateQueries({ queryKey: ['conversation', open.id] })
          }}
        />
      )}
    </Dialog>
  )
  return { start, dialog }
}
