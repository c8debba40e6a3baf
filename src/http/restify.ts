import { type IncomingMessage, ServerResponse } from 'node:http'
import restify from 'restify'

// What restify 12 has and its types, of version 8, do not know.
declare module 'restify' {
  interface Server {
    /** Runs before anything else; false means that the request is dealt with. */
    first(handler: (req: IncomingMessage, res: ServerResponse) => boolean): Server
  }
  function logger(options: { level: 'silent' }): NonNullable<restify.ServerOptions['log']>
}

// Restify puts its own writeHead on every response of this process and returns nothing from it, so that
// `res.writeHead(…).end()` breaks in code that has never heard of restify. Node's own returns the response.
type WriteHead = (this: ServerResponse, ...args: unknown[]) => ServerResponse
const theirs = ServerResponse.prototype.writeHead as unknown as WriteHead
const mended: WriteHead = function (...args) {
  theirs.apply(this, args)
  return this
}
ServerResponse.prototype.writeHead = mended as unknown as ServerResponse['writeHead']

export { restify }
