/** What the script on somebody's site says to the window in its frame. */
export type ToWindow = { dajeong: 'to-window' } & (
  | { kind: 'hello'; shown: boolean; identity: string | null; color: string | null }
  | { kind: 'shown'; shown: boolean }
  | { kind: 'identity'; identity: string | null }
)

/** What the window says to the script. */
export type ToSite = { dajeong: 'to-site' } & (
  | { kind: 'unread'; count: number }
  /** A conversation is kept here, so it is worth looking for answers when the visitor comes back. */
  | { kind: 'begun' }
  | { kind: 'close' }
)
