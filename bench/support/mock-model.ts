import { createServer } from 'node:http'

// An OpenAI-compatible server that thinks for a fixed time, in a process of its own; it also takes the webhook's deliveries. Started with IPC and the thinking time
// in milliseconds as its argument; sends { url } when it listens.

const thinkMs = Number(process.argv[2] ?? 300)
let asked = 0

const server = createServer((req, res) => {
  req.resume()
  req.once('end', () => {
    if (req.url === '/deliver') {
      res.setHeader('content-type', 'application/json').end('{}')
      return
    }
    asked += 1
    const reply = `안녕하세요, 다정텔레콤이에요. 불편을 드려서 마음이 무거워요. 남겨 주신 내용은 저희가 하나씩 살펴볼게요 ${asked}.`
    const body = JSON.stringify({
      id: `mock-${asked}`,
      object: 'chat.completion',
      created: 0,
      model: 'mock',
      choices: [
        {
          index: 0,
          finish_reason: 'stop',
          message: { role: 'assistant', content: JSON.stringify({ reply }) },
        },
      ],
      usage: { prompt_tokens: 400, completion_tokens: 60, total_tokens: 460 },
    })
    setTimeout(() => {
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      res.end(body)
    }, thinkMs)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v1` })
})
process.on('disconnect', () => process.exit(0))
