import { mastodon } from '../../../src/channels/mastodon/mastodon.ts'
import { channelContract } from '../contract.ts'
import { makeMastodonWorld } from './town-world.ts'

channelContract('mastodon', mastodon.can, makeMastodonWorld)
