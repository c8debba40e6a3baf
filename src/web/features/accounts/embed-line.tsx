import { useTranslation } from 'react-i18next'
import { CopyText } from '../people/copy-text.tsx'

/** What is put into a site's page so that the account's chat window is there; nothing for other channels. */
export function EmbedLine({ account: { id, channel } }: { account: { id: string; channel: string } }) {
  const { t } = useTranslation()
  if (channel !== 'webchat') return null
  const line = `<script src="${location.origin}/chat/embed.js" data-account="${id}" defer></script>`
  return (
    <div className="row hook">
      <span className="soft small">{t('accounts.embed')}</span>
      <code>{line}</code>
      <CopyText text={line} />
      <a href={`/chat?account=${id}`} target="_blank" rel="noreferrer">
        {t('accounts.openChat')}
      </a>
    </div>
  )
}
