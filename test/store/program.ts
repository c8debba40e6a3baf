/** A process of its own that takes a data folder, or starts its server, says so, and waits to be killed. */
import { openDataFolder } from '../../src/store/data-folder.ts'
import { startEmbedded } from '../../src/store/embedded.ts'

const [what = '', folder = ''] = process.argv.slice(2)
try {
  if (what === 'lock') openDataFolder(folder)
  const server = what === 'server' ? await startEmbedded(folder) : null
  process.send?.({ url: server?.url, pid: server?.pid })
} catch (error) {
  process.send?.({ error: error instanceof Error ? error.message : String(error) })
}
setInterval(() => {}, 60_000)
