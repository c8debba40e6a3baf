import { channels } from './channels/all.ts'
import { makeWebhookDoor, type WebhookDoor } from './http/webhooks.ts'
import type { Log } from './log.ts'
import type { Store } from './open.ts'
import type { Engine } from './start.ts'
import { findAccount, openSettings } from './store/accounts.ts'
import { noteEvents } from './store/events.ts'

/** The door for deliveries, with what stands behind it: accounts, the inbox, and the book of events. */
export function openWebhookDoor(store: Store, engine: Pick<Engine, 'receive'>, log: Log): WebhookDoor {
  const { db, key } = store
  return makeWebhookDoor({
    log,
    receive: (item) => engine.receive(item),
    // Any node may take a delivery, so the account is opened here, lease or not.
    async find(accountId) {
      const account = await findAccount(db, accountId)
      const entry = account ? channels[account.channel] : undefined
      if (!account || !entry) return null
      const channel = await entry.load()
      const settings = channel.settings.parse(await openSettings(db, key, accountId))
      return {
        channel: account.channel,
        account: channel.open(settings, {
          now: () => new Date(),
          log: (level, message, detail) => log[level](message, detail),
        }),
      }
    },
    async refuse(accountId, { why, raw }) {
      await noteEvents(db, [{ who: 'dajeong', kind: 'unreadable', why, accountId, detail: { raw } }])
    },
  })
}
