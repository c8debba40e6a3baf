/** What the operator sees once everything runs. */
export interface Screen {
  consoleUrl: string
  admin: { email: string; password: string } | null
  townUrl: string | null
  townNote: string | null
  accounts: number
  /** The documents of the sample brand are being taken in. */
  sample: boolean
  model: string | null
  dataDir: string
  log: string
}

/** One calm screen. Plain text, so that it reads the same in a terminal, in a log and aloud. */
export function drawScreen(screen: Screen): string {
  const rows: [string, string][] = [['Console', screen.consoleUrl]]
  if (screen.admin) {
    rows.push(['Sign in', `${screen.admin.email}   one-time password: ${screen.admin.password}`])
    rows.push(['', 'The password is shown this once; choose your own at the first sign-in.'])
  }
  if (screen.townUrl) {
    rows.push(['Practice', screen.townUrl])
    rows.push([
      '',
      'A small network on this machine: be anybody, write to the brand, approve the reply in the console.',
    ])
  } else if (screen.townNote) rows.push(['Practice', screen.townNote])
  rows.push([
    'Accounts',
    screen.accounts === 0 ? 'none yet: npm run account -- add' : String(screen.accounts),
  ])
  if (screen.sample)
    rows.push(['Documents', 'those of a sample brand are being taken in (console: "문서", "Documents")'])
  rows.push(['Model', screen.model ?? 'none: replies are made from written phrases (README, "Use a model")'])
  rows.push(['Data', screen.dataDir])
  rows.push(['Log', screen.log])
  const body = rows.map(([name, value]) => `  ${name.padEnd(10)}${value}`).join('\n')
  return `\n  다정 Dajeong is running. Ctrl-C stops it; nothing is lost.\n\n${body}\n`
}
