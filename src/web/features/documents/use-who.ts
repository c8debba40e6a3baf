import { useTranslation } from 'react-i18next'
import { useColleagueNames } from '../people/names.ts'

/** What whoever took a version in, or out, goes by. */
export function useWho(): (who: string) => string {
  const { t } = useTranslation()
  const names = useColleagueNames()
  return (who) => {
    const [kind, id = ''] = who.split(':')
    return kind === 'colleague' ? (names.get(id) ?? t('documents.former')) : t('documents.machine')
  }
}
