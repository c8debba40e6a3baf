import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { cruise, type ICruiseResult, type IModule } from 'dependency-cruiser'
import { emptyNames, ground, libraries, longestFile, programs, rooms } from './laws.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

/** `src/store/db.ts` → room `store`, inside `db.ts`; a file of `src/` itself has no room. */
function place(file: string): { room: string | null; inside: string } {
  const parts = file.replace(/^src\//, '').split('/')
  const room = parts.length > 1 ? (parts[0] ?? null) : null
  return { room, inside: room === null ? (parts[0] ?? '') : parts.slice(1).join('/') }
}

/** Whether the law lets `from` import `to`; both are paths in the project. */
function mayImport(from: string, to: string): boolean {
  const here = place(from)
  const there = place(to)
  const allows = (laws: readonly string[]) =>
    laws.some((law) => law === there.room || law === `${there.room}/${there.inside}`)
  if (programs.includes(there.room ?? '') && there.room !== here.room) return false
  if (here.room === null) return ground[here.inside] ? allows(ground[here.inside]?.mayImport ?? []) : true
  if (there.room === here.room) return true
  if (programs.includes(here.room)) return true
  if (there.room === null) return ground[there.inside]?.usableFrom.includes(here.room) ?? false
  return allows(rooms[here.room] ?? [])
}

describe('the house', () => {
  let modules: IModule[] = []

  before(async () => {
    const { output } = await cruise(
      ['src', 'dialogs'].filter((folder) => readdirSync(root).includes(folder)),
      {
        baseDir: root,
        tsPreCompilationDeps: true,
        doNotFollow: { path: 'node_modules' },
        ruleSet: { forbidden: [{ name: 'circle', from: {}, to: { circular: true } }] },
        validate: true,
      },
    )
    modules = (output as ICruiseResult).modules.filter(({ source }) => /^(src|dialogs)\//.test(source))
  })

  it('is read whole', () => {
    const read = modules.map(({ source }) => source)
    const there = filesBelow('src').filter((file) => /\.tsx?$/.test(file))
    expect(read).to.include.members(there)
  })

  it('lets each room import only what its floor allows, types counted', () => {
    const broken = modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ resolved }) => /^(src|dialogs)\//.test(resolved) && !mayImport(source, resolved))
        .map(({ resolved }) => `${source} → ${resolved}`),
    )
    expect(broken).to.deep.equal([])
  })

  it('would notice a law that is broken', () => {
    expect(mayImport('src/core/mention.ts', 'src/store/db.ts')).to.equal(false)
    expect(mayImport('src/channels/mastodon/send.ts', 'src/store/db.ts')).to.equal(false)
    expect(mayImport('src/town/server.ts', 'src/core/mention.ts')).to.equal(false)
    expect(mayImport('src/flow/draft.ts', 'src/writer/plain-writer.ts')).to.equal(false)
    expect(mayImport('src/http/server.ts', 'src/store/db.ts')).to.equal(false)
    expect(mayImport('src/core/mention.ts', 'src/log.ts')).to.equal(false)
    expect(mayImport('src/flow/send.ts', 'src/config.ts')).to.equal(false)
    expect(mayImport('src/log.ts', 'src/store/db.ts')).to.equal(false)
    expect(mayImport('src/desk/policy.ts', 'src/commands/attach.ts')).to.equal(false)
    expect(mayImport('src/start.ts', 'src/commands/attach.ts')).to.equal(false)
    expect(mayImport('src/web/app.tsx', 'src/http/shapes.ts')).to.equal(false)
    expect(mayImport('src/web/app.tsx', 'src/desk/inbox.ts')).to.equal(false)
    expect(mayImport('src/http/console.ts', 'src/web/app.tsx')).to.equal(false)
  })

  it('has no circles', () => {
    const circles = modules.flatMap(({ source, dependencies }) =>
      dependencies.filter(({ circular }) => circular).map(({ resolved }) => `${source} → ${resolved}`),
    )
    expect(circles).to.deep.equal([])
  })

  it('keeps each library in its room', () => {
    const builtin = new Set(builtinModules)
    const broken = modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ resolved, module }) => !/^(src|dialogs)\//.test(resolved) && !/^\.|^node:/.test(module))
        .map(({ module }) => module)
        .filter((module) => !builtin.has(module))
        .filter((module) => {
          const name = module
            .split('/')
            .slice(0, module.startsWith('@') ? 2 : 1)
            .join('/')
          return !(libraries[name] ?? []).some((path) => source.startsWith(path))
        })
        .map((module) => `${source} → ${module}`),
    )
    expect(broken).to.deep.equal([])
  })

  it('reads the environment in config.ts and in programs only', () => {
    const allowed = [
      'src/config.ts',
      'src/main.ts',
      'src/commands/account.ts',
      'src/town/main.ts',
      'src/town-child.ts',
    ]
    const readers = filesBelow('src')
      .filter((file) => file.endsWith('.ts') && /process\.env/.test(readFileSync(join(root, file), 'utf8')))
      .filter((file) => !allowed.includes(file))
    expect(readers).to.deep.equal([])
  })

  it('writes a stage in store/stages.ts only', () => {
    const writers = filesBelow('src')
      .filter((file) => file.endsWith('.ts') && !file.startsWith('src/town/'))
      .filter((file) =>
        /update\s+mentions[^`]*?\bset[^`]*?\bstage\s*=|\.set\(\{[^}]*\bstage:/s.test(
          readFileSync(join(root, file), 'utf8'),
        ),
      )
    expect(writers).to.deep.equal(['src/store/stages.ts'])
  })

  const ours = ['src', 'test', 'bench', 'dialogs', 'prompts']
    .filter((folder) => readdirSync(root).includes(folder))
    .flatMap(filesBelow)

  it('has no file that nobody can hold in their head', () => {
    const long = ours
      .filter((file) => /\.(tsx?|js|css|html)$/.test(file))
      .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > longestFile)
    expect(long).to.deep.equal([])
  })

  it('has no file whose name says nothing', () => {
    expect(ours.filter((file) => emptyNames.test(basename(file)))).to.deep.equal([])
  })

  it('skips and focuses no test', () => {
    const marks = /\b(?:it|describe|context)\.(?:skip|only)\(|\bx(?:it|describe)\(|\bthis\.skip\(\)/
    const marked = ours
      .filter((file) => file.endsWith('.test.ts') && !file.startsWith('test/house/'))
      .filter((file) => marks.test(readFileSync(join(root, file), 'utf8')))
    expect(marked).to.deep.equal([])
  })
})
