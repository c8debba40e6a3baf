import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import winston from 'winston'
import { maskPersonal } from './core/privacy.ts'

export interface Log {
  debug(message: string, detail?: Record<string, unknown>): void
  info(message: string, detail?: Record<string, unknown>): void
  warn(message: string, detail?: Record<string, unknown>): void
  error(message: string, detail?: Record<string, unknown>): void
}

const about = new AsyncLocalStorage<Record<string, string>>()

/** Runs `work` so that every line it logs, however deep, names what it is about (a request, a conversation, a send). */
export function logAbout<T>(ids: Record<string, string>, work: () => T): T {
  return about.run({ ...about.getStore(), ...ids }, work)
}

/**
 * The JSON log: one line an event, with what it is about. Values whose name says secret are dropped, personal data in every
 * text is masked, and the caller's objects stay as they are.
 * @param folder where `dajeong.log` is kept when `to` is `file`: 5 files of 20 MB; warnings also go to stderr.
 */
export function makeLog(options: { to: 'file' | 'stdout'; level: string; folder: string }): Log {
  const json = winston.format.combine(winston.format.timestamp(), winston.format.json())
  const transports =
    options.to === 'stdout'
      ? [new winston.transports.Console()]
      : [
          new winston.transports.File({
            filename: join(options.folder, 'dajeong.log'),
            maxsize: 20_000_000,
            maxFiles: 5,
            tailable: true,
          }),
          new winston.transports.Console({ level: 'warn', stderrLevels: ['error', 'warn'] }),
        ]
  const logger = winston.createLogger({ level: options.level, format: json, transports })
  const write =
    (level: string) =>
    (message: string, detail: Record<string, unknown> = {}) => {
      if (!logger.isLevelEnabled(level)) return
      logger.log({
        ...(safe(detail, 0) as object),
        ...about.getStore(),
        level,
        message: maskPersonal(message),
      })
    }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

const secretName = /pass(word|wd)|secret|token|authorization|cookie|api_?key|credential|sealed/i
const deepest = 6
const longest = 2_000

/** Where it was thrown: lines of the stack alone, because a message of many lines stands in it too, and there unmasked. */
function placesOf({ stack = '' }: Error): string {
  const lines = stack.split('\n').filter((line) => /^ {4}at .{1,400}$/.test(line))
  return lines.slice(0, 8).join('\n')
}

/** A copy that may be written down: no secrets, no personal data, no circles, errors with their causes. */
function safe(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskPersonal(value.slice(0, longest))
  if (typeof value === 'bigint') return String(value)
  if (value === null || typeof value !== 'object') return value
  if (depth >= deepest) return '…'
  if (value instanceof Error) {
    return {
      name: value.name,
      message: maskPersonal(value.message.slice(0, longest)),
      stack: placesOf(value),
      ...(value.cause === undefined ? {} : { cause: safe(value.cause, depth + 1) }),
    }
  }
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.slice(0, 50).map((one) => safe(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      secretName.test(name) && typeof one === 'string' ? '(secret)' : safe(one, depth + 1),
    ]),
  )
}
