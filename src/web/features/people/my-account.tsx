import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { useBrands } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { Form } from '../../ui/form.tsx'
import { NewPasswordField, PasswordField } from '../../ui/password-field.tsx'
import { Chats } from './chats.tsx'
import { Room } from './room.tsx'
import { Sessions } from './sessions.tsx'
import { TwoFactor } from './two-factor.tsx'

/** What concerns oneself: who one is, the password, the second step, and where one is signed in. */
// biome-ignore lint/style/noDefaultExport: a room that is loaded when it is entered is named by its file (React.lazy).
export default function MyAccount() {
  const { t } = useTranslation()
  const me = useMe()
  const { nameOf } = useBrands()
  return (
    <Room title={t('people.myAccount')}>
      <section className="panel" aria-label={me.name}>
        <p>
          <strong>{me.name}</strong> <span className="soft">{me.email}</span>
        </p>
        <ul className="row">
          {me.roles.map(({ brandId, role }) => (
            <li key={brandId ?? 'every'} className="chip">
              {nameOf(brandId)} · {t(`people.roles.${role}`)}
            </li>
          ))}
        </ul>
        <Name />
      </section>
      <Password />
      <TwoFactor />
      <Chats />
      <Sessions />
    </Room>
  )
}

/** The first admin is made without one of their own. */
function Name() {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  return (
    <Form
      className="stack"
      confirm={t('desk.change')}
      send={async ({ name = '' }) => {
        await call('POST /api/me/name', { body: { name } })
        toast(t('people.nameChanged'))
        await client.invalidateQueries({ queryKey: ['me'] })
      }}
    >
      <TextInput
        withAsterisk={false}
        key={me.name}
        name="name"
        label={t('people.myName')}
        defaultValue={me.name}
        autoComplete="name"
        maxLength={80}
        required
      />
    </Form>
  )
}

function Password() {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  return (
    <section className="panel" aria-labelledby="my-password">
      <h2 id="my-password">{t('people.password')}</h2>
      <p className="soft small">{t('people.passwordLead')}</p>
      <Form
        className="stack"
        confirm={t('desk.change')}
        instead={{ wrong: t('people.wrongPassword') }}
        clears
        send={async ({ current = '', next = '' }) => {
          await call('POST /api/change-password', { body: { current, next } })
          toast(t('desk.changed'))
          await client.invalidateQueries({ queryKey: ['sessions'] })
        }}
      >
        <PasswordField name="current" label={t('desk.current')} autoComplete="current-password" />
        <NewPasswordField names={[me.email]} />
      </Form>
    </section>
  )
}
