import { parseArgs } from 'node:util'
import { readConfig, readEnvironment } from '../config.ts'
import { type Replay, replayDraft } from '../desk/replay.ts'
import { OperatorError } from '../store/data-folder.ts'
import type { Db } from '../store/db.ts'
import { findDraftOfSend } from '../store/prompts.ts'
import { readOrExplain } from './arguments.ts'
import { attachStore } from './attach.ts'

// `npm run replay`: how a draft came about, made again from what the database keeps (docs/prompts.md).

const usage = `npm run replay -- --draft ID        a draft
npm run replay -- --sent SEND_ID    the draft of a reply that was sent
  --json                            as the API gives it`

function readArguments() {
  return readOrExplain(
    usage,
    () =>
      parseArgs({
        options: {
          draft: { type: 'string' },
          sent: { type: 'string' },
          json: { type: 'boolean', default: false },
        },
      }).values,
  )
}

async function main(): Promise<number> {
  const { draft, sent, json } = readArguments()
  if ((draft === undefined) === (sent === undefined)) throw new OperatorError(usage)
  const { db, close } = await attachStore(readConfig(readEnvironment()))
  try {
    const id = sent === undefined ? (draft ?? '') : await findSent(db, sent)
    const replays = await chain(db, id)
    if (replays.length === 0) throw new OperatorError(`There is no draft ${id}.`)
    for (const one of replays) {
      if (json) console.log(JSON.stringify(one))
      else show(one)
    }
    return replays.some(({ same }) => same === false) ? 1 : 0
  } finally {
    await close()
  }
}

async function findSent(db: Db, sendId: string): Promise<string> {
  const isOne = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(sendId)
  const found = isOne ? await findDraftOfSend(db, sendId) : null
  if (found === null) throw new OperatorError(`There is no reply ${sendId}.`)
  return found
}

/** A draft, and where a colleague made it from another one, that as well. */
async function chain(db: Db, id: string): Promise<Replay[]> {
  const replay = /^\d{1,18}$/.test(id) ? await replayDraft(db, id) : null
  if (!replay) return []
  return [replay, ...(replay.editedFrom === null ? [] : await chain(db, replay.editedFrom))]
}

function show(replay: Replay): void {
  const { draftId, writer, model, at, text, fellBack, madeBy, parts, inputs, messages, again } = replay
  console.log(`draft ${draftId}, ${writer}${model ? ` (${model})` : ''}, ${at.toISOString()}`)
  console.log(indented(text))
  if (fellBack !== null) console.log(`fell back: ${fellBack}`)
  if (replay.editedFrom !== null) console.log(`edited from draft ${replay.editedFrom}, below`)
  if (madeBy !== null) console.log(`made by ${madeBy} from`)
  for (const { name, hash, versions } of parts) {
    const own = versions.map(({ version, author, reason }) => `version ${version} (${author}: ${reason})`)
    console.log(`  ${name.padEnd(18)} ${hash}  ${own.join(', ') || 'the file'}`)
  }
  if (inputs !== null) console.log(`inputs\n${indented(JSON.stringify(inputs, null, 2))}`)
  for (const { role, content } of messages) console.log(`message: ${role}\n${indented(content)}`)
  if (again !== null) console.log(`again\n${indented(again)}`)
  const said = replay.same === null ? 'cannot be told' : replay.same ? 'yes' : 'no'
  console.log(`same bytes: ${said}${replay.why === null ? '' : ` (${replay.why})`}\n`)
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ')
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof OperatorError ? error.message : error)
    process.exit(1)
  },
)
