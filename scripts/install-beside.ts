import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Installs the packages of a folder that has a package.json and a lock file of its own, unless what is installed is what the
 * lock file says. Packages that weigh more than Dajeong and that only a test or a comparison needs live in such folders.
 * @param what how the error names them
 * @throws Error that says what npm said
 */
export async function installBeside(
  folder: string,
  what: string,
  more: readonly string[] = [],
): Promise<void> {
  if (isInstalled(folder)) return
  const { code, said } = await runNpm(folder, ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...more])
  if (code === 0 && isInstalled(folder)) return
  throw new Error(
    `${what} could not be installed (npm ci in ${folder} ended with ${code}); they need the npm registry once.\n${said}`,
  )
}

/** npm writes what it installed to a hidden lock file; a package that differs there is an old install. */
function isInstalled(folder: string): boolean {
  const installed = readVersions(join(folder, 'node_modules', '.package-lock.json'))
  const wanted = readVersions(join(folder, 'package-lock.json'))
  if (!installed || !wanted) return false
  return Object.keys(readDependencies(folder)).every((name) => {
    const place = `node_modules/${name}`
    return wanted[place] !== undefined && installed[place]?.version === wanted[place].version
  })
}

type Versions = Record<string, { version?: string }>

function readVersions(file: string): Versions | null {
  if (!existsSync(file)) return null
  return (JSON.parse(readFileSync(file, 'utf8')) as { packages: Versions }).packages
}

/** The packages of a folder, with their exact versions. */
export function readDependencies(folder: string): Record<string, string> {
  const text = readFileSync(join(folder, 'package.json'), 'utf8')
  return (JSON.parse(text) as { dependencies: Record<string, string> }).dependencies
}

function runNpm(folder: string, args: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const npm = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    npm.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    npm.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    npm.once('error', reject)
    npm.once('close', (code) => resolve({ code, said: said.slice(-4_000) }))
  })
}
