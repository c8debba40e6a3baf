import type { Account, Channel, WebhookRequest } from '../../src/channels/channel.ts'
import type { Visibility } from '../../src/core/mention.ts'

/**
 * The other side of a channel, as its contract test drives it: a network with a brand account on it, two people and
 * another brand's bot. Ids are the network's own, the same that the channel must use as `nativeId`.
 * What is optional belongs to an ability; a channel that declares the ability must bring a world that can play it.
 */
export interface World {
  channel: Channel
  /** The brand's account, newly opened at every call, with the credentials that work (until `refuseUs`). */
  open(): Account
  /** The brand itself on this network; null where a network has no such idea (a plain webhook). */
  brand: { nativeId: string } | null
  anna: Person
  ben: Person
  robot: Person

  /** Somebody addresses the brand; `parent` is the post that is answered. Resolves when the network has it. */
  say(words: { from: Person; text: string; visibility?: Visibility; parent?: string }): Promise<string>
  /** The brand posts by another way than ours (its own app); where people can answer it. Needed by `can.thread`. */
  sayAsBrand?(text: string): Promise<string>
  /** Needed by `can.edit`. */
  edit?(nativeId: string, text: string): Promise<void>
  /** Needed by `can.edit`; may be there without it, and then only tells what a send to something gone does. */
  remove?(nativeId: string): Promise<void>
  /** What the network has delivered by webhook since the last call. Needed by `can.webhook`. */
  deliveries?(): Promise<WebhookRequest[]>

  /** What the brand has answered, oldest first, as everybody else sees it. `text` is plain. */
  answers(): Promise<Answer[]>

  /** The next send is accepted and its answer never comes. */
  loseNextAnswer(): Promise<void>
  /** The next send is refused before it does anything, because there were too many calls. */
  beBusy(): Promise<void>
  /** From now on our credentials are worth nothing. */
  refuseUs(): Promise<void>
  /** From now on everything is delivered twice, and not in order. */
  repeat?(): Promise<void>
  /** Cuts whatever connection delivers to us; a new one may be opened. */
  cut?(): Promise<void>

  close(): Promise<void>
}

export interface Person {
  nativeId: string
  handle: string
}

export interface Answer {
  nativeId: string
  text: string
  parent: string | null
  visibility: Visibility
}
