import { extname } from 'node:path'
import type { Db } from '../store/db.ts'
import { type DocumentVersion, findNameOf, findVersion, listVersions } from '../store/document-versions.ts'

const editable: readonly (string | null)[] = ['.md', '.markdown', '.txt', '.csv']

/** A version of the document that any of its versions names. */
export async function findVersionOf(
  db: Db,
  brandId: string,
  id: string,
  version: string,
): Promise<DocumentVersion | null> {
  const name = await findNameOf(db, brandId, id)
  return name === null ? null : findVersion(db, brandId, name, version)
}

/** Its live version; null when it has none. */
export async function findLiveOf(db: Db, brandId: string, id: string): Promise<DocumentVersion | null> {
  const found = await findVersionOf(db, brandId, id, id)
  if (!found || found.live) return found
  const [newest] = await listVersions(db, brandId, found.name, 1)
  return newest?.live ? newest : null
}

/** How its text is read, where its name does not say it. */
export function endingOf({ ending }: { ending: string | null }): { ending?: string } {
  return ending === null ? {} : { ending }
}

/** Whether its words can be changed where they stand. */
export function isEditable({ name, ending }: { name: string; ending: string | null }): boolean {
  // What stands at an address is changed there, or it would be lost with the next look.
  return !/^https?:\/\//i.test(name) && editable.includes(ending ?? extname(name).toLowerCase())
}
