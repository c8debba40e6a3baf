import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../lib/shapes.ts'
import { inLanguage } from '../../words/language.ts'

export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation()
  return (
    <ul id="findings" className="findings grow" aria-live="polite">
      {findings.map((one) => (
        <li key={`${one.code} ${one.span?.join('-') ?? ''} ${one.ko}`} className={`finding ${one.severity}`}>
          <VisuallyHidden>{t(`desk.severity.${one.severity}`)}: </VisuallyHidden>
          {inLanguage(one)}
        </li>
      ))}
    </ul>
  )
}
