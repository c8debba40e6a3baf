import { z } from 'zod'
import { Correction } from '../core/correction.ts'
import { Finding } from '../core/draft.ts'
import { Classification, Feeling, Intent, Urgency } from '../core/intent.ts'
import { LessonReason } from '../core/lesson.ts'
import { cleanText, longestText, Visibility } from '../core/mention.ts'
import { Mode } from '../core/policy.ts'
import { Right, Role } from '../core/rights.ts'
import { Stage } from '../core/stage.ts'

/** The shapes that travel; each is named once here and once in the OpenAPI document. */

export const Id = z
  .string()
  .regex(/^\d{1,18}$/)
  .meta({ description: 'The id of a row: digits.', example: '42' })
export const Hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'SHA-256 of the text in NFC, hexadecimal.' })
export const Words = (most: number) => z.string().max(most).overwrite(cleanText)
export const Time = z.iso.datetime({ offset: true })
/** What may stand behind a link. An address of any other kind than a page's, such as `javascript:`, is as if there were none. */
export const Link = z
  .string()
  .nullable()
  .overwrite((url) => (url !== null && /^https?:\/\//i.test(url) ? url : null))
export const Text = Words(longestText).meta({ description: 'The reply, to the letter.' })
export const Reason = Words(1_000).meta({ description: 'Why, for the colleagues who read it later.' })
export const Overrule = Words(300).trim().min(3).nullable().default(null).meta({
  description: 'Why it goes out against findings that need a person. What blocks is never overruled.',
})
export const Because = LessonReason.meta({ description: 'What was wrong with the draft.' })

export const Problem = z
  .object({
    error: z.string().meta({ description: 'A word for programs.' }),
    message: z.string().meta({ description: 'A sentence for people.' }),
    requestId: z.string(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

export const Someone = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Someone' })
export const Me = z
  .object({ id: z.string(), email: z.string(), name: z.string(), mustChange: z.boolean() })
  .meta({ id: 'Me' })
const HeldRole = z
  .object({
    brandId: z.string().nullable().meta({ description: 'Null: at every brand.' }),
    role: Role,
    rights: z.array(Right),
  })
  .meta({ id: 'HeldRole' })
export const Myself = Me.extend({ roles: z.array(HeldRole) }).meta({ id: 'Myself' })
export const Done = z.object({ kind: z.literal('done') }).meta({ id: 'Done' })
export const Findings = z.array(Finding.meta({ id: 'Finding' }))

const tabs = ['to-approve', 'with-person', 'failed', 'waiting-for-customer', 'done', 'sent', 'all'] as const
export const Tab = z.enum(tabs).meta({ id: 'Tab' })
const Count = z.number().int()
export const Counts = z.object({ ...everyTab(Count), overdue: Count, mine: Count }).meta({
  id: 'Counts',
  description: 'Conversations on each tab. Of what is over, of `sent` and of `all`, 1000 means 1000 or more.',
})

function everyTab<T>(value: T) {
  return Object.fromEntries(tabs.map((tab) => [tab, value])) as Record<(typeof tabs)[number], T>
}

const AccountName = z.object({ id: z.string(), channel: z.string(), handle: z.string(), name: z.string() })
const Via = z.string().nullable().meta({
  description:
    'The channel of the Bot Framework by which they came to a chat window’s account; null elsewhere.',
})
const Person = z.object({ handle: z.string(), name: z.string() })
const Read = Classification.meta({ id: 'Classification' })

const Wish = z.object({ wish: z.enum(['person', 'silence']), since: Time }).meta({
  id: 'Wish',
  description: 'They asked for a person, or that no machine writes to them; on every account of the network.',
})

// Where a conversation stands in the queue.
const QueuePlace = {
  brandId: z.string(),
  openedAt: Time.nullable().meta({ description: 'When the oldest message came that nobody has answered.' }),
  dueAt: Time.nullable(),
  overdue: z.boolean(),
  because: z
    .object({ ko: z.string(), en: z.string() })
    .nullable()
    .meta({ description: 'Why it is due then; null where nothing is open.' }),
  urgency: Urgency,
  feeling: Feeling,
  intent: Intent.nullable(),
  findings: z.array(z.string()).meta({ description: 'Codes of what was found in the draft.' }),
}

export const Listed = z
  .object({
    id: z.string(),
    account: AccountName,
    via: Via,
    person: Person,
    visibility: Visibility,
    heldBy: Someone.nullable(),
    assignee: Someone.nullable().meta({ description: 'Who is to look at it.' }),
    snoozedUntil: Time.nullable(),
    wish: Wish.nullable(),
    heardAt: Time,
    ...QueuePlace,
    lastText: z.string(),
    stages: z.array(Stage),
    classification: Read.nullable(),
    draftText: z.string().nullable(),
  })
  .meta({ id: 'ListedConversation' })

const Turn = z
  .discriminatedUnion('from', [
    z.object({
      from: z.literal('person'),
      id: z.string(),
      at: Time,
      text: z.string(),
      url: Link,
      stage: Stage,
      why: z.string().nullable(),
      failedAt: Stage.nullable(),
      edited: z.boolean(),
      classification: Read.nullable(),
    }),
    z.object({
      from: z.literal('brand'),
      id: z.string(),
      at: Time,
      text: z.string(),
      url: Link,
      state: z.enum(['queued', 'sending', 'sent', 'failed']),
      error: z.string().nullable(),
      approvedBy: z.string().nullable(),
      undoUntil: Time.nullable().meta({ description: 'It goes out then, and can be taken back until then.' }),
      writer: z.enum(['plain', 'model', 'colleague']),
      drafted: z.string().nullable().meta({ description: 'The draft that a colleague edited into this.' }),
    }),
  ])
  .meta({ id: 'Turn' })

const Draft = z
  .object({
    id: z.string(),
    text: z.string(),
    hash: Hash,
    language: z.enum(['ko', 'en']),
    writer: z.enum(['plain', 'model', 'colleague']),
    model: z.string().nullable(),
    fellBack: z.string().nullable(),
    findings: Findings,
    decision: z.object({ kind: z.string(), why: z.string(), ko: z.string(), en: z.string() }).nullable(),
    tone: z
      .object({ strategy: z.string(), why: z.array(z.object({ ko: z.string(), en: z.string() })) })
      .nullable()
      .meta({ description: 'How it was to be answered, and why.' }),
    madeBy: z
      .object({ name: z.string(), hash: z.string() })
      .nullable()
      .meta({ description: 'The prompt or phrases that it was written from, and the hash of their words.' }),
    at: Time,
  })
  .meta({ id: 'Draft' })

export const Validity = z.enum(['valid', 'expired', 'future'])
export const Source = z
  .object({
    id: z.string(),
    document: z.object({ id: z.string(), name: z.string(), title: z.string(), version: z.string() }),
    heading: z.string(),
    text: z.string(),
    language: z.enum(['ko', 'en']),
    validFrom: z.string().nullable(),
    validUntil: z.string().nullable().meta({ description: 'The last day on which it holds.' }),
    validity: Validity,
  })
  .meta({ id: 'Source', description: 'A passage of a document.' })

const StoryEvent = z
  .object({
    id: z.string(),
    at: Time,
    who: z.string(),
    name: z.string().nullable(),
    kind: z.string(),
    mentionId: z.string().nullable(),
    from: Stage.nullable(),
    to: Stage.nullable(),
    why: z.string().nullable(),
    overruled: z.array(z.string()).meta({
      description: 'The findings that a colleague sent a text against; `why` is their reason then.',
    }),
  })
  .meta({ id: 'StoryEvent' })

const Limits = z.object({
  max: z.number(),
  unit: z.enum(['graphemes', 'utf16', 'bytes']),
  linkCounts: z.number().optional(),
  mentionDomainFree: z.boolean().optional(),
  maxBytes: z.number().optional(),
})

const AccountState = z.enum(['active', 'paused', 'refused'])
export const Conversation = z
  .object({
    id: z.string(),
    brandId: z.string(),
    version: z
      .string()
      .meta({ description: 'Counts what happened here; send it back with what you decide.' }),
    visibility: Visibility,
    heldBy: Someone.nullable(),
    assignee: Someone.nullable().meta({ description: 'Who is to look at it.' }),
    standing: z.enum(['open', 'waiting-for-customer', 'done']).meta({
      description: 'Only what is not open can be closed.',
    }),
    dueAt: Time.nullable(),
    because: z
      .object({ ko: z.string(), en: z.string() })
      .nullable()
      .meta({ description: 'Why it is due then; null where nothing is open.' }),
    snoozedUntil: Time.nullable(),
    wish: Wish.nullable(),
    account: AccountName.extend({ mode: Mode, state: AccountState, stateWhy: z.string().nullable() }),
    via: Via,
    topics: z.array(z.string()).meta({ description: 'What the brand’s messages may be about.' }),
    person: Person.extend({ id: z.string() }),
    classification: Read.nullable(),
    limits: Limits,
    turns: z.array(Turn),
    draft: Draft.nullable(),
    canRewrite: z.boolean().meta({ description: 'There is a model to rewrite with.' }),
    sources: z.array(Source).meta({ description: 'The passages that the draft rests on.' }),
    events: z.array(StoryEvent),
  })
  .meta({ id: 'Conversation' })

export const Approved = z
  .object({
    kind: z.literal('approved'),
    draftId: z.string(),
    sendId: z.string(),
    text: z.string(),
    undoUntil: Time.nullable().meta({ description: 'It can be taken back until then.' }),
    warnings: Findings,
  })
  .meta({ id: 'Approved' })

export const Correcting = Correction.meta({
  id: 'Correction',
  minProperties: 1,
  description: 'What a colleague says of a message; what is left out stays as it was read.',
})
export const Corrected = z
  .object({
    kind: z.literal('corrected'),
    classification: Read,
    heardAnew: z.boolean().meta({ description: 'It is answered anew; a draft that waited is void.' }),
  })
  .meta({ id: 'Corrected' })

/** Why a decision was not carried out; nothing has changed then. */
export const Conflict = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('text-changed'), text: z.string(), hash: Hash }),
    z.object({ kind: z.literal('overtaken'), newMessage: z.string().nullable(), version: z.string() }),
    z.object({
      kind: z.literal('already-decided'),
      decision: z.string(),
      by: Someone.nullable(),
      text: z.string().nullable(),
      at: Time.nullable(),
    }),
    z.object({ kind: z.literal('held'), by: Someone }),
    z.object({ kind: z.literal('may-have-arrived'), text: z.string() }),
    z.object({ kind: z.literal('needs-reason'), findings: Findings }),
    z.object({ kind: z.literal('forbidden'), ko: z.string(), en: z.string() }),
  ])
  .meta({ id: 'Conflict' })
export const Blocked = z.object({ kind: z.literal('blocked'), findings: Findings }).meta({ id: 'Blocked' })

export const Account = AccountName.extend({
  brandId: z.string(),
  brandName: z.string(),
  mode: Mode,
  state: AccountState,
  stateWhy: z.string().nullable(),
  heardAt: Time.nullable(),
  provenAt: Time.nullable().meta({ description: 'When the network last said that it knows us.' }),
  connectedAt: Time,
  lagSeconds: z
    .number()
    .nullable()
    .meta({ description: 'Since it was last known to hear everything; null while it rests.' }),
  hookPath: z.string().nullable().meta({ description: 'Where its messages are delivered, at this Dajeong.' }),
  practice: z
    .boolean()
    .meta({ description: 'It is the practice network’s: nothing said there reaches anybody.' }),
}).meta({ id: 'Account' })
