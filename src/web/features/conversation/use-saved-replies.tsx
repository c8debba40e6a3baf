import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import type { Open } from '../../lib/shapes.ts'
import { toast } from '../../lib/tell.ts'
import { typedNow } from '../../lib/typed.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { SavedReplies } from './saved-replies.tsx'

/** Puts a saved reply into the text: in place of what nobody has touched, else where the caret stands. */
export function useSavedReplies(of: { open: Open; text: string; onText(text: string): void }): {
  start(): void
  dialog: ReactNode
} {
  const { open } = of
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)

  async function put(reply: string) {
    const { text: filled } = await call('POST /api/conversations/{id}/saved-replies/{reply}/fill', {
      params: { id: open.id, reply },
    })
    const drafted = open.draft?.text ?? ''
    const text = typedNow(open.id) ?? drafted
    const field = document.getElementById('reply')
    const at = field instanceof HTMLTextAreaElement ? field.selectionStart : text.length
    of.onText(text === drafted ? filled : text.slice(0, at) + filled + text.slice(at))
    close()
    toast(t('talk.savedIn'))
  }
  return {
    start: () => setOpened(true),
    dialog: (
      <Dialog opened={opened} onClose={close} title={t('talk.saved')} size="lg">
        {opened && <SavedReplies text={of.text} onPick={put} />}
      </Dialog>
    ),
  }
}
