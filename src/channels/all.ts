import type { Channel } from './channel.ts'

/** A channel that is read from disk only when somebody needs it. */
export interface ChannelEntry {
  load(): Promise<Channel>
}

/**
 * Every network that Dajeong can speak; a new one is a folder and a line here. Each is loaded on demand, so that a network's
 * client library costs memory only where an account needs it.
 */
export const channels: Record<string, ChannelEntry> = {
  mastodon: { load: async () => (await import('./mastodon/mastodon.ts')).mastodon },
  bluesky: { load: async () => (await import('./bluesky/bluesky.ts')).bluesky },
  webchat: { load: async () => (await import('./webchat/webchat.ts')).webchat },
  webhook: { load: async () => (await import('./webhook/webhook.ts')).webhook },
}
