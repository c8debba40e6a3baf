import { z } from 'zod'
import { activityIdOf } from '../core/chat-place.ts'
import type { Json } from '../core/mention.ts'
import type { ChatPass } from '../desk/chat-tokens.ts'

// Direct Line 3.0, as its clients speak it:
// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-api-reference

/** The longest message that a visitor may write, in UTF-16 units. */
export const longestSaid = 4_000

export const Entering = z.object({
  account: z.string().regex(/^\d{1,18}$/, 'name the account of the chat window'),
  identity: z.string().max(2_048).nullish(),
})

/** What a client may say of itself when it begins. */
export const Beginning = z.object({
  locale: z
    .string()
    .max(35)
    .regex(/^[A-Za-z0-9-]*$/)
    .nullish(),
})

/** What a client posts, as far as we read it; the rest is dropped. */
export const Posted = z.object({
  type: z.string().min(1).max(40),
  text: z.string().max(longestSaid, `write at most ${longestSaid} characters at once`).nullish(),
  value: z.unknown().optional(),
  locale: z
    .string()
    .max(35)
    .regex(/^[A-Za-z0-9-]*$/)
    .nullish(),
  channelData: z
    .object({
      clientActivityID: z
        .string()
        .min(1)
        .max(128)
        .regex(/^[^\p{Cc}\p{Cs}]+$/u)
        .optional(),
    })
    .nullish(),
  attachments: z.array(z.unknown()).max(20).nullish(),
  timestamp: z.string().max(64).nullish(),
})
export type Posted = z.infer<typeof Posted>

// A card's values are a few fields; more is not from a card of ours.
const mostValue = 4_000

/** What is kept of it, or why it is not. */
export function toKept(posted: Posted, pass: ChatPass): { [key: string]: Json } | { refused: string } {
  if (posted.attachments && posted.attachments.length > 0) return { refused: noUploads }
  const value = posted.value === undefined ? '' : JSON.stringify(posted.value)
  if (value.length > mostValue) return { refused: 'The value of a card is larger than any of ours.' }
  const id = posted.channelData?.clientActivityID
  return {
    type: posted.type,
    ...(posted.text ? { text: posted.text } : {}),
    ...(posted.value === undefined ? {} : { value: posted.value as Json }),
    ...(posted.locale ? { locale: posted.locale } : {}),
    ...(id ? { channelData: { clientActivityID: id } } : {}),
    from: { id: pass.v, role: 'user' },
  }
}

export const noUploads =
  'Files are not taken here. Say in words what they show; a colleague asks for them where they are needed.'

/** What a client is shown; null for what only the bot sees. */
export function toShown(
  chatId: string,
  { seq, activity, fromVisitor }: { seq: number; activity: { [key: string]: Json }; fromVisitor: boolean },
): { [key: string]: Json } | null {
  if (fromVisitor && activity.type !== 'message') return null
  return {
    ...activity,
    id: activityIdOf(chatId, seq),
    channelId: 'directline',
    conversation: { id: chatId },
  }
}

/** A watermark is the place of the last thing that was seen; what is none counts as the beginning. */
export function readWatermark(text: string | null): number {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : 0
}
