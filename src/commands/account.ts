import { channels } from '../channels/all.ts'
import { readConfig, readEnvironment } from '../config.ts'
import { makeAccounts } from '../desk/accounts.ts'
import { OperatorError } from '../store/data-folder.ts'
import { runAccountCommand } from './account-command.ts'
import { attachStore } from './attach.ts'
import { openTerminal } from './terminal.ts'

async function main(): Promise<number> {
  const config = readConfig(readEnvironment())
  return runAccountCommand(process.argv.slice(2), {
    env: process.env,
    terminal: openTerminal(),
    hooksUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
    async open() {
      const { db, key, beside, close } = await attachStore(config)
      const accounts = makeAccounts({ db, key, channels, brandName: config.brandName, now: () => new Date() })
      return { accounts, beside, close }
    },
    channels: Object.keys(channels),
  })
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof OperatorError ? error.message : error)
    process.exit(1)
  },
)
