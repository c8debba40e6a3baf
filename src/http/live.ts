import type { ServerResponse } from 'node:http'

export interface Live {
  /** Streams to this colleague until `stillSignedIn` says no at a heartbeat, the page goes, or the server stops. */
  follow(res: ServerResponse, colleagueId: string, stillSignedIn: () => Promise<boolean>): void
  /** Something changed; everybody who follows is told soon. */
  poke(): void
  stop(): void
}

export interface LiveTools {
  /** Counts once for all who follow. @returns what each of them is told. */
  counts(): Promise<(colleagueId: string) => unknown>
  onTrouble(error: unknown): void
  /** How often a silent stream is kept alive and its session looked at, in milliseconds. */
  beatMs?: number
}

// A rush of changes is told once in this time, so that a thousand messages a minute are not a thousand counts.
const gatherMs = 250
const mostStreams = 500
// A page that does not read is let go; it comes back by itself and reads everything anew.
const mostUnread = 64_000

const changed = (counts: unknown) => `event: changed\ndata: ${JSON.stringify(counts)}\n\n`

/** Tells open pages by server-sent events that something changed, and how many conversations lie on each tab now. */
export function makeLive({ counts, onTrouble, beatMs = 20_000 }: LiveTools): Live {
  const streams = new Map<ServerResponse, { colleagueId: string; stillSignedIn: () => Promise<boolean> }>()
  let gathering: NodeJS.Timeout | null = null

  function write(res: ServerResponse, text: string): void {
    if (res.writableLength > mostUnread) res.destroy()
    else res.write(text)
  }

  async function tell(): Promise<void> {
    gathering = null
    if (streams.size === 0) return
    try {
      const of = await counts()
      for (const [res, { colleagueId }] of streams) write(res, changed(of(colleagueId)))
    } catch (error) {
      onTrouble(error)
    }
  }

  async function beat(): Promise<void> {
    for (const [res, { stillSignedIn }] of [...streams]) {
      if (await stillSignedIn().catch(() => true)) write(res, ': still here\n\n')
      else res.end()
    }
  }
  const beating = setInterval(() => void beat(), beatMs)
  beating.unref()

  return {
    follow(res, colleagueId, stillSignedIn) {
      if (streams.size >= mostStreams) {
        res.writeHead(503, { 'retry-after': '30' })
        res.end()
        return
      }
      res.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // Proxies that gather what they pass on would keep it from the page.
        'x-accel-buffering': 'no',
      })
      res.write('retry: 3000\n\n')
      streams.set(res, { colleagueId, stillSignedIn })
      res.on('close', () => streams.delete(res))
      // The page starts from the counts of now.
      void counts()
        .then((of) => write(res, changed(of(colleagueId))))
        .catch(onTrouble)
    },
    poke() {
      gathering ??= setTimeout(() => void tell(), gatherMs)
    },
    stop() {
      clearInterval(beating)
      if (gathering) clearTimeout(gathering)
      for (const res of streams.keys()) res.end()
      streams.clear()
    },
  }
}
