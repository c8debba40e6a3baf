import { useTranslation } from 'react-i18next'
import { useMyRoles } from '../../lib/rights.ts'
import type { Open } from '../../lib/shapes.ts'
import type { Situation } from '../../lib/situation.ts'
import { FindingList } from './finding-list.tsx'

/** For who may not let a text go out: why there is no button, and the draft to read. */
export function RightsNote({ open, now }: { open: Open; now: Situation }) {
  const { t } = useTranslation()
  const role = useMyRoles()
  if (now.mayApprove) return null
  return (
    <>
      <p id="may-not" className="notice calm">
        {t(now.mayAnswer ? 'people.mayNotApprove' : 'people.mayOnlyRead', { role })}
      </p>
      {open.draft && (
        <>
          <p id="draft-text" className="beside lines">
            {open.draft.text}
          </p>
          <FindingList findings={open.draft.findings} />
        </>
      )}
    </>
  )
}
