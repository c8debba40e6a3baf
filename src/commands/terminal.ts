import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** Where a command speaks with the operator. */
export interface Terminal {
  /** Somebody sits there and can be asked. */
  interactive: boolean
  say(line: string): void
  complain(line: string): void
  /** Null when the input has ended. */
  ask(question: string): Promise<string | null>
  /** Like `ask`; what is typed is not shown. */
  askHidden(question: string): Promise<string | null>
}

export function openTerminal(
  input: NodeJS.ReadStream = process.stdin,
  output: NodeJS.WriteStream = process.stdout,
): Terminal {
  function ask(question: string, hidden: boolean): Promise<string | null> {
    output.write(question)
    // readline echoes what is typed through its output, so a hidden question gets one that drops everything.
    const echo = hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : output
    const lines = createInterface({ input, output: echo, terminal: true })
    return new Promise((resolve) => {
      let answer: string | null = null
      lines.once('line', (line) => {
        answer = line
        lines.close()
      })
      lines.once('SIGINT', () => lines.close())
      lines.once('close', () => {
        if (hidden || answer === null) output.write('\n')
        resolve(answer)
      })
    })
  }
  return {
    interactive: input.isTTY === true && output.isTTY === true,
    say: (line) => void output.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
    ask: (question) => ask(question, false),
    askHidden: (question) => ask(question, true),
  }
}
