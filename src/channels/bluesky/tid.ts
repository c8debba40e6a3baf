import { createHash } from 'node:crypto'

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * A record key in TID form: 53 bits of microseconds since 1970 and 10 bits of clock id, as 13 characters whose
 * alphabetical order is the order in time (https://atproto.com/specs/tid).
 * @param micros microseconds within the millisecond of `at`, 0–999
 * @param clockId 0–1023
 * @throws RangeError when an argument does not fit
 */
export function makeTid(at: Date, micros: number, clockId: number): string {
  const time = BigInt(at.getTime()) * 1000n + BigInt(micros)
  if (time < 0n || time >= 1n << 53n) throw new RangeError(`No TID has the time ${at.toISOString()}`)
  if (micros < 0 || micros > 999) throw new RangeError(`Microseconds out of range: ${micros}`)
  if (clockId < 0 || clockId > 1023) throw new RangeError(`Clock id out of range: ${clockId}`)
  let rest = (time << 10n) | BigInt(clockId)
  let tid = ''
  for (let i = 0; i < 13; i++) {
    tid = alphabet.charAt(Number(rest & 31n)) + tid
    rest >>= 5n
  }
  return tid
}

/**
 * The record key of one reply. It follows from the reply alone, so that even a reply whose preparation was lost is
 * looked for, and written, at the same place again. Two replies of one millisecond meet with odds of 1 in a million,
 * and the write then refuses to replace the other.
 */
export function tidOfReply(reply: { id: string; at: Date }): string {
  const digest = createHash('sha256').update(reply.id).digest()
  return makeTid(reply.at, digest.readUInt32BE(0) % 1000, digest.readUInt32BE(4) % 1024)
}
