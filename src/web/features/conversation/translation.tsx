import { Button } from '@mantine/core'
import { IconLanguage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TranslationView } from './use-translation-view.ts'

/** Turns the translations on and off, and says what became of them. */
export function TranslateButton({ view }: { view: TranslationView }) {
  const { t } = useTranslation()
  if (!view.toggle) return null
  const nothing = view.found && view.found.turns.length === 0 && view.found.draft === null
  return (
    <>
      <Button
        id="translate"
        size="compact-xs"
        variant={view.on ? 'light' : 'default'}
        aria-pressed={view.on}
        loading={view.busy}
        leftSection={<IconLanguage size={14} />}
        onClick={view.toggle}
      >
        {t('helping.translate')}
      </Button>
      <span className="soft small" role="status">
        {nothing ? t('helping.nothingForeign') : ''}
      </span>
    </>
  )
}

/** A translation under what it is of; nothing where there is none. */
export function Translated({
  text,
  language,
}: {
  text: string | null | undefined
  language: string | undefined
}) {
  const { t } = useTranslation()
  if (!text) return null
  return (
    <p className="translation lines small" lang={language}>
      <span className="soft">{t('helping.translated')}</span> {text}
    </p>
  )
}
