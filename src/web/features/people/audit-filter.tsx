import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import type { people } from '../../words/ko-people.ts'

export type Did = keyof (typeof people)['did']
const names = ['who', 'what', 'from', 'to'] as const
export type Filter = Record<(typeof names)[number], string>

const dids = [
  ...(['sign-in', 'sign-in-failed', 'code-failed', 'two-factor-on', 'two-factor-off'] as const),
  ...(['name-changed', 'password-changed', 'password-reset', 'reset-link', 'reset-accepted'] as const),
  ...(['invited', 'invitation-accepted', 'role', 'removed'] as const),
  ...(['chat-code', 'chat-linked', 'chat-unlinked', 'chat-link-failed', 'chat-code-burnt'] as const),
  ...(['team-channel-added', 'team-channel-removed', 'card-target-added'] as const),
  ...(['card-target-removed', 'card-target-paused', 'card-target-resumed'] as const),
  ...(['account-added', 'account-renewed', 'account-paused', 'account-resumed'] as const),
  ...(['account-mode', 'account-removed', 'policy', 'prompt', 'knowledge', 'saved-reply'] as const),
  ...(['cases-overruled', 'case-added', 'case-changed', 'case-removed'] as const),
  ...(['lesson-removed', 'overruled', 'sending-stopped', 'sending-resumed'] as const),
  ...(['persons-linked', 'persons-unlinked', 'forgotten'] as const),
] satisfies readonly Did[]

const isDay = (word: string) => /^\d{4}-\d\d-\d\d$/.test(word)

/** What is looked for, in the address, so that a link leads to the same entries. */
export function useAuditFilter(): [filter: Filter, choose: (change: Partial<Filter>) => void] {
  const [search, setSearch] = useSearchParams()
  const read = (name: (typeof names)[number]) => search.get(name) ?? ''
  const who = read('who')
  const filter = {
    who: /^(\d{1,18}|nobody|dajeong)$/.test(who) ? who : '',
    what: read('what').slice(0, 40),
    from: isDay(read('from')) ? read('from') : '',
    to: isDay(read('to')) ? read('to') : '',
  }
  return [
    filter,
    (change) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before)
          for (const [name, value] of Object.entries(change))
            if (value) next.set(name, value)
            else next.delete(name)
          return next
        },
        { replace: true },
      ),
  ]
}

/** As the API asks: whole days of this browser's clock, the last one to its end. */
export function toQuery({ who, what, from, to }: Filter): Record<string, string> {
  const start = (day: string, later = 0) => {
    const at = new Date(`${day}T00:00`)
    at.setDate(at.getDate() + later)
    return Number.isNaN(at.getTime()) ? {} : at.toISOString()
  }
  return Object.fromEntries(
    Object.entries({ who, what, since: from && start(from), until: to && start(to, 1) }).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
    ),
  )
}

export function AuditFilters(of: {
  filter: Filter
  onChoose(change: Partial<Filter>): void
  names: ReadonlyMap<string, string>
}) {
  const { t } = useTranslation()
  const { filter, onChoose } = of
  const people = [...of.names].map(([value, label]) => ({ value, label }))
  const day = (name: 'from' | 'to') => (
    <TextInput
      name={name}
      type="date"
      label={t(`people.${name}`)}
      value={filter[name]}
      onChange={(event) => onChoose({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <search className="audit-filters">
      <NativeSelect
        name="who"
        label={t('people.who')}
        value={filter.who}
        data={[
          { value: '', label: t('people.everybody') },
          ...people,
          { value: 'dajeong', label: t('people.dajeong') },
          { value: 'nobody', label: t('people.nobody') },
        ]}
        onChange={(event) => onChoose({ who: event.currentTarget.value })}
      />
      <NativeSelect
        name="what"
        label={t('people.what')}
        value={filter.what}
        data={[
          { value: '', label: t('people.everything') },
          ...dids.map((value) => ({ value, label: t(`people.did.${value}`) })),
        ]}
        onChange={(event) => onChoose({ what: event.currentTarget.value })}
      />
      {day('from')}
      {day('to')}
      {Object.values(filter).some(Boolean) && (
        <Button
          id="clear"
          variant="subtle"
          color="gray"
          onClick={() => onChoose({ who: '', what: '', from: '', to: '' })}
        >
          {t('people.clear')}
        </Button>
      )}
      <Button
        id="csv"
        component="a"
        variant="default"
        href={`/api/audit.csv?${new URLSearchParams(toQuery(filter))}`}
        download="audit.csv"
      >
        {t('people.csv')}
      </Button>
    </search>
  )
}
