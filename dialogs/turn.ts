import type { Json } from '../src/core/mention.ts'

/** Where somebody can be spoken to again, now or in a month: what a chat client's service gave us, kept as it came. */
export type Reference = { [key: string]: Json }

/** Something that a client did: it wrote, pressed a button on a card, came in, or left. */
export interface Incoming {
  /** The client's own id of it; the same when it is delivered twice. */
  id: string
  kind: 'message' | 'press' | 'joined' | 'left' | 'other'
  /** What was written, as it was written; empty where nothing was. */
  text: string
  /** Pictures, voice or other files came with it. */
  files?: boolean
  /** What a card carried when it was pressed. Any client can forge it. */
  value: Json
  /** The message that the pressed card stands in, where the client tells. */
  replyTo: string | null
  /** BCP 47, as the client says it; null where it says nothing. */
  locale: string | null
}

/** Something that we say: words, or a card of Adaptive Cards 1.x with words for whoever cannot draw it. */
export interface Post {
  /** Ours, the same for every try of one post; a line of our own shows it once, however often it is said. */
  id?: string
  text: string
  /** The text is Markdown of ours, with everything in it escaped that is not; else it is shown to the letter. */
  markdown?: boolean
  card?: Json
  /** Answers that can be pressed instead of written; they go away with the next message. */
  suggestions?: readonly string[]
  /** BCP 47 of the words. */
  locale?: string | null
}

/** How one conversation is spoken to. Every call has a time-out. @throws ChannelError */
export interface Line {
  /** @returns the id by which the post can be changed later; null where the client gives none. */
  say(post: Post): Promise<string | null>
  /** Puts another post where an earlier one stood. */
  change(id: string, post: Post): Promise<void>
  /** Shows for a few seconds that somebody writes. It is not kept, and nobody is told when it does not arrive. */
  typing(): Promise<void>
}

/** One thing that happened in one chat, whatever client it came from. */
export interface Turn extends Line {
  /** `directline` is our own line; `msteams`, `emulator`, `line` … are others'. */
  channel: string
  /** It came over our own line, from a visitor whom our own door let in. */
  own: boolean
  conversation: {
    id: string
    /** More than two can read it. */
    group: boolean
    tenant: string | null
  }
  from: {
    id: string
    name: string
    /** Of the directory that a Teams user signed in with; null elsewhere. */
    directoryId: string | null
  }
  incoming: Incoming
  reference: Reference
}

/** What answers turns. A turn that throws is told to the log, and comes again where the client repeats it. */
export type Bot = (turn: Turn) => Promise<void>

/** What speaks first: without anything having come in. @throws ChannelError */
export interface Speaker {
  speak(reference: Reference, work: (line: Line) => Promise<void>): Promise<void>
}
