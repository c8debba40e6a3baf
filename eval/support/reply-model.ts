import { LLMock } from '@copilotkit/aimock'
import { z } from 'zod'

const Asked = z.object({ messages: z.array(z.object({ role: z.string(), content: z.unknown() })) })
const Data = z.object({
  newestMessages: z.array(z.string()),
  passages: z.array(z.object({ id: z.string(), validity: z.string(), text: z.string() })),
})

/** A model that quotes the first passage that holds, and says something kind otherwise; for trying the programme, not a model. */
export async function startReplyModel(): Promise<{ url: string; close(): Promise<void> }> {
  const server = new LLMock({ port: 0, logLevel: 'silent' })
  server.on({}, async (request) => {
    const { messages } = Asked.parse(request)
    const system = String(messages[0]?.content ?? '')
    const content = String(messages[1]?.content ?? '')
    const { newestMessages, passages } = Data.parse(JSON.parse(content.slice(content.indexOf('{'))))
    const usage = { prompt_tokens: Math.round(JSON.stringify(messages).length / 4), completion_tokens: 40 }
    return {
      content: JSON.stringify(answer(system, newestMessages.join(' '), passages)),
      usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
    }
  })
  await server.start()
  return {
    url: `${server.url}/v1`,
    close: async () => {
      await server.stop()
    },
  }
}

function answer(system: string, said: string, passages: z.infer<typeof Data>['passages']) {
  const korean = /[가-힣]/.test(said)
  const valid = passages.find(({ validity }) => validity === 'valid')
  if (system.includes('Answer only from passages') && valid) {
    const [first = ''] = valid.text.split(/(?<=[.!?])\s/)
    return { reply: first.slice(0, 200), cites: [valid.id], known: true }
  }
  const about = said
    .split(/\s+/)
    .slice(0, 2)
    .join(' ')
    .replace(/[^\p{L}\p{N} ]/gu, '')
  const reply = korean
    ? `${about} 이야기 잘 들었어요. 조금 더 들려주시겠어요?`
    : `Thank you for telling us about that (${about}). Could you say a little more?`
  return { reply, cites: [], known: !system.includes('Answer only from passages') }
}
