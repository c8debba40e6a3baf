import { findAccount } from './accounts.ts'
import { Refusal } from './http.ts'
import { addNotification } from './notifications.ts'
import type { Account, Notification, Status, Visibility } from './rows.ts'
import { splitText, toHandle } from './text.ts'
import type { Town } from './town.ts'

export interface NewStatus {
  text: string
  visibility: Visibility
  inReplyTo?: string | null
  lang?: string | null
  spoiler?: string
  /** A repeat of the key within the hour gets the first status back. */
  idempotencyKey?: string
}

/** How long an Idempotency-Key is remembered, in milliseconds (Mastodon: one hour, per account). */
const IDEMPOTENCY_MS = 3_600_000

/** Whether `:viewer` (null for a stranger) may see the status `s`. Mastodon's StatusPolicy without blocks. */
export const VISIBLE = `s.deleted_at is null and (s.visibility in ('public', 'unlisted') or s.account_id = :viewer
  or exists (select 1 from mentions m where m.status_id = s.id and m.account_id = :viewer)
  or (s.visibility = 'private' and exists
    (select 1 from follows f where f.account_id = :viewer and f.target_id = s.account_id)))`

export function findStatus(town: Town, id: string, viewer: string | null): Status | undefined {
  return town.store.one<Status>(`select s.* from statuses s where s.id = :id and ${VISIBLE}`, { id, viewer })
}

/** @throws Refusal 404 when there is none, or none for this viewer. */
export function getStatus(town: Town, id: string, viewer: string | null): Status {
  const status = findStatus(town, id, viewer)
  if (!status) throw new Refusal(404, 'Record not found')
  return status
}

/** @throws Refusal 404 when the status is not the author's own. */
function getOwn(town: Town, id: string, author: Account): Status {
  const status = getStatus(town, id, author.id)
  if (status.account_id !== author.id) throw new Refusal(404, 'Record not found')
  return status
}

export function postStatus(town: Town, author: Account, wish: NewStatus): Status {
  // The status, its mentions and their notifications are one fact: a kill leaves all of it or none.
  const outcome = town.store.inTransaction(() => {
    const before = wish.idempotencyKey && findByKey(town, author, wish.idempotencyKey)
    if (before) return { status: before, news: null }
    const parent = wish.inReplyTo ? findStatus(town, wish.inReplyTo, author.id) : undefined
    if (wish.inReplyTo && !parent) {
      throw new Refusal(404, 'The post you are trying to reply to does not appear to exist.')
    }
    const status: Status = {
      id: town.store.nextId(),
      account_id: author.id,
      // Half an emoji is no UTF-8, and would come back from the file as something else.
      text: wish.text.toWellFormed(),
      spoiler: (wish.spoiler ?? '').toWellFormed(),
      lang: wish.lang ?? author.lang,
      visibility: wish.visibility,
      in_reply_to_id: parent?.id ?? null,
      in_reply_to_account_id: parent?.account_id ?? null,
      created_at: town.now(),
      edited_at: null,
      deleted_at: null,
    }
    town.store.run(
      `insert into statuses values (:id, :account_id, :text, :spoiler, :lang, :visibility, :in_reply_to_id,
        :in_reply_to_account_id, :created_at, :edited_at, :deleted_at)`,
      { ...status },
    )
    countStatus(town, author, 1)
    if (wish.idempotencyKey) remember(town, author, wish.idempotencyKey, status)
    return { status, news: mention(town, author, status) }
  })
  if (outcome.news) {
    town.happenings.emit('posted', outcome.status)
    for (const notification of outcome.news) town.happenings.emit('notified', notification)
  }
  return outcome.status
}

