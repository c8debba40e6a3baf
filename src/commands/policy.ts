import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readConfig, readEnvironment } from '../config.ts'
import type { Policy } from '../core/policy.ts'
import { usualTopics } from '../core/topic.ts'
import { changePolicy } from '../desk/policy.ts'
import { OperatorError } from '../store/data-folder.ts'
import { readOrExplain } from './arguments.ts'
import { attachStore } from './attach.ts'

// `npm run policy`: shows what may be sent without a colleague, and changes what is given.

const usage = `npm run policy                       shows the policy
npm run policy -- --NAME VALUE …     changes it
  --send-intents LIST      what accounts in mode "send" answer by themselves: chatter,question,complaint; "none"
  --min-confidence 0–1     below it a colleague decides
  --public-turns N         our answers in one public conversation before a colleague takes over
  --quiet-ms N             silence to wait for after a message (restart to apply)
  --undo-seconds 0–60      how long a colleague can take back what they approved before it goes out
  --link-hosts LIST        hosts that a reply may link to; "none"
  --competitors LIST       names that a reply neither names nor judges; "none"
  --show-personal on|off   whether a direct reply may repeat what is personal of its reader
  --voice-level LEVEL      haeyo, hapsyo, or as-person
  --voice-emoji on|off     emoji where the tone allows them
  --voice-persona TEXT     who the brand is when it speaks, for the model
  --never-say LIST         words that never leave in the brand's name; "none"
  --disclosure on|off      say that a machine writes, and how to reach a person
  --disclosure-hours N     again after so many hours of silence
  --disclosure-channels L  what differs by channel: mastodon=off,webhook=168 (hours); "none"
  --disclosure-ko TEXT     in the brand's own words; "ours" for the built-in ones
  --disclosure-en TEXT
  --daily-budget USD       what the model may cost this brand in a UTC day; above it, phrases write; "none"
  --topics FILE            what messages may be about: a JSON list of {"name", "words", "like"}; "usual" for the built-in ones
  --service-times FILE     how soon each is answered, a JSON object: {"now": 30, "high": 60, "normal": 240, "low": 480}; "usual"
  --business-hours FILE    when somebody is there: {"zone": "Asia/Seoul", "week": {"sat": [["10:00", "15:00"]]}, "holidays": []}; "usual"
  --round-robin on|off     give what comes in to whoever has the most room
  --to-who-knows on|off    give who comes back to the colleague who answered them last
  --silent-days N          silence after our answer before a conversation is done
    --reason TEXT            why, for whoever reads the versions later`

type Kind =
  | 'ceiling'
  | 'channels'
  | 'list'
  | 'number'
  | 'switch'
  | 'text'
  | 'words'
  | 'topics'
  | 'service'
  | 'hours'

// Where each flag stands in the policy, and how what is typed is read; `words` may be ours.
const flags: Record<string, { at: readonly [keyof Policy, string?]; kind: Kind }> = {
  'send-intents': { at: ['sendIntents'], kind: 'list' },
  'min-confidence': { at: ['minConfidence'], kind: 'number' },
  'public-turns': { at: ['publicTurns'], kind: 'number' },
  'quiet-ms': { at: ['quietMs'], kind: 'number' },
  'undo-seconds': { at: ['undoSeconds'], kind: 'number' },
  'link-hosts': { at: ['linkHosts'], kind: 'list' },
  competitors: { at: ['competitors'], kind: 'list' },
  'show-personal': { at: ['showPersonalInDirect'], kind: 'switch' },
  'voice-level': { at: ['voice', 'level'], kind: 'text' },
  'voice-emoji': { at: ['voice', 'emoji'], kind: 'switch' },
  'voice-persona': { at: ['voice', 'persona'], kind: 'text' },
  'never-say': { at: ['voice', 'neverSay'], kind: 'list' },
  disclosure: { at: ['disclosure', 'on'], kind: 'switch' },
  'disclosure-hours': { at: ['disclosure', 'againAfterHours'], kind: 'number' },
  'disclosure-channels': { at: ['disclosure', 'channels'], kind: 'channels' },
  'disclosure-ko': { at: ['disclosure', 'ko'], kind: 'words' },
  'disclosure-en': { at: ['disclosure', 'en'], kind: 'words' },
  'daily-budget': { at: ['dailyBudgetUsd'], kind: 'ceiling' },
  topics: { at: ['topics'], kind: 'topics' },
  'service-times': { at: ['serviceTimes'], kind: 'service' },
  'business-hours': { at: ['businessHours'], kind: 'hours' },
  'round-robin': { at: ['assignment', 'roundRobin'], kind: 'switch' },
  'to-who-knows': { at: ['assignment', 'toWhoKnows'], kind: 'switch' },
  'silent-days': { at: ['silentDays'], kind: 'number' },
}

