import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../words/language.ts'
import { SaidThere } from './said-there.tsx'
import type { Field } from './use-channels.ts'

/** What is wrong with a field: the network said so (with its words), or it cannot be used as it is. */
export interface Fault {
  kind: 'needed' | 'wrong' | 'auth' | 'busy' | 'network' | 'refused' | 'gone'
  why: string | null
}

/** One thing that a network needs, with where to find it and what is wrong with it. */
export function SettingInput(of: {
  field: Field
  value: string
  fault: Fault | null
  onType(value: string): void
}) {
  const { t } = useTranslation()
  const { name, words, secret, required, kind, usual } = of.field
  const [ko, en] = [words?.ko, words?.en]
  const say = (part: 'label' | 'help' | 'wrong') =>
    ko && en ? inLanguage({ ko: ko[part], en: en[part] }) : ''
  const error = of.fault && sayFault(of.fault)

  function sayFault({ kind: fault, why }: Fault) {
    if (fault === 'needed') return t('accounts.needed')
    if (fault === 'wrong') return say('wrong') || t('desk.errors.wrong-fields')
    return (
      <>
        {t(`accounts.fault.${fault}`)}
        <SaidThere text={why} />
      </>
    )
  }
  if (kind === 'switch')
    return (
      <Checkbox
        name={name}
        label={say('label') || name}
        description={say('help')}
        error={error}
        checked={of.value === 'true'}
        onChange={(event) => of.onType(String(event.currentTarget.checked))}
      />
    )
  return (
    <TextInput
      name={name}
      label={`${say('label') || name}${required ? '' : ` ${t('accounts.optional')}`}`}
      description={say('help')}
      error={error}
      errorProps={{ component: 'div' }}
      type={secret ? 'password' : 'text'}
      autoComplete={secret ? 'new-password' : 'off'}
      autoCapitalize="none"
      spellCheck={false}
      inputMode={kind === 'number' ? 'numeric' : undefined}
      placeholder={usual ?? undefined}
      maxLength={2_048}
      value={of.value}
      onChange={(event) => of.onType(event.currentTarget.value)}
    />
  )
}
