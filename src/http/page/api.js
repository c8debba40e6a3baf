/** What the server said no to, with its answer. */
export class Refused extends Error {
  constructor(status, body) {
    super(body?.message ?? String(status))
    this.status = status
    this.body = body ?? {}
  }
}

/** @throws Refused, or TypeError when the server cannot be reached. */
export async function call(path, body, method = body === undefined ? 'GET' : 'POST') {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json', 'x-dajeong': '1' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const read = await answer.json().catch(() => null)
  if (!answer.ok) throw new Refused(answer.status, read)
  return read
}

/** Tells of every change; where the stream does not get through, it looks by itself. */
export function follow(onChange, onLink) {
  let looking = 0
  const stream = new EventSource('/api/live')
  stream.addEventListener('changed', (event) => onChange(JSON.parse(event.data)))
  stream.addEventListener('open', () => {
    clearInterval(looking)
    looking = 0
    onLink(true)
  })
  stream.addEventListener('error', () => {
    if (looking) return
    looking = setInterval(async () => {
      try {
        onChange(await call('/api/counts'))
        onLink(true)
      } catch {
        onLink(false)
      }
    }, 5_000)
  })
  return () => {
    stream.close()
    clearInterval(looking)
  }
}
