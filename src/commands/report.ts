import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig, readEnvironment } from '../config.ts'
import type { Answerer } from '../core/rated.ts'
import { ReportStep } from '../core/report.ts'
import { makeReports } from '../desk/report.ts'
import { toRatings } from '../http/to-ratings.ts'
import { OperatorError } from '../store/data-folder.ts'
import type { FlowRow } from '../store/reports.ts'
import { readOrExplain } from './arguments.ts'
import { attachStore, brandFor } from './attach.ts'

// `npm run report`: how many messages came, how long they waited and how customers rated the help (docs/reports.md).

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
    const reports = makeReports({ db, brandId, now: () => new Date() })
    const [found, rated] = [await reports.overview(ask), await reports.ratings(ask)]
    if (found.kind === 'no-account')
      throw new OperatorError('The brand has no such account; see `npm run account -- list`.')
    if (found.kind === 'wrong-span') throw new OperatorError(`--${found.field}: ${found.message}`)
    if (rated.kind !== 'report') throw new OperatorError('The account is no more.')
    // What customers wrote is theirs: whoever may read it finds it at the console.
    const { newest: _newest, ...ratings } = toRatings(rated)
    if (json) console.log(JSON.stringify({ ...found, ratings }))
    else {
      print(
        1,
        ['', ...heads],
        [...found.byIntent, found.total].map((row) => [row.intent ?? 'together', ...cells(row)]),
      )
      console.log()
      print(
        2,
        [ask.step, 'intent', ...heads],
        found.rows.map((row) => [started(row.at, ask), row.intent ?? '', ...cells(row)]),
      )
      console.log()
      printRatings(ratings, ask)
    }
    return 0
  } finally {
    await close()
  }
}

const heads = ['heard', 'drafted', 'median', '90 %', 'approved', 'median', '90 %', 'sent', 'median', '90 %']

const ratingHeads = ['asked', 'gave a score', 'average', ...[1, 2, 3, 4, 5].map((score) => `gave ${score}`)]

type Ratings = Omit<ReturnType<typeof toRatings>, 'newest'>
const answerers: Record<Answerer, string> = {
  ...{ colleague: 'a colleague answered', itself: 'Dajeong answered by itself', mixed: 'both answered' },
}

function printRatings({ total, byAnswerer, byStep }: Ratings, ask: { zone: string; step: ReportStep }): void {
  if (total.asked === 0) {
    console.log('No customer was asked for a rating in these days.')
    return
  }
  const groups = byAnswerer.map((row) => [answerers[row.answerer], ...scored(row)])
  print(1, ['ratings', ...ratingHeads], [...groups, ['together', ...scored(total)]])
  console.log()
  print(
    1,
    [ask.step, ...ratingHeads],
    byStep.map((row) => [started(new Date(row.at), ask), ...scored(row)]),
  )
}

function scored({ asked, rated, average, scores }: Ratings['total']): string[] {
  const percent = (count: number, of: number) => `${Math.round((100 * count) / of)} %`
  return [
    String(asked),
    rated === 0 ? '0' : `${rated} (${percent(rated, asked)})`,
    average === null ? '–' : average.toFixed(1),
    ...scores.map((count) => (rated === 0 ? '–' : `${count} (${percent(count, rated)})`)),
  ]
}

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

function started(at: Date | null, { zone, step }: { zone: string; step: ReportStep }): string {
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

/** @param labels how many columns, from the left, are words. */
function print(labels: number, head: string[], lines: string[][]): void {
  const widths = head.map((name, place) =>
    Math.max(name.length, ...lines.map((line) => line[place]?.length ?? 0)),
  )
  for (const line of [head, ...lines]) {
    const text = line.map((cell, place) => {
      const isNumber = place >= labels
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
