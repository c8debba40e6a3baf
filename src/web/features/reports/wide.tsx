import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** A table that may be wider than the page; where it is, the edge behind which there is more is shaded, and a line says so. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useTranslation()
  const box = useRef<HTMLElement>(null)
  const [more, setMore] = useState({ before: false, after: false })
  useEffect(() => {
    const element = box.current
    if (!element) return
    const look = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element
      const next = { before: scrollLeft > 1, after: scrollLeft + clientWidth < scrollWidth - 1 }
      setMore((now) => (now.before === next.before && now.after === next.after ? now : next))
    }
    // The page may become narrower, and the table wider with other numbers or in another language.
    const seen = new ResizeObserver(look)
    seen.observe(element)
    for (const child of element.children) seen.observe(child)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      seen.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])
  const scrolls = more.before || more.after
  return (
    <div className="wide-frame">
      <div className="wide-edges" data-before={more.before} data-after={more.after}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
        <section ref={box} className="wide" tabIndex={0} aria-label={t('reports.tableOf', { what: label })}>
          {children}
        </section>
      </div>
      {scrolls && (
        <p className="soft small wide-cue" aria-hidden="true">
          {t('reports.scrolls')}
        </p>
      )}
    </div>
  )
}
