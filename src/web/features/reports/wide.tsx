import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSideways } from '../../ui/use-sideways.ts'

/** A table that may be wider than the page; where it is, the edge behind which there is more is shaded, and a line says so. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useTranslation()
  const { ref, before, after } = useSideways()
  return (
    <div className="wide-frame">
      <div className="wide-edges" data-before={before} data-after={after}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
        <section ref={ref} className="wide" tabIndex={0} aria-label={t('reports.tableOf', { what: label })}>
          {children}
        </section>
      </div>
      {(before || after) && (
        <p className="soft small wide-cue" aria-hidden="true">
          {t('reports.scrolls')}
        </p>
      )}
    </div>
  )
}
