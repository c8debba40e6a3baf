import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { Fragment, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { doing, feelings, intents, type Rule, upset } from './choices.ts'
import { sayFault } from './faults.ts'
import { NumberField } from './fields.tsx'
import { PickSome } from './pick-some.tsx'
import { usePolicy } from './use-policy.ts'

export interface NamedAccount {
  id: string
  handle: string
}

/** One sentence of the policy; its words are what can be chosen. */
export function RuleSentence(row: {
  at: number
  count: number
  rule: Rule
  accounts: readonly NamedAccount[]
  onMove(to: number): void
  onRemove(): void
}) {
  const { t } = useTranslation()
  const { set, faults } = usePolicy()
  const { at, count, rule, accounts } = row
  const path = `rules.${at}`
  const change = (next: Partial<Rule>) => set(path, { ...rule, ...next })
  const wrong = [...faults].filter(([field]) => field.startsWith(`${path}.`))
  const isBad = (field: string) => wrong.some(([one]) => one.startsWith(`${path}.${field}`))

  const words: Record<string, ReactNode> = {
    intent: (
      <Word
        label={t('policy.rule.intent')}
        value={rule.intent}
        bad={isBad('intent')}
        options={(['any', ...intents] as const).map((one) => [one, t(`policy.intent.${one}`)])}
        onPick={(intent) => change({ intent })}
      />
    ),
    accounts: (
      <PickSome
        label={t('policy.rule.accounts')}
        any={t('policy.anyAccount')}
        options={accounts.map(({ id, handle }) => ({ value: id, label: handle }))}
        chosen={rule.accounts === 'any' ? [] : rule.accounts}
        bad={isBad('accounts')}
        onPick={(chosen) => change({ accounts: chosen.length === 0 ? 'any' : chosen })}
      />
    ),
    visibility: (
      <Word
        label={t('policy.rule.visibility')}
        value={rule.visibility}
        bad={isBad('visibility')}
        options={(['any', 'public', 'direct'] as const).map((one) => [one, t(`policy.visibility.${one}`)])}
        onPick={(visibility) => change({ visibility })}
      />
    ),
    feelings: (
      <PickSome
        label={t('policy.rule.feelings')}
        any={t('policy.anyFeeling')}
        options={feelings.map((value) => ({
          value,
          label: t(`policy.feeling.${value}`),
          disabled: rule.do === 'send' && upset.includes(value),
        }))}
        chosen={rule.feelings === 'any' ? [] : rule.feelings}
        bad={isBad('feelings')}
        onPick={(chosen) =>
          change({ feelings: chosen.length === 0 ? 'any' : (chosen as Exclude<Rule['feelings'], 'any'>) })
        }
      />
    ),
    confidence: <NumberField inline path={`${path}.minConfidence`} label={t('policy.rule.confidence')} />,
    findings: (
      <Word
        label={t('policy.rule.findings')}
        value={rule.findings}
        bad={isBad('findings')}
        options={(['none', 'notes'] as const).map((one) => [one, t(`policy.findings.${one}`)])}
        onPick={(findings) => change({ findings })}
      />
    ),
    do: (
      <Word
        label={t('policy.rule.do')}
        value={rule.do}
        bad={isBad('do')}
        options={(['send', 'ask', 'hand-over'] as const).map((one) => [one, t(`policy.do.${one}`)])}
        onPick={(what) => set(path, doing(rule, what))}
      />
    ),
    after: <NumberField inline path={`${path}.afterSeconds`} label={t('policy.rule.after')} />,
  }
  function press(event: KeyboardEvent) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || !step) return
    event.preventDefault()
    row.onMove(at + step)
  }
  const name = t('policy.ruleName', { at: at + 1 })
  return (
    <li className="rule" id={`rule-${at}`} tabIndex={-1} aria-label={name} onKeyDown={press}>
      <span className="rule-number" aria-hidden="true">
        {at + 1}
      </span>
      <p className="rule-words">{filled(t(`policy.sentence.${rule.do}`), words)}</p>
      <span className="rule-tools">
        <ActionIcon
          className="up"
          variant="subtle"
          color="gray"
          disabled={at === 0}
          aria-label={t('policy.moveUp', { name })}
          onClick={() => row.onMove(at - 1)}
        >
          <IconArrowUp size={17} />
        </ActionIcon>
        <ActionIcon
          className="down"
          variant="subtle"
          color="gray"
          disabled={at === count - 1}
          aria-label={t('policy.moveDown', { name })}
          onClick={() => row.onMove(at + 1)}
        >
          <IconArrowDown size={17} />
        </ActionIcon>
        <ActionIcon
          className="remove"
          variant="subtle"
          color="gray"
          aria-label={t('policy.removeRule', { name })}
          onClick={row.onRemove}
        >
          <IconTrash size={17} />
        </ActionIcon>
      </span>
      {wrong.map(([field, message]) => (
        <p key={field} className="trouble small rule-fault" role="alert">
          {sayFault(field, message)}
        </p>
      ))}
    </li>
  )
}

/** A sentence with `{name}` where a control stands. */
function filled(sentence: string, words: Record<string, ReactNode>): ReactNode[] {
  return sentence.split(/(\{\w+\})/).map((part, at) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name but its place, and none ever moves.
    return <Fragment key={`${at} ${part}`}>{name ? words[name] : part}</Fragment>
  })
}

function Word<T extends string>(word: {
  label: string
  value: T
  options: readonly (readonly [T, string])[]
  bad: boolean
  onPick(value: T): void
}) {
  return (
    <select
      className={word.bad ? 'word bad' : 'word'}
      aria-label={word.label}
      value={word.value}
      onChange={(event) => word.onPick(event.currentTarget.value as T)}
    >
      {word.options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}
