import { z } from 'zod'
import { ChannelError } from '../src/channels/channel.ts'
import type { Call } from '../src/channels/fetch.ts'

export interface AppTokenOptions {
  appId: string
  appPassword: string
  /** Null for a bot of many tenants, whose tokens Microsoft gives in the name of the Bot Framework's own. */
  tenantId: string | null
  /** Where tokens are had, as `Authority.login` says it. */
  login: string
  call: Call
}

const scope = 'https://api.botframework.com/.default'
// Fetched anew while the old one still serves, so that none runs out on its way.
const earlyMs = 300_000

const Given = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().min(0).max(1e7) })

/**
 * The token that we show to connectors, kept until shortly before it runs out.
 * @returns a function whose argument is a token that was refused and must not be given again.
 * @throws ChannelError with kind `auth` when Microsoft does not accept our credentials
 */
export function makeAppToken(options: AppTokenOptions): (refused?: string) => Promise<string> {
  const { appId, appPassword, tenantId, login, call } = options
  const url = `${login}/${encodeURIComponent(tenantId ?? 'botframework.com')}/oauth2/v2.0/token`
  let held: { token: string; until: number } | null = null
  let asking: Promise<string> | null = null

  async function ask(): Promise<string> {
    const form = { grant_type: 'client_credentials', client_id: appId, client_secret: appPassword, scope }
    const { json } = await call({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
      repeatable: true,
    }).catch((error: unknown) => {
      throw notGiven(error)
    })
    const given = Given.safeParse(json)
    if (!given.success) throw new ChannelError('busy', 'Microsoft gave no token that can be read.')
    const { access_token: token, expires_in: seconds } = given.data
    held = { token, until: Date.now() + seconds * 1_000 - earlyMs }
    return token
  }

  return async (refused) => {
    if (held && held.token !== refused && held.until > Date.now()) return held.token
    asking ??= ask().finally(() => {
      asking = null
    })
    return asking
  }
}

/** In our words: what they say may repeat what we sent. Their code tells which of a hundred reasons it was. */
function notGiven(error: unknown): unknown {
  if (!(error instanceof ChannelError) || !['refused', 'auth'].includes(error.kind)) return error
  const code = /AADSTS\d{1,9}/.exec(error.message)?.[0]
  return new ChannelError(
    'auth',
    `Microsoft does not accept MicrosoftAppId with MicrosoftAppPassword${code ? ` (${code})` : ''}; compare them, the type and the tenant, or make a new secret.`,
  )
}
