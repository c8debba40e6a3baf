import { z } from 'zod'
import {
  type Account,
  type Channel,
  ChannelError,
  type ChannelWords,
  type Identity,
  type SettingWords,
} from '../channels/channel.ts'
import type { Mode } from '../core/policy.ts'
import type { Brands } from '../core/rights.ts'
import {
  type AccountRow,
  ensureBrand,
  findAccount,
  listAccounts,
  lockAccount,
  noteProven,
  openSettings,
  removeAccount,
  saveAccount,
  setMode,
  setState,
} from '../store/accounts.ts'
import { OperatorError } from '../store/data-folder.ts'
import type { Db } from '../store/db.ts'
import { noteEvents } from '../store/events.ts'
import type { Who } from '../store/stages.ts'

export interface AccountTools {
  db: Db
  /** Seals the credentials. */
  key: Buffer
  channels: Readonly<Record<string, { load(): Promise<Channel> }>>
  /** The name of the first brand, when this account makes it. */
  brandName: string
  now(): Date
  /** The account of the practice network that comes with us; null where there is none. */
  practiceId?: string | null
}

/** An account as those see it who look after it. */
export interface ListedAccount extends AccountRow {
  /** It is the practice network's: nothing that is said there reaches anybody. */
  practice: boolean
}

/** One thing to fill in when an account is added. */
export interface SettingField {
  name: string
  required: boolean
  /** Must not be shown while it is typed, nor stand on a command line. */
  secret: boolean
  kind: 'text' | 'number' | 'switch'
  /** What it is for, where the channel says so. */
  about: string | null
  /** For a form, where the channel has them. */
  words: { ko: SettingWords; en: SettingWords } | null
  /** It says where the network is. */
  address: boolean
  /** What it is where nothing is given; never of a secret. */
  usual: string | null
  /** A secret that is made where none is given. */
  made: boolean
}

/** A network that accounts can be connected of. */
export interface ChannelDescription {
  name: string
  about: ChannelWords | null
  fields: SettingField[]
  /** Its messages are delivered to us, at `hookPath`. */
  webhook: boolean
}

export type NoAccount = { kind: 'no-account'; id: string }
export type NoChannel = { kind: 'no-channel'; channel: string; known: string[] }
export type WrongSettings = { kind: 'wrong-settings'; faults: { field: string; message: string }[] }
/** The network was asked and said no, or could not be asked. */
export type NotProven = { kind: 'not-proven'; why: string; error: ChannelError['kind'] }
/** The account is connected at a brand where this colleague may not connect anything. */
export type Elsewhere = { kind: 'elsewhere' }
export type Added = { kind: 'added'; id: string; identity: Identity; mode: Mode; wasKnown: boolean }
export type Proven = { kind: 'proven'; identity: Identity; wasRefused: boolean }
export type Changed = { kind: 'changed'; account: ListedAccount }

export interface NewSettings {
  channel: string
  /** As they were typed; the channel's own schema reads them. */
  settings: Record<string, unknown>
  /** Draft for a new account if not given; a known one keeps its own. */
  mode?: Mode
  who: Who
  /** Where the caller may connect accounts; every brand if not given. */
  brands?: Brands
  /** Told of a secret that was made because none was given, before the network is asked: the other side needs it first. */
  onMade?(field: string, value: string): Promise<void>
}

/** What admins can do with the brand's accounts, from the command line and the console alike. */
export interface Accounts {
  list(): Promise<ListedAccount[]>
  /** What an account of this channel needs; null when there is no such channel. */
  describe(channel: string): Promise<SettingField[] | null>
  /** Every network, with what an account of it needs. */
  channels(): Promise<ChannelDescription[]>
  /** Proves the credentials on the network, then stores them; anew for an account that we have. */
  add(account: NewSettings): Promise<Added | NoChannel | WrongSettings | NotProven | Elsewhere>
  /** Asks the network again. An account that it had refused is active again when it now agrees. */
  check(id: string, who: Who): Promise<Proven | NotProven | NoAccount>
  pause(id: string, why: string, who: Who): Promise<Changed | NoAccount>
  resume(id: string, who: Who): Promise<Changed | NoAccount>
  setMode(id: string, mode: Mode, who: Who): Promise<Changed | NoAccount>
  /** Forgets the account with everything that was heard and said on it. */
  remove(id: string, who: Who): Promise<Changed | NoAccount>
}

