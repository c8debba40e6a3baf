import { Button, Popover } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { ages, type ChangeFilters, choices, narrowedBy } from '../../lib/filters.ts'
import { useBrands } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import { belowButton } from './below-button.ts'
import { findingCodes, sayAge, sayChoice, sayFinding } from './filter-words.ts'
import { useTeam } from './team.ts'

/** Everything that a list may be narrowed by. What is pressed holds at once. */
export function FilterMenu({ change }: { change: ChangeFilters }) {
  const { t } = useTranslation()
  const count = narrowedBy(change.filters)
  return (
    <Popover {...belowButton}>
      <Popover.Target>
        <Button
          className="open-filter"
          size="compact-sm"
          variant={count > 0 ? 'light' : 'default'}
          leftSection={<IconFilter size={14} aria-hidden="true" />}
        >
          {count > 0 ? t('queue.filterOn', { count }) : t('queue.filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="filters" aria-label={t('queue.filters')}>
        <FilterFields change={change} />
      </Popover.Dropdown>
    </Popover>
  )
}

function FilterFields({ change }: { change: ChangeFilters }) {
  const { t } = useTranslation()
  const me = useMe()
  const team = useTeam()
  const brands = useBrands()
  const { filters, toggle, set, clear } = change
  const names = Object.keys(choices) as (keyof typeof choices)[]
  const has = (list: readonly string[], value: string) => list.includes(value)
  return (
    <>
      {brands.known.size > 1 && (
        <Field label={t('queue.brand')}>
          {[...brands.known].map(([id, name]) => (
            <Pill key={id} on={has(filters.brand, id)} onPress={() => toggle('brand', id)}>
              {name}
            </Pill>
          ))}
        </Field>
      )}
      {names.map((name) => (
        <Field key={name} label={t(`queue.${name}`)}>
          {choices[name].map((value) => (
            <Pill key={value} on={has(filters.some[name], value)} onPress={() => toggle(name, value)}>
              {sayChoice(name, value)}
            </Pill>
          ))}
        </Field>
      ))}
      <Field label={t('queue.assignee')}>
        {(['me', 'nobody'] as const).map((one) => (
          <Pill key={one} on={has(filters.assignee, one)} onPress={() => toggle('assignee', one)}>
            {t(`queue.${one}`)}
          </Pill>
        ))}
        <Pick
          label={t('queue.pickColleague')}
          options={team.filter(({ id }) => id !== me.id).map(({ id, name }) => ({ value: id, label: name }))}
          on={filters.assignee}
          onPick={(id) => toggle('assignee', id)}
        />
      </Field>
      <Field label={t('queue.time')}>
        <Pill on={filters.overdue} onPress={() => set('overdue', filters.overdue ? null : 'true')}>
          {t('queue.onlyOverdue')}
        </Pill>
      </Field>
      <Field label={t('queue.age')}>
        {ages.map((minutes) => (
          <Pill
            key={minutes}
            on={filters.minutesOld === minutes}
            onPress={() => set('minutesOld', filters.minutesOld === minutes ? null : String(minutes))}
          >
            {sayAge(minutes)}
          </Pill>
        ))}
      </Field>
      <Field label={t('queue.finding')}>
        {filters.finding.map((code) => (
          <Pill key={code} on onPress={() => toggle('finding', code)}>
            {sayFinding(code)}
          </Pill>
        ))}
        <Pick
          label={t('queue.pickFinding')}
          options={findingCodes().map((code) => ({ value: code, label: sayFinding(code) }))}
          on={filters.finding}
          onPick={(code) => toggle('finding', code)}
        />
      </Field>
      {narrowedBy(filters) > 0 && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={clear}>
          {t('queue.clear')}
        </Button>
      )}
    </>
  )
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row with its legend.
    <div role="group" aria-labelledby={id} className="filter-field">
      <span id={id} className="soft small">
        {label}
      </span>
      <span className="pills">{children}</span>
    </div>
  )
}

function Pill({ on, onPress, children }: { on: boolean; onPress(): void; children: ReactNode }) {
  return (
    <button type="button" className="pill" aria-pressed={on} onClick={onPress}>
      {children}
    </button>
  )
}

/** Adds one of many; those that are on are not offered again. */
function Pick(pick: {
  label: string
  options: { value: string; label: string }[]
  on: readonly string[]
  onPick(value: string): void
}) {
  const rest = pick.options.filter(({ value }) => !pick.on.includes(value))
  if (rest.length === 0) return null
  return (
    <select
      className="pill"
      aria-label={pick.label}
      value=""
      onChange={(event) => pick.onPick(event.currentTarget.value)}
    >
      <option value="">{pick.label}</option>
      {rest.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}
