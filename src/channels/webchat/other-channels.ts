import type { TextLimits } from '../../core/limits.ts'
import type { Json } from '../../core/mention.ts'

// As long as is read without scrolling twice on a phone.
const window: TextLimits = { max: 2_000, unit: 'graphemes' }

// What each takes in one message, as its own documentation says; Azure passes a text on as it is.
const takes: Readonly<Record<string, TextLimits>> = {
  facebook: { max: 2_000, unit: 'utf16' },
  line: { max: 5_000, unit: 'utf16' },
  telegram: { max: 4_096, unit: 'utf16' },
  twilio: { max: 1_600, unit: 'utf16' },
  groupme: { max: 1_000, unit: 'utf16' },
}

/** What fits into the window and into every one of these channels: who an answer is for is not known where its limit is asked for. */
export function limitsFor(channels: readonly string[]): TextLimits {
  const all = [window, ...channels.flatMap((one) => takes[one] ?? [])]
  // In UTF-16 units a text counts as much as in letters, or more.
  return all.reduce((least, one) =>
    one.max < least.max || (one.max === least.max && one.unit === 'utf16') ? one : least,
  )
}

/** Where a reply goes: the name of the channel, null for our own window; with what that takes. */
export function targetOf(ref: Json): { channel: string | null; limits: TextLimits } {
  const { channelId, dajeong } = (ref ?? {}) as { channelId?: unknown; dajeong?: { own?: unknown } | null }
  if (dajeong?.own === true || typeof channelId !== 'string') return { channel: null, limits: window }
  return { channel: channelId, limits: takes[channelId] ?? window }
}
