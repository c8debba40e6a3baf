interface Entry {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

/** What we read of a package-lock.json. */
export interface Lock {
  packages: Record<string, Entry>
}

/** Optional packages that somebody in the lock file asks for and that it does not have. */
export function findMissing(lock: Lock): { name: string; version: string; dev: boolean }[] {
  return Object.entries(lock.packages).flatMap(([place, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(
        ([name]) =>
          !(`node_modules/${name}` in lock.packages) && !(`${place}/node_modules/${name}` in lock.packages),
      )
      .map(([name, version]) => ({ name, version, dev: entry.dev === true })),
  )
}
