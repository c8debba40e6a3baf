import type { ServerResponse } from 'node:http'
import { type Brands, brandsWith } from '../core/rights.ts'
import type { Mark } from '../desk/presence.ts'
import type { Staff } from '../desk/staff.ts'

/** Who follows: the brands that they may read of, and whether that is still so. */
export interface Follower {
  colleagueId: string
  brands: Brands
  /** Null where none is followed. */
  conversationId: string | null
  still(): Promise<boolean>
}

export interface Live {
  /**
   * Streams to this answer until `still` says no at a heartbeat, the page goes, or the server stops. Who follows a
   * conversation is told besides when something happens there, on whatever node.
   */
  follow(res: ServerResponse, follower: Follower): void
  /** Something changed; everybody who follows is told soon. */
  poke(): void
  stop(): void
}

export interface LiveTools {
  /** Counts once for all who may read of these brands. @returns what each of them is told. */
  counts(brands: Brands): Promise<(colleagueId: string) => unknown>
  /** How conversations stand; no words of theirs. */
  marks(conversationIds: readonly string[]): Promise<Mark[]>
  /** Different after every forgetting of a person. */
  forgettings(): Promise<string>
  onTrouble(error: unknown): void
  /** How often a silent stream is kept alive and its session looked at, in milliseconds. */
  beatMs?: number
  /** How often conversations that are followed are looked at, for what other nodes did, in milliseconds. */
  lookMs?: number
}

// A rush of changes is told once in this time, so that a thousand messages a minute are not a thousand counts.
const gatherMs = 250
const mostStreams = 500
// More open pages than anybody has; without it one sign-in could take the places of all the others.
const mostOfOne = 50
// A page that does not read is let go; it comes back by itself and reads everything anew.
const mostUnread = 64_000

const changed = (counts: unknown) => `event: changed\ndata: ${JSON.stringify(counts)}\n\n`

/** Tells open pages by server-sent events that something changed, and how many conversations lie on each tab now. */
export function makeLive(tools: LiveTools): Live {
  const { counts, marks, forgettings, onTrouble, beatMs = 20_000, lookMs = 2_000 } = tools
  // With what each was told last: of its conversation, and of who was forgotten.
  const streams = new Map<ServerResponse, Follower & { told: string | null; forgotten: string | null }>()
  let looking = false
  let gathering: NodeJS.Timeout | null = null

  function write(res: ServerResponse, text: string): void {
    if (res.writableLength > mostUnread) res.destroy()
    else res.write(text)
  }

  async function tell(): Promise<void> {
    gathering = null
    if (streams.size === 0) return
    void look()
    try {
      // Most may read of the same brands, and are told what was counted once.
      const counted = new Map<string, (colleagueId: string) => unknown>()
      for (const [res, { brands, colleagueId }] of [...streams]) {
        const key = JSON.stringify(brands)
        const of = counted.get(key) ?? (await counts(brands))
        counted.set(key, of)
        write(res, changed(of(colleagueId)))
      }
    } catch (error) {
      onTrouble(error)
    }
  }

  /**
   * Tells those who follow a conversation that is not as they were told last, and everybody when a person was forgotten: what
   * their pages still keep of somebody is theirs to erase.
   */
  async function look(): Promise<void> {
    if (streams.size === 0 || looking) return
    looking = true
    const followed = new Set([...streams.values()].flatMap((one) => one.conversationId ?? []))
    try {
      const found = followed.size > 0 ? await marks([...followed]) : []
      const now = new Map(found.map((one) => [one.id, one]))
      const mark = await forgettings()
      for (const [res, one] of streams) {
        if (one.forgotten !== mark) write(res, `event: forgotten\ndata: ${JSON.stringify({ mark })}\n\n`)
        one.forgotten = mark
        const stands = one.conversationId === null ? undefined : now.get(one.conversationId)
        const told = stands ? JSON.stringify(stands) : null
        if (told === one.told) continue
        one.told = told
        if (!stands) {
          write(res, `event: gone\ndata: ${JSON.stringify({ id: one.conversationId })}\n\n`)
          continue
        }
        const { mark: _, ...data } = stands
        write(res, `event: conversation\ndata: ${JSON.stringify(data)}\n\n`)
      }
    } catch (error) {
      onTrouble(error)
    } finally {
      looking = false
    }
  }
  const lookingAgain = setInterval(() => void look(), lookMs)
  lookingAgain.unref()

  async function beat(): Promise<void> {
    for (const [res, { still }] of [...streams]) {
      if (await still().catch(() => true)) write(res, ': still here\n\n')
      else res.end()
    }
  }
  const beating = setInterval(() => void beat(), beatMs)
  beating.unref()

  return {
    follow(res, follower) {
      const theirs = [...streams.values()].filter((one) => one.colleagueId === follower.colleagueId).length
      if (streams.size >= mostStreams || theirs >= mostOfOne) {
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
      streams.set(res, { ...follower, told: null, forgotten: null })
      void look()
      res.on('close', () => streams.delete(res))
      // The page starts from the counts of now.
      void counts(follower.brands)
        .then((of) => write(res, changed(of(follower.colleagueId))))
        .catch(onTrouble)
    },
    poke() {
      gathering ??= setTimeout(() => void tell(), gatherMs)
    },
    stop() {
      clearInterval(beating)
      clearInterval(lookingAgain)
      if (gathering) clearTimeout(gathering)
      for (const res of streams.keys()) res.end()
      streams.clear()
    },
  }
}

/** False when they are signed out, or may read of other brands than before; a page that comes back is told anew. */
export async function stillReads(
  staff: Pick<Staff, 'look'>,
  token: string,
  brands: Brands,
): Promise<boolean> {
  const found = await staff.look(token)
  return found !== null && JSON.stringify(brandsWith(found.memberships, 'read')) === JSON.stringify(brands)
}
