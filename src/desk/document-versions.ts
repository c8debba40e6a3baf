import { cleanText } from '../core/mention.ts'
import { comparePassages, type PassageChange } from '../core/passage-changes.ts'
import { type Validity, validityOf } from '../knowledge/rank.ts'
import { dayOf } from '../knowledge/search.ts'
import { prepareDocument, takeVersion } from '../knowledge/take.ts'
import {
  type DocumentVersion,
  findNameOf,
  listRemoved,
  listVersions,
  type PassageWords,
  readPassages,
  readSource,
} from '../store/document-versions.ts'
import type { Who } from '../store/stages.ts'
import type { Gate, HeldUp, Overruling } from './gate.ts'
import { makeKnowledge } from './knowledge.ts'
import { endingOf, findLiveOf, findVersionOf, isEditable } from './live-document.ts'
import { publishDocument } from './publish-document.ts'
import { type KnowledgeTools, type NotTaken, orNotTaken, type TakenHere, takingOf } from './taking.ts'
import { checkUpload } from './upload.ts'

/** With whether it holds today, and whether its words can be changed where they stand. */
export type SeenVersion = DocumentVersion & { validity: Validity; editable: boolean }
type SeenPassage = PassageWords & { validity: Validity }

export interface Difference {
  kind: 'difference'
  /** How many passages are the same. */
  same: number
  /** 300 at most. */
  changes: PassageChange<SeenPassage>[]
  /** How many there are besides. */
  more: number
}

const notFound = { kind: 'not-found' } as const
type NotFound = typeof notFound
type Outcome = TakenHere | NotTaken | NotFound

/** Everything that the brand's documents ever said. A document is named by the id of any of its versions. */
export interface DocumentVersions {
  /** The id of the newest version of the document of this name; null where there never was one. */
  idOf(name: string): Promise<string | null>
  /** The newest first, 500 at most. */
  versionsOf(id: string): Promise<{ name: string; versions: SeenVersion[] } | null>
  /**
   * The passages of a version in their order.
   * @param ask.from the place to begin at, counted from 0. `next` is where to go on, null at the end.
   */
  passagesOf(ask: { id: string; version: string; from: number; most: number }): Promise<{
    version: SeenVersion
    passages: SeenPassage[]
    next: number | null
  } | null>
  difference(ask: { id: string; from: string; to: string }): Promise<Difference | NotFound>
  /** The words that a version was made of; null where they were not kept or are none to be edited. */
  sourceOf(ask: { id: string; version: string }): Promise<{ text: string | null } | null>
  /** What a text would change, were it taken in. Nothing is kept. */
  check(ask: { id: string; text: string }): Promise<Difference | NotTaken | NotFound>
  /** Takes a text in, in place of the version that was `seen`, if no saved case fails with it. */
  edit(ask: {
    id: string
    seen: string
    text: string
    reason: string
    who: Who
    overrule?: Overruling | null
  }): Promise<Outcome | HeldUp>
  /**
   * An older version is live again, also where the document was removed. No case holds it up: it is the way out when something is
   * wrong, as is `remove`.
   * @param ask.seen the live version that they know of, null for none.
   */
  rollBack(ask: {
    id: string
    version: string
    seen: string | null
    reason: string
    who: Who
  }): Promise<Outcome>
  /** Takes the live version out. */
  remove(ask: {
    id: string
    reason: string | null
    who: Who
  }): Promise<{ kind: 'done' } | { kind: 'changed-meanwhile' } | NotFound>
  /** The last versions of documents that were taken out, the newest first, 100 at most. */
  removed(): Promise<SeenVersion[]>
}

const mostVersions = 500
const mostRemoved = 100
const mostChanges = 300

