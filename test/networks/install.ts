import { installBeside } from '../../scripts/install-beside.ts'

/** Installs the networks that the tests run against; nothing of them is ever shipped. */
export function installNetworks(): Promise<void> {
  return installBeside(import.meta.dirname, 'The test networks')
}
