import { readFileSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig, readEnvironment } from '../config.ts'
import { makeDocumentVersions } from '../desk/document-versions.ts'
import { type Knowledge, makeKnowledge } from '../desk/knowledge.ts'
import { UnreadableDocument } from '../knowledge/document.ts'
import type { Meaning } from '../knowledge/meaning.ts'
import { knownEndings } from '../knowledge/read-document.ts'
import { makeConfiguredMeaning } from '../make-meaning.ts'
import { OperatorError } from '../store/data-folder.ts'
import { readOrExplain } from './arguments.ts'
import { attachStore, brandFor } from './attach.ts'
import { bringBack, tellHistory } from './knowledge-versions.ts'

// `npm run knowledge`: what the brand knows, from its documents (docs/knowledge.md).

const usage = `npm run knowledge -- --list                    documents that are searched
npm run knowledge -- --add FOLDER_OR_FILE      takes documents in (${knownEndings.join(' ')}); one of the same name is replaced
npm run knowledge -- --remove NAME             takes a document out
npm run knowledge -- --history NAME            every version of a document: what it was, who, when and why
npm run knowledge -- --roll-back NAME VERSION --reason TEXT   an older version is searched again
npm run knowledge -- --search "QUESTION"       shows which passages a question finds
npm run knowledge -- --embed                   makes missing vectors, where DAJEONG_EMBEDDINGS_URL is set
  --brand NAME                                 of this brand; the first one if not given
  --reason TEXT                                why, for --add and --remove; kept with the version
  --most N                                     passages to show; 3 if not given`

const who = 'dajeong'

function readArguments(args: string[]) {
  return readOrExplain(usage, () =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        list: { type: 'boolean', default: false },
        add: { type: 'string', multiple: true, default: [] },
        history: { type: 'string' },
        'roll-back': { type: 'string' },
        remove: { type: 'string', multiple: true, default: [] },
        search: { type: 'string' },
        embed: { type: 'boolean', default: false },
        brand: { type: 'string' },
        most: { type: 'string', default: '3' },
        reason: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  )
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments(process.argv.slice(2))
  const [number = '', ...more] = positionals
  const isAsked =
    values.list ||
    values.embed ||
    values.add.length > 0 ||
    values.remove.length > 0 ||
    values.history !== undefined ||
    values['roll-back'] !== undefined ||
    values.search !== undefined
  const isTooMuch = more.length > 0 || (number !== '' && values['roll-back'] === undefined)
  if (values.help || !isAsked || isTooMuch) {
    console.log(usage)
    return values.help ? 0 : 1
  }
  const most = Number(values.most)
  if (!Number.isInteger(most) || most < 1)
    throw new OperatorError('--most is the number of passages to show, 1 or more.')
  const because = values.reason?.trim() ?? ''
  if (values['roll-back'] !== undefined && (number === '' || because.length < 3))
    throw new OperatorError(
      'Name the document and its version, and say why: --roll-back prices.md 2 --reason "the new one was wrong".',
    )
  // What is wrong with a path is said before a database is started for it.
  const files = (await Promise.all(values.add.map(filesAt))).flat()
  const config = readConfig(readEnvironment())
  if (values.embed && !config.embeddings)
    throw new OperatorError(
      'There is no server of embeddings to ask; set DAJEONG_EMBEDDINGS_URL, _KEY and _MODEL (docs/knowledge.md).',
    )
  const { db, close } = await attachStore(config)
  try {
    const brandId = await brandFor(db, values.brand, config)
    const meaning = makeConfiguredMeaning(config, db, { onTrouble: tellTrouble })
    const now = () => new Date()
    const knowledge = makeKnowledge({ db, meaning, now })
    const reason = because || null
    let code = 0
    for (const name of values.remove) {
      const removed = await knowledge.remove(brandId, name, who, { reason })
      if (removed) console.log(`removed   ${name}`)
      else {
        console.error(`There is no document called "${name}"; see \`npm run knowledge -- --list\`.`)
        code = 1
      }
    }
    // Vectors are made for all files together: a server that hangs is waited for once.
    if (files.length > 0)
      code = Math.max(code, await addAll(makeKnowledge({ db, now }), { brandId, files, reason }))
    if (meaning && (values.embed || files.length > 0)) {
      const isWhole = await embed(meaning, brandId)
      if (values.embed && !isWhole) code = 1
    }
    const documents = makeDocumentVersions({ db, brandId, meaning, now })
    if (values['roll-back'] !== undefined)
      await bringBack(documents, { name: values['roll-back'], number, reason: because })
    if (values.history !== undefined) await tellHistory(documents, values.history)
    if (values.list) await list(knowledge, brandId)
    if (values.search !== undefined) await search(knowledge, brandId, values.search, most)
    return code
  } finally {
    await close()
  }
}

