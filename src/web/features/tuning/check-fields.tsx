import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Check, decisions, freshCheck, kinds, strategies } from './case-words.ts'

/** What must be true of the reply, one line a check. */
export function CheckFields({ must, onChange }: { must: readonly Check[]; onChange(must: Check[]): void }) {
  const { t } = useTranslation()
  const put = (at: number, check: Check) => onChange(must.map((one, place) => (place === at ? check : one)))
  return (
    <fieldset className="check-fields">
      <legend>{t('tuning.must')}</legend>
      <ol>
        {must.map((check, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a check has no name but its place.
          <li key={at}>
            <NativeSelect
              className="kind"
              aria-label={t('tuning.checkKind', { number: at + 1 })}
              data={kinds.map((value) => ({ value, label: t(`tuning.kinds.${value}`) }))}
              value={check.kind}
              onChange={(event) => put(at, freshCheck(event.currentTarget.value as Check['kind']))}
            />
            <CheckValue
              label={t('tuning.checkValue', { number: at + 1 })}
              check={check}
              onChange={(next) => put(at, next)}
            />
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              aria-label={t('tuning.removeCheck', { number: at + 1 })}
              disabled={must.length === 1}
              onClick={() => onChange(must.filter((_, place) => place !== at))}
            >
              {t('tuning.remove')}
            </Button>
          </li>
        ))}
      </ol>
      <Button
        id="add-check"
        variant="default"
        size="compact-sm"
        disabled={must.length >= mostChecks}
        onClick={() => onChange([...must, freshCheck('contains')])}
      >
        {t('tuning.addCheck')}
      </Button>
    </fieldset>
  )
}

const mostChecks = 20

function CheckValue({
  label,
  check,
  onChange,
}: {
  label: string
  check: Check
  onChange(check: Check): void
}) {
  const { t } = useTranslation()
  const named = { className: 'value', 'aria-label': label }
  switch (check.kind) {
    case 'contains':
    case 'lacks':
      return (
        <TextInput
          {...named}
          maxLength={300}
          placeholder={t('tuning.textHint')}
          value={check.text}
          onChange={(event) => onChange({ ...check, text: event.currentTarget.value })}
        />
      )
    case 'strategy':
      return (
        <NativeSelect
          {...named}
          data={strategies.map((value) => ({ value, label: t(`helping.strategy.${value}`) }))}
          value={check.is}
          onChange={(event) => onChange({ ...check, is: event.currentTarget.value as typeof check.is })}
        />
      )
    case 'language':
      return (
        <NativeSelect
          {...named}
          data={(['ko', 'en'] as const).map((value) => ({ value, label: t(`reading.languages.${value}`) }))}
          value={check.is}
          onChange={(event) => onChange({ ...check, is: event.currentTarget.value as typeof check.is })}
        />
      )
    case 'level':
      return (
        <NativeSelect
          {...named}
          data={(['haeyo', 'hapsyo'] as const).map((value) => ({
            value,
            label: t(`tuning.levels.${value}`),
          }))}
          value={check.is}
          onChange={(event) => onChange({ ...check, is: event.currentTarget.value as typeof check.is })}
        />
      )
    case 'at-most':
      return (
        <TextInput
          {...named}
          type="number"
          min={1}
          max={20_000}
          value={check.characters || ''}
          onChange={(event) => onChange({ ...check, characters: Number(event.currentTarget.value) })}
        />
      )
    case 'no-finding':
      return (
        <TextInput
          {...named}
          maxLength={40}
          placeholder={t('tuning.anyFinding')}
          value={check.code ?? ''}
          onChange={(event) => onChange({ ...check, code: event.currentTarget.value.trim() || null })}
        />
      )
    case 'finding':
      return (
        <TextInput
          {...named}
          maxLength={40}
          placeholder={t('tuning.codeHint')}
          value={check.code}
          onChange={(event) => onChange({ ...check, code: event.currentTarget.value.trim() })}
        />
      )
    case 'decision':
      return (
        <NativeSelect
          {...named}
          data={decisions.map((value) => ({ value, label: t(`tuning.decisions.${value}`) }))}
          value={check.is}
          onChange={(event) => onChange({ ...check, is: event.currentTarget.value as typeof check.is })}
        />
      )
    case 'cites':
      return (
        <TextInput
          {...named}
          maxLength={300}
          placeholder={t('tuning.documentHint')}
          value={check.document}
          onChange={(event) => onChange({ ...check, document: event.currentTarget.value })}
        />
      )
    default:
      return check satisfies never
  }
}
