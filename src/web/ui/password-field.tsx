import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { type InputEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Weakness, weaknessOf } from '../../core/password.ts'

// The server takes no shorter one.
const shortest = 10

/** A password with a button that shows what was typed. */
export function PasswordField(field: PasswordInputProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <PasswordInput
      withAsterisk={false}
      required
      {...field}
      visible={shown}
      onVisibilityChange={setShown}
      visibilityToggleButtonProps={{
        'aria-label': t(shown ? 'shell.hidePassword' : 'shell.showPassword'),
        tabIndex: 0,
      }}
    />
  )
}

/** A new one: what is tried first is told while it is typed and not sent. The server knows more names than this page. */
export function NewPasswordField({
  names,
  onInput,
  ...field
}: PasswordInputProps & { names: readonly string[] }) {
  const { t } = useTranslation()
  const [weak, setWeak] = useState<Weakness | null>(null)
  function look(event: InputEvent<HTMLInputElement>) {
    const input = event.currentTarget
    const found = input.value.length < shortest ? null : weaknessOf(input.value, names)
    // Keeps the form from being sent.
    input.setCustomValidity(found ? t(`desk.errors.${found}`) : '')
    setWeak(found)
    onInput?.(event)
  }
  return (
    <PasswordField
      name="next"
      label={t('desk.next')}
      description={t('shell.goodPassword')}
      autoComplete="new-password"
      minLength={shortest}
      {...field}
      error={weak ? t(`desk.errors.${weak}`) : field.error}
      onInput={look}
    />
  )
}
