import { useTranslation } from 'react-i18next'

/** The language that is not on, in its own words. */
export function LanguageName() {
  const { i18n } = useTranslation()
  return i18n.language === 'en' ? <span lang="ko">한국어</span> : <span lang="en">English</span>
}
