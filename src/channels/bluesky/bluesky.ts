import { z } from 'zod'
import { type Channel, ChannelError, type ChannelTools, type Identity } from '../channel.ts'
import { listen, type Rhythm, usualRhythm } from './listen.ts'
import { find, limitsOf, prepare, send } from './send.ts'
import { type Client, openClient } from './session.ts'
import { LogPage, Profile } from './wire.ts'
import { about, fieldWords } from './words.ts'

export const BlueskySettings = z.object({
  /** The account's server, or the entrance it logs in at (https://bsky.social). */
  service: z
    .url({ protocol: /^https?$/ })
    .refine(isSafe, 'The service must be an https address; http is for this machine only.')
    .meta(fieldWords.service),
  /** A handle, a DID or an e-mail address. Handles copied from the app come with an @ and invisible direction marks. */
  identifier: z
    .string()
    .transform((text) => text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\s]/gu, '').replace(/^@/, ''))
    .pipe(z.string().min(1))
    .meta(fieldWords.identifier),
  /** An app password; it reaches direct messages only when made with that right. */
  password: z.string().min(1).meta(fieldWords.password),
  /** Who carries direct messages. */
  chatProxy: z
    .string()
    .regex(/^did:[a-z]+:[A-Za-z0-9._:%-]+$/)
    .default('did:web:api.bsky.chat')
    .meta(fieldWords.chatProxy),
})
export type BlueskySettings = z.infer<typeof BlueskySettings>

export const bluesky = makeBluesky(usualRhythm)

export function makeBluesky(rhythm: Rhythm): Channel<BlueskySettings> {
  return {
    name: 'bluesky',
    settings: BlueskySettings,
    about,
    can: { dm: true, thread: true, edit: false, listen: true, webhook: false, find: true },
    // A server counts 3 points for a new record and allows 5,000 an hour (https://docs.bsky.app/docs/advanced-guides/rate-limits).
    pace: { burst: 1_600, everyMs: 3_600_000, gapMs: 250 },
    open(settings, tools) {
      const client = openClient(settings, tools)
      const proxy = `${settings.chatProxy}#bsky_chat`
      return {
        check: (signal) => check(client, proxy, tools, signal),
        limits: async (visibility) => limitsOf(visibility),
        listen: (options) => listen(client, proxy, options, tools, rhythm),
        prepare: (reply, signal) => prepare(client, proxy, reply, signal),
        send: (reply, signal) => send(client, proxy, reply, signal),
        find: (reply, signal) => find(client, proxy, reply, signal),
      }
    },
  }
}

async function check(
  client: Client,
  proxy: string,
  tools: ChannelTools,
  signal: AbortSignal,
): Promise<Identity> {
  const { did, handle } = await client.me()
  const name = await findName(client, did, signal)
  try {
    await client.call({ nsid: 'chat.bsky.convo.getLog', schema: LogPage, proxy, signal })
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    const why =
      error.kind === 'auth'
        ? 'the app password has no right to them; make one with "Allow access to your direct messages"'
        : error.message
    tools.log('warn', `Bluesky: direct messages of ${handle} cannot be read: ${why}`)
  }
  return { nativeId: did, handle, name: name || handle }
}

/** An account that has just been made has no profile yet. */
async function findName(client: Client, did: string, signal: AbortSignal): Promise<string> {
  try {
    const nsid = 'app.bsky.actor.getProfile'
    const profile = await client.call({ nsid, schema: Profile, params: { actor: did }, signal })
    return profile.displayName?.trim() ?? ''
  } catch (error) {
    if (error instanceof ChannelError && (error.kind === 'refused' || error.kind === 'gone')) return ''
    throw error
  }
}

function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
