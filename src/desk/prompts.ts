import { cleanText } from '../core/mention.ts'
import { Policy } from '../core/policy.ts'
import { tuningMark } from '../store/cases.ts'
import type { Db } from '../store/db.ts'
import { noteEvents } from '../store/events.ts'
import { findRawPolicy } from '../store/policy-versions.ts'
import {
  addVersion,
  findLivePrompts,
  findVersion,
  keepTexts,
  listVersions,
  lockPrompts,
  type PromptVersion,
} from '../store/prompts.ts'
import type { Who } from '../store/stages.ts'
import { checkAskTopics } from '../writer/ask-topics.ts'
import { loadLive, withWords } from '../writer/live-set.ts'
import { checkPhrases, phraseLanguage } from '../writer/phrase-files.ts'
import { BadPhrases } from '../writer/phrases.ts'
import { BadPrompt, hashOf, loadPrompts, type Sources } from '../writer/prompt-file.ts'
import {
  type Gate,
  type Gated,
  type HeldUp,
  type Overruling,
  openGate,
  overruledNote,
  publishGated,
} from './gate.ts'

/** A version as people see it. `0` is the file that came with the installation; it has no author and no reason. */
export interface ShownVersion {
  name: string
  version: string
  hash: string
  fromFile: boolean
  author: string | null
  reason: string | null
  at: Date | null
  live: boolean
}

export type PromptAnswer =
  | { kind: 'saved' | 'same'; version: ShownVersion }
  | { kind: 'no-prompt' }
  | { kind: 'no-version' }
  /** Nothing has changed. The `why` of `refused` is `name:line: reason`. */
  | HeldUp

/** What admins do with the words that a model is told; every brand has its own. */
export interface Prompts {
  list(brandId: string): Promise<ShownVersion[]>
  /** What is live. @returns null when there is no prompt of this name. */
  read(brandId: string, name: string): Promise<(ShownVersion & { source: string }) | null>
  /** One version with its words; the file is `0`. @returns null when there is none. */
  version(brandId: string, name: string, version: string): Promise<(ShownVersion & { source: string }) | null>
  /** The newest first; the file is the last. */
  history(brandId: string, name: string): Promise<ShownVersion[] | null>
  /** Puts words in the place of those that are live, if every prompt can be made with them and no saved case fails. */
  save(ask: {
    brandId: string
    name: string
    source: string
    reason: string
    who: Who
    overrule?: Overruling | null
    /** The hash of what it was made from; where other words are live by now, it is overtaken. */
    base?: string | null
  }): Promise<PromptAnswer>
  /** @returns what is wrong with words that are not published, `null` where nothing is; undefined where there is no such prompt. */
  check(ask: { brandId: string; name: string; source: string }): Promise<string | null | undefined>
  /** An older version, or the file with `0`, holds again. No case holds it up: it is the way out when something is wrong. */
  rollBack(ask: {
    brandId: string
    name: string
    version: string
    reason: string
    who: Who
  }): Promise<PromptAnswer>
}

// Older ones are kept and found by their number.
const mostShown = 500

