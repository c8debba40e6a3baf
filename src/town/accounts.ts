import { randomInt } from 'node:crypto'
import { Refusal } from './http.ts'
import type { Account } from './rows.ts'
import type { Town } from './town.ts'

export interface NewAccount {
  handle?: string
  name: string
  lang?: string
  bot?: boolean
  brand?: boolean
  avatar?: string
  colour?: string
}

const COLOURS = ['#e8927c', '#e0b15e', '#8fb573', '#5fae9f', '#6c9bd1', '#8d86c9', '#c787b5', '#b08968']

export function makeAccount(town: Town, wish: NewAccount): Account {
  const id = town.store.nextId()
  const handle = wish.handle ?? freeHandle(town, wish.name)
  if (findAccount(town, handle)) throw new Refusal(422, `The handle ${handle} is taken: choose another one.`)
  const account: Account = {
    id,
    handle,
    name: wish.name.toWellFormed(),
    lang: wish.lang ?? 'ko',
    bot: wish.bot ? 1 : 0,
    brand: wish.brand ? 1 : 0,
    avatar: wish.avatar ?? '',
    colour: wish.colour ?? pickColour(handle),
    created_at: town.now(),
    statuses_count: 0,
  }
  town.store.run(
    `insert into accounts values (:id, :handle, :name, :lang, :bot, :brand, :avatar, :colour, :created_at, :statuses_count)`,
    { ...account },
  )
  return account
}

/** By handle, with or without the town's own domain. */
export function findAccount(town: Town, handle: string): Account | undefined {
  const [username, domain] = handle.replace(/^@/, '').split('@')
  const isLocal = domain === undefined || domain === town.domain()
  return town.store.one<Account>('select * from accounts where handle = :handle', {
    handle: isLocal ? (username ?? '') : `${username}@${domain}`,
  })
}

export function findAccountById(town: Town, id: string): Account | undefined {
  return town.store.one<Account>('select * from accounts where id = :id', { id })
}

export function getBrand(town: Town): Account {
  const brand = town.store.one<Account>('select * from accounts where brand = 1 order by id limit 1')
  if (!brand)
    throw new Error('The town has no brand account: its file is damaged, name another one with --file.')
  return brand
}

export function usernameOf(account: Account): string {
  return account.handle.split('@')[0] ?? account.handle
}

export function accountUrl(town: Town, account: Account): string {
  return `${town.url()}/@${account.handle}`
}

function freeHandle(town: Town, name: string): string {
  const latin = name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '')
    .slice(0, 20)
  const wish = latin === '' ? 'person' : latin
  if (latin !== '' && !findAccount(town, wish)) return wish
  for (;;) {
    const candidate = `${wish}${randomInt(1000, 1_000_000)}`
    if (!findAccount(town, candidate)) return candidate
  }
}

function pickColour(handle: string): string {
  const sum = [...handle].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7)
  return COLOURS[sum % COLOURS.length] ?? '#6c9bd1'
}
