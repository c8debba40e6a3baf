import { ChannelError } from '../channel.ts'
import { BlueskyError } from './errors.ts'

export interface Credentials {
  service: string
  identifier: string
  password: string
}

/**
 * Says in words why a log-in failed. The network answers a wrong handle and a wrong password alike, so the handle is
 * looked up to tell them apart.
 */
export async function explainLogin(
  error: unknown,
  credentials: Pick<Credentials, 'service' | 'identifier'>,
  isKnownHandle: (handle: string) => Promise<boolean>,
): Promise<ChannelError> {
  if (!(error instanceof ChannelError)) throw error
  const { identifier } = credentials
  const host = new URL(credentials.service).host
  const say = (text: string) => new BlueskyError('auth', text, codeOf(error), { cause: error })
  const code = codeOf(error)
  if (code === 'AccountTakedown' || code === 'AccountSuspended') {
    return say(`The network has suspended ${identifier}; ask its moderators.`)
  }
  if (code === 'AuthFactorTokenRequired') {
    return say(
      `${host} asks for a code by e-mail: use an app password (Settings, Privacy and security), not the main one.`,
    )
  }
  if (error.kind !== 'auth' || code === '' || !code.startsWith('Auth')) return error
  if (isHandle(identifier) && (await isUnknown(isKnownHandle, identifier))) {
    return say(`${host} knows no account with the handle ${identifier}; check how it is written.`)
  }
  return say(`${host} does not accept this app password for ${identifier}; make a new one in Settings.`)
}

function codeOf(error: ChannelError): string {
  return error instanceof BlueskyError ? error.code : ''
}

function isHandle(identifier: string): boolean {
  return !identifier.includes('@') && !identifier.startsWith('did:')
}

async function isUnknown(
  isKnownHandle: (handle: string) => Promise<boolean>,
  handle: string,
): Promise<boolean> {
  try {
    return !(await isKnownHandle(handle))
  } catch (error) {
    // Only a clear no counts; when the look-up itself fails, the password stays the likelier reason.
    return error instanceof ChannelError && error.kind === 'refused'
  }
}