// Longer than any single call of a channel; a network that takes more is not one to depend on.
const checkMs = 30_000

export function makeAccounts(tools: AccountTools): Accounts {
  const { db, key } = tools

  async function load(name: string): Promise<Channel | null> {
    return Object.hasOwn(tools.channels, name) ? ((await tools.channels[name]?.load()) ?? null) : null
  }

  /** Opens what is stored. @throws OperatorError */
  async function open(account: AccountRow): Promise<Account> {
    const channel = await load(account.channel)
    if (!channel) throw new OperatorError(`This Dajeong has no channel called ${account.channel}.`)
    const settings = channel.settings.safeParse(await openSettings(db, key, account.id))
    if (settings.success) return channel.open(settings.data, { now: tools.now, log: () => {} })
    const fields = settings.error.issues.map((issue) => issue.path.join('.')).join(', ')
    throw new OperatorError(
      `The stored settings of ${account.handle} on ${account.channel} do not fit this version (${fields}); add the account again.`,
    )
  }

  async function change(
    id: string,
    kind: string,
    why: string | null,
    who: Who,
    work: (trx: Db) => Promise<void>,
  ): Promise<Changed | NoAccount> {
    return db.transaction().execute(async (trx) => {
      await lockAccount(trx, id)
      const known = await findAccount(trx, id)
      if (!known) return { kind: 'no-account', id }
      await work(trx)
      const now = await findAccount(trx, id)
      const changed = { before: aboutState(known), after: now && aboutState(now) }
      const detail = { ...aboutAccount(known), brandId: known.brandId, ...changed }
      await noteEvents(trx, [{ who, kind, why, accountId: id, detail }])
      return { kind: 'changed', account: listed(now ?? known) }
    })
  }

  const listed = (row: AccountRow): ListedAccount => ({ ...row, practice: row.id === tools.practiceId })

  return {
    list: async () => (await listAccounts(db)).map(listed),

    async describe(name) {
      const channel = await load(name)
      return channel ? describeSettings(channel.settings) : null
    },

    channels: () =>
      Promise.all(
        Object.entries(tools.channels).map(async ([name, entry]) => {
          const channel = await entry.load()
          const fields = describeSettings(channel.settings)
          return { name, about: channel.about ?? null, fields, webhook: channel.can.webhook }
        }),
      ),

    async add({ channel: name, settings, mode, who, brands = 'every', onMade }) {
      const channel = await load(name)
      if (!channel) return { kind: 'no-channel', channel: name, known: Object.keys(tools.channels) }
      const read = channel.settings.safeParse(settings)
      if (!read.success) return { kind: 'wrong-settings', faults: faultsOf(read.error) }
      const ready = read.data as Record<string, unknown>
      for (const field of Object.keys(ready)) {
        const value = ready[field]
        if (settings[field] === undefined && isSecret(field) && typeof value === 'string')
          await onMade?.(field, value)
      }
      const identity = await prove(channel.open(ready, { now: tools.now, log: () => {} }))
      if (identity instanceof ChannelError) return notProven(identity)
      const known = (await listAccounts(db)).find(
        (one) => one.channel === name && one.nativeId === identity.nativeId,
      )
      if (known && brands !== 'every' && !brands.includes(known.brandId)) return { kind: 'elsewhere' }
      const wanted = mode ?? known?.mode ?? 'draft'
      const brandId = await ensureBrand(db, tools.brandName)
      const id = await db.transaction().execute(async (trx) => {
        const account = { brandId, channel: name, ...identity, mode: wanted, settings: ready }
        const accountId = await saveAccount(trx, key, account)
        const kind = known ? 'account-renewed' : 'account-added'
        const detail = { channel: name, handle: identity.handle, mode: wanted }
        await noteEvents(trx, [{ who, kind, why: null, accountId, detail }])
        return accountId
      })
      return { kind: 'added', id, identity, mode: wanted, wasKnown: known !== undefined }
    },

    async check(id, who) {
      const known = await findAccount(db, id)
      if (!known) return { kind: 'no-account', id }
      const opened = await open(known).catch((error: unknown) => {
        if (error instanceof OperatorError) return error
        throw error
      })
      if (opened instanceof OperatorError) return { kind: 'not-proven', why: opened.message, error: 'auth' }
      const identity = await prove(opened)
      if (identity instanceof ChannelError) return notProven(identity)
      if (identity.nativeId !== known.nativeId) {
        const why = `These credentials now belong to another account (${identity.handle}); add it anew.`
        return { kind: 'not-proven', why, error: 'auth' }
      }
      await noteProven(db, id)
      const wasRefused = known.state === 'refused'
      if (wasRefused) {
        await setState(db, id, 'active', null)
        const note = { kind: 'account-resumed', why: 'the network accepts it again' }
        await noteEvents(db, [{ who, ...note, accountId: id, detail: aboutAccount(known) }])
      }
      return { kind: 'proven', identity, wasRefused }
    },

    pause: (id, why, who) =>
      change(id, 'account-paused', why, who, (trx) => setState(trx, id, 'paused', why)),
    resume: (id, who) => change(id, 'account-resumed', null, who, (trx) => setState(trx, id, 'active', null)),
    setMode: (id, mode, who) => change(id, 'account-mode', mode, who, (trx) => setMode(trx, id, mode)),
    remove: (id, who) => change(id, 'account-removed', null, who, (trx) => removeAccount(trx, id)),
  }
}

