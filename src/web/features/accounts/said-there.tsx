import { useTranslation } from 'react-i18next'

/** The very words of a network, which are seldom in the reader's language. */
export function SaidThere({ text }: { text: string | null }) {
  const { t } = useTranslation()
  if (!text) return null
  return (
    <details className="small">
      <summary>{t('accounts.saidThere')}</summary>
      <p lang="en" className="soft">
        {text}
      </p>
    </details>
  )
}
