import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflate } from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import { z } from 'zod'

const ARGUMENTS = [
  '--headless=shell',
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/**
 * A real Chromium without a window: the one that CHROMIUM_PATH names, else the one that npm brought.
 * The caller closes it.
 */
export async function openBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH
  if (given) return chromium.launch({ executablePath: given, args: ARGUMENTS })
  const home = await unpack()
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    args: ARGUMENTS,
    env: {
      ...process.env,
      HOME: home,
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(home, 'fonts'),
    },
  })
}

/** Unpacks once per version and user. Two runs that begin together both unpack; the slower one's copy is dropped. */
async function unpack(): Promise<string> {
  const root = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))))
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  const home = join(tmpdir(), `dajeong-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(home)) return home

  const fresh = mkdtempSync(`${home}-`)
  const before = process.env.TMPDIR
  // The package unpacks into the temporary folder and nowhere else.
  process.env.TMPDIR = fresh
  try {
    for (const archive of ['chromium.br', 'fonts.tar.br', 'al2023.tar.br'])
      await inflate(join(root, 'bin', archive))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  writeFileSync(join(fresh, 'fonts', 'fonts.conf'), toFontConfig(join(home, 'fonts')))
  try {
    renameSync(fresh, home)
  } catch {
    rmSync(fresh, { recursive: true, force: true })
  }
  return home
}

/** The package's own configuration names folders of a machine that this is not. */
function toFontConfig(own: string): string {
  const folders = [own, '/usr/share/fonts', '/usr/local/share/fonts'].map((folder) => `<dir>${folder}</dir>`)
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.join('')}<cachedir>${own}/cache</cachedir></fontconfig>`
}
