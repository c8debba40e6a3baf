import type { Json } from '../src/core/mention.ts'

/** The service address in every activity of our own line; nothing that comes over HTTP may carry it. */
export const ownServiceUrl = 'urn:dajeong:directline'

/** An activity of the Bot Framework as it is shown to a visitor: JSON, nothing else. */
export type LineActivity = { [key: string]: Json }

/** Where the bot's words for visitors of our own line go: what keeps them, and whoever is connected sees them. */
export interface OwnLine {
  /**
   * Keeps it and shows it.
   * @param activity a card's words for whoever cannot draw it stand in `summary`, so that they are not shown twice.
   * @param key `Post.id`: the same said twice is shown once; null where it has none.
   * @returns the activity's id, by which it can be changed.
   */
  post(conversationId: string, activity: LineActivity, key: string | null): Promise<string>
  /** Puts another activity where an earlier one stood. */
  change(conversationId: string, id: string, activity: LineActivity): Promise<void>
  /** Somebody writes. It is not kept. */
  typing(conversationId: string): void
}
