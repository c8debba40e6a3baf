import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readConfig, readEnvironment } from '../config.ts'
import { makePrompts, type PromptAnswer, type Prompts, type ShownVersion } from '../desk/prompts.ts'
import { shippedPrompts } from '../live-prompts.ts'
import { OperatorError } from '../store/data-folder.ts'
import { readOrExplain } from './arguments.ts'
import { attachStore, brandFor } from './attach.ts'

// `npm run prompts`: what a model is told, and every version of it (docs/prompts.md).

const usage = `npm run prompts -- --list                                         every prompt and part, and which version holds
npm run prompts -- --show NAME                                    the words that hold now
npm run prompts -- --set NAME FILE --reason TEXT                  puts the words of a file in their place
npm run prompts -- --history NAME                                 every version
npm run prompts -- --roll-back NAME VERSION --reason TEXT         an older version holds again; 0 is the file of the installation
  --brand NAME                                                    of this brand; the first one if not given`

const who = 'dajeong'

function readArguments(args: string[]) {
  const { values, positionals } = readOrExplain(usage, () =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        list: { type: 'boolean', default: false },
        show: { type: 'string' },
        set: { type: 'string' },
        history: { type: 'string' },
        'roll-back': { type: 'string' },
        reason: { type: 'string' },
        brand: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  )
  return { ...values, second: positionals[0], more: positionals.length > 1 }
}

async function main(): Promise<number> {
  const values = readArguments(process.argv.slice(2))
  const asked = [values.list || undefined, values.show, values.set, values.history, values['roll-back']]
  if (values.help || values.more || asked.filter((one) => one !== undefined).length !== 1) {
    console.log(usage)
    return values.help ? 0 : 1
  }
  const changes = values.set !== undefined || values['roll-back'] !== undefined
  const reason = values.reason?.trim() ?? ''
  if (changes && reason.length < 3)
    throw new OperatorError('Say why with --reason, for whoever reads the history later.')
  if (changes && values.second === undefined) throw new OperatorError(usage)
  const second = values.second ?? ''
  // What is wrong with a path is said before a database is started for it.
  const source = values.set === undefined ? '' : readWords(second)
  const config = readConfig(readEnvironment())
  const files = shippedPrompts()
  const { db, close } = await attachStore(config)
  try {
    const brandId = await brandFor(db, values.brand, config)
    const prompts = makePrompts({ db, files })
    if (values.list) for (const one of await prompts.list(brandId)) console.log(lineOf(one, one.name))
    if (values.show !== undefined) await show(prompts, brandId, values.show)
    if (values.history !== undefined) await history(prompts, brandId, values.history)
    if (values.set !== undefined)
      told(await prompts.save({ brandId, name: values.set, source, reason, who }), values.set, second)
    const back = values['roll-back']
    if (back !== undefined)
      told(await prompts.rollBack({ brandId, name: back, version: second, reason, who }), back, second)
    return 0
  } finally {
    await close()
  }
}

function readWords(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new OperatorError(`${path} cannot be read (${(cause as Error).message}).`, { cause })
  }
}

async function show(prompts: Prompts, brandId: string, name: string): Promise<void> {
  const found = await prompts.read(brandId, name)
  if (!found) throw noPrompt(name)
  process.stdout.write(found.source.endsWith('\n') ? found.source : `${found.source}\n`)
}

async function history(prompts: Prompts, brandId: string, name: string): Promise<void> {
  const versions = await prompts.history(brandId, name)
  if (!versions) throw noPrompt(name)
  for (const one of versions) console.log(lineOf(one, `${one.live ? '*' : ' '} ${one.version}`))
}

function lineOf({ version, hash, fromFile, author, reason, at }: ShownVersion, title: string): string {
  const origin = fromFile ? 'the file' : `version ${version}, ${author}, ${at?.toISOString()}: ${reason}`
  return `${title.padEnd(18)} ${hash.slice(0, 12)}  ${origin}`
}

/** @throws OperatorError when nothing was changed that was asked for. */
function told(answer: PromptAnswer, name: string, second: string): void {
  switch (answer.kind) {
    case 'saved': {
      const { fromFile, live, version, hash } = answer.version
      const holds = live || fromFile ? 'holds now' : 'the file holds again'
      console.log(`${name}: version ${version} (${hash.slice(0, 12)}), ${holds}.`)
      return
    }
    case 'overtaken':
      throw new OperatorError('Others publish at this very moment; look at what holds, and try again.')
    case 'same':
      console.log(`${name}: nothing changed; these words hold already.`)
      return
    case 'no-prompt':
      throw noPrompt(name)
    case 'no-version':
      throw new OperatorError(`${name} has no version ${second}; see --history ${name}.`)
    case 'refused':
      throw new OperatorError(`Nothing was changed: ${answer.why}`)
  }
}

function noPrompt(name: string): OperatorError {
  return new OperatorError(`There is no prompt called "${name}"; see --list.`)
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof OperatorError ? error.message : error)
    process.exit(1)
  },
)