export function editStatus(town: Town, author: Account, id: string, change: Partial<NewStatus>): Status {
  const before = getOwn(town, id, author)
  const status: Status = {
    ...before,
    text: (change.text ?? before.text).toWellFormed(),
    spoiler: (change.spoiler ?? before.spoiler).toWellFormed(),
    lang: change.lang ?? before.lang,
    edited_at: town.now(),
  }
  const news = town.store.inTransaction(() => {
    town.store.run(
      'update statuses set text = :text, spoiler = :spoiler, lang = :lang, edited_at = :edited_at where id = :id',
      { id, text: status.text, spoiler: status.spoiler, lang: status.lang, edited_at: status.edited_at },
    )
    return mention(town, author, status)
  })
  town.happenings.emit('edited', status)
  for (const notification of news) town.happenings.emit('notified', notification)
  return status
}

/** The row stays, marked: the witness must be able to tell "deleted" from "never said". */
export function deleteStatus(town: Town, author: Account, id: string): Status {
  const status = { ...getOwn(town, id, author), deleted_at: town.now() }
  town.store.inTransaction(() => {
    town.store.run('update statuses set deleted_at = :at where id = :id', { id, at: status.deleted_at })
    countStatus(town, author, -1)
  })
  town.happenings.emit('deleted', status)
  return status
}

export function findMentioned(town: Town, statusId: string): Account[] {
  return town.store.all<Account>(
    'select a.* from mentions m join accounts a on a.id = m.account_id where m.status_id = :statusId order by a.id',
    { statusId },
  )
}

/** The posts above (oldest first) and below (depth first), as far as the viewer may see them. */
export function findContext(town: Town, status: Status, viewer: string | null) {
  const ancestors: Status[] = []
  let parentId = status.in_reply_to_id
  while (parentId !== null) {
    const parent = findStatus(town, parentId, viewer)
    if (!parent) break
    ancestors.unshift(parent)
    parentId = parent.in_reply_to_id
  }
  const descendants: Status[] = []
  const waiting = [status.id]
  while (waiting.length > 0) {
    const id = waiting.pop()
    if (id === undefined) break
    const replies = findReplies(town, id, viewer)
    if (id !== status.id) descendants.push(getStatus(town, id, viewer))
    waiting.push(...replies.map((reply) => reply.id).reverse())
  }
  return { ancestors, descendants }
}

function findReplies(town: Town, id: string, viewer: string | null): Status[] {
  return town.store.all<Status>(
    `select s.* from statuses s where s.in_reply_to_id = :id and ${VISIBLE} order by s.id`,
    { id, viewer },
  )
}

/** Tells everybody whom the text names, once each, also when an edit names them. */
function mention(town: Town, author: Account, status: Status): Notification[] {
  const named = new Map<string, Account>()
  for (const piece of splitText(status.text)) {
    if (piece.kind !== 'mention') continue
    const account = findAccount(town, toHandle(piece.username, piece.domain))
    if (account) named.set(account.id, account)
  }
  const isNew = [...named.keys()].filter(
    (account) =>
      town.store.run('insert or ignore into mentions values (:status, :account)', {
        status: status.id,
        account,
      }) === 1,
  )
  return isNew
    .filter((account) => account !== author.id)
    .map((account) =>
      addNotification(town, { to: account, type: 'mention', from: author.id, status: status.id }),
    )
}

function countStatus(town: Town, author: Account, by: 1 | -1): void {
  town.store.run('update accounts set statuses_count = statuses_count + :by where id = :id', {
    id: author.id,
    by,
  })
}

function findByKey(town: Town, author: Account, key: string): Status | undefined {
  town.store.run('delete from idempotency where at <= :old', { old: town.now() - IDEMPOTENCY_MS })
  const row = town.store.one<{ status_id: string }>(
    'select status_id from idempotency where account_id = :account and key = :key',
    { account: author.id, key },
  )
  return row && getStatus(town, row.status_id, author.id)
}

function remember(town: Town, author: Account, key: string, status: Status): void {
  town.store.run('insert into idempotency values (:account, :key, :status, :at)', {
    account: author.id,
    key,
    status: status.id,
    at: town.now(),
  })
}
