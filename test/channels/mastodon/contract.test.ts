import { mastodon } from '../../../src/channels/mastodon/mastodon.ts'
import { channelContract } from '../contract.ts'
import { makeMastodonWorld } from './town-world.ts'

channelContract('mastodon', mastodon.can, () => makeMastodonWorld({ stream: true }))
channelContract('mastodon without its stream', mastodon.can, () => makeMastodonWorld({ stream: false }))
