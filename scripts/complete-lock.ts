import { readFileSync, writeFileSync } from 'node:fs'
import { findMissing, type Lock } from './lock.ts'

// `npm run lock`: npm leaves optional packages of other platforms out of package-lock.json when it could not ask about them,
// and `npm ci` then refuses the whole file. They are written in by their names, which tell for which platform they are.

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock
const missing = findMissing(lock)

for (const { name, version, dev } of missing) {
  const words = name.split(/[-/]/)
  const one = <T extends string>(known: readonly T[]) => known.filter((word) => words.includes(word))
  const os = one(['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'])
  const cpu = one(['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'])
  if (os.length !== 1) throw new Error(`${name} does not tell for which system it is; add it by hand.`)
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : null
  lock.packages[`node_modules/${name}`] = {
    version,
    cpu: cpu.length > 0 ? cpu : ['arm'],
    ...(dev ? { dev: true } : {}),
    ...(libc && os[0] === 'linux' ? { libc } : {}),
    optional: true,
    os,
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${missing.length} packages of other platforms were written in.`)
