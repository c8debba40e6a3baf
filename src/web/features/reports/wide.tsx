import type { ReactNode } from 'react'

/** A table that may be wider than the page. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section className="wide" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
