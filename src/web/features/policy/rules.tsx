import { Button, Checkbox, Radio } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { readOut } from '../../lib/tell.ts'
import { asSentences, intents, newRule } from './choices.ts'
import { Group, NumberField, Tick } from './fields.tsx'
import { RuleSentence } from './rule.tsx'
import { usePolicy } from './use-policy.ts'

/** What goes out by itself, sentence by sentence, and how careful Dajeong is besides. */
export function Rules() {
  const { t } = useTranslation()
  const { draft, live, set } = usePolicy()
  return (
    <>
      <Group id="rules" title={t('policy.rulesTitle')} lead={t('policy.rulesLead')}>
        <Radio.Group
          className="kinds"
          value={draft.rules === null ? 'plain' : 'sentences'}
          onChange={(kind) =>
            set('rules', kind === 'plain' ? null : (live.policy.rules ?? asSentences(draft)))
          }
          label={t('policy.how')}
        >
          <Radio value="plain" label={t('policy.howPlain')} />
          <Radio value="sentences" label={t('policy.howSentences')} />
        </Radio.Group>
        {draft.rules === null ? <PlainIntents /> : <Sentences />}
      </Group>
      <Group id="care" title={t('policy.careTitle')} lead={t('policy.careLead')}>
        <div className="field-grid">
          <NumberField
            path="minConfidence"
            label={t('policy.minConfidence')}
            hint={t('policy.minConfidenceHint')}
          />
          <NumberField path="undoSeconds" label={t('policy.undo')} hint={t('policy.undoHint')} />
          <NumberField path="publicTurns" label={t('policy.turns')} hint={t('policy.turnsHint')} />
          <NumberField path="quietMs" scale={1_000} label={t('policy.quiet')} hint={t('policy.quietHint')} />
          <NumberField
            path="dailyBudgetUsd"
            nullable
            label={t('policy.budget')}
            hint={t('policy.budgetHint')}
          />
        </div>
        <Tick path="showPersonalInDirect" label={t('policy.personal')} hint={t('policy.personalHint')} />
      </Group>
    </>
  )
}

function PlainIntents() {
  const { t } = useTranslation()
  const { draft, set } = usePolicy()
  return (
    <Checkbox.Group
      label={t('policy.sendIntents')}
      description={t('policy.sendIntentsHint', { line: draft.minConfidence })}
      value={draft.sendIntents}
      onChange={(chosen) =>
        set(
          'sendIntents',
          intents.filter((one) => chosen.includes(one)),
        )
      }
    >
      <div className="row ticks">
        {intents.map((one) => (
          <Checkbox key={one} value={one} label={t(`policy.intent.${one}`)} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

function Sentences() {
  const { t } = useTranslation()
  const { draft, set } = usePolicy()
  const rules = draft.rules ?? []
  const { data } = useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => call('GET /api/accounts', {}, signal),
  })
  // Where the focus goes once the list is as it shall be.
  const next = useRef<string | null>(null)
  useLayoutEffect(() => {
    if (next.current) document.querySelector<HTMLElement>(next.current)?.focus()
    next.current = null
  })

  function move(from: number, to: number) {
    const one = rules[from]
    if (!one || to < 0 || to >= rules.length) return
    // A button at the end of the list can do no more, and would lose the focus.
    const button = document.activeElement?.closest('.up, .down')
    const isUp = to < from
    const stays = button && (isUp ? to > 0 : to < rules.length - 1)
    next.current = stays ? `#rule-${to} ${isUp ? '.up' : '.down'}` : `#rule-${to}`
    set('rules', rules.toSpliced(from, 1).toSpliced(to, 0, one))
    readOut(t('policy.moved', { at: to + 1 }))
  }
  return (
    <>
      <ol className="rules">
        {rules.map((rule, at) => (
          <RuleSentence
            // biome-ignore lint/suspicious/noArrayIndexKey: a sentence has no name but its place, and keeps nothing of its own.
            key={`rule ${at + 1}`}
            at={at}
            count={rules.length}
            rule={rule}
            accounts={data?.accounts ?? []}
            onMove={(to) => move(at, to)}
            onRemove={() => {
              next.current = rules.length > 1 ? `#rule-${Math.min(at, rules.length - 2)}` : '#add-rule'
              set('rules', rules.toSpliced(at, 1))
              readOut(t('policy.removed', { at: at + 1 }))
            }}
          />
        ))}
        <li className="rule last-rule">
          <span className="rule-number" aria-hidden="true">
            {rules.length + 1}
          </span>
          <p className="rule-words soft">{t('policy.lastRule')}</p>
        </li>
      </ol>
      <div className="row">
        <Button
          id="add-rule"
          variant="default"
          leftSection={<IconPlus size={16} />}
          disabled={rules.length >= 50}
          onClick={() => {
            next.current = `#rule-${rules.length} select`
            set('rules', [...rules, newRule])
          }}
        >
          {t('policy.addRule')}
        </Button>
        <span className="soft small">{t('policy.moveHint')}</span>
      </div>
    </>
  )
}
