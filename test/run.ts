import { globSync } from 'node:fs'
import Mocha from 'mocha'
import { installNetworks } from './networks/install.ts'

// The whole suite in one process: `npm test`, or `npm test -- 'test/core/*.test.ts'` for a part of it. Ends with one line
// `N passed, N failed` and exits 1 when anything failed, was skipped, or nothing ran.

const asked = process.argv.slice(2)
const files = globSync(asked.length > 0 ? asked : ['test/**/*.test.ts'], {
  exclude: (path) => path.includes('node_modules'),
}).sort()

// Real networks are installed apart from the project, because only these tests need them.
if (files.some((file) => file.startsWith('test/networks/'))) await installNetworks()

const mocha = new Mocha({ timeout: 20_000, reporter: 'spec' })
for (const file of files) mocha.addFile(file)
await mocha.loadFilesAsync()

let skipped = 0
const runner = mocha.run((failures) => {
  const passed = runner.stats?.passes ?? 0
  if (skipped > 0) console.log(`${skipped} tests were skipped; a test that cannot run is a failure.`)
  if (passed === 0) console.log('No test ran; look at the pattern that was given.')
  console.log(`${passed} passed, ${failures + skipped} failed`)
  process.exit(failures + skipped > 0 || passed === 0 ? 1 : 0)
})
runner.on('pending', () => {
  skipped += 1
})