function readChange(args: string[]): { change: Record<string, unknown>; reason: string } {
  const options = Object.fromEntries(
    [...Object.keys(flags), 'reason'].map((name) => [name, { type: 'string' as const }]),
  )
  const { values: given } = readOrExplain(usage, () => parseArgs({ args, options }))
  const { reason = '', ...values } = given
  const change: Record<string, unknown> = {}
  for (const [flag, given] of Object.entries(values)) {
    const { at, kind } = flags[flag] as (typeof flags)[string]
    const [name, part] = at
    const value = readValue(kind, String(given))
    change[name] = part === undefined ? value : { ...(change[name] as object | undefined), [part]: value }
  }
  return { change, reason: String(reason).trim() }
}

/** What cannot be read stays as it was typed, and the policy says what it should be. */
function readValue(kind: Kind, text: string): unknown {
  switch (kind) {
    case 'topics':
      return text === 'usual' ? usualTopics : readJson(text, exampleOf.topics)
    case 'service':
      return text === 'usual' ? {} : readJson(text, exampleOf.service)
    case 'hours':
      return text === 'usual' ? {} : readJson(text, exampleOf.hours)
    case 'channels':
      return text === 'none' ? {} : Object.fromEntries(text.split(',').map(readChannel))
    case 'list':
      return text === 'none' ? [] : text.split(',').map((one) => one.trim())
    case 'ceiling':
      return text === 'none' ? null : readValue('number', text)
    case 'number':
      return text.trim() === '' ? text : Number(text)
    case 'switch':
      return text === 'on' ? true : text === 'off' ? false : text
    case 'words':
      return text === 'ours' ? null : text
    case 'text':
      return text
    default:
      return kind satisfies never
  }
}

function readChannel(text: string): [string, unknown] {
  const [channel = '', value = ''] = text.split('=').map((part) => part.trim())
  const isSwitch = value === 'on' || value === 'off'
  return [
    channel,
    isSwitch ? { on: value === 'on' } : { againAfterHours: value === '' ? value : Number(value) },
  ]
}

const exampleOf = {
  topics: 'a list such as [{"name": "요금제", "words": ["요금제"], "like": ["price"]}]',
  service: 'an object such as {"high": 60}; what it leaves out is as usual',
  hours: 'an object such as {"week": {"sat": [["10:00", "15:00"]]}}; what it leaves out is as usual',
}

function readJson(file: string, example: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new OperatorError(`${file} cannot be read as JSON (${why}); it is to hold ${example}.`, { cause })
  }
}

function shown(value: unknown, kind: Kind): string {
  if (kind === 'service' || kind === 'hours') return JSON.stringify(value)
  if (kind === 'ceiling') return value === null ? 'none' : String(value)
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (value === null) return 'ours'
  if (typeof value === 'object' && !Array.isArray(value)) return shownByChannel(value)
  if (!Array.isArray(value)) return String(value) || 'none'
  return (
    value.map((one) => (typeof one === 'object' ? (one as { name: string }).name : String(one))).join(', ') ||
    'none'
  )
}

function shownByChannel(value: object): string {
  const each = Object.entries(value as Policy['disclosure']['channels']).flatMap(([name, own]) => [
    ...(own.on === undefined ? [] : [`${name}=${own.on ? 'on' : 'off'}`]),
    ...(own.againAfterHours === undefined ? [] : [`${name}=${own.againAfterHours}`]),
  ])
  return each.join(', ') || 'none'
}

async function main(): Promise<number> {
  const args = process.argv.slice(2)
  if (args.some((arg) => /^(-*help|-h)$/.test(arg))) {
    console.log(usage)
    return 0
  }
  const { change, reason } = readChange(args)
  const { db, close } = await attachStore(readConfig(readEnvironment()))
  try {
    const answer = await changePolicy(db, change, 'dajeong', reason)
    if (answer.kind === 'no-brand')
      throw new OperatorError('There is no brand yet; start Dajeong once with `npm start`.')
    if (answer.kind === 'wrong') {
      const faults = answer.faults.map(({ field, message }) => `${field}: ${message}`).join('; ')
      throw new OperatorError(`Nothing was changed: ${faults}`)
    }
    for (const [flag, { at, kind }] of Object.entries(flags)) {
      const [name, part] = at
      const whole: unknown = answer.policy[name]
      const value = part === undefined ? whole : (whole as Record<string, unknown>)[part]
      const mark = answer.changed.includes(name) ? '   (changed)' : ''
      console.log(`${flag.padEnd(21)}${shown(value, kind)}${mark}`)
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
