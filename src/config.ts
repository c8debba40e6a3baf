import { resolve } from 'node:path'
import { z } from 'zod'
import { OperatorError } from './store/data-folder.ts'

const blank = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(type: T) => z.preprocess(blank, type.optional())
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most)
const onOff = z.enum(['on', 'off'])

/** The brand that comes with us, until an operator names their own. */
export const demoBrand = '다정텔레콤'

/** Every variable that Dajeong reads, with its meaning and unit. `.env.example` lists the same; a test compares. */
export const Environment = z.object({
  PORT: optional(whole(0, 65535)).describe('Port of the console, the API and the webhooks; 3978 if not set.'),
  HOST: optional(z.string()).describe(
    'Address to listen on; 127.0.0.1 if not set, 0.0.0.0 to be reachable from outside.',
  ),
  DAJEONG_DATA: optional(z.string()).describe(
    'Folder for everything that must outlive a restart; ./data if not set.',
  ),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })).describe(
    'A PostgreSQL server of yours (15 or newer) instead of the embedded one.',
  ),
  DAJEONG_SECRET: optional(z.string().min(16)).describe(
    'Key for stored credentials, at least 16 characters; made once in the data folder if not set.',
  ),
  DAJEONG_BRAND: optional(z.string().min(1).max(80)).describe(
    'Name of the brand, used when the first one is made.',
  ),
  DAJEONG_ADMIN_EMAIL: optional(z.email()).describe('Address of the first admin, used once.'),
  DAJEONG_URL: optional(z.url()).describe(
    'Where people reach the console, if it is behind a proxy; https makes cookies Secure.',
  ),
  DAJEONG_TOWN: optional(onOff).describe('The practice network: on (while no other account exists) or off.'),
  DAJEONG_TOWN_PORT: optional(whole(0, 65535)).describe('Port of the practice network; 3979 if not set.'),
  DAJEONG_QUIET_MS: optional(whole(0, 600_000)).describe(
    'Silence to wait for after a message, in milliseconds, so that a burst gets one answer; 1500 if not set.',
  ),
  DAJEONG_CONCURRENCY: optional(whole(1, 2000)).describe(
    'How many conversations are worked on at once; 256 if not set.',
  ),
  OPENAI_BASE_URL: optional(z.url()).describe(
    'URL of any OpenAI-compatible server, such as http://127.0.0.1:11434/v1.',
  ),
  OPENAI_API_KEY: optional(z.string()).describe('Key for that server; never logged.'),
  DAJEONG_MODEL: optional(z.string()).describe(
    'Name of the model; without it, replies are made from written phrases.',
  ),
  DAJEONG_MODEL_TIMEOUT_MS: optional(whole(100, 600_000)).describe(
    'Total time for one model answer; 45000 if not set.',
  ),
  DAJEONG_PRICE_IN: optional(z.coerce.number().min(0)).describe(
    'Price of a million tokens read, in US dollars.',
  ),
  DAJEONG_PRICE_OUT: optional(z.coerce.number().min(0)).describe(
    'Price of a million tokens written, in US dollars.',
  ),
  DAJEONG_DAILY_BUDGET_USD: optional(z.coerce.number().min(0)).describe(
    "What the model may cost in a UTC day, for all brands; above it, written phrases take over. A brand's own: npm run policy -- --daily-budget.",
  ),
  DAJEONG_EMBEDDINGS_URL: optional(z.url({ protocol: /^https?$/ })).describe(
    'URL of any OpenAI-compatible server of embeddings, to find passages by meaning; with the next two, or none.',
  ),
  DAJEONG_EMBEDDINGS_KEY: optional(z.string()).describe(
    'Key for that server, or any word where it takes none; never logged.',
  ),
  DAJEONG_EMBEDDINGS_MODEL: optional(z.string().max(200)).describe(
    'Name of its model; after a change the vectors are made anew, in the background.',
  ),
  OIDC_ISSUER: optional(z.url({ protocol: /^https?$/ })).describe(
    'Provider of OpenID Connect at which colleagues may sign in; https, and not inside a private network; with the next two, or none.',
  ),
  OIDC_CLIENT_ID: optional(z.string().max(500)).describe('As whom we ask there.'),
  OIDC_CLIENT_SECRET: optional(z.string().max(2_000)).describe('What that provider gave us; never logged.'),
  KNOWLEDGE_URL_HOSTS: optional(
    z.string().regex(/^[\w.:[\]-]+(?:\s*,\s*[\w.:[\]-]+)*$/, 'names of hosts with commas between them'),
  ).describe(
    'Hosts (or host:port) with commas between them that a page may be taken from though they are not on the open internet or not on port 80 or 443.',
  ),
  MicrosoftAppId: optional(z.string().regex(/^[\w-]{1,100}$/, 'the id of an application')).describe(
    'Application id of a bot at Azure Bot Service, for Teams and other chats; with the next one.',
  ),
  MicrosoftAppPassword: optional(z.string().max(2_000)).describe('Its client secret; never logged.'),
  MicrosoftAppTenantId: optional(z.string().regex(/^[\w.-]{1,100}$/, 'the id of a tenant')).describe(
    'The only tenant whose Teams is heard; needed by a bot of a single tenant.',
  ),
  MicrosoftAppType: optional(z.enum(['SingleTenant', 'MultiTenant'])).describe(
    'How the bot is registered: SingleTenant (if not set, where a tenant is named) or MultiTenant.',
  ),
  MICROSOFT_SERVICE_HOSTS: optional(
    z.string().regex(/^[\w.:[\]*-]+(?:\s*,\s*[\w.:[\]*-]+)*$/, 'names of hosts with commas between them'),
  ).describe(
    "Hosts (host, host:port or *.host) with commas between them that the bot answers to besides Microsoft's own.",
  ),
  DAJEONG_BOT_OPEN: optional(onOff).describe(
    'For development only: on lets programs of this machine speak to the bot without a token; off if not set.',
  ),
  DAJEONG_LOG: optional(z.enum(['file', 'stdout'])).describe(
    'Where the JSON log goes: file (in the data folder) or stdout.',
  ),
  LOG_LEVEL: optional(z.enum(['error', 'warn', 'info', 'debug'])).describe(
    'How much is logged; info if not set.',
  ),
  DAJEONG_METRICS_TOKEN: optional(z.string().min(16)).describe(
    'Bearer token for /metrics from outside this machine; without it only this machine may read them.',
  ),
})

