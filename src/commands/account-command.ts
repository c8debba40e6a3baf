import { parseArgs } from 'node:util'
import { Mode } from '../core/policy.ts'
import type { Accounts } from '../desk/accounts.ts'
import { OperatorError } from '../store/data-folder.ts'
import { collectSettings } from './account-settings.ts'
import type { Terminal } from './terminal.ts'

export interface AccountCommand {
  env: Record<string, string | undefined>
  terminal: Terminal
  /** Where this service's webhooks are reached. */
  hooksUrl: string
  /** Names of the channels there are. */
  channels: string[]
  /** Opens the store only when the command needs it. @throws OperatorError */
  open(): Promise<{ accounts: Accounts; beside: boolean; close(): Promise<void> }>
}

type Run = (accounts: Accounts, rest: string[], flags: Flags, beside: boolean) => Promise<number>
type Flags = Record<string, string | boolean | undefined>

const who = 'dajeong'

/** `npm run account -- …`. @returns the exit code. */
export async function runAccountCommand(args: string[], command: AccountCommand): Promise<number> {
  const { terminal } = command
  const [name = 'help', ...others] = args
  const { positionals, values } = readFlags(others)
  const verbs: Record<string, Run> = {
    list,
    add,
    check,
    pause: (accounts, rest, flags, beside) =>
      change(accounts, rest, beside, 'paused', (id) =>
        accounts.pause(id, text(flags.why) ?? 'paused by an admin', who),
      ),
    resume: (accounts, rest, _flags, beside) =>
      change(accounts, rest, beside, 'active', (id) => accounts.resume(id, who)),
    mode: setMode,
    remove,
  }
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (!verb) {
    terminal.say(help(command.channels))
    return /^(-*help|-h)$/.test(name) ? 0 : 1
  }
  const { accounts, beside, close } = await command.open()
  try {
    return await verb(accounts, positionals, values, beside)
  } finally {
    await close()
  }

  async function list(all: Accounts): Promise<number> {
    const rows = await all.list()
    if (rows.length === 0) terminal.say('There are no accounts yet; add one with `npm run account -- add`.')
    for (const row of rows) {
      const state = row.state === 'active' ? 'active' : `${row.state} (${row.stateWhy ?? 'no reason given'})`
      terminal.say(`${row.id}  ${row.channel}  ${row.handle}  mode ${row.mode}  ${state}`)
      terminal.say(`    last proven ${when(row.provenAt)}, last heard ${when(row.heardAt)}`)
    }
    return 0
  }

  async function add(all: Accounts, rest: string[], flags: Flags, beside: boolean): Promise<number> {
    const channel = rest[0] ?? (await ask(`Which network (${command.channels.join(', ')})? `))
    const fields = channel ? await all.describe(channel) : null
    if (!channel || !fields) {
      return wrong(`There is no channel called "${channel ?? ''}"; there are ${command.channels.join(', ')}.`)
    }
    const { mode: wantedMode, ...given } = flags
    const mode = wantedMode === undefined ? undefined : readMode(text(wantedMode))
    const collected = await collectSettings(fields, given, command.env, terminal)
    if ('problem' in collected) return wrong(collected.problem)
    terminal.say('Asking the network…')
    const added = await all.add({
      channel,
      settings: collected.settings,
      who,
      ...(mode ? { mode } : {}),
      onMade: async (field, value) => {
        terminal.say(`A ${field} was made for you. The other side needs it, and it is shown only now:`)
        terminal.say(`    ${value}`)
        if (terminal.interactive) await terminal.ask('Press Enter when it is in place. ')
      },
    })
    switch (added.kind) {
      case 'no-channel':
        return wrong(`There is no channel called "${channel}".`)
      case 'wrong-settings':
        for (const { field, message } of added.faults) terminal.complain(`${field}: ${message}`)
        return wrong('Nothing was saved.')
      case 'not-proven':
        terminal.complain(added.why)
        return wrong('Nothing was saved; mend it and add the account again.')
      case 'elsewhere':
        return wrong('The account is connected at another brand. Nothing was saved.')
      case 'added': {
        const verb = added.wasKnown ? 'Renewed' : 'Added'
        terminal.say(
          `${verb} account ${added.id}: ${added.identity.handle} on ${channel}, mode ${added.mode}.`,
        )
        if (channel === 'webhook')
          terminal.say(`Deliver to ${command.hooksUrl}/hooks/webhook/${added.id} (docs/webhook.md).`)
        return done(beside)
      }
      default:
        return added satisfies never
    }
  }

  async function check(all: Accounts, rest: string[]): Promise<number> {
    const ids = rest.length > 0 ? rest : (await all.list()).map(({ id }) => id)
    let code = 0
    for (const id of ids) {
      const result = await all.check(id, who)
      if (result.kind === 'proven') {
        const again = result.wasRefused ? ', and active again' : ''
        terminal.say(`${id}: the network knows us as ${result.identity.handle}${again}.`)
      } else {
        code = 1
        terminal.complain(`${id}: ${result.kind === 'no-account' ? noAccount(id) : result.why}`)
      }
    }
    return code
  }

  async function setMode(all: Accounts, rest: string[], _flags: Flags, beside: boolean): Promise<number> {
    const mode = readMode(rest[1])
    return change(all, rest, beside, `mode ${mode}`, (id) => all.setMode(id, mode, who))
  }

  async function remove(all: Accounts, rest: string[], flags: Flags, beside: boolean): Promise<number> {
    const [id = ''] = rest
    const account = (await all.list()).find((one) => one.id === id)
    if (!account) return wrong(noAccount(id))
    if (flags.yes !== true) {
      const name = `${account.handle} on ${account.channel}`
      const warning = `This forgets ${name} and everything that was heard and said there.`
      if (!terminal.interactive) return wrong(`${warning} Give --yes if that is meant.`)
      terminal.say(warning)
      if ((await ask('Type "yes" to go on: ')) !== 'yes') return wrong('Nothing was removed.')
    }
    return change(all, rest, beside, 'removed', (one) => all.remove(one, who))
  }

  async function change(
    _all: Accounts,
    [id = '']: string[],
    beside: boolean,
    now: string,
    work: (id: string) => ReturnType<Accounts['remove']>,
  ): Promise<number> {
    const result = await work(id)
    if (result.kind === 'no-account') return wrong(noAccount(id))
    terminal.say(`${id}: ${result.account.handle} on ${result.account.channel} is ${now}.`)
    return done(beside)
  }

  function done(beside: boolean): number {
    if (beside) terminal.say('The running service picks it up within 5 seconds.')
    return 0
  }

  function wrong(message: string): number {
    terminal.complain(message)
    return 1
  }

  async function ask(question: string): Promise<string | null> {
    return terminal.interactive ? ((await terminal.ask(question))?.trim() ?? null) : null
  }
}

