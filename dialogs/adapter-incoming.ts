import type { Activity } from 'botbuilder'
import { cleanText, type Json } from '../src/core/mention.ts'
import { toJson } from './adapter-post.ts'
import type { Incoming, Reference, Turn } from './turn.ts'

/** The one invoke that we serve: `Action.Execute` of a card. */
export const cardPress = 'adaptiveCard/action'

type Facts = Pick<Turn, 'channel' | 'own' | 'conversation' | 'from' | 'incoming'>

/** What an activity says of who, where and what. @param own it came over our own line */
export function readFacts(activity: Activity, own: boolean): Facts {
  const { channelId, conversation, from } = activity
  const inTeams = !own && channelId === 'msteams'
  return {
    // Azure has a channel of the same name; its visitors were not let in by our door.
    channel: !own && channelId === 'directline' ? 'azure-directline' : channelId,
    own,
    conversation: {
      id: conversation.id,
      group: conversation.isGroup === true || /^(?:groupChat|channel)$/.test(typeOf(conversation)),
      tenant: inTeams ? tenantOf(activity) : null,
    },
    from: {
      id: from.id,
      name: cleanText(from.name ?? ''),
      // Clients of other channels fill this in as they like.
      directoryId: inTeams ? from.aadObjectId || null : null,
    },
    incoming: readIncoming(activity),
  }
}

/** The tenant that an activity of Teams is from; null when it names none, or two that differ. */
export function tenantOf(activity: {
  conversation: { tenantId?: string | null }
  channelData?: unknown
}): string | null {
  const data = activity.channelData as { tenant?: { id?: unknown } } | null | undefined
  const named = [activity.conversation.tenantId, data?.tenant?.id].filter(
    (id) => id !== undefined && id !== null && id !== '',
  )
  const [first] = named
  return typeof first === 'string' && named.every((id) => id === first) ? first : null
}

/** Where the chat can be spoken to again: the same for every turn of it. */
export function readReference(activity: Activity): Reference {
  const { from: user, recipient: bot, conversation, channelId, locale, serviceUrl } = activity
  return toJson({ user, bot, conversation, channelId, locale, serviceUrl } as Partial<Activity>)
}

function readIncoming(activity: Activity): Incoming {
  const { kind, value } = readKind(activity)
  return {
    id: activity.id ?? '',
    kind,
    text: activity.type === 'message' ? cleanText(withoutOurName(activity)) : '',
    ...(activity.attachments?.length ? { files: true } : {}),
    value,
    replyTo: activity.replyToId ?? null,
    locale: localeOf(activity),
  }
}

function readKind(activity: Activity): { kind: Incoming['kind']; value: Json } {
  const value = (activity.value ?? null) as Json
  if (activity.type === 'message') return { kind: value === null ? 'message' : 'press', value }
  if (activity.type === 'invoke' && activity.name === cardPress)
    return { kind: 'press', value: executed(value) }
  if (activity.type === 'conversationUpdate' && hasCome(activity)) return { kind: 'joined', value: null }
  const isLeft =
    activity.type === 'endOfConversation' ||
    (activity.type === 'conversationUpdate' && (activity.membersRemoved?.length ?? 0) > 0)
  return { kind: isLeft ? 'left' : 'other', value: isLeft ? null : value }
}

/** Teams tells of the bot's own coming and mostly of nobody else's; others tell of both, and one of them is enough. */
function hasCome({ channelId, membersAdded = [], recipient }: Activity): boolean {
  const others = (membersAdded ?? []).filter(({ id }) => id !== recipient?.id)
  return others.length > 0 || (channelId === 'msteams' && (membersAdded?.length ?? 0) > 0)
}

/** The data of `Action.Execute` as `Action.Submit` would have brought it, with the verb beside it. */
function executed(value: Json): Json {
  const action = fieldOf(value, 'action')
  const data = fieldOf(action, 'data') ?? null
  const verb = fieldOf(action, 'verb')
  if (typeof verb !== 'string') return data
  if (data === null) return { verb }
  return typeof data === 'object' && !Array.isArray(data) ? { verb, ...data } : data
}

function fieldOf(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined
}

/** In a group of Teams a bot is spoken to by its name, which stands in the text as markup. */
function withoutOurName({ text, entities, recipient }: Activity): string {
  let rest = text ?? ''
  for (const entity of entities ?? []) {
    const { mentioned, text: markup } = entity as { mentioned?: { id?: unknown }; text?: unknown }
    const ours = entity.type === 'mention' && recipient?.id && mentioned?.id === recipient.id
    if (!ours || typeof markup !== 'string' || markup === '') continue
    const before = rest
    rest = rest.replaceAll(markup, '')
    if (rest !== before) rest = rest.replace(/^(?:\s|&nbsp;)+|(?:\s|&nbsp;)+$/g, '')
  }
  return rest
}

function localeOf(activity: Activity): string | null {
  const client = activity.entities?.find(({ type }) => type === 'clientInfo') as
    | { locale?: unknown }
    | undefined
  const locale = activity.locale || client?.locale
  if (typeof locale !== 'string') return null
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? null
  } catch {
    return null
  }
}

function typeOf(conversation: { conversationType?: string | null }): string {
  return conversation.conversationType ?? ''
}
