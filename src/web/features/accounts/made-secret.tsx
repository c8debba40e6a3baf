import { useTranslation } from 'react-i18next'
import { CopyText } from '../people/copy-text.tsx'

/** A secret that was made for the other side, shown this once. */
export function MadeSecret({ value, lead }: { value: string; lead: string }) {
  const { t } = useTranslation()
  return (
    <div className="notice made" role="status">
      <h3>{t('accounts.madeTitle')}</h3>
      <p>{lead}</p>
      <div className="row">
        <code className="secret">{value}</code>
        <CopyText text={value} />
      </div>
    </div>
  )
}
