import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { toast } from '../../lib/tell.ts'

/** Puts a text on the clipboard; where the browser forbids it (no https), it says to do it by hand. */
export function CopyText({ text }: { text: string }) {
  const { t } = useTranslation()
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      toast(t('people.copied'))
    } catch {
      toast(t('people.notCopied'), 'bad')
    }
  }
  return (
    <Button variant="default" onClick={() => void copy()}>
      {t('people.copy')}
    </Button>
  )
}
