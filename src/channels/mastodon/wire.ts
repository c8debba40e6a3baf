import { z } from 'zod'

/**
 * What Mastodon and its relatives (GoToSocial, snac, Pleroma, …) send, as far as we read it. Fields that we do not
 * know are let through unread; a field that we need and that is missing is named in the error.
 */

const Id = z.union([z.string().min(1), z.number().int().transform(String)])
// snac writes the time of the last change in front of a status's own id, and reads only what follows it; and its boosts
// have the id in capitals. Without the time it is the same before and after an edit.
const steadyId = (id: string) =>
  /^\d{10}[\da-f]{32}$/i.test(id) ? `${'0'.repeat(10)}${id.slice(10).toLowerCase()}` : id
const StatusId = Id.transform(steadyId)
const MaybeStatusId = StatusId.nullish().transform((id) => id ?? null)
const MaybeId = Id.nullish().transform((id) => id ?? null)
const MaybeText = z
  .string()
  .nullish()
  .transform((text) => text || null)

export const WireAccount = z.object({
  id: Id,
  /** `name` for people of the same server, `name@server` for all others. */
  acct: z.string().min(1),
  display_name: MaybeText,
  url: MaybeText,
  bot: z
    .boolean()
    .nullish()
    .transform((bot) => bot ?? false),
})
export type WireAccount = z.infer<typeof WireAccount>

const PlainStatus = z.object({
  id: StatusId,
  created_at: z.string(),
  edited_at: MaybeText,
  in_reply_to_id: MaybeStatusId,
  in_reply_to_account_id: MaybeId,
  visibility: z.string(),
  language: MaybeText,
  spoiler_text: MaybeText,
  content: z.string(),
  url: MaybeText,
  uri: MaybeText,
  account: WireAccount,
  mentions: z
    .array(z.object({ id: Id, acct: z.string(), url: MaybeText }))
    .nullish()
    .transform((mentions) => mentions ?? []),
})

const Boost = z.object({ reblog: z.looseObject({}) })

/** snac shows a status that somebody boosted as that boost, even where it asks us for an answer; we mean what is inside. */
function unwrapBoost(raw: unknown): unknown {
  const boost = Boost.safeParse(raw)
  return boost.success ? boost.data.reblog : raw
}

export const WireStatus = z.preprocess(unwrapBoost, PlainStatus)
export type WireStatus = z.infer<typeof WireStatus>

/** As much of a status as tells which it is and whether it changed, also where the rest cannot be read. */
export const WireBrief = z.preprocess(
  unwrapBoost,
  z.object({
    id: StatusId,
    edited_at: z.string().nullish(),
    mentions: z.array(z.object({ id: z.unknown() })).nullish(),
  }),
)

/** The id as the server wrote it, for asking for the page below. */
export const WirePlace = z.object({ id: Id })

/** The status is read on its own, so that one that cannot be read still has a notification to be named by. */
export const WireNotification = z.object({ id: Id, type: z.string(), status: z.unknown().optional() })
export type WireNotification = z.infer<typeof WireNotification>

export const WireContext = z.object({ descendants: z.array(z.unknown()) })

const Statuses = z.object({
  max_characters: z.number().int().positive().optional(),
  characters_reserved_per_url: z.number().int().positive().optional(),
})

/** `/api/v2/instance`, and `/api/v1/instance` where there is no other. */
export const WireInstance = z.object({
  version: z.string(),
  configuration: z
    .object({
      statuses: Statuses.optional(),
      urls: z.object({ streaming: z.string().optional() }).optional(),
    })
    .optional(),
  urls: z.object({ streaming_api: z.string().optional() }).optional(),
  // Pleroma's way of telling its limit in v1.
  max_toot_chars: z.number().int().positive().optional(),
})
export type WireInstance = z.infer<typeof WireInstance>

/** `scopes` is told by Mastodon 4.3 and later. */
export const WireApp = z.object({ scopes: z.array(z.string()).nullish() })

export const WireFrame = z.object({ event: z.string(), payload: z.unknown().optional() })
export type WireFrame = z.infer<typeof WireFrame>

/** What is wrong with something that did not fit its shape, in one line: the fields and what each should have been. */
export function describeMisfit(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`)
    .join('; ')
}
