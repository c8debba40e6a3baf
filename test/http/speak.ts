import { createConnection } from 'node:net'

/** Says these bytes on a connection of its own. @returns all that was answered until it was closed. */
export function speak(url: string, bytes: string, more = ''): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = createConnection({ host: hostname, port: Number(port) }, () => {
      socket.write(bytes, 'latin1')
      if (more) socket.write(more)
    })
    let said = ''
    socket.on('data', (chunk) => {
      said += String(chunk)
    })
    // Whoever is cut off while still sending hears of it as an error, after the answer.
    socket.on('error', () => {})
    socket.on('close', () => resolve(said))
  })
}
