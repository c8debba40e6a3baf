import { createHash, randomBytes } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { copyWebChat } from './build-webchat.ts'

// `npm run build:web`, and before every `npm start` and test run: the console in `dist/web`, unless what lies there was made
// of the same files. Looking costs a few milliseconds, building a few seconds.

const root = fileURLToPath(new URL('../', import.meta.url))
const home = join(root, 'dist/web')
const mark = 'built-of'

/** Of everything that the build reads. */
function hashSources(): string {
  const hash = createHash('sha256')
  const files = globSync(['src/web/**/*.{ts,tsx,css,html,svg}', 'src/core/{chat-window,contrast}.ts'], {
    cwd: root,
  }).sort()
  for (const file of [...files, 'package-lock.json', 'scripts/build-console.ts'])
    hash.update(`${file}\n`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** Builds the console where it is missing or was made of other files. @returns whether it was built. */
export async function buildConsole(): Promise<boolean> {
  if (copyWebChat(root) === 'missing')
    console.warn(
      'botframework-webchat is not installed (it is a development package), so /chat has no window. Everything else works.',
    )
  const made = hashSources()
  const kept = join(home, mark)
  if (existsSync(kept) && readFileSync(kept, 'utf8') === made) return false
  // Beside its place: who serves the old one, or builds at the same time, is not disturbed.
  const fresh = `${home}-${randomBytes(6).toString('hex')}`
  try {
    // Loaded only where something is built: it is most of what looking would cost.
    const [{ build }, { config, embedConfig }] = await Promise.all([
      import('vite'),
      import('../src/web/vite.config.ts'),
    ])
    await build({ ...config, logLevel: 'warn', build: { ...config.build, outDir: fresh } })
    await build({ ...embedConfig, logLevel: 'warn', build: { ...embedConfig.build, outDir: fresh } })
    compress(fresh)
    writeFileSync(join(fresh, mark), made)
    rmSync(home, { recursive: true, force: true })
    renameSync(fresh, home)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    // Somebody who built at the same time was faster; what they made is the same.
    if (existsSync(kept) && readFileSync(kept, 'utf8') === made) return false
    throw error
  }
  return true
}

/** Once here instead of at every request. Fonts are compressed as they come. */
function compress(folder: string): void {
  for (const name of globSync('**/*.{html,js,css,svg}', { cwd: folder })) {
    const file = join(folder, name)
    const bytes = readFileSync(file)
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    )
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
  }
}

if (import.meta.main) {
  const start = performance.now()
  if (await buildConsole())
    console.log(`The console was built in ${Math.round(performance.now() - start)} ms.`)
}
