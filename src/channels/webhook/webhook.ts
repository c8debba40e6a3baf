import { createSecretKey, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { longestText } from '../../core/mention.ts'
import type { Account, Channel, ChannelTools } from '../channel.ts'
import { checkAddress, makeDelivery } from './deliver.ts'
import { checkSignature, signatureHeader } from './sign.ts'
import { toHeardEvent } from './to-mention.ts'
import { readEvents } from './wire.ts'
import { about, fieldWords } from './words.ts'

export const WebhookSettings = z
  .object({
    /** Tells this account from the others: "blog", "app-reviews". */
    name: z
      .string()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u, 'use letters, digits, spaces and . _ -')
      .meta(fieldWords.name),
    /** Signs both directions; made when there is none yet. */
    secret: z
      .string()
      .min(16)
      .max(512)
      .default(() => randomBytes(32).toString('base64url'))
      .meta(fieldWords.secret),
    /** Where replies are delivered. */
    deliverUrl: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .meta(fieldWords.deliverUrl),
    /** The brand's own handle there; what it writes is not answered. */
    brandHandle: z.string().min(1).max(512).optional().meta(fieldWords.brandHandle),
    /** The longest reply, in characters as people count them. */
    maxLength: z.number().int().min(50).max(longestText).default(2_000).meta(fieldWords.maxLength),
    /** Lets `deliverUrl` be http on another machine, where the way there is safe by other means. */
    allowHttp: z.boolean().default(false).meta(fieldWords.allowHttp),
  })
  .superRefine((settings, check) => {
    const wrong = checkAddress(settings.deliverUrl, settings.allowHttp)
    if (wrong) check.addIssue({ code: 'custom', path: ['deliverUrl'], message: wrong })
  })
export type WebhookSettings = z.infer<typeof WebhookSettings>

/** For whatever has no adapter: signed JSON in, signed JSON out (docs/webhook.md). */
export const webhook: Channel<WebhookSettings> = {
  name: 'webhook',
  settings: WebhookSettings,
  about,
  can: { dm: true, thread: true, edit: true, listen: false, webhook: true, find: false },
  // The receiver is the brand's own and says 429 when this is too much for it.
  pace: { burst: 100, everyMs: 10_000, gapMs: 0 },
  open: openAccount,
}

function openAccount(settings: WebhookSettings, tools: ChannelTools): Account {
  const secret = createSecretKey(Buffer.from(settings.secret, 'utf8'))
  const limits = { max: settings.maxLength, unit: 'graphemes' } as const
  const delivery = makeDelivery({ secret, deliverUrl: settings.deliverUrl, limits, tools })
  const { name, brandHandle = null } = settings
  return {
    async check(signal) {
      await delivery.ping(signal)
      return { nativeId: `webhook:${name}`, handle: brandHandle ?? name, name }
    },
    limits: async () => limits,
    send: delivery.send,
    webhook({ headers, rawBody }) {
      const now = tools.now()
      checkSignature(secret, headers[signatureHeader], rawBody, now)
      const onWrongTime = (id: string, said: string) =>
        tools.log('warn', 'a time that cannot be true; the time of arrival was taken', { id, said })
      return readEvents(rawBody).flatMap(
        (event) => toHeardEvent(event, { brandHandle, now, onWrongTime }) ?? [],
      )
    },
  }
}
