import { z } from 'zod'
import { Done, Problem } from './shapes.ts'

const password = z.string().max(10_000).meta({ format: 'password' })
const code = z
  .string()
  .max(40)
  .meta({ description: 'Six digits of the app, or one of the backup codes.', example: '123456' })
const self = { who: 'colleague', right: 'self' } as const
const refused = { 403: Problem, 409: Problem, 429: Problem }

/** Ways to sign in besides a password, and one's own second factor. */
export const twoFactorContracts = {
  signInWays: {
    method: 'GET',
    path: '/api/sign-in/ways',
    name: 'signInWays',
    summary: 'How one can sign in; where `oidc` is true, a browser may go to GET /api/oidc/start.',
    who: 'nobody',
    answers: { 200: z.object({ password: z.boolean(), oidc: z.boolean() }) },
  },
  twoFactor: {
    ...self,
    method: 'GET',
    path: '/api/me/two-factor',
    name: 'twoFactor',
    summary: 'Whether a code is asked for when you sign in, and how many backup codes are left.',
    answers: { 200: z.object({ on: z.boolean(), backupCodes: z.number().int() }) },
  },
  beginTwoFactor: {
    ...self,
    method: 'POST',
    path: '/api/me/two-factor/begin',
    name: 'beginTwoFactor',
    summary: 'A secret for an authenticator app, shown once; nothing changes before a code was shown back.',
    body: z.object({ password }),
    answers: { ...refused, 200: z.object({ secret: z.string(), uri: z.string() }) },
  },
  confirmTwoFactor: {
    ...self,
    method: 'POST',
    path: '/api/me/two-factor/confirm',
    name: 'confirmTwoFactor',
    summary: 'Show a code; from now on one is asked for. Answers ten backup codes, shown once.',
    body: z.object({ code }),
    answers: { ...refused, 200: z.object({ backupCodes: z.array(z.string()) }) },
  },
  endTwoFactor: {
    ...self,
    method: 'POST',
    path: '/api/me/two-factor/end',
    name: 'endTwoFactor',
    summary: 'No code is asked for any more.',
    body: z.object({ password, code }),
    answers: { ...refused, 200: Done },
  },
} as const
