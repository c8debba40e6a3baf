import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../core/rights.ts'
import { type Answer, call } from '../../lib/call.ts'
import { mayAt, mayGive, useBrands } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { Form } from '../../ui/form.tsx'
import { OnceLink } from './once-link.tsx'
import { roleNames } from './roles.ts'

type Link = NonNullable<Answer<'POST /api/invitations'>['link']>

const house = 'house'
const every = 'every'

/** Where one may give roles: the brands that are known by name, and every brand; the house's own where none is known. */
function useWhere(): { value: string; label: string }[] {
  const { t } = useTranslation()
  const me = useMe()
  const { known } = useBrands()
  const named = [...known]
    .filter(([id]) => mayAt(me, 'people', id))
    .map(([value, label]) => ({ value, label }))
  return [
    ...(named.length > 0 ? named : [{ value: house, label: t('people.houseBrand') }]),
    ...(mayAt(me, 'people', null) ? [{ value: every, label: t('people.everyBrand') }] : []),
  ]
}

export function Invite() {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const where = useWhere()
  const [brand, setBrand] = useState('')
  const [made, setMade] = useState<{ name: string; link: Link } | null>(null)
  const chosen = brand || where[0]?.value || house
  // Of the house's own brand the page does not know the id; the server looks.
  const mayOwn =
    chosen === house ? true : mayGive(me, { from: null, to: 'owner' }, chosen === every ? null : chosen)

  async function send({ email = '', name = '', role = 'viewer' }: Record<string, string>) {
    const brandId = chosen === house ? {} : { brandId: chosen === every ? null : chosen }
    const body = { email, name, role: role as Role, ...brandId }
    const { link } = await call('POST /api/invitations', { body })
    if (link) setMade({ name, link })
    else toast(t('people.invitedNow', { name }))
    await client.invalidateQueries({ queryKey: ['staff'] })
  }
  return (
    <section className="panel" aria-labelledby="invite">
      <h2 id="invite">{t('people.invite')}</h2>
      <p className="soft small">{t('people.inviteLead')}</p>
      {made && <OnceLink link={made.link} name={made.name} onDone={() => setMade(null)} />}
      <Form className="typed-fields invite" confirm={t('people.inviteConfirm')} clears send={send}>
        <div className="invite-fields">
          <TextInput
            withAsterisk={false}
            name="email"
            type="email"
            label={t('desk.email')}
            autoComplete="off"
            maxLength={320}
            required
          />
          <TextInput
            withAsterisk={false}
            name="name"
            label={t('people.name')}
            autoComplete="off"
            maxLength={80}
            required
          />
          <NativeSelect
            name="where"
            label={t('people.where')}
            value={chosen}
            data={where}
            onChange={(event) => setBrand(event.currentTarget.value)}
          />
          <NativeSelect
            name="role"
            label={t('people.role')}
            defaultValue="agent"
            data={roleNames
              .filter((name) => name !== 'owner' || mayOwn)
              .map((name) => ({ value: name, label: t(`people.roles.${name}`) }))}
          />
        </div>
      </Form>
    </section>
  )
}
