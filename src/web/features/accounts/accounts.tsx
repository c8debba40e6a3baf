import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { mayAt, maySomewhere, useBrandList } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import { accounts as en } from '../../words/en-accounts.ts'
import { accounts as ko } from '../../words/ko-accounts.ts'
import { addWords } from '../../words/language.ts'
import { Room } from '../people/room.tsx'
import { AccountPanel } from './account-panel.tsx'
import { CardPlaces } from './card-places.tsx'
import { Connect } from './connect.tsx'
import './accounts.css'

// Here and not with the others: who never enters the room need not load its words.
addWords({ ko: { accounts: ko }, en: { accounts: en } })

// Nobody tells the page that an account was heard or fell behind.
const lookMs = 10_000

/** The brand's accounts: how each is, what it does by itself, and connecting another. */
// biome-ignore lint/style/noDefaultExport: a room that is loaded when it is entered is named by its file (React.lazy).
export default function Accounts() {
  const { t } = useTranslation()
  const me = useMe()
  const may = maySomewhere(me, 'connect')
  const [channel, setChannel] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => call('GET /api/accounts', {}, signal),
    refetchInterval: lookMs,
  })
  const house = useBrandList().data?.brands.find((one) => one.house)
  const mayHere = house ? mayAt(me, 'connect', house.id) : may
  return (
    <Room title={t('accounts.title')} lead={t('accounts.lead')}>
      {!may && <p className="notice">{t('accounts.mayNot')}</p>}
      {!data && <p className="soft">{t('desk.loading')}</p>}
      {data?.accounts.length === 0 && (
        <section className="panel" aria-labelledby="no-accounts">
          <h2 id="no-accounts">{t('accounts.noneTitle')}</h2>
          <p>{t('accounts.none', { brand: house?.name ?? t('desk.title') })}</p>
          <p className="soft small">{t('accounts.noneTown')}</p>
        </section>
      )}
      {data?.accounts.map((one) => (
        <AccountPanel
          key={one.id}
          account={one}
          may={mayAt(me, 'connect', one.brandId)}
          onAgain={() => {
            setChannel(one.channel)
            requestAnimationFrame(() => document.getElementById('connect')?.scrollIntoView())
          }}
        />
      ))}
      {mayHere && (
        <Connect
          chosen={channel}
          onChoose={setChannel}
          practising={data?.accounts.some(({ practice }) => practice) ?? false}
        />
      )}
      {mayHere && <CardPlaces />}
    </Room>
  )
}
