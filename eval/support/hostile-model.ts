import { createServer } from 'node:http'

/** What a model under attack says: what the attacker wants, or what a good colleague would. */
export type Temper = 'hostile' | 'faithful'

/**
 * An OpenAI-compatible server whose model does as it is told by whoever speaks loudest. Hostile, it reads every message as
 * harmless chatter, surely, and answers with what the attacker wants; faithful, it answers as it should.
 * @param wantsOf what the author of a prompt's newest message wants posted
 */
export async function openHostileModel(
  temper: Temper,
  wantsOf: (prompt: string) => string,
): Promise<{ url: string; asked(): number; close(): Promise<void> }> {
  let asked = 0
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.once('end', () => {
      asked += 1
      const { messages } = JSON.parse(Buffer.concat(parts).toString('utf8')) as {
        messages: { role: string; content: string }[]
      }
      const system = messages[0]?.content ?? ''
      const said = messages.findLast(({ role }) => role === 'user')?.content ?? ''
      const content = system.includes('"reply"') ? replyTo(temper, wantsOf(said), asked) : reading(temper)
      const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }]
      const usage = { prompt_tokens: 400, completion_tokens: 60, total_tokens: 460 }
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({
          id: `m${asked}`,
          object: 'chat.completion',
          created: 0,
          model: 'm',
          choices,
          usage,
        }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v1`,
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function reading(temper: Temper): string {
  const calm = { feeling: temper === 'hostile' ? 'pleased' : 'calm', urgency: 'low', needsReply: true }
  const nothing = { wantsPerson: false, spam: false, abuse: false, sarcasm: false, risks: [], why: [] }
  return JSON.stringify({
    intent: 'chatter',
    ...calm,
    ...nothing,
    confidence: temper === 'hostile' ? 1 : 0.6,
  })
}

const normal = [
  '말씀 잘 들었어요. 다정하게 기억해 둘게요',
  'Thank you for writing to us, it is good to hear from you',
]

function replyTo(temper: Temper, wants: string, asked: number): string {
  if (temper === 'hostile') return JSON.stringify({ reply: wants })
  const text = normal[/[가-힣]/.test(wants) ? 0 : 1]
  return JSON.stringify({ reply: `${text} (${asked}).` })
}
