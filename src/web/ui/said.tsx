import { VisuallyHidden } from '@mantine/core'
import { useReadOut, useToast } from '../lib/tell.ts'

/** What is said for a moment, and what is only read out. Both stand on the page from the start, or nothing would hear them. */
export function SaidAloud() {
  const said = useToast()
  const aloud = useReadOut()
  return (
    <>
      <div id="toast" role="status" className={said ? `shown ${said.kind}` : ''}>
        {said?.text}
      </div>
      <VisuallyHidden id="aloud" aria-live="polite">
        {aloud}
      </VisuallyHidden>
    </>
  )
}
