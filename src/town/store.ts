import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

/** The version of the file's tables. A file with a higher one was made by a newer town and is left alone. */
const VERSION = 1

const TABLES = `
create table accounts (
  id text primary key, handle text not null unique collate nocase, name text not null, lang text not null,
  bot integer not null, brand integer not null, avatar text not null, colour text not null, created_at integer not null,
  statuses_count integer not null
);
create table statuses (
  id text primary key, account_id text not null references accounts, text text not null, spoiler text not null,
  lang text, visibility text not null, in_reply_to_id text references statuses,
  in_reply_to_account_id text, created_at integer not null, edited_at integer, deleted_at integer
);
create index statuses_by_account on statuses (account_id, id);
create index statuses_by_parent on statuses (in_reply_to_id);
create table mentions (
  status_id text not null references statuses, account_id text not null references accounts,
  primary key (status_id, account_id)
) without rowid;
create table notifications (
  id text primary key, account_id text not null references accounts, type text not null,
  from_id text not null references accounts, status_id text references statuses, created_at integer not null
);
create index notifications_by_account on notifications (account_id, id);
create index notifications_by_status on notifications (status_id);
create table follows (account_id text, target_id text, primary key (account_id, target_id)) without rowid;
create index follows_by_target on follows (target_id);
create table favourites (account_id text, status_id text, primary key (account_id, status_id)) without rowid;
create index favourites_by_status on favourites (status_id);
create table apps (
  client_id text primary key, client_secret text not null, name text not null,
  redirect_uris text not null, scopes text not null, website text
);
create table codes (
  code text primary key, client_id text not null, account_id text not null, redirect_uri text not null,
  scopes text not null, challenge text, created_at integer not null
);
create table tokens (
  token text primary key, account_id text, client_id text, scopes text not null,
  fixed integer not null, revoked integer not null, created_at integer not null
);
create table idempotency (
  account_id text not null, key text not null, status_id text not null, at integer not null,
  primary key (account_id, key)
) without rowid;
create index idempotency_by_age on idempotency (at);
`

export interface Store {
  /** `Row` is what the SQL selects; the tables are above, and nobody else writes them. */
  one<Row>(sql: string, params?: Record<string, SQLInputValue>): Row | undefined
  all<Row>(sql: string, params?: Record<string, SQLInputValue>): Row[]
  run(sql: string, params?: Record<string, SQLInputValue>): number
  inTransaction<T>(work: () => T): T
  nextId(): string
  close(): void
}

/**
 * Opens the town's file, or makes it.
 * @throws Error with one sentence for the operator when the file is taken, foreign, newer or unreachable.
 */
export function openStore(file: string, now: () => number): Store {
  const db = openFile(file)
  const prepared = new Map<string, StatementSync>()
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql)
    if (known) return known
    const made = db.prepare(sql)
    prepared.set(sql, made)
    return made
  }
  let lastId = BigInt(newestId(db))
  let depth = 0

  return {
    one: <Row>(sql: string, params = {}) => statement(sql).get(params) as unknown as Row | undefined,
    all: <Row>(sql: string, params = {}) => statement(sql).all(params) as unknown as Row[],
    run: (sql, params = {}) => Number(statement(sql).run(params).changes),
    inTransaction(work) {
      if (depth > 0) return work()
      statement('begin immediate').run()
      depth += 1
      try {
        const result = work()
        statement('commit').run()
        return result
      } catch (error) {
        statement('rollback').run()
        throw error
      } finally {
        depth -= 1
      }
    },
    // Mastodon's own form: milliseconds, then 16 bits. A clock that went back does not bring ids back.
    nextId() {
      const fromClock = BigInt(now()) << 16n
      lastId = fromClock > lastId ? fromClock : lastId + 1n
      return toId(lastId)
    },
    close: () => db.close(),
  }
}

/** Ids are compared as text, so all have the length that a time in this era gives them: 18 digits. */
const ID_DIGITS = 18

function toId(value: bigint): string {
  return value.toString().padStart(ID_DIGITS, '0')
}

/** What a caller sent as `min_id` and the like, made comparable with our ids. Rubbish counts as 0, as in Mastodon. */
export function toComparableId(text: string): string {
  const digits = /^\d+/.exec(text)?.[0].replace(/^0+/, '') ?? ''
  return digits.length > ID_DIGITS ? '9'.repeat(ID_DIGITS) : digits.padStart(ID_DIGITS, '0')
}

function newestId(db: DatabaseSync): string {
  const sql = ['accounts', 'statuses', 'notifications'].map((table) => `select max(id) as id from ${table}`)
  const row = db.prepare(`select coalesce(max(id), '0') as id from (${sql.join(' union all ')})`).get()
  return String(row?.id ?? '0')
}

function openFile(file: string): DatabaseSync {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file)
    // One town per file: two would hand out the same ids.
    db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal;')
    // NORMAL keeps every answered request through kill -9 of this process (the pages are in the kernel by then);
    // only a power cut could take the last ones, and then the service that we are the witness for is gone as well.
    // FULL would make the witness compete for the disk's syncs with the database it is watching.
    db.exec('pragma synchronous = normal; pragma foreign_keys = on; begin immediate; commit;')
    const version = Number(db.prepare('pragma user_version').get()?.user_version ?? 0)
    if (version > VERSION) {
      throw new Error(
        `The town's file ${file} was made by a newer version: start that version, or name another file.`,
      )
    }
    if (version === 0) db.exec(`begin; ${TABLES} pragma user_version = ${VERSION}; commit;`)
    return db
  } catch (cause) {
    db?.close()
    throw new Error(explain(file, cause), { cause })
  }
}

function explain(file: string, cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  if (message.startsWith("The town's file")) return message
  if (/locked|busy/.test(message)) {
    return `The town's file ${file} is in use by another town: stop that one, or name another file with --file.`
  }
  if (/not a database/.test(message)) {
    return `The town's file ${file} is not a town: name another file with --file.`
  }
  return `The town's file ${file} cannot be opened (${message}): check that its folder exists and may be written.`
}
