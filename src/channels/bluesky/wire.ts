import { z } from 'zod'

// What the network sends, as far as we read it. Unknown fields are ignored; a field that only decorates and is broken
// counts as missing, so that a strange client's post is still heard.

export const StrongRef = z.object({ uri: z.string().startsWith('at://').max(512), cid: z.string().max(256) })
export type StrongRef = z.infer<typeof StrongRef>

const Label = z.object({ val: z.string(), neg: z.boolean().optional().catch(undefined) })

export const Profile = z.object({
  did: z.string().startsWith('did:').max(512),
  handle: z.string().catch(''),
  displayName: z.string().optional().catch(undefined),
  labels: z.array(Label).optional().catch(undefined),
})
export type Profile = z.infer<typeof Profile>

const Features = z.array(
  z.object({ $type: z.string().catch(''), did: z.string().optional().catch(undefined) }),
)

export const WireFacets = z.array(
  z.object({ index: z.object({ byteStart: z.number(), byteEnd: z.number() }), features: Features }),
)

export const Post = z.object({
  text: z.string(),
  createdAt: z.unknown().optional(),
  langs: z.array(z.string()).optional().catch(undefined),
  reply: z.object({ root: StrongRef, parent: StrongRef }).optional(),
  facets: WireFacets.optional().catch(undefined),
})

export const Notification = z.object({
  uri: z.string().startsWith('at://').max(512),
  cid: z.string().max(256),
  reason: z.string(),
  author: Profile,
  record: Post,
  indexedAt: z.iso.datetime({ offset: true }),
})
export type Notification = z.infer<typeof Notification>

/** The items stay unread here, so that one broken item does not hide the rest of its page. */
export const NotificationPage = z.object({
  cursor: z.string().optional().catch(undefined),
  notifications: z.array(z.unknown()),
})

export const Message = z.object({
  id: z.string().min(1),
  text: z.string(),
  facets: WireFacets.optional().catch(undefined),
  sender: z.object({ did: z.string() }),
  sentAt: z.string(),
})
export type Message = z.infer<typeof Message>

export const LogPage = z.object({ cursor: z.string().optional(), logs: z.array(z.unknown()) })

export const LogEntry = z.object({
  $type: z.string(),
  convoId: z.string().min(1).max(200),
  message: z
    .object({ $type: z.string().catch(''), id: z.string().min(1).max(200) })
    .loose()
    .optional(),
})
export type LogEntry = z.infer<typeof LogEntry>

export const Convo = z.object({
  convo: z.object({
    id: z.string().min(1),
    members: z.array(Profile),
    // Absent on servers that know no groups.
    kind: z
      .object({ $type: z.string().catch('') })
      .optional()
      .catch(undefined),
  }),
})

export const MessagePage = z.object({
  cursor: z.string().optional().catch(undefined),
  messages: z.array(z.unknown()),
})

export const Sent = z.object({ id: z.string().min(1) })
export const Written = z.object({ uri: z.string(), cid: z.string() })
export const Found = z.object({ uri: z.string(), cid: z.string(), value: z.unknown() })
export const Resolved = z.object({ did: z.string() })

export const PostViews = z.object({
  posts: z.array(
    z.object({
      uri: z.string(),
      viewer: z.object({ replyDisabled: z.boolean().optional() }).optional().catch(undefined),
    }),
  ),
})

export const Session = z.object({
  did: z.string().startsWith('did:'),
  handle: z.string(),
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
  active: z.boolean().optional(),
  status: z.string().optional(),
  didDoc: z.unknown().optional(),
})
export type Session = z.infer<typeof Session>

export const DidDocument = z.object({
  service: z.array(z.object({ id: z.string(), type: z.string(), serviceEndpoint: z.unknown().optional() })),
})

export const ErrorBody = z.object({ error: z.string().catch(''), message: z.string().catch('') })
