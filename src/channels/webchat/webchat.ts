import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { fitsText } from '../../core/limits.ts'
import { type Account, type Channel, ChannelError, type ChannelTools } from '../channel.ts'
import { limitsFor, targetOf } from './other-channels.ts'
import { about, fieldWords } from './words.ts'

const listed = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** A page's scheme, host and port; http only on this machine. */
function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  if (!url || url.origin !== text) return false
  const here = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && here)
}

export const WebchatSettings = z.object({
  name: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u, 'use letters, digits, spaces and . _ -')
    .meta(fieldWords.name),
  origins: z
    .string()
    .max(2_000)
    .refine(
      (text) => listed(text).length > 0 && listed(text).every(isOrigin),
      'give https addresses without a path, with commas',
    )
    .meta(fieldWords.origins),
  identitySecret: z
    .string()
    .min(32)
    .max(512)
    .default(() => randomBytes(32).toString('base64url'))
    .meta(fieldWords.identitySecret),
  greetingKo: z.string().max(500).optional().meta(fieldWords.greetingKo),
  greetingEn: z.string().max(500).optional().meta(fieldWords.greetingEn),
  topics: z
    .string()
    .max(400)
    .refine(
      (text) => listed(text).length <= 6 && listed(text).every((one) => one.length <= 60),
      'give up to six, of 60 characters each',
    )
    .optional()
    .meta(fieldWords.topics),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'give # and six digits')
    .optional()
    .meta(fieldWords.color),
  otherChannels: z
    .string()
    .max(200)
    .regex(/^[a-z0-9-]+(\s*,\s*[a-z0-9-]+)*$/, 'give names in small letters, with commas')
    .optional()
    .meta(fieldWords.otherChannels),
})
export type WebchatSettings = z.infer<typeof WebchatSettings>

/** The settings as the chat's door and its dialog use them. */
export function toChatSettings(settings: WebchatSettings) {
  return {
    origins: listed(settings.origins),
    identitySecret: settings.identitySecret,
    greeting: { ko: settings.greetingKo || null, en: settings.greetingEn || null },
    topics: listed(settings.topics),
    color: settings.color ?? null,
    otherChannels: listed(settings.otherChannels),
  }
}

/** The brand's own chat window, and customers who come through other clients of Bot Framework (docs/webchat.md). */
export const webchat: Channel<WebchatSettings> = {
  name: 'webchat',
  settings: WebchatSettings,
  about,
  can: { dm: true, thread: true, edit: false, listen: false, webhook: false, find: true },
  pace: { burst: 400, everyMs: 10_000, gapMs: 0 },
  open: openAccount,
}

function openAccount({ name, otherChannels }: WebchatSettings, tools: ChannelTools): Account {
  const chat = () => {
    if (tools.chat) return tools.chat
    throw new ChannelError('busy', 'The chat line is not open yet; it is tried again.')
  }
  return {
    check: async () => ({ nativeId: `webchat:${name}`, handle: name, name }),
    limits: async () => limitsFor(listed(otherChannels)),
    async send(reply, signal) {
      const { channel, limits } = targetOf(reply.to.ref)
      const { fits, counted, max } = fitsText(reply.text, limits)
      if (!fits)
        throw new ChannelError(
          'refused',
          `The reply has ${counted} characters and ${channel ?? 'the chat window'} takes ${max}; write a shorter one.`,
        )
      const { id, text, language, to } = reply
      const nativeId = await chat().post(to.ref, { id, text, language }, signal)
      return { nativeId: nativeId ?? id, url: null, ref: null }
    },
    async find({ id, to }) {
      const nativeId = await chat().find(to.ref, id)
      return nativeId === null ? null : { nativeId, url: null, ref: null }
    },
  }
}
