import { randomBytes } from 'node:crypto'
import { readConfig, readEnvironment } from '../config.ts'
import { makeOneTimePassword } from '../desk/staff.ts'
import { OperatorError } from '../store/data-folder.ts'
import { attachStore } from './attach.ts'

// `npm run password`: for a colleague who has lost theirs. Whoever may run it here could read the database anyway.

const usage = `npm run password -- EMAIL     makes a new one-time password for a colleague and ends all their sign-ins`

async function main(): Promise<number> {
  const [email, ...more] = process.argv.slice(2)
  if (email !== undefined && /^(-*help|-h)$/.test(email)) {
    console.log(usage)
    return 0
  }
  if (!email || more.length > 0 || email.startsWith('-'))
    throw new OperatorError(`Give one address, the one that the colleague signs in with.\n\n${usage}`)
  const { db, close } = await attachStore(readConfig(readEnvironment()))
  try {
    const answer = await makeOneTimePassword(db, randomBytes, email)
    if (answer.kind === 'nobody') throw new OperatorError(describeNobody(email, answer.addresses))
    console.log(`one-time password for ${answer.email}: ${answer.password}`)
    console.log('It is shown only now and must be changed after signing in. All their sign-ins have ended.')
    return 0
  } finally {
    await close()
  }
}

function describeNobody(email: string, addresses: string[]): string {
  if (addresses.length === 0)
    return 'Nobody is on the staff yet; start Dajeong once with `npm start`, which shows the first password.'
  return `Nobody on the staff has the address ${email}; there ${addresses.length === 1 ? 'is' : 'are'} ${addresses.join(', ')}. Nothing was changed.`
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof OperatorError ? error.message : error)
    process.exit(1)
  },
)
