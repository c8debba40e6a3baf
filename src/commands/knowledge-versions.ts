import type { DocumentVersions } from '../desk/document-versions.ts'
import { OperatorError } from '../store/data-folder.ts'

/** Prints every version of a document, the newest first. @throws OperatorError when there never was such a document. */
export async function tellHistory(documents: DocumentVersions, name: string): Promise<void> {
  const found = await documents.versionsOf(await idOf(documents, name))
  for (const one of found?.versions ?? []) {
    const stands = one.live ? 'is searched' : one.replaced ? 'replaced' : 'taken out'
    const back = one.backTo === null ? '' : `, version ${one.backTo} brought back`
    const why = one.reason === null ? '' : `: ${one.reason}`
    console.log(
      `${String(one.number).padStart(3)}  ${one.hash.slice(0, 12)}  ${stands.padEnd(11)}  ${one.title}, ${one.passages} passages${back}; ${one.addedBy}, ${one.addedAt.toISOString()}${why}`,
    )
  }
}

/**
 * Makes an older version of a document the one that is searched, also where it was taken out.
 * @param number as the history counts them.
 * @throws OperatorError when there is none, it holds already, or its file was not kept.
 */
export async function bringBack(
  documents: DocumentVersions,
  ask: { name: string; number: string; reason: string },
): Promise<void> {
  const { name, number, reason } = ask
  const id = await idOf(documents, name)
  const versions = (await documents.versionsOf(id))?.versions ?? []
  const wanted = versions.find((one) => String(one.number) === number)
  if (!wanted) throw new OperatorError(`${name} has no version "${number}"; see --history ${name}.`)
  const seen = versions.find(({ live }) => live)?.id ?? null
  const done = await documents.rollBack({ id, version: wanted.id, seen, reason, who: 'dajeong' })
  if (done.kind === 'not-found') throw new OperatorError(`${name} has no version "${number}" any more.`)
  if (done.kind === 'same') console.log(`${name}: nothing changed; version ${number} is searched already.`)
  else if ('title' in done)
    console.log(`${name}: version ${number} is searched again, ${done.passages} passages.`)
  else
    throw new OperatorError(
      `Nothing was changed: ${done.kind === 'unreadable' ? done.why : 'somebody else changed it at this very moment; look at --history.'}`,
    )
}

async function idOf(documents: DocumentVersions, name: string): Promise<string> {
  const id = await documents.idOf(name)
  if (id === null) throw new OperatorError(`There is no document called "${name}"; see --list.`)
  return id
}
