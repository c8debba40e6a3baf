import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A table that may be wider than the page. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section className="wide" tabIndex={0} aria-label={t('reports.tableOf', { what: label })}>
      {children}
    </section>
  )
}