export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  secret: string | null
  brandName: string
  adminEmail: string
  publicUrl: string | null
  town: { on: boolean; port: number }
  quietMs: number | null
  atOnce: number
  model: {
    baseUrl: string
    apiKey: string
    name: string
    timeoutMs: number
    priceIn: number
    priceOut: number
  } | null
  embeddings: { url: string; key: string; model: string } | null
  oidc: { issuer: string; clientId: string; clientSecret: string; redirectUri: string } | null
  dailyBudgetUsd: number | null
  knowledgeHosts: string[]
  /** Null where no bot is registered. */
  bot: { id: string; password: string; type: 'SingleTenant' | 'MultiTenant' } | null
  /** Null hears the Teams of every tenant that has the bot. */
  botTenantId: string | null
  botServiceHosts: string[]
  botOpen: boolean
  log: { to: 'file' | 'stdout'; level: 'error' | 'warn' | 'info' | 'debug' }
  metricsToken: string | null
}

/**
 * The environment, with what a file called .env in the working folder adds to it; what is set already wins.
 * @throws OperatorError when there is such a file and it cannot be read.
 */
export function readEnvironment(): Record<string, string | undefined> {
  try {
    process.loadEnvFile('.env')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
      const said = cause instanceof Error ? cause.message : String(cause)
      throw new OperatorError(`The file .env cannot be read (${said}); mend its rights or take it away.`, {
        cause,
      })
    }
  }
  return process.env
}

