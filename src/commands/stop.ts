import { parseArgs } from 'node:util'
import { readConfig, readEnvironment } from '../config.ts'
import { OperatorError } from '../store/data-folder.ts'
import { findStop, resumeSending, stopSending } from '../store/stops.ts'
import { readOrExplain } from './arguments.ts'
import { attachStore, brandFor } from './attach.ts'

// `npm run stop`: nothing of the brand goes out any more; `-- --resume` lets it send again.

const usage = `npm run stop                       stops all sending at once; what is queued keeps its place
npm run stop -- --resume           sends again, beginning with what was queued
npm run stop -- --show             says whether it is stopped
  --why TEXT     for the colleagues who see it on their pages
  --brand NAME   where there is more than one brand`

async function main(): Promise<number> {
  const { values } = readOrExplain(usage, () =>
    parseArgs({
      options: {
        resume: { type: 'boolean', default: false },
        show: { type: 'boolean', default: false },
        why: { type: 'string', default: 'from the command line' },
        brand: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }),
  )
  if (values.help) {
    console.log(usage)
    return 0
  }
  const config = readConfig(readEnvironment())
  const { db, close } = await attachStore(config)
  try {
    const brandId = await brandFor(db, values.brand, config)
    if (values.resume) {
      const did = await resumeSending(db, brandId, 'dajeong')
      console.log(did ? 'Sending again; what was queued goes out in its order.' : 'Nothing was stopped.')
      return 0
    }
    if (!values.show) await stopSending(db, brandId, 'dajeong', values.why)
    const stop = await findStop(db, brandId)
    console.log(
      stop
        ? `Stopped since ${stop.at.toISOString()} by ${stop.name ?? stop.who}: ${stop.why}\nLet it send again with: npm run stop -- --resume`
        : 'Nothing is stopped.',
    )
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
