import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { OperatorError } from './data-folder.ts'

const ivBytes = 12
const tagBytes = 16

/** Turns a secret of any length into the 32 bytes that AES-256 takes. */
export function sealingKey(secret: string): Buffer {
  return createHash('sha256').update(`dajeong sealing key\n${secret}`).digest()
}

/**
 * Seals a value with AES-256-GCM (NIST SP 800-38D): a fresh random 96-bit nonce, then the 128-bit tag, then the text.
 * `about` names what the value belongs to and is bound to it, so that one account's credentials cannot be put in
 * another's row.
 */
export function seal(key: Buffer, about: string, value: unknown): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), text])
}

/** @throws OperatorError when the key is not the one it was sealed with, or the bytes were changed. */
export function unseal(key: Buffer, about: string, sealed: Buffer): unknown {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
    const text = Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()])
    return JSON.parse(text.toString('utf8'))
  } catch (cause) {
    throw new OperatorError(
      `The stored credentials of ${about} cannot be opened with this key; set DAJEONG_SECRET (or restore the data folder's "secret") to the one they were stored with, or add the account again.`,
      { cause },
    )
  }
}
