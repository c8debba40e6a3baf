import { longest } from './looks.ts'
import { findSendBox } from './web-chat.ts'

interface Tools {
  /** Whether what stands in the box is longer than one message may be. */
  onLong(isLong: boolean): void
  onFiles(): void
}

/**
 * Holds back what Web Chat would send as it is or lose: more than one message takes, which stays in the box, and files, which
 * nobody here receives. A word that an input method is still putting together is not sent half.
 * @param tools.onLong told when the box comes to hold too much, and when it does no more.
 * @param tools.onFiles told each time that files were pasted or dropped and not taken.
 */
export function guardWriting({ onLong, onFiles }: Tools): void {
  let wasLong = false
  const isLong = () => ((findSendBox() as HTMLTextAreaElement | null)?.value.length ?? 0) > longest
  function look(): void {
    const now = isLong()
    if (now !== wasLong) onLong(now)
    wasLong = now
  }
  /** The words stay in the box, where they can be cut. */
  function hold(event: Event): void {
    if (!isLong()) return
    event.preventDefault()
    event.stopPropagation()
    look()
  }
  document.addEventListener('input', look)
  for (const kind of ['keydown', 'keypress'] as const)
    document.addEventListener(
      kind,
      (event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.target !== findSendBox()) return
        if (!event.isComposing) return hold(event)
        // It ends the letter that an input method is putting together; Web Chat would send what is half written.
        event.stopPropagation()
        if (kind === 'keypress') event.preventDefault()
      },
      true,
    )
  document.addEventListener(
    'click',
    (event) => {
      if ((event.target as Element).closest('.webchat__send-box__button')) hold(event)
    },
    true,
  )
  document.addEventListener(
    'paste',
    (event) => {
      // A table or a page is pasted as words with a picture beside them.
      if (!event.clipboardData?.files.length || event.clipboardData.getData('text/plain')) return
      event.preventDefault()
      onFiles()
    },
    true,
  )
  // Without it the browser would show the file in place of the conversation.
  for (const kind of ['dragover', 'drop'] as const)
    document.addEventListener(
      kind,
      (event) => {
        if (!event.dataTransfer?.types.includes('Files')) return
        event.preventDefault()
        event.stopPropagation()
        event.dataTransfer.dropEffect = 'none'
        if (kind === 'drop') onFiles()
      },
      true,
    )
}
