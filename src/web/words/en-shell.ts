import type { shell as ko } from './ko-shell.ts'
import type { Same } from './same.ts'

export const shell: Same<typeof ko> = {
  tabsBefore: 'Show the lists before',
  tabsAfter: 'Show the lists after',
  notFound: 'Its address may have changed or been mistyped. Choose where to go above, or go back below.',
  toApprove: 'Go to what waits for approval',
  practice: 'practice',
  showPassword: 'Show the password',
  hidePassword: 'Hide the password',
  goodPassword:
    'A short sentence of your own is best. Common words, your email, the brand’s name and repeated letters are refused.',
}
