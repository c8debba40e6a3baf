import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { z } from 'zod'

export interface WorkTools {
  pool: pg.Pool
  answer(conversationId: string, signal: AbortSignal): Promise<void>
  send(sendId: string, signal: AbortSignal): Promise<void>
  /** Asks for what a draft leaves to the chat; left out where there is none. */
  ask?(draftId: string): Promise<void>
  /** Called with the last error when a job has used up its tries, or may never succeed. */
  giveUp(task: Task, payload: unknown, error: unknown): Promise<void>
  /** Accounts that another node holds; their sends are left to it. */
  notMine(): string[]
  /** Under which names this worker locks jobs; stored, so that a crash does not keep them locked. */
  onPools(pools: readonly string[]): void
  /** Frees what a pool of ours that has ended still holds. */
  unlock(pools: readonly string[]): Promise<void>
  onError(message: string, error: unknown): void
  /** How many conversations may be worked on at once. */
  atOnce: number
}

export interface Work {
  /** Every pool takes jobs: none has ended and waits to be started again, and we are not stopping. */
  isRunning(): boolean
  /** Lets running jobs finish for `graceMs`, then gives the rest back. */
  stop(): Promise<void>
}

export type Task = 'answer' | 'send' | 'ask'

const AnswerPayload = z.object({ conversationId: z.string().regex(/^\d+$/) })
const SendPayload = z.object({ sendId: z.uuid(), accountId: z.string() })
const AskPayload = z.object({ draftId: z.string().regex(/^\d+$/) })

const sendsAtOnce = 24
// A job whose time comes later (the quiet after a burst) is found by looking, so this is added to the wait for a draft.
const quietPollMs = 250
// Between the tries to start a worker again.
const restartMs = 500

// A pool that ends because of an error says so on `promise`, which is listened to, and rejects once more, which is not.
const swallowing: GraphileConfig.Plugin = {
  name: 'SwallowShutdownErrors',
  version: '1.0.0',
  worker: {
    middleware: {
      async poolGracefulShutdown(next) {
        await Promise.resolve(next()).catch(() => {})
      },
    },
  },
}

/**
 * Starts the worker: one pool that reads and drafts, fetching jobs by the group, and one that sends, which skips the
 * accounts of other nodes. Only a failure of ours (the database away, a bug) fails a job and is tried again; what a network
 * or a model says is a value that the step has dealt with.
 */
export async function startWork(tools: WorkTools): Promise<Work> {
  const pools = new Set<string>()
  let stopping = false
  let down = 0
  const answer = guarded('answer', (payload, signal) =>
    tools.answer(AnswerPayload.parse(payload).conversationId, signal),
  )
  const send = guarded('send', (payload, signal) => tools.send(SendPayload.parse(payload).sendId, signal))
  const { ask } = tools
  const asking = ask ? guarded('ask', (payload) => ask(AskPayload.parse(payload).draftId)) : {}

  function guarded(task: Task, work: (payload: unknown, signal: AbortSignal) => Promise<void>): TaskList {
    return {
      [task]: async (payload, { job, abortSignal }) => {
        const signal = abortSignal ?? new AbortController().signal
        try {
          await work(payload, signal)
        } catch (error) {
          if (signal.aborted) throw error
          tools.onError(
            `the job ${task} ${job.id} failed (try ${job.attempts} of ${job.max_attempts})`,
            error,
          )
          if (job.attempts < job.max_attempts && !(error instanceof z.ZodError)) throw error
          await tools.giveUp(task, payload, error)
        }
      },
    }
  }

  const endings: (() => Promise<void>)[] = []

  /**
   * A pool of graphile-worker ends for good when it could not write down how a job ended, as when the database is away
   * for a moment. Then what it had locked is unlocked and a new one takes its place.
   */
  async function keepPool(
    taskList: TaskList,
    worker: GraphileConfig.WorkerOptions,
    forbidden?: () => string[],
  ): Promise<void> {
    let runner = await begin()
    let restarting: Promise<void> = Promise.resolve()
    endings.push(async () => {
      await restarting
      // One that has ended by itself a moment ago refuses to be stopped.
      await runner.stop().catch((error: unknown) => tools.onError('a worker did not stop cleanly', error))
    })

    async function begin(): Promise<Runner> {
      const events: WorkerEvents = new EventEmitter()
      let id = ''
      events.on('pool:create', ({ workerPool }) => {
        id = workerPool.id
        pools.add(id)
        tools.onPools([...pools])
      })
      events.on('pool:listen:error', ({ error }) =>
        tools.onError('the worker lost its ear for new jobs', error),
      )
      const begun = await run({
        pgPool: tools.pool,
        taskList,
        events,
        noHandleSignals: true,
        ...(forbidden ? { forbiddenFlags: forbidden } : {}),
        // Graphile's own words about jobs are said by `guarded`; only what is broken is passed on.
        logger: new Logger(() => (level, message, meta) => {
          // At a stop graphile-worker 0.18 complains of jobs that it had fetched and cannot return; `endNode` frees them.
          if (stopping || level !== 'error' || /Failed task/.test(message)) return
          tools.onError(message, meta?.error)
        }),
        preset: {
          plugins: [swallowing],
          // Only what is written in groups (of one, at worst) has its failures looked at by graphile-worker 0.18; a single
          // write that fails is a rejection that nobody handles, and ends the process.
          worker: {
            gracefulShutdownAbortTimeout: 8_000,
            completeJobBatchDelay: 0,
            failJobBatchDelay: 0,
            ...worker,
          },
        },
      })
      const ended = (error?: unknown) => {
        if (stopping) return
        down += 1
        tools.onError('the worker has stopped and is started again', error)
        restarting = restart(id)
      }
      // It resolves, too, when the pool has failed.
      begun.promise.then(() => ended(), ended)
      return begun
    }

    async function restart(id: string): Promise<void> {
      while (!stopping) {
        await sleep(restartMs)
        try {
          await tools.unlock([id])
          pools.delete(id)
          runner = await begin()
          down -= 1
          return
        } catch (error) {
          tools.onError('the worker could not be started again', error)
        }
      }
    }
  }

  const batch = Math.max(8, Math.floor(tools.atOnce / 2))
  await keepPool(
    { ...answer, ...asking },
    {
      concurrentJobs: tools.atOnce,
      pollInterval: quietPollMs,
      localQueue: { size: batch, ttl: 60_000 },
      completeJobBatchDelay: 2,
    },
  )
  await keepPool(send, { concurrentJobs: sendsAtOnce, pollInterval: 500 }, () =>
    tools.notMine().map((id) => `account:${id}`),
  )
  return {
    isRunning: () => !stopping && down === 0,
    async stop() {
      stopping = true
      await Promise.all(endings.map((end) => end()))
    },
  }
}
