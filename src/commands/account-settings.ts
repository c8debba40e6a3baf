import type { SettingField } from '../desk/accounts.ts'
import type { Terminal } from './terminal.ts'

/**
 * Gathers what an account needs: from flags, else from DAJEONG_ACCOUNT_… in the environment, else by asking; a secret is
 * asked for without showing it.
 * @returns the settings as they were typed, or what is missing or not understood.
 */
export async function collectSettings(
  fields: SettingField[],
  flags: Record<string, string | boolean | undefined>,
  env: Record<string, string | undefined>,
  terminal: Terminal,
): Promise<{ settings: Record<string, unknown> } | { problem: string }> {
  const known = new Map(
    fields.flatMap(
      (field) =>
        [
          [field.name, field],
          [flagOf(field), field],
        ] as const,
    ),
  )
  const strange = Object.keys(flags).filter((flag) => !known.has(flag))
  if (strange.length > 0) {
    const all = fields.map((field) => `--${flagOf(field)}`).join(', ')
    return { problem: `Not known here: --${strange.join(', --')}. This channel takes ${all}, --mode.` }
  }
  const settings: Record<string, unknown> = {}
  for (const field of fields) {
    const flag = flags[flagOf(field)] ?? flags[field.name]
    if (flag === true && field.kind !== 'switch') return { problem: `--${flagOf(field)} needs a value.` }
    if (flag !== undefined && field.secret) {
      terminal.complain(
        `--${flagOf(field)} stays in your shell's history; next time leave it out and be asked, or set ${variableOf(field)}.`,
      )
    }
    const given = flag ?? env[variableOf(field)] ?? (field.required ? await ask(field, terminal) : undefined)
    if (given === null || (given === undefined && field.required)) {
      return {
        problem: `${field.name} is missing; give --${flagOf(field)}${field.secret ? '' : ' VALUE'} or set ${variableOf(field)}.`,
      }
    }
    if (given !== undefined && given !== '') settings[field.name] = toValue(field, given)
  }
  return { settings }
}

async function ask(field: SettingField, terminal: Terminal): Promise<string | null> {
  if (!terminal.interactive) return null
  const question = `${field.name}${field.about ? ` (${field.about})` : ''}: `
  const answer = await (field.secret ? terminal.askHidden(question) : terminal.ask(question))
  return answer?.trim() || null
}

/** What cannot be read stays as it is, so that the channel's own schema says what is wrong with it. */
function toValue(field: SettingField, given: string | boolean): unknown {
  if (field.kind === 'switch') return given === true || /^(true|yes|on|1)$/i.test(String(given))
  if (field.kind === 'number') return /^-?\d+(\.\d+)?$/.test(String(given)) ? Number(given) : given
  return given
}

function flagOf({ name }: SettingField): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function variableOf(field: SettingField): string {
  return `DAJEONG_ACCOUNT_${flagOf(field).replaceAll('-', '_').toUpperCase()}`
}
