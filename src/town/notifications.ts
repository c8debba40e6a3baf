import { Refusal } from './http.ts'
import { type Paging, readPage } from './paging.ts'
import type { Notification, NotificationType } from './rows.ts'
import type { Town } from './town.ts'

export interface News {
  to: string
  type: NotificationType
  from: string
  status?: string
}

/** Writes it down; the caller tells the live watchers once its transaction is through. */
export function addNotification(town: Town, news: News): Notification {
  const notification: Notification = {
    id: town.store.nextId(),
    account_id: news.to,
    type: news.type,
    from_id: news.from,
    status_id: news.status ?? null,
    created_at: town.now(),
  }
  town.store.run(
    'insert into notifications values (:id, :account_id, :type, :from_id, :status_id, :created_at)',
    { ...notification },
  )
  return notification
}

// What is about a deleted status goes with it, as in Mastodon.
const THERE = `n.account_id = :account and (n.status_id is null or exists
  (select 1 from statuses s where s.id = n.status_id and s.deleted_at is null))`

/** One page for the account, newest first. */
export function findNotifications(
  town: Town,
  account: string,
  wanted: { types: string[]; excluded: string[] },
  paging: Paging,
): Notification[] {
  const where = `${THERE} and (:types = '[]' or n.type in (select value from json_each(:types)))
    and n.type not in (select value from json_each(:excluded))`
  return readPage<Notification>(town, 'notifications n', 'n.*', 'n.id', where, paging, {
    account,
    types: JSON.stringify(wanted.types),
    excluded: JSON.stringify(wanted.excluded),
  })
}

/** @throws Refusal 404 when it is not the account's, or its status is gone. */
export function getNotification(town: Town, account: string, id: string): Notification {
  const found = town.store.one<Notification>(
    `select n.* from notifications n where n.id = :id and ${THERE}`,
    {
      account,
      id,
    },
  )
  if (!found) throw new Refusal(404, 'Record not found')
  return found
}
