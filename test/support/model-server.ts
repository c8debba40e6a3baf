import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An OpenAI-compatible server that answers with these replies in turn, again and again. */
export interface ModelServer {
  /** Settings of the service that make it ask this one. */
  env: Record<string, string>
  /** What it was asked, as text. */
  asked: string[]
  replies: readonly string[]
  close(): Promise<void>
}

export async function openModel(replies: readonly string[]): Promise<ModelServer> {
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    model.asked.push(Buffer.concat(chunks).toString('utf8'))
    const reply = model.replies[model.asked.length % model.replies.length]
    const content = JSON.stringify({ reply })
    const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }]
    const usage = { prompt_tokens: 400, completion_tokens: 60, total_tokens: 460 }
    const body = { id: 'm', object: 'chat.completion', created: 0, model: 'm', choices, usage }
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const port = (server.address() as AddressInfo).port
  const model: ModelServer = {
    env: { OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, DAJEONG_MODEL: 'm' },
    asked: [],
    replies,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  return model
}