export function makeDocumentVersions(
  tools: KnowledgeTools & { brandId: string; gate?: Gate },
): DocumentVersions {
  const { db, brandId, now } = tools
  const knowledge = makeKnowledge(tools)
  const today = () => dayOf(now())
  const seePassages = (passages: readonly PassageWords[]) => {
    const day = today()
    return passages.map((one) => ({ ...one, validity: validityOf(one, day) }))
  }

  function see(version: DocumentVersion): SeenVersion {
    return { ...version, validity: validityOf(version, today()), editable: isEditable(version) }
  }

  const find = (id: string, version: string) => findVersionOf(db, brandId, id, version)

  function compare(before: readonly PassageWords[], after: readonly PassageWords[]): Difference {
    const { same, changes } = comparePassages(seePassages(before), seePassages(after))
    const shown = changes.slice(0, mostChanges)
    return { kind: 'difference', same, changes: shown, more: changes.length - shown.length }
  }

  return {
    async idOf(name) {
      const [newest] = await listVersions(db, brandId, name, 1)
      return newest?.id ?? null
    },

    async versionsOf(id) {
      const name = await findNameOf(db, brandId, id)
      if (name === null) return null
      return { name, versions: (await listVersions(db, brandId, name, mostVersions)).map(see) }
    },

    async passagesOf({ id, version, from, most }) {
      const found = await find(id, version)
      if (!found) return null
      const passages = await readPassages(db, found.id, { from, most })
      const next = from + passages.length
      return {
        version: see(found),
        passages: seePassages(passages),
        next: passages.length > 0 && next < found.passages ? next : null,
      }
    },

    async difference({ id, from, to }) {
      const [before, after] = [await find(id, from), await find(id, to)]
      if (!before || !after) return notFound
      return compare(await readPassages(db, before.id), await readPassages(db, after.id))
    },

    async sourceOf({ id, version }) {
      const found = await find(id, version)
      if (!found) return null
      const bytes = isEditable(found) ? await readSource(db, brandId, found.hash) : null
      // A byte order mark is no letter of the text, and a field has line ends of one kind.
      return { text: bytes && new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n') }
    },

    async check({ id, text }) {
      const live = await findLiveOf(db, brandId, id)
      if (!live || !isEditable(live)) return notFound
      const { name } = live
      return orNotTaken(async () => {
        const bytes = new TextEncoder().encode(text)
        checkUpload(name, bytes)
        const { passages } = await prepareDocument({
          brandId,
          name,
          ...endingOf(live),
          bytes,
          addedBy: 'nobody',
        })
        return compare(
          await readPassages(db, live.id),
          passages.map(({ key, terms: _terms, ...words }) => ({ id: key, ...words })),
        )
      })
    },

    async edit({ id, seen, text, reason, who, overrule = null }) {
      const live = await findLiveOf(db, brandId, id)
      if (!live || !isEditable(live)) return notFound
      const { name } = live
      return orNotTaken(async () => {
        const bytes = new TextEncoder().encode(text)
        checkUpload(name, bytes)
        const document = await prepareDocument({
          ...{ brandId, name, ...endingOf(live), bytes, addedBy: who, reason: tidy(reason) },
        })
        return publishDocument(tools, { document, seen, who, overrule })
      })
    },

    async rollBack({ id, version, seen, reason, who }) {
      const name = await findNameOf(db, brandId, id)
      if (name === null) return notFound
      const ask = { brandId, name, version, seen, addedBy: who, reason: tidy(reason) }
      return orNotTaken(async () => {
        const done = await takeVersion(db, { ...ask, ...takingOf(tools, 'brought back') })
        if (!done) return notFound
        const { why: _why, ...taken } = done
        return { name, ...taken }
      })
    },

    async remove({ id, reason, who }) {
      const name = await findNameOf(db, brandId, id)
      if (name === null) return notFound
      const why = reason === null ? null : tidy(reason) || null
      const removed = await knowledge.remove(brandId, name, who, { reason: why, id })
      return removed ? { kind: 'done' } : { kind: 'changed-meanwhile' }
    },

    removed: async () => (await listRemoved(db, brandId, mostRemoved)).map(see),
  }
}

const tidy = (reason: string) => cleanText(reason).trim()
