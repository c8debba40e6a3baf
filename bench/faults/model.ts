import { setTimeout as sleep } from 'node:timers/promises'
import { LLMock } from '@copilotkit/aimock'
import { z } from 'zod'
import { ground } from '../../src/core/ground.ts'
import { makeShippedGuard } from '../../src/make-guard.ts'
import { keysIn, type Said } from './messages.ts'

/** A model at the other end of a wire that takes its time and names, in each reply, every message that it answers. */
export interface SlowModel {
  env: Record<string, string>
  /** Resolves with the keys of the next draft at the moment when its answer leaves. */
  nextDraft(): Promise<string[]>
  close(): Promise<void>
}

const Asked = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
})
const ToAnswer = z.object({ newestMessages: z.array(z.string()), alreadySaid: z.array(z.string()) })

// Nobody may get a sentence twice, and the fifth near-copy of a day waits for a colleague: a model that always says the same
// would be held back for good reason. So a reply is put together from a beginning and an end, 72 in each language, such as the
// guard finds nothing in, whatever the message was taken for.
const beginnings = {
  ko: [
    '남겨 주신 글 잘 읽었어요.',
    '많이 답답하셨겠어요.',
    '자꾸 그러면 속상하시죠.',
    '기다리느라 지치셨겠어요.',
    '이야기해 주셔서 고마워요.',
    '하루를 망치셨겠어요.',
    '꼼꼼히 적어 주셔서 고마워요.',
    '얼마나 번거로우셨을까요.',
  ],
  en: [
    'Thank you for writing.',
    'That sounds tiring.',
    'Thank you for telling us.',
    'How annoying for you.',
    'Thanks for the details.',
    'What a frustrating day.',
    'That must have spoiled the morning.',
    'Thanks for bearing with it.',
  ],
}
const ends = {
  ko: [
    '어떤 화면에서 그런지 디엠으로 알려 주세요',
    '쓰시는 기기 이름을 디엠으로 적어 주시겠어요?',
    '언제부터 그랬는지 디엠으로 알려 주세요',
    '어느 지역에서 쓰시는지 디엠으로 알려 주시겠어요?',
    '지금은 어떤 모습인지 디엠으로 보여 주시겠어요?',
    '어떤 때 그러는지 디엠으로 들려 주세요',
    '마지막으로 잘 됐던 때가 언제인지 디엠으로 알려 주세요',
    '무엇을 하려다 멈췄는지 디엠으로 적어 주시겠어요?',
    '와이파이에서도 같은지 디엠으로 알려 주세요',
  ],
  en: [
    'Could you tell us in a DM which screen shows it?',
    'What device do you use at home?',
    'Where in the app did you get stuck? Tell us in a DM.',
    'Which town are you in? Please tell us in a DM.',
    'Since when has it been like this?',
    'Could you send us a picture of it in a DM?',
    'What were you about to do? Tell us in a DM.',
    'Does it look the same on another phone? Please tell us in a DM.',
    'When did it last work? Tell us in a DM.',
  ],
}
const wordings = { ko: combined('ko'), en: combined('en') }

function combined(lang: 'ko' | 'en'): string[] {
  return ends[lang].flatMap((end) => beginnings[lang].map((beginning) => `${beginning} ${end}`))
}

/** @param find what was said under a key. */
export async function startSlowModel(
  find: (key: string) => Said | undefined,
  thinkMs: () => number,
): Promise<SlowModel> {
  const server = new LLMock({ port: 0, logLevel: 'silent' })
  let waiting: ((keys: string[]) => void)[] = []
  server.on({}, async (request) => {
    const { messages } = Asked.parse(request)
    const data = String(messages.findLast(({ role }) => role === 'user')?.content ?? '')
    const read = ToAnswer.safeParse(JSON.parse(data.slice(data.indexOf('{'))))
    await sleep(thinkMs())
    if (!read.success) return { content: JSON.stringify(reading(find(keysIn(data).at(-1) ?? ''))) }
    const keys = read.data.newestMessages.flatMap(keysIn)
    const { newestMessages, alreadySaid } = read.data
    const korean = /\p{Script=Hangul}/u.test(newestMessages.join(''))
    const fresh = wordings[korean ? 'ko' : 'en'].filter(
      (one) => !alreadySaid.some((said) => said.includes(one)),
    )
    const first = Number(keys.at(-1)?.slice(1)) % fresh.length
    const replies = [...fresh.slice(first), ...fresh.slice(0, first)].map((one) => `${one} ${keys.join(' ')}`)
    const reply = replies.find((one) => mayLeave(one, newestMessages)) ?? replies[0]
    const tell = waiting
    waiting = []
    setImmediate(() => {
      for (const one of tell) one(keys)
    })
    return { content: JSON.stringify({ reply }) }
  })
  await server.start()
  return {
    env: { OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_API_KEY: 'none', DAJEONG_MODEL: 'slow-mock' },
    nextDraft: () => new Promise((resolve) => waiting.push(resolve)),
    close: async () => {
      await server.stop()
    },
  }
}

const guard = makeShippedGuard()
const intents = ['complaint', 'question', 'chatter'] as const
const visibilities = ['public', 'direct'] as const

/** Whether the guard lets it go, whatever the messages were taken for. */
function mayLeave(reply: string, messages: readonly string[]): boolean {
  const korean = /\p{Script=Hangul}/u.test(messages.join(''))
  const language = korean ? 'ko' : 'en'
  const level = korean ? 'polite' : null
  const personText = messages.join('\n')
  return intents.every((intent) =>
    visibilities.every((visibility) =>
      guard(reply, {
        limits: { max: 500, unit: 'graphemes' },
        visibility,
        classification: { language, intent, level },
        alreadySent: [],
        linkHosts: [],
        personText,
        writer: 'model',
        unsupported: ground(reply, { passages: [], thread: messages }).findings,
      }).every(({ severity }) => severity === 'note'),
    ),
  )
}

function reading(said: Said | undefined) {
  return {
    intent: 'complaint',
    feeling: 'calm',
    urgency: 'normal',
    needsReply: said?.kind === 'answer',
    wantsPerson: false,
    spam: said?.kind === 'spam',
    risks: [],
    language: /\p{Script=Hangul}/u.test(said?.text ?? '') ? 'ko' : 'en',
    confidence: 0.9,
    why: [],
  }
}
