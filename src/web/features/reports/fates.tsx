import { useTranslation } from 'react-i18next'
import type { Answer } from '../../lib/call.ts'
import type { Figure } from './address.ts'
import { sayCount, sayShare } from './figures.ts'
import { Opens } from './opens.tsx'

export type ShareRow = Answer<'GET /api/reports/shares'>['rows'][number]

const fates = ['unedited', 'lightly-edited', 'rewritten', 'refused', 'by-hand'] as const

function Heads() {
  const { t } = useTranslation()
  return fates.map((fate) => (
    <th key={fate} scope="col" className="number">
      <span className={`dot ${fate}`} />
      {t(`reports.fate.${fate}`)}
    </th>
  ))
}

function Cells({ row, sum, name }: { row: ShareRow; sum: number; name: string }) {
  const { t } = useTranslation()
  return fates.map((fate) => {
    const count = row.shares[fate]
    return (
      <td key={fate} className="number">
        <Opens
          figure={{ what: fate, ...groupsOf(row) }}
          count={count}
          about={`${name}, ${t(`reports.fate.${fate}`)}`}
        >
          {sum === 0 ? t('reports.none') : sayShare(count / sum)}{' '}
          <span className="below">{t('reports.cases', { some: sayCount(count) })}</span>
        </Opens>
      </td>
    )
  })
}

/** The same shares as a line; the cells beside it tell them. */
function Bar({ row, sum }: { row: ShareRow; sum: number }) {
  if (sum === 0) return null
  return (
    <span className="fates" aria-hidden="true">
      {fates.map((fate) => (
        <span key={fate} className={fate} style={{ flexGrow: row.shares[fate] }} />
      ))}
    </span>
  )
}

/** The groups that a number of this row stands in. */
function groupsOf({ intent, version, colleague }: ShareRow): Figure {
  return {
    ...(intent === null ? {} : { intent }),
    ...(version === null ? {} : { version }),
    ...(colleague === null ? {} : { colleague }),
  }
}

/** The columns of what became of a draft. */
export const Fates = { Heads, Cells, Bar, groupsOf }
