import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { maySomewhere } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import { Colleague } from './colleague.tsx'
import { Invite } from './invite.tsx'
import { roleNames } from './roles.ts'
import { Room } from './room.tsx'

/** Who is on the staff and what they may do at which brand. */
// biome-ignore lint/style/noDefaultExport: a room that is loaded when it is entered is named by its file (React.lazy).
export default function Staff() {
  const { t } = useTranslation()
  const may = maySomewhere(useMe(), 'people')
  const { data } = useQuery({
    queryKey: ['staff'],
    queryFn: ({ signal }) => call('GET /api/staff', {}, signal),
    enabled: may,
  })
  if (!may)
    return (
      <Room title={t('people.staff')}>
        <p className="notice">{t('people.mayNotPeople')}</p>
      </Room>
    )
  return (
    <Room title={t('people.staff')} lead={t('people.staffLead')}>
      <details id="what-roles" className="small">
        <summary>{t('people.whatRoles')}</summary>
        <dl className="role-words">
          {roleNames.map((role) => [
            <dt key={role}>{t(`people.roles.${role}`)}</dt>,
            <dd key={`${role} may`} className="soft">
              {t(`people.roleMay.${role}`)}
            </dd>,
          ])}
        </dl>
      </details>
      <section className="panel" aria-label={t('people.staff')}>
        {!data && <p className="soft">{t('desk.loading')}</p>}
        <ul className="listed">
          {data?.staff.map((one) => (
            <Colleague key={one.id} one={one} />
          ))}
        </ul>
      </section>
      <Invite />
    </Room>
  )
}
