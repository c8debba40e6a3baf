import { randomBytes } from 'node:crypto'
import { getBrand } from './accounts.ts'
import { Refusal } from './http.ts'
import type { Token } from './rows.ts'
import type { Town } from './town.ts'

/** A given token replaces the one in the file; without one the file's is kept, or a random one is made. */
export function settleBrandToken(town: Town, given: string | undefined): string {
  const brand = getBrand(town)
  const kept = town.store.one<Token>('select * from tokens where fixed = 1')
  if (kept && (given === undefined || given === kept.token)) return kept.token
  town.store.run('delete from tokens where fixed = 1')
  return saveToken(town, {
    account: brand.id,
    client: null,
    scopes: 'read write',
    token: given,
    isFixed: true,
  })
}

export function findToken(town: Town, token: string): Token | undefined {
  return town.store.one<Token>('select * from tokens where token = :token and revoked = 0', { token })
}

/** Revokes one token, or every one; restoring is the same with `revoked` false. Returns how many changed. */
export function setRevoked(town: Town, revoked: boolean, token?: string): number {
  return town.store.run(
    'update tokens set revoked = :to where revoked <> :to and (:token is null or token = :token)',
    {
      to: revoked ? 1 : 0,
      token: token ?? null,
    },
  )
}

/** @throws Refusal 403 unless the token has the scope, or the wider one that holds it. */
export function requireScope(token: Token, scope: string): void {
  const held = token.scopes.split(' ')
  if (!held.includes(scope) && !held.includes(scope.split(':')[0] ?? scope)) {
    throw new Refusal(403, 'This action is outside the authorized scopes')
  }
}

export interface NewToken {
  account: string | null
  client: string | null
  scopes: string
  token?: string
  isFixed?: boolean
}

export function saveToken(town: Town, wish: NewToken): string {
  const token = wish.token ?? randomBytes(32).toString('base64url')
  town.store.run(
    'insert or replace into tokens values (:token, :account, :client, :scopes, :fixed, 0, :at)',
    {
      token,
      account: wish.account,
      client: wish.client,
      scopes: wish.scopes,
      fixed: wish.isFixed ? 1 : 0,
      at: town.now(),
    },
  )
  return token
}
