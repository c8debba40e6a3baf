import { ChannelError } from '../channel.ts'
import type { CallAnswer } from '../fetch.ts'
import { ErrorBody } from './wire.ts'

/** A failure with the network's own name for it (`ExpiredToken`, `InvalidSwap`), which this folder reacts to. */
export class BlueskyError extends ChannelError {
  readonly code: string
  constructor(
    kind: ChannelError['kind'],
    message: string,
    code: string,
    options?: { retryAt?: Date | null; cause?: unknown },
  ) {
    super(kind, message, options)
    this.code = code
  }
}

// XRPC puts the reason into the body and uses 400 for nearly everything (https://atproto.com/specs/xrpc), so the name
// decides before the status does.
const kinds: Record<string, ChannelError['kind']> = {
  ExpiredToken: 'auth',
  InvalidToken: 'auth',
  AuthMissing: 'auth',
  AuthenticationRequired: 'auth',
  AuthFactorTokenRequired: 'auth',
  AccountTakedown: 'auth',
  AccountSuspended: 'auth',
  AccountDeactivated: 'auth',
  RepoTakendown: 'auth',
  RepoSuspended: 'auth',
  RepoDeactivated: 'auth',
  RecordNotFound: 'gone',
  NotFound: 'gone',
  InvalidConvo: 'gone',
  RecipientNotFound: 'gone',
  RateLimitExceeded: 'busy',
  BlockedActor: 'refused',
  BlockedByActor: 'refused',
  BlockedSubject: 'refused',
  MessagesDisabled: 'refused',
  NotFollowedBySender: 'refused',
  ConvoLocked: 'refused',
  InvalidSwap: 'refused',
  InvalidRequest: 'refused',
}

/** Reads an XRPC answer that is not 2xx; `usual` is what its status alone means. */
export function judge(answer: CallAnswer, usual: ChannelError): BlueskyError {
  const body = ErrorBody.safeParse(answer.json)
  const code = body.success ? body.data.error : ''
  return new BlueskyError(toKind(answer.status, code, usual), usual.message, code, {
    retryAt: usual.retryAt,
    cause: usual.cause,
  })
}

function toKind(status: number, code: string, usual: ChannelError): ChannelError['kind'] {
  if (status === 429 || status >= 500) return usual.kind
  const known = Object.hasOwn(kinds, code) ? kinds[code] : undefined
  if (known) return known
  // 404 without a name we know means that the server does not speak this method, not that a post was deleted.
  return status === 404 ? 'refused' : usual.kind
}
