import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { chatNews } from './chat.ts'

export interface News {
  /** Somebody types; nothing is new otherwise. */
  typing: boolean
}

// A connection that broke is made anew after this, and everything counts as new then.
const againMs = 1_000

/**
 * Follows what any node puts into chats, over a connection of its own.
 * @param onMissed called after the connection was made or made anew: what came before may not have been told.
 * @returns how to stop it.
 */
export function followChats(
  pool: pg.Pool,
  told: { onNews(chatId: string, news: News): void; onMissed(): void; onTrouble(error: unknown): void },
): () => Promise<void> {
  let stopped = false
  let client: pg.PoolClient | null = null
  let wake: () => void = () => {}

  async function follow(): Promise<void> {
    while (!stopped) {
      try {
        client = await pool.connect()
        const broken = new Promise<void>((resolve) => {
          wake = resolve
          client?.once('error', () => resolve())
          client?.once('end', () => resolve())
        })
        client.on('notification', ({ payload = '' }) => {
          const [id = '', typing] = payload.split(' ')
          told.onNews(id, { typing: typing !== undefined })
        })
        await client.query(`listen ${chatNews}`)
        told.onMissed()
        if (!stopped) await broken
      } catch (error) {
        told.onTrouble(error)
      } finally {
        // It listens, so nobody else may use it.
        client?.release(true)
        client = null
      }
      if (!stopped) await sleep(againMs)
    }
  }
  const following = follow()
  return async () => {
    stopped = true
    wake()
    await following
  }
}
