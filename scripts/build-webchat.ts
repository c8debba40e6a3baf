import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/**
 * Copies the bundle of Web Chat, which the chat page loads, from the development packages into `dist/webchat`, unless that very one
 * lies there. It is 4 MB and changes with its version only, so it is not compressed anew with every build of our own.
 * @returns what it did; `missing` where the package is not installed, which keeps nobody from working without a chat window.
 */
export function copyWebChat(root: string): 'copied' | 'kept' | 'missing' {
  const from = join(root, 'node_modules/botframework-webchat/dist/webchat.js')
  if (!existsSync(from)) return 'missing'
  const bytes = readFileSync(from)
  const name = `webchat-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.js`
  const home = join(root, 'dist/webchat')
  if (existsSync(join(home, name))) return 'kept'
  const fresh = `${home}-${randomBytes(6).toString('hex')}`
  mkdirSync(fresh, { recursive: true })
  try {
    writeFileSync(join(fresh, name), bytes)
    // The last two steps of brotli would take ten seconds more for five parts in a hundred.
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
    writeFileSync(join(fresh, `${name}.br`), brotliCompressSync(bytes, { params }))
    writeFileSync(join(fresh, `${name}.gz`), gzipSync(bytes, { level: 9 }))
    rmSync(home, { recursive: true, force: true })
    renameSync(fresh, home)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    // Somebody who built at the same time was faster; what they made is the same.
    if (existsSync(join(home, name))) return 'kept'
    throw error
  }
  return 'copied'
}
