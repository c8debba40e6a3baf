/** What the door of /api/messages answers. */
export interface Answer {
  status: number
  /** Nothing shows that whoever sent it may speak for a channel; who sends many such is not heard for a while. */
  forged?: boolean
  body?: unknown
  headers?: Record<string, string>
}

/** An answer in the shape in which the whole house tells what is wrong: `message` says what to do. */
export interface Refusal extends Answer {
  body: { error: string; message: string }
}

/** Thrown by whoever answers turns where nobody takes what came; the message says what to do. */
export class NotTaken extends Error {
  override name = 'NotTaken'
}

export function refusal(
  status: number,
  error: string,
  message: string,
  headers?: Record<string, string>,
): Refusal {
  return { status, body: { error, message }, ...(headers ? { headers } : {}) }
}

/** For what will do when it is sent once more. */
export const sendAgain = (message: string): Refusal =>
  refusal(503, 'unavailable', message, { 'retry-after': '2' })