function tellTrouble(error: unknown): void {
  console.error(`Found by words alone: ${error instanceof Error ? error.message : String(error)}`)
}

/** @returns whether none is missing. */
async function embed(meaning: Meaning, brandId: string): Promise<boolean> {
  const { made, missing, why } = await meaning.fill({ brandId })
  console.log(`${made} vectors made, ${missing} missing.`)
  if (why !== null) console.error(why)
  return missing === 0
}

interface GivenFile {
  path: string
  name: string
}

/** A file by its name; of a folder everything below that is not hidden, by its path in it. */
async function filesAt(path: string): Promise<GivenFile[]> {
  let isFolder: boolean
  try {
    isFolder = statSync(path).isDirectory()
  } catch (cause) {
    throw new OperatorError(`There is no file or folder ${path}; give one with documents.`, { cause })
  }
  if (!isFolder) return [{ path, name: path.split(/[\\/]/).at(-1) ?? path }]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: file, name: relative(path, file).replaceAll('\\', '/') }))
    .filter(({ name }) => !name.split('/').some((part) => part.startsWith('.')))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  if (files.length === 0)
    throw new OperatorError(`There is nothing in ${path}; give a folder with documents.`)
  return files
}

/** One file that cannot be taken does not keep the others out. @returns the exit code. */
async function addAll(
  knowledge: Knowledge,
  { brandId, files, reason }: { brandId: string; files: readonly GivenFile[]; reason: string | null },
): Promise<number> {
  let faults = 0
  let passages = 0
  for (const { path, name } of files) {
    try {
      const taken = await knowledge.add({ brandId, name, bytes: readFileSync(path), who, reason })
      passages += taken.passages
      console.log(
        `${taken.kind.padEnd(9)} ${name}: ${taken.title}, version ${taken.version}, ${taken.passages} passages`,
      )
    } catch (error) {
      const isOurs = error instanceof UnreadableDocument
      const isFile = (error as NodeJS.ErrnoException).syscall !== undefined && extname(path) !== ''
      if (!isOurs && !isFile) throw error
      console.error(
        `not taken ${isOurs ? error.message : `${name}: it cannot be read (${(error as Error).message}).`}`,
      )
      faults += 1
    }
  }
  console.log(`${files.length - faults} of ${files.length} documents taken, ${passages} passages.`)
  return faults > 0 ? 1 : 0
}

async function list(knowledge: Knowledge, brandId: string): Promise<void> {
  const documents = await knowledge.list(brandId)
  if (documents.length === 0)
    console.log('There are no documents yet; add some with `npm run knowledge -- --add FOLDER`.')
  for (const { name, title, version, language, validFrom, validUntil, passages } of documents) {
    const holds = validFrom || validUntil ? `, holds ${validFrom ?? ''}–${validUntil ?? ''}` : ''
    console.log(`${name}: ${title}, version ${version}, ${language}, ${passages} passages${holds}`)
  }
}

async function search(knowledge: Knowledge, brandId: string, question: string, most: number): Promise<void> {
  const found = await knowledge.search(brandId, question, most)
  if (found.length === 0) console.log('No passage shares a word with this question.')
  for (const [at, one] of found.entries()) {
    const mark = one.validity === 'valid' ? '' : ` [${one.validity}]`
    console.log(`${at + 1}. ${one.document.name} › ${one.heading}${mark}   ${one.score.toFixed(2)}`)
    console.log(`   ${one.text.replaceAll('\n', '\n   ')}`)
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof OperatorError ? error.message : error)
    process.exit(1)
  },
)