/**
 * Reads the settings; the only reader of the environment.
 * @throws OperatorError that names each variable which cannot be used, and never repeats its value.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const read = Environment.safeParse(env)
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new OperatorError(
      `The settings cannot be used; mend them in .env or the environment: ${faults.join('; ')}.`,
    )
  }
  const set = read.data
  if (set.DAJEONG_MODEL && !set.OPENAI_BASE_URL && !set.OPENAI_API_KEY) {
    throw new OperatorError(
      'DAJEONG_MODEL is set, but neither OPENAI_BASE_URL nor OPENAI_API_KEY says where it is.',
    )
  }
  return Object.freeze({
    port: set.PORT ?? 3978,
    host: set.HOST ?? '127.0.0.1',
    dataDir: resolve(set.DAJEONG_DATA ?? 'data'),
    databaseUrl: set.DATABASE_URL ?? null,
    secret: set.DAJEONG_SECRET ?? null,
    brandName: set.DAJEONG_BRAND ?? demoBrand,
    adminEmail: set.DAJEONG_ADMIN_EMAIL ?? 'admin@dajeong.local',
    publicUrl: set.DAJEONG_URL ?? null,
    town: { on: (set.DAJEONG_TOWN ?? 'on') === 'on', port: set.DAJEONG_TOWN_PORT ?? 3979 },
    quietMs: set.DAJEONG_QUIET_MS ?? null,
    atOnce: set.DAJEONG_CONCURRENCY ?? 256,
    model: set.DAJEONG_MODEL
      ? {
          baseUrl: set.OPENAI_BASE_URL ?? 'https://api.openai.com/v1',
          // Local servers take none, but the client insists on one.
          apiKey: set.OPENAI_API_KEY ?? 'none',
          name: set.DAJEONG_MODEL,
          timeoutMs: set.DAJEONG_MODEL_TIMEOUT_MS ?? 45_000,
          priceIn: set.DAJEONG_PRICE_IN ?? 0,
          priceOut: set.DAJEONG_PRICE_OUT ?? 0,
        }
      : null,
    embeddings: readEmbeddings(set),
    oidc: readOidc(set),
    dailyBudgetUsd: set.DAJEONG_DAILY_BUDGET_USD ?? null,
    knowledgeHosts: set.KNOWLEDGE_URL_HOSTS?.split(/\s*,\s*/) ?? [],
    bot: readBot(set),
    botTenantId: set.MicrosoftAppTenantId ?? null,
    botServiceHosts: set.MICROSOFT_SERVICE_HOSTS?.split(/\s*,\s*/) ?? [],
    botOpen: readBotOpen(set),
    log: { to: set.DAJEONG_LOG ?? 'file', level: set.LOG_LEVEL ?? 'info' },
    metricsToken: set.DAJEONG_METRICS_TOKEN ?? null,
  })
}

/** All three or none: half of it is a mistake that would show only in what is not found. */
function readEmbeddings(set: z.infer<typeof Environment>): Config['embeddings'] {
  const { DAJEONG_EMBEDDINGS_URL: url, DAJEONG_EMBEDDINGS_KEY: key, DAJEONG_EMBEDDINGS_MODEL: model } = set
  const given = { DAJEONG_EMBEDDINGS_URL: url, DAJEONG_EMBEDDINGS_KEY: key, DAJEONG_EMBEDDINGS_MODEL: model }
  if (url && key && model) return { url, key, model }
  const names = Object.entries(given)
  const missing = names.filter(([, value]) => !value).map(([name]) => name)
  if (missing.length === names.length) return null
  throw new OperatorError(
    `To find passages by meaning, set ${missing.join(' and ')} too (a server without keys takes any word for one), or none of the three.`,
  )
}

/** All three or none, and nothing that a listener on the way could change. */
function readOidc(set: z.infer<typeof Environment>): Config['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = set
  const given = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret }
  const missing = Object.entries(given).flatMap(([name, value]) => (value ? [] : [name]))
  if (missing.length === 3) return null
  if (!issuer || !clientId || !clientSecret)
    throw new OperatorError(
      `To sign in at a provider, set ${missing.join(' and ')} too, or none of the three.`,
    )
  const { protocol, hostname } = new URL(issuer)
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  if (protocol !== 'https:' && !isHere)
    throw new OperatorError('OIDC_ISSUER must begin with https:// unless it is on this very machine.')
  const home = set.DAJEONG_URL ?? `http://127.0.0.1:${set.PORT ?? 3978}`
  return { issuer, clientId, clientSecret, redirectUri: new URL('/api/oidc/callback', home).href }
}

/** An id with its secret or neither; which of the two kinds it is follows from the tenant unless it is said. */
function readBot(set: z.infer<typeof Environment>): Config['bot'] {
  const { MicrosoftAppId: id, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenant } = set
  const missing = Object.entries({ MicrosoftAppId: id, MicrosoftAppPassword: password }).flatMap(
    ([name, value]) => (value ? [] : [name]),
  )
  if (missing.length === 2 && !tenant && !set.MicrosoftAppType) return null
  if (!id || !password)
    throw new OperatorError(`To be a bot at Azure Bot Service, set ${missing.join(' and ')} too.`)
  const type = set.MicrosoftAppType ?? (tenant ? 'SingleTenant' : 'MultiTenant')
  if (type === 'SingleTenant' && !tenant)
    throw new OperatorError('A bot of a single tenant needs MicrosoftAppTenantId.')
  return { id, password, type }
}

/** @throws OperatorError where the open door would stand in the street: behind a proxy everybody seems to be of this machine. */
function readBotOpen(set: z.infer<typeof Environment>): boolean {
  const isOpen = set.DAJEONG_BOT_OPEN === 'on'
  if (isOpen && (set.MicrosoftAppId || set.DAJEONG_URL))
    throw new OperatorError(
      'DAJEONG_BOT_OPEN is for development: take it away, or MicrosoftAppId and DAJEONG_URL.',
    )
  return isOpen
}
