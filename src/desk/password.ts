import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { type Weakness, weaknessOf } from '../core/password.ts'
import { listBrandNames } from '../store/accounts.ts'
import type { Db } from '../store/db.ts'

interface Cost {
  N: number
  r: number
  p: number
}

// 32 MiB and about 80 ms on a small machine: dear for whoever tries millions, unnoticed by whoever signs in once a day.
const cost: Cost = { N: 2 ** 15, r: 8, p: 1 }
const keyLength = 32

/** A longer one is refused unread, so that nobody makes us chew on megabytes. */
export const longestPassword = 1_000
export const shortestPassword = 10

/** Whether a new password is one that is tried first by whoever knows its owner's address and the brands. */
export async function findWeakness(db: Db, password: string, email: string): Promise<Weakness | null> {
  const brands = await listBrandNames(db, 'every')
  return weaknessOf(password, [email, ...brands.map(({ name }) => name)])
}

/** Hashes a password with its own salt; the parameters are part of the hash, so that they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Compares in constant time. False for a hash that is not one of ours. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [kind, n, r, p, salt, key] = hash.split('$')
  if (kind !== 'scrypt' || !salt || !key) return false
  const wanted = Buffer.from(key, 'base64url')
  const found = await derive(password, Buffer.from(salt, 'base64url'), {
    N: Number(n),
    r: Number(r),
    p: Number(p),
  })
  return wanted.length === found.length && timingSafeEqual(wanted, found)
}

function derive(password: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  // A Mac types Korean in another normal form than Windows does; it must be the same password on both.
  const typed = password.normalize('NFC')
  return new Promise((resolve, reject) => {
    scrypt(typed, salt, keyLength, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
