import type { Weakness } from '../core/password.ts'
import { Failure } from './failure.ts'

const said: Readonly<Record<Weakness, string>> = {
  'password-common': 'This is one of the first passwords that anybody tries. Take a sentence of your own.',
  'password-name': 'This is hardly more than your address or the brand’s name. Take a sentence of your own.',
  'password-repeats':
    'This is the same letter, or a row of them, over and over. Take a sentence of your own.',
}

/** Why a password that is long enough is not taken. */
export function weakPassword(why: Weakness): Failure {
  return new Failure(422, why, said[why])
}
