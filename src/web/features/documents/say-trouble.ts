import i18next from 'i18next'
import { type PageFault, pageFaults } from '../../../core/page-fault.ts'
import { Refused } from '../../lib/call.ts'
import { explain, type Instead } from '../../lib/explain.ts'

/** Why a file or a page was not taken, or could not be tried, and what to do now. */
export function sayTrouble(error: unknown, instead: Instead = {}): string {
  const { t } = i18next
  if (error instanceof Refused && error.status === 422) {
    const fault = faultOf(error)
    if (fault) return t(`webPages.faults.${fault}`)
    return instead.unreadable ?? t('documents.unreadable', { why: error.message })
  }
  return explain(error, { 'changed-meanwhile': t('documents.meanwhile'), ...instead })
}

function faultOf({ problem }: Refused): PageFault | undefined {
  return pageFaults.find((fault) => problem?.error === `page-${fault}`)
}