function readFlags(args: string[]): { positionals: string[]; values: Flags } {
  // Which settings there are is known only when the channel is, so every flag is taken here and judged later.
  const { tokens } = parseArgs({ args, strict: false, allowPositionals: true, tokens: true })
  const positionals: string[] = []
  const values: Flags = {}
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token?.kind === 'positional') positionals.push(token.value)
    if (token?.kind !== 'option') continue
    const follower = tokens[at + 1]
    const takesNext = token.value === undefined && token.name !== 'yes' && follower?.kind === 'positional'
    values[token.name] = token.value ?? (takesNext ? follower.value : true)
    if (takesNext) at += 1
  }
  return { positionals, values }
}

function readMode(word: string | undefined): Mode {
  const mode = Mode.safeParse(word)
  if (mode.success) return mode.data
  throw new OperatorError(
    'The mode is off (only listen), draft (a colleague decides) or send (as policy allows).',
  )
}

function text(flag: string | boolean | undefined): string | undefined {
  return typeof flag === 'string' ? flag : undefined
}

function when(at: Date | null): string {
  return at ? at.toISOString().replace(/\.\d+Z$/, 'Z') : 'never'
}

function noAccount(id: string): string {
  return `There is no account ${id || '(give its number)'}; see \`npm run account -- list\`.`
}

function help(channels: string[]): string {
  return `npm run account -- …
  list                            every account: mode, state, last proven, last heard
  add CHANNEL [--mode MODE] [--SETTING VALUE …]
                                  ${channels.join(', ')}; asks for what is missing. Secrets are better given when
                                  asked, or as DAJEONG_ACCOUNT_TOKEN, DAJEONG_ACCOUNT_PASSWORD, … than as a flag
  check [ID …]                    asks the network whether the credentials still work
  pause ID [--why REASON]         stops hearing and sending; the queue stays
  resume ID
  mode ID off|draft|send          only listen | a colleague decides | send what the policy allows
  remove ID [--yes]               forgets the account and everything said on it`
}
