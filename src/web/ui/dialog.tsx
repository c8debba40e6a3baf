import { Modal, type ModalProps } from '@mantine/core'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** A dialog. What is in it is made anew each time; the focus goes to `data-autofocus`, and back when it closes. */
export function Dialog(
  dialog: Pick<ModalProps, 'opened' | 'onClose' | 'title' | 'size' | 'withCloseButton'> & {
    /** Its name, where it has no title. */
    label?: string
    children: ReactNode
  },
) {
  const { children, label, ...modal } = dialog
  const { t } = useTranslation()
  return (
    <Modal
      {...modal}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('desk.close') }}
      attributes={{
        ...(label ? { content: { 'aria-label': label } } : {}),
        // The page has one banner; the head of a dialog is none.
        header: { role: 'presentation' },
      }}
    >
      {dialog.opened && <Focused>{children}</Focused>}
    </Modal>
  )
}

/** Mantine moves the focus a moment later; who presses the next key at once would press it into the page behind. */
function Focused({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    box.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return <div ref={box}>{children}</div>
}
