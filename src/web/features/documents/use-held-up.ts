import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { heldUpBy, type Ran } from '../../lib/held-up.ts'
import { useMay } from '../../lib/rights.ts'

/**
 * Why a document is not live yet.
 * @param stamp changes with what was to become live: what failed with something else says nothing of this.
 */
export function useHeldUp(stamp: string) {
  const { t } = useTranslation()
  const mayOverrule = useMay('own')
  const [held, setHeld] = useState<{ of: string; failing: Ran[] } | null>(null)
  return {
    mayOverrule,
    failing: held?.of === stamp ? held.failing : null,
    /** @returns what to say of it where it does not stand with the cases; null where it is another error. */
    take(error: unknown): string | null {
      const by = heldUpBy(error)
      if (by && 'failing' in by) setHeld({ of: stamp, failing: by.failing })
      if (by?.kind === 'failing') return ''
      if (by?.kind === 'may-not-overrule') return t('tuning.failingOwners')
      return by?.kind === 'overtaken' ? t('documents.overtakenAgain') : null
    },
    forget: () => setHeld(null),
  }
}
