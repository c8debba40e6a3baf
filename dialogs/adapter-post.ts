import type { Activity } from 'botbuilder'
import type { Json } from '../src/core/mention.ts'
import type { LineActivity } from './own-line.ts'
import type { Post } from './turn.ts'

/** `Post.id` on its way through the framework, which takes `id` away; a symbol is neither sent nor kept as JSON. */
export const postKey = Symbol('the id of a post')

export type Outgoing = Partial<Activity> & { [postKey]?: string }

const adaptiveCard = 'application/vnd.microsoft.card.adaptive'

// Elsewhere a card becomes a picture whose buttons do nothing, so its words are said instead.
const drawsCards = new Set(['directline', 'webchat', 'msteams', 'emulator'])

/** A post as an activity. @param channelId whose client will show it */
export function toActivity(post: Post, channelId: string): Outgoing {
  const drawn = post.card !== undefined && drawsCards.has(channelId) ? post.card : null
  const activity: Outgoing = {
    type: 'message',
    inputHint: 'acceptingInput',
    ...(drawn === null
      ? wordsOf(post, channelId)
      : {
          summary: post.text,
          attachments: [{ contentType: adaptiveCard, content: withWords(drawn, post.text) }],
        }),
  }
  if (post.locale) activity.locale = post.locale
  if (post.suggestions?.length) {
    const actions = post.suggestions.map((title) => ({ type: 'imBack', title, value: title }))
    activity.suggestedActions = { to: [], actions }
  }
  if (post.id !== undefined) activity[postKey] = post.id
  return activity
}

/** Who draws cards reads Markdown as well; elsewhere its marks would stand in the text. */
function wordsOf({ text, markdown = false }: Post, channelId: string): Outgoing {
  if (!markdown) return { text, textFormat: 'plain' }
  return drawsCards.has(channelId)
    ? { text, textFormat: 'markdown' }
    : { text: text.replace(/\\([!-/:-@[-`{-~])|`/g, '$1'), textFormat: 'plain' }
}

function withWords(card: Json, text: string): Json {
  if (typeof card !== 'object' || card === null || Array.isArray(card)) return card
  return { fallbackText: text, ...card }
}

/** What is left of it as JSON: dates as text, nothing undefined. */
export function toJson(activity: Partial<Activity>): LineActivity {
  return JSON.parse(JSON.stringify(activity)) as LineActivity
}

/** What answers a press of `Action.Execute`: the new card for who pressed, or that it was taken. */
export function toInvokeAnswer(card: Json | null): Partial<Activity> {
  const body =
    card === null
      ? { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'OK' }
      : { statusCode: 200, type: adaptiveCard, value: card }
  return { type: 'invokeResponse', value: { status: 200, body } }
}
