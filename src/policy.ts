import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { attachStore } from './attach.ts'
import { readConfig, readEnvironment } from './config.ts'
import { usualTopics } from './core/topic.ts'
import { changePolicy } from './desk/policy.ts'
import { OperatorError } from './store/data-folder.ts'

// `npm run policy`: shows what may be sent without a colleague, and changes what is given.

const usage = `npm run policy                       shows the policy
npm run policy -- --NAME VALUE …     changes it
  --send-intents LIST      what accounts in mode "send" answer by themselves: chatter,question,complaint; "none"
  --min-confidence 0–1     below it a colleague decides
  --public-turns N         our answers in one public conversation before a colleague takes over
  --quiet-ms N             silence to wait for after a message (restart to apply)
  --link-hosts LIST        hosts that a reply may link to; "none"
  --topics FILE            what messages may be about: a JSON list of {"name", "words", "like"}; "usual" for the built-in ones`

const names = {
  'send-intents': 'sendIntents',
  'min-confidence': 'minConfidence',
  'public-turns': 'publicTurns',
  'quiet-ms': 'quietMs',
  'link-hosts': 'linkHosts',
  topics: 'topics',
} as const

function readChange(args: string[]): Record<string, unknown> {
  const options = Object.fromEntries(Object.keys(names).map((name) => [name, { type: 'string' as const }]))
  let values: Record<string, unknown>
  try {
    values = parseArgs({ args, options }).values
  } catch (cause) {
    throw new OperatorError(`${cause instanceof Error ? cause.message : String(cause)}\n\n${usage}`, {
      cause,
    })
  }
  return Object.fromEntries(
    Object.entries(values).map(([flag, given]) => {
      const name = names[flag as keyof typeof names]
      const text = String(given)
      if (name === 'topics') return [name, readTopics(text)]
      const isList = name === 'sendIntents' || name === 'linkHosts'
      const list = text === 'none' ? [] : text.split(',').map((one) => one.trim())
      return [name, isList ? list : text.trim() === '' ? text : Number(text)]
    }),
  )
}

function readTopics(file: string): unknown {
  if (file === 'usual') return usualTopics
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new OperatorError(
      `${file} cannot be read as JSON (${why}); it is to hold a list such as [{"name": "요금제", "words": ["요금제"], "like": ["price"]}].`,
      { cause },
    )
  }
}

function shown(value: unknown): string {
  if (!Array.isArray(value)) return String(value)
  return (
    value.map((one) => (typeof one === 'object' ? (one as { name: string }).name : String(one))).join(', ') ||
    'none'
  )
}

async function main(): Promise<number> {
  const args = process.argv.slice(2)
  if (args.some((arg) => /^(-*help|-h)$/.test(arg))) {
    console.log(usage)
    return 0
  }
  const change = readChange(args)
  const { db, close } = await attachStore(readConfig(readEnvironment()))
  try {
    const answer = await changePolicy(db, change, 'dajeong')
    if (answer.kind === 'no-brand')
      throw new OperatorError('There is no brand yet; start Dajeong once with `npm start`.')
    if (answer.kind === 'wrong') {
      const faults = answer.faults.map(({ field, message }) => `${field}: ${message}`).join('; ')
      throw new OperatorError(`Nothing was changed: ${faults}`)
    }
    for (const [flag, name] of Object.entries(names)) {
      const value = answer.policy[name]
      const mark = answer.changed.includes(name) ? '   (changed)' : ''
      console.log(`${flag.padEnd(16)}${shown(value)}${mark}`)
    }
    return 0
  } finally {
    await close()
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof OperatorError ? error.message : error)
    process.exit(1)
  },
)
