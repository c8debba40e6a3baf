import { useTranslation } from 'react-i18next'
import { useColleagueNames } from '../people/names.ts'

/** What whoever wrote a version goes by. */
export function useAuthor(): (author: string | null) => string {
  const { t } = useTranslation()
  const names = useColleagueNames()
  return (author) => {
    if (author === null) return t('policy.nobody')
    const [kind, id = ''] = author.split(':')
    return kind === 'colleague' ? (names.get(id) ?? t('policy.formerColleague')) : t('desk.dajeong')
  }
}
