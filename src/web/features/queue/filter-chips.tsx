import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type ChangeFilters, choices, narrowedBy } from '../../lib/filters.ts'
import { useBrandList } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import { sayAge, sayChoice, sayFinding } from './filter-words.ts'
import { useTeam } from './team.ts'

interface On {
  key: string
  label: string
  drop(): void
}

/** What the list is narrowed by, each to be taken out by a press. */
export function FilterChips({ change }: { change: ChangeFilters }) {
  const { t } = useTranslation()
  const me = useMe()
  const { filters, toggle, set, clear } = change
  const { data: brands } = useBrandList(filters.brand.length > 0)
  const team = useTeam(filters.assignee.some((one) => /^\d/.test(one)))
  if (narrowedBy(filters) === 0) return null
  const sayAssignee = (one: string) => {
    if (one === 'nobody') return t('queue.assignedTo', { name: t('queue.nobody') })
    const name = one === 'me' || one === me.id ? t('queue.me') : team.find(({ id }) => id === one)?.name
    return t('queue.assignedTo', { name: name ?? one })
  }
  const names = Object.keys(choices) as (keyof typeof choices)[]
  const on: On[] = [
    ...(filters.mine ? [{ key: 'mine', label: t('queue.mine'), drop: () => set('mine', null) }] : []),
    ...(filters.overdue
      ? [{ key: 'overdue', label: t('queue.overdue'), drop: () => set('overdue', null) }]
      : []),
    ...names.flatMap((name) =>
      filters.some[name].map((value) => ({
        key: `${name} ${value}`,
        label: sayChoice(name, value),
        drop: () => toggle(name, value),
      })),
    ),
    ...(filters.minutesOld === null
      ? []
      : [{ key: 'age', label: sayAge(filters.minutesOld), drop: () => set('minutesOld', null) }]),
    ...filters.brand.map((one) => ({
      key: `brand ${one}`,
      label: brands?.brands.find(({ id }) => id === one)?.name ?? t('people.brand', { id: one }),
      drop: () => toggle('brand', one),
    })),
    ...filters.assignee.map((one) => ({
      key: `assignee ${one}`,
      label: sayAssignee(one),
      drop: () => toggle('assignee', one),
    })),
    ...filters.finding.map((code) => ({
      key: `finding ${code}`,
      label: sayFinding(code),
      drop: () => toggle('finding', code),
    })),
  ]
  return (
    <ul className="filters-on" aria-label={t('queue.filters')}>
      {on.map(({ key, label, drop }) => (
        <li key={key}>
          <button
            type="button"
            className="filter-chip"
            aria-label={t('queue.drop', { what: label })}
            onClick={drop}
          >
            {label} <IconX size={13} aria-hidden="true" />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="link small" onClick={clear}>
          {t('queue.clear')}
        </button>
      </li>
    </ul>
  )
}
