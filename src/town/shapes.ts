import { accountUrl, findAccount, findAccountById, usernameOf } from './accounts.ts'
import type { Account, Notification, Status } from './rows.ts'
import { findMentioned, getStatus } from './statuses.ts'
import { toHandle, toHtml } from './text.ts'
import type { Town } from './town.ts'

/** The account as a Mastodon client reads it. */
export function toAccountJson(town: Town, account: Account) {
  const count = (sql: string) => town.store.one<{ n: number }>(sql, { id: account.id })?.n ?? 0
  return {
    id: account.id,
    username: usernameOf(account),
    acct: account.handle,
    display_name: account.name,
    locked: false,
    bot: account.bot === 1,
    discoverable: true,
    group: false,
    created_at: new Date(account.created_at).toISOString(),
    note: '',
    url: accountUrl(town, account),
    uri: `${town.url()}/users/${account.id}`,
    avatar: `${town.url()}/avatars/${account.id}.svg`,
    avatar_static: `${town.url()}/avatars/${account.id}.svg`,
    header: '',
    header_static: '',
    followers_count: count('select count(*) as n from follows where target_id = :id'),
    following_count: count('select count(*) as n from follows where account_id = :id'),
    statuses_count: account.statuses_count,
    last_status_at: null,
    emojis: [],
    fields: [],
  }
}

/** The status as a Mastodon client reads it. */
export function toStatusJson(town: Town, status: Status) {
  const author = findAccountById(town, status.account_id)
  if (!author) throw new Error(`Status ${status.id} has no author.`)
  const count = (sql: string) => town.store.one<{ n: number }>(sql, { id: status.id })?.n ?? 0
  const parent = status.in_reply_to_id
  // Mastodon detaches replies from a post that was deleted.
  const isParentThere =
    parent !== null &&
    town.store.one('select 1 from statuses where id = :parent and deleted_at is null', { parent }) !==
      undefined
  return {
    id: status.id,
    created_at: new Date(status.created_at).toISOString(),
    edited_at: status.edited_at === null ? null : new Date(status.edited_at).toISOString(),
    in_reply_to_id: isParentThere ? parent : null,
    in_reply_to_account_id: isParentThere ? status.in_reply_to_account_id : null,
    sensitive: status.spoiler !== '',
    spoiler_text: status.spoiler,
    visibility: status.visibility,
    language: status.lang,
    uri: `${town.url()}/users/${author.id}/statuses/${status.id}`,
    url: `${accountUrl(town, author)}/${status.id}`,
    replies_count: count(
      'select count(*) as n from statuses where in_reply_to_id = :id and deleted_at is null',
    ),
    reblogs_count: 0,
    favourites_count: count('select count(*) as n from favourites where status_id = :id'),
    content: toHtml(status.text, (username, domain) => {
      const named = findAccount(town, toHandle(username, domain))
      return named && { url: accountUrl(town, named), username: usernameOf(named) }
    }),
    account: toAccountJson(town, author),
    mentions: findMentioned(town, status.id).map((account) => ({
      id: account.id,
      username: usernameOf(account),
      acct: account.handle,
      url: accountUrl(town, account),
    })),
    reblog: null,
    media_attachments: [],
    tags: [],
    emojis: [],
    card: null,
    poll: null,
  }
}

/** The notification as a Mastodon client reads it. */
export function toNotificationJson(town: Town, notification: Notification) {
  const from = findAccountById(town, notification.from_id)
  if (!from) throw new Error(`Notification ${notification.id} comes from nobody.`)
  return {
    id: notification.id,
    type: notification.type,
    created_at: new Date(notification.created_at).toISOString(),
    group_key: `ungrouped-${notification.id}`,
    account: toAccountJson(town, from),
    ...(notification.status_id === null
      ? {}
      : { status: toStatusJson(town, getStatus(town, notification.status_id, notification.account_id)) }),
  }
}

/** A person as the town's own page and the benches read it. */
export function toPersonJson(account: Account) {
  return {
    id: account.id,
    handle: account.handle,
    name: account.name,
    lang: account.lang,
    bot: account.bot === 1,
    brand: account.brand === 1,
    avatar: account.avatar,
    colour: account.colour,
  }
}
