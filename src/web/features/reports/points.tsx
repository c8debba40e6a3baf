import { useTranslation } from 'react-i18next'

/** A score as a customer gave it; null where they only wrote something. */
export function Points({ score }: { score: number | null }) {
  const { t } = useTranslation()
  if (score === null) return <span className="points soft">{t('ratings.noScore')}</span>
  return (
    <span className="points" data-low={score <= 2}>
      {t('ratings.point', { score })}
    </span>
  )
}
