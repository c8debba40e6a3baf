import { OperatorError } from '../store/data-folder.ts'

/**
 * What a command was told, as `read` reads it.
 * @throws OperatorError with what cannot be read and how the command is used.
 */
export function readOrExplain<T>(usage: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new OperatorError(`${why}\n\n${usage}`, { cause })
  }
}