async function prove(account: Account): Promise<Identity | ChannelError> {
  try {
    return await account.check(AbortSignal.timeout(checkMs))
  } catch (error) {
    if (error instanceof ChannelError) return error
    throw error
  }
}

function notProven(error: ChannelError): NotProven {
  return { kind: 'not-proven', why: error.message, error: error.kind }
}

function aboutAccount({ channel, handle, mode }: AccountRow) {
  return { channel, handle, mode }
}

function aboutState({ mode, state }: AccountRow) {
  return { mode, state }
}

function faultsOf(error: z.ZodError): WrongSettings['faults'] {
  return error.issues.map(({ path, message }) => ({ field: path.join('.'), message }))
}

function isSecret(field: string): boolean {
  return /secret|pass(word|phrase)|token|(api|private|access).?key|credential/i.test(field)
}

interface JsonField {
  type?: string
  description?: string
  default?: unknown
  format?: string
  ko?: SettingWords
  en?: SettingWords
}

/** Reads from the channel's own schema what there is to fill in, so that no screen has a list of its own. */
export function describeSettings(schema: z.ZodType): SettingField[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, JsonField>
    required?: string[]
  }
  return Object.entries(json.properties ?? {}).map(([name, field]) => {
    const secret = isSecret(name)
    const { ko, en } = field
    return {
      name,
      required: (json.required ?? []).includes(name),
      secret,
      kind: kindOf(field),
      about: field.description ?? null,
      words: ko && en ? { ko, en } : null,
      address: field.format === 'uri',
      usual: secret ? null : usualOf(field),
      made: secret && field.default !== undefined,
    }
  })
}

function kindOf({ type }: JsonField): SettingField['kind'] {
  if (type === 'boolean') return 'switch'
  return type === 'number' || type === 'integer' ? 'number' : 'text'
}

function usualOf({ default: usual }: JsonField): string | null {
  return typeof usual === 'string' || typeof usual === 'number' || typeof usual === 'boolean'
    ? String(usual)
    : null
}
