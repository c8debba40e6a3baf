import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { useFault } from './faults.ts'
import { Choice, Group, NumberField, TextField, Tick } from './fields.tsx'
import { usePolicy } from './use-policy.ts'

/** How the brand speaks, and when it says that a machine writes. */
export function VoiceRoom() {
  const { t } = useTranslation()
  const { draft } = usePolicy()
  return (
    <>
      <Group id="voice" title={t('policy.voiceTitle')} lead={t('policy.voiceLead')}>
        <TextField
          path="voice.persona"
          lines={3}
          label={t('policy.persona')}
          hint={t('policy.personaHint')}
        />
        <p className="soft small counted">
          {t('policy.letters', { count: draft.voice.persona.length, most: 600 })}
        </p>
        <Choice
          path="voice.level"
          label={t('policy.level')}
          hint={t('policy.levelHint')}
          data={(['haeyo', 'hapsyo', 'as-person'] as const).map((value) => ({
            value,
            label: t(`policy.levels.${value}`),
          }))}
        />
        <Tick path="voice.emoji" label={t('policy.emoji')} hint={t('policy.emojiHint')} />
      </Group>
      <Group id="disclosure" title={t('policy.disclosureTitle')} lead={t('policy.disclosureLead')}>
        <Tick path="disclosure.on" label={t('policy.disclosureOn')} />
        <NumberField
          path="disclosure.againAfterHours"
          label={t('policy.again')}
          hint={t('policy.againHint')}
        />
        <TextField
          path="disclosure.ko"
          nullable
          label={t('policy.disclosureKo')}
          placeholder={t('policy.disclosureOurs')}
        />
        <TextField
          path="disclosure.en"
          nullable
          label={t('policy.disclosureEn')}
          placeholder={t('policy.disclosureOurs')}
        />
        <Channels />
      </Group>
    </>
  )
}

type Own = { on?: boolean; againAfterHours?: unknown }

/** Where the rules of a network, or its law, ask for something else. */
function Channels() {
  const { t } = useTranslation()
  const { draft, set } = usePolicy()
  const [name, setName] = useState('')
  const channels = draft.disclosure.channels as Record<string, Own>
  const { data } = useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => call('GET /api/accounts', {}, signal),
  })
  const known = [...new Set(data?.accounts.map(({ channel }) => channel))].filter((one) => !(one in channels))
  const put = (next: Record<string, Own>) => set('disclosure.channels', next)
  const fresh = name.trim()
  function add() {
    if (fresh === '' || fresh in channels) return
    put({ ...channels, [fresh]: { on: true } })
    setName('')
  }
  return (
    <fieldset className="plain-set">
      <legend>{t('policy.channels')}</legend>
      <p className="soft small">{t('policy.channelsHint')}</p>
      <ul className="listed">
        {Object.entries(channels).map(([channel, own]) => (
          <Channel
            key={channel}
            channel={channel}
            own={own}
            onChange={(next) => put({ ...channels, [channel]: next })}
            onRemove={() => {
              const { [channel]: _, ...others } = channels
              put(others)
            }}
          />
        ))}
      </ul>
      <div className="row">
        <TextInput
          id="channel-name"
          aria-label={t('policy.channelName')}
          placeholder={t('policy.channelName')}
          list="known-channels"
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) add()
          }}
        />
        <datalist id="known-channels">
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <Button variant="default" disabled={fresh === '' || fresh in channels} onClick={add}>
          {t('policy.add')}
        </Button>
      </div>
    </fieldset>
  )
}

function Channel(row: { channel: string; own: Own; onChange(own: Own): void; onRemove(): void }) {
  const { t } = useTranslation()
  const { channel, own, onChange } = row
  const fault = useFault(`disclosure.channels.${channel}`, true)
  return (
    <li className="row">
      <strong className="grow">{channel}</strong>
      <NativeSelect
        aria-label={t('policy.channelOn', { channel })}
        value={own.on === undefined ? 'same' : own.on ? 'on' : 'off'}
        data={(['same', 'on', 'off'] as const).map((value) => ({
          value,
          label: t(`policy.channel.${value}`),
        }))}
        onChange={(event) => {
          const { on: _, ...rest } = own
          const { value } = event.currentTarget
          onChange(value === 'same' ? rest : { ...rest, on: value === 'on' })
        }}
      />
      <TextInput
        className="number"
        inputMode="numeric"
        aria-label={t('policy.channelAgain', { channel })}
        placeholder={t('policy.channelAgainSame')}
        error={fault}
        value={String(own.againAfterHours ?? '')}
        onChange={(event) => {
          const { againAfterHours: _, ...rest } = own
          const text = event.currentTarget.value.trim()
          const number = Number(text)
          onChange(text === '' ? rest : { ...rest, againAfterHours: Number.isNaN(number) ? text : number })
        }}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('policy.removeOne', { name: channel })}
        onClick={row.onRemove}
      >
        <IconTrash size={17} />
      </ActionIcon>
    </li>
  )
}