/** @param gate runs the saved cases; without it nothing is held up. */
export function makePrompts({
  db,
  files,
  gate = openGate,
}: {
  db: Db
  files: Sources
  gate?: Gate
}): Prompts {
  const fileOf = (name: string, live: boolean): (ShownVersion & { source: string }) | null => {
    const source = files.get(name)?.text
    if (source === undefined) return null
    const nobody = { author: null, reason: null, at: null }
    return { name, version: '0', hash: hashOf(source), fromFile: true, ...nobody, live, source }
  }

  async function change(
    ask: { brandId: string; name: string; reason: string; who: Who; base?: string | null },
    find: (trx: Db) => Promise<{ source: string; isFile: boolean } | null>,
    through: { mark: string; gated: Extract<Gated, { kind: 'open' }>; overrule: Overruling | null } | null,
  ): Promise<PromptAnswer | null> {
    const { brandId, name, who } = ask
    return db.transaction().execute(async (trx) => {
      await lockPrompts(trx, brandId)
      if (through && through.mark !== (await tuningMark(trx, brandId))) return null
      const wanted = await find(trx)
      if (!wanted) return { kind: 'no-version' }
      const rows = await findLivePrompts(trx, brandId)
      const row = rows.find((one) => one.name === name)
      const now = row ? toShown(row) : fileOf(name, true)
      const hash = hashOf(wanted.source)
      if (ask.base && now?.hash !== ask.base) return { kind: 'overtaken' }
      if (now?.hash === hash && now.fromFile === wanted.isFile) return { kind: 'same', version: bare(now) }
      const why = await faultOf(rows, { name, source: wanted.source })
      if (why !== null) return { kind: 'refused', why }
      await keepTexts(trx, [{ name, hash, source: wanted.source }])
      const reason = cleanText(ask.reason).trim()
      const live = !wanted.isFile
      const id = await addVersion(trx, { brandId, name, hash, author: who, reason, live })
      const detail = { brandId, name, version: id, hash, before: now?.hash ?? null }
      const overruled =
        through &&
        overruledNote(through.gated, { brandId, who, overrule: through.overrule, what: name, version: id })
      await noteEvents(trx, [
        { who, kind: 'prompt', why: `${name}: ${reason}`.slice(0, 1_000), detail },
        ...(overruled ? [overruled] : []),
      ])
      const saved = { name, hash, author: who, reason, at: new Date(), fromFile: false }
      return { kind: 'saved', version: { ...saved, version: id, live } }
    })
  }

  /** Tried together with everything else that is live and can be used. */
  async function faultOf(
    live: readonly { name: string; source: string }[],
    wanted: { name: string; source: string },
  ): Promise<string | null> {
    const others = live.filter(({ name }) => name !== wanted.name && phraseLanguage(name) === null)
    try {
      if (phraseLanguage(wanted.name) !== null) {
        checkPhrases(wanted.name, wanted.source)
        return null
      }
      const { sources } = await loadLive(files, others)
      await loadPrompts(withWords(sources, [wanted]))
      return null
    } catch (error) {
      if (error instanceof BadPrompt || error instanceof BadPhrases) return error.message
      throw error
    }
  }

  async function readLive(brandId: string, name: string) {
    const row = (await findLivePrompts(db, brandId)).find((one) => one.name === name)
    return row && files.has(name) ? { ...toShown(row), source: row.source } : fileOf(name, true)
  }

  return {
    async list(brandId) {
      const rows = await findLivePrompts(db, brandId)
      return [...files.keys()].sort().flatMap((name) => {
        const row = rows.find((one) => one.name === name)
        const shown = row ? toShown(row) : fileOf(name, true)
        return shown ? [bare(shown)] : []
      })
    },
    read: readLive,
    async version(brandId, name, version) {
      if (!files.has(name)) return null
      if (version === '0') {
        const own = (await findLivePrompts(db, brandId)).some((one) => one.name === name)
        return fileOf(name, !own)
      }
      const found = await findVersion(db, brandId, name, version)
      return found && { ...toShown(found), source: found.source }
    },
    async history(brandId, name) {
      const rows = await listVersions(db, brandId, name, mostShown)
      const file = fileOf(name, !rows.some(({ live }) => live))
      return file ? [...rows.map(toShown), bare(file)] : null
    },
    async save(ask) {
      const { brandId, name, overrule = null } = ask
      if (!files.has(name)) return { kind: 'no-prompt' }
      const source = plainSource(ask.source)
      // Nobody waits for cases to be told that a colleague was faster.
      if (ask.base && (await readLive(brandId, name))?.hash !== ask.base) return { kind: 'overtaken' }
      const stray = await faultOfTopics(db, brandId, { name, source })
      if (stray !== null) return { kind: 'refused', why: stray }
      return publishGated(
        db,
        brandId,
        () => gate({ brandId, prompts: { [name]: source }, policy: null, overrule }),
        (gated, mark) => change(ask, async () => ({ source, isFile: false }), { mark, gated, overrule }),
      )
    },
    async check({ brandId, name, source }) {
      if (!files.has(name)) return undefined
      const wanted = { name, source: plainSource(source) }
      return (
        (await faultOf(await findLivePrompts(db, brandId), wanted)) ??
        (await faultOfTopics(db, brandId, wanted))
      )
    },
    async rollBack(ask) {
      if (!files.has(ask.name)) return { kind: 'no-prompt' }
      const find = async (trx: Db) => {
        const file = fileOf(ask.name, false)
        if (ask.version === '0') return file && { source: file.source, isFile: true }
        const found = await findVersion(trx, ask.brandId, ask.name, ask.version)
        return found && { source: found.source, isFile: false }
      }
      return (await change(ask, find, null)) ?? { kind: 'overtaken' }
    },
  }
}

/** An older version holds again whatever it asks for, so this is for new words alone. Words that are broken have other faults first. */
async function faultOfTopics(
  db: Db,
  brandId: string,
  { name, source }: { name: string; source: string },
): Promise<string | null> {
  const raw = await findRawPolicy(db, brandId)
  try {
    checkAskTopics(name, { path: `${name}.prompt`, text: source }, Policy.parse(raw?.policy ?? {}).topics)
    return null
  } catch (error) {
    if (error instanceof BadPrompt) return error.message
    throw error
  }
}

function plainSource(source: string): string {
  return cleanText(source).replaceAll('\r\n', '\n')
}

function toShown({ id, name, hash, author, reason, at, live }: PromptVersion): ShownVersion {
  return { name, version: id, hash, fromFile: false, author, reason, at, live }
}

/** Without the words. */
function bare({ name, version, hash, fromFile, author, reason, at, live }: ShownVersion): ShownVersion {
  return { name, version, hash, fromFile, author, reason, at, live }
}
