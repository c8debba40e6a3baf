import { Button, NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { inLanguage } from '../../words/language.ts'
import { CopyText } from '../people/copy-text.tsx'
import { EmbedLine } from './embed-line.tsx'
import { MadeSecret } from './made-secret.tsx'
import { type Fault, SettingInput } from './setting-input.tsx'
import { type Channel, useChannels } from './use-channels.ts'

type Connected = Answer<'POST /api/accounts'>
type NotConnected = Answer<'POST /api/accounts', 422>

/** Chooses a network and fills in what it needs; the network is asked before anything is saved. */
export function Connect(of: {
  chosen: string | null
  onChoose(name: string): void
  /** What is connected so far is the practice network, and what one connects here is not. */
  practising: boolean
}) {
  const { t } = useTranslation()
  const channels = useChannels(true)
  const [connected, setConnected] = useState<Connected | null>(null)
  const channel = channels?.find(({ name }) => name === of.chosen) ?? channels?.[0]
  return (
    <section className="panel" aria-labelledby="connect">
      <h2 id="connect">{t('accounts.connect')}</h2>
      <p className="soft small">{t('accounts.connectLead')}</p>
      {of.practising && <p className="notice">{t('accounts.connectReal')}</p>}
      {connected && <JustConnected connected={connected} onDone={() => setConnected(null)} />}
      {!channel && <p className="soft">{t('desk.loading')}</p>}
      {channel && channels && (
        <>
          <NativeSelect
            id="network"
            label={t('accounts.network')}
            value={channel.name}
            data={channels.map(({ name, about }) => ({
              value: name,
              label: about ? inLanguage({ ko: about.ko.label, en: about.en.label }) : name,
            }))}
            onChange={(event) => of.onChoose(event.currentTarget.value)}
          />
          {channel.about && <p className="small">{inLanguage(leads(channel.about))}</p>}
          <ConnectForm key={channel.name} channel={channel} onConnected={setConnected} />
        </>
      )}
    </section>
  )
}

const leads = (about: NonNullable<Channel['about']>) => ({ ko: about.ko.lead, en: about.en.lead })

/** What is typed stays in this form alone, and no longer than it is on the page: some of it is secret. */
function ConnectForm({ channel, onConnected }: { channel: Channel; onConnected(done: Connected): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [said, setSaid] = useState<NotConnected | null>(null)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const [first, more] = [
    channel.fields.filter(({ required, secret }) => required || secret),
    channel.fields.filter(({ required, secret }) => !required && !secret),
  ]

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setTrouble('')
    setSaid(null)
    try {
      const body = { channel: channel.name, settings: settingsOf(channel, typed) }
      const done = await call('POST /api/accounts', { body })
      setTyped({})
      onConnected(done)
      toast(t(done.wasKnown ? 'accounts.renewed' : 'accounts.connected', { handle: done.account.handle }))
      await client.invalidateQueries({ queryKey: ['accounts'] })
    } catch (error) {
      const not = notConnected(error)
      if (not) {
        setSaid(not)
        // It is wanted again with the next try, when the other side knows it.
        setTyped((now) => ({ ...now, ...Object.fromEntries(not.made.map((one) => [one.field, one.value])) }))
      } else if (!noticeSession(client, error))
        setTrouble(explain(error, { 'account-elsewhere': t('accounts.elsewhere') }))
    } finally {
      setBusy(false)
    }
  }
  const input = (field: Channel['fields'][number]) => (
    <SettingInput
      key={field.name}
      field={field}
      value={typed[field.name] ?? (field.kind === 'switch' ? (field.usual ?? '') : '')}
      fault={faultAt(said, field.name, (typed[field.name] ?? '') === '')}
      onType={(value) => setTyped((now) => ({ ...now, [field.name]: value }))}
    />
  )
  const moreIsWrong = more.some(({ name }) => said?.fields.some(({ path }) => path === name))
  return (
    <form
      className="typed-fields connect"
      onSubmit={(event) => void submit(event)}
      autoComplete="off"
      noValidate
    >
      {first.map(input)}
      {more.length > 0 && (
        <details open={moreIsWrong || undefined}>
          <summary>{t('accounts.more')}</summary>
          <div className="typed-fields more-fields">{more.map(input)}</div>
        </details>
      )}
      {said?.made.map(({ field, value }) => (
        <MadeSecret key={field} value={value} lead={t('accounts.madeFirst')} />
      ))}
      <p className="trouble" role="alert">
        {trouble || (said && said.made.length === 0 ? t('accounts.notSaved') : '')}
      </p>
      <div className="row">
        <Button type="submit" className="main" loading={busy}>
          {t('accounts.confirm')}
        </Button>
      </div>
    </form>
  )
}

function JustConnected({ connected, onDone }: { connected: Connected; onDone(): void }) {
  const { t } = useTranslation()
  const { account, wasKnown, made } = connected
  const hook = account.hookPath && location.origin + account.hookPath
  return (
    <div className="notice calm just-connected" role="status">
      <p>{t(wasKnown ? 'accounts.renewed' : 'accounts.connected', { handle: account.handle })}</p>
      {hook && (
        <>
          <p>{t('accounts.deliverTo')}</p>
          <div className="row">
            <code>{hook}</code>
            <CopyText text={hook} />
          </div>
        </>
      )}
      <EmbedLine account={account} />
      {made.map(({ field, value }) => (
        <MadeSecret key={field} value={value} lead={t('accounts.madeOnce')} />
      ))}
      <div className="row">
        <Button variant="default" onClick={onDone}>
          {t('accounts.close')}
        </Button>
      </div>
    </div>
  )
}

/** What was not typed is left to the channel; what is no number is sent as it is, so that the server says so. */
function settingsOf({ fields }: Channel, typed: Readonly<Record<string, string>>): Record<string, unknown> {
  const given = fields.flatMap(({ name, kind }): [string, unknown][] => {
    const text = (typed[name] ?? '').trim()
    if (text === '') return []
    if (kind === 'switch') return [[name, text === 'true']]
    return [[name, kind === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text]]
  })
  return Object.fromEntries(given)
}

function notConnected(error: unknown): NotConnected | null {
  if (!(error instanceof Refused) || error.status !== 422) return null
  return error.problem && 'made' in error.problem ? (error.problem as unknown as NotConnected) : null
}

function faultAt(said: NotConnected | null, name: string, empty: boolean): Fault | null {
  const found = said?.fields.find(({ path }) => path === name)
  // A secret that was just made is not wrong: the other side does not know it yet, and the page says so.
  if (!said || !found || said.made.some(({ field }) => field === name)) return null
  if (said.fault) return { kind: said.fault, why: found.message }
  return { kind: empty ? 'needed' : 'wrong', why: null }
}
