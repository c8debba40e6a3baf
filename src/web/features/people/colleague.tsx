import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../core/rights.ts'
import { call } from '../../lib/call.ts'
import { mayGive, useBrands } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import type { Employed } from '../../lib/shapes.ts'
import { ago } from '../../lib/time.ts'
import { ask } from '../../ui/ask.tsx'
import { ResetLink } from './reset-link.tsx'
import { roleNames } from './roles.ts'
import { useStaffAct } from './use-staff-act.ts'

/** One colleague: who they are, their roles, and what may be done with them. */
export function Colleague({ one }: { one: Employed }) {
  const { t } = useTranslation()
  const me = useMe()
  const [resetting, setResetting] = useState(false)
  const mayReset = one.roles.every(({ brandId, role }) => mayGive(me, { from: role, to: null }, brandId))
  const why = one.roles.some(({ role }) => role === 'owner') ? 'people.ownersOnly' : 'people.elsewhereToo'
  const what = t(one.invited ? 'people.newInvitation' : 'people.resetLink')
  return (
    <li className="colleague">
      <div>
        <strong>{one.name}</strong>{' '}
        {one.id === me.id && <span className="chip direct">{t('people.me')}</span>}
        <p className="soft small">{one.email}</p>
        <p className="soft small">
          {one.invited
            ? t('people.invited')
            : one.seenAt
              ? t('people.lastSeen', { time: ago(one.seenAt) })
              : t('people.neverSeen')}
        </p>
      </div>
      <div className="held-roles">
        <ul className="held-roles">
          {one.roles.map((held) => (
            <HeldRole key={held.brandId ?? 'every'} one={one} held={held} />
          ))}
        </ul>
        {one.id !== me.id &&
          (mayReset ? (
            <div className="row">
              <Button
                size="compact-sm"
                variant="default"
                className="reset"
                aria-label={t('people.resetOf', { name: one.name, what })}
                onClick={() => setResetting(true)}
              >
                {what}
              </Button>
            </div>
          ) : (
            <p className="soft small">{t(why)}</p>
          ))}
      </div>
      <ResetLink one={one} what={what} opened={resetting} onClose={() => setResetting(false)} />
    </li>
  )
}

function HeldRole({ one, held }: { one: Employed; held: Employed['roles'][number] }) {
  const { t } = useTranslation()
  const me = useMe()
  const { nameOf } = useBrands()
  const { busy, run } = useStaffAct()
  const { brandId, role } = held
  const brand = nameOf(brandId)
  const isMe = one.id === me.id
  const params = { id: one.id }
  const may = mayGive(me, { from: role, to: null }, brandId)

  async function change(next: Role) {
    const said = { name: one.name, role: t(`people.roles.${next}`), brand }
    const title = t(isMe ? 'people.roleSureMe' : 'people.roleSure', said)
    if ((await ask({ title, confirm: t('people.changeRole') })) === null) return
    run(
      () => call('PUT /api/colleagues/{id}/role', { params, body: { role: next, brandId } }),
      t('people.roleChanged'),
    )
  }
  async function remove() {
    const last = one.roles.length === 1
    const title = t(isMe ? 'people.removeSureMe' : last ? 'people.removeSureLast' : 'people.removeSure', {
      name: one.name,
      brand,
    })
    if ((await ask({ title, confirm: t('people.remove') })) === null) return
    run(() => call('POST /api/colleagues/{id}/remove', { params, body: { brandId } }), t('people.removed'))
  }
  if (!may)
    return (
      <li>
        <span className="at soft small">{brand}</span>
        <span className="chip">{t(`people.roles.${role}`)}</span>
      </li>
    )
  return (
    <li>
      <span className="at soft small">{brand}</span>
      <NativeSelect
        size="xs"
        className="role"
        aria-label={t('people.roleAt', { name: one.name, brand })}
        value={role}
        disabled={busy}
        data={roleNames
          .filter((name) => mayGive(me, { from: role, to: name }, brandId))
          .map((name) => ({ value: name, label: t(`people.roles.${name}`) }))}
        onChange={(event) => void change(event.currentTarget.value as Role)}
      />
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        className="remove"
        disabled={busy}
        aria-label={t('people.removeOf', { name: one.name, brand })}
        onClick={() => void remove()}
      >
        {t('people.remove')}
      </Button>
    </li>
  )
}
