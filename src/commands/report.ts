import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig, readEnvironment } from '../config.ts'
import { ReportStep } from '../core/report.ts'
import { makeReports } from '../desk/report.ts'
import { OperatorError } from '../store/data-folder.ts'
import type { FlowRow } from '../store/reports.ts'
import { readOrExplain } from './arguments.ts'
import { attachStore, brandFor } from './attach.ts'

// `npm run report`: how many messages came, and how long they waited (docs/reports.md).

const usage = `npm run report                                     the last 30 days
npm run report -- --from 2026-11-01 --to 2026-11-30   both days belong to it
  --step hour|day|week     how far apart the lines are; day if not given
  --zone NAME              whose days they are; Asia/Seoul if not given
  --account ID             of one account; all of the brand's if not given
  --brand NAME             of this brand; the first one if not given
  --json                   the same for programs`

const Asked = z.object({
  from: z.iso.date('--from is a day such as 2026-11-01').nullable(),
  to: z.iso.date('--to is a day such as 2026-11-30').nullable(),
  accountId: z
    .string()
    .regex(/^\d{1,18}$/, '--account is an id; see npm run account -- list')
    .nullable(),
  step: ReportStep,
  zone: z.string(),
})

function readArguments(args: string[]) {
  return readOrExplain(usage, () => {
    const { values } = parseArgs({
      args,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        step: { type: 'string', default: 'day' },
        zone: { type: 'string', default: 'Asia/Seoul' },
        account: { type: 'string' },
        brand: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const { from = null, to = null, account = null, step, zone } = values
    const read = Asked.safeParse({ from, to, accountId: account, step, zone })
    if (!read.success) throw new Error(read.error.issues.map(({ message }) => message).join('; '))
    return { ...values, ask: read.data }
  })
}

async function main(): Promise<number> {
  const { ask, brand, json, help } = readArguments(process.argv.slice(2))
  if (help) {
    console.log(usage)
    return 0
  }
  const config = readConfig(readEnvironment())
  const { db, close } = await attachStore(config)
  try {
    const brandId = await brandFor(db, brand, config)
    const found = await makeReports({ db, brandId, now: () => new Date() }).overview(ask)
    if (found.kind === 'no-account')
      throw new OperatorError('The brand has no such account; see `npm run account -- list`.')
    if (found.kind === 'wrong-span') throw new OperatorError(`--${found.field}: ${found.message}`)
    if (json) console.log(JSON.stringify(found))
    else {
      print(
        ['', ...heads],
        [...found.byIntent, found.total].map((row) => [row.intent ?? 'together', ...cells(row)]),
      )
      console.log()
      print(
        [ask.step, 'intent', ...heads],
        found.rows.map((row) => [started(row, ask), row.intent ?? '', ...cells(row)]),
      )
    }
    return 0
  } finally {
    await close()
  }
}

const heads = ['heard', 'drafted', 'median', '90 %', 'approved', 'median', '90 %', 'sent', 'median', '90 %']

function cells({ heard, drafted, approved, sent }: FlowRow): string[] {
  const lags = [drafted, approved, sent].flatMap(({ count, median, p90 }) => [
    ...[String(count), waited(median), waited(p90)],
  ])
  return [String(heard), ...lags]
}

function waited(seconds: number | null): string {
  if (seconds === null) return '–'
  if (seconds < 90) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`
}

function started({ at }: FlowRow, { zone, step }: { zone: string; step: ReportStep }): string {
  if (at === null) return ''
  const time = step === 'hour' ? ({ hour: '2-digit', minute: '2-digit' } as const) : {}
  // Sweden writes dates as ISO does.
  return at.toLocaleString('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...time,
  })
}

function print(head: string[], lines: string[][]): void {
  const widths = head.map((name, place) =>
    Math.max(name.length, ...lines.map((line) => line[place]?.length ?? 0)),
  )
  for (const line of [head, ...lines]) {
    const text = line.map((cell, place) => {
      const isNumber = place >= head.length - heads.length
      return isNumber ? cell.padStart(widths[place] ?? 0) : cell.padEnd(widths[place] ?? 0)
    })
    console.log(text.join('  ').trimEnd())
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof OperatorError ? error.message : error)
    process.exit(1)
  },
)
