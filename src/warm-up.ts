import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Look } from './core/look.ts'
import { Policy, policyOn } from './core/policy.ts'
import { nothingKnown } from './flow/background.ts'
import { compose } from './flow/compose.ts'
import { alone } from './writer/rules.ts'
import type { Writer } from './writer/writer.ts'

// One of each language and of each way of speaking that has patterns of its own.
const texts = [
  '인터넷이 어제부터 자꾸 끊겨요. 010-1234-5678로 전화 주세요. 요금제는 얼마예요?',
  'My internet keeps dropping since yesterday. How much is the plan, and can somebody call me?',
]

/**
 * Reads, drafts and looks at one message of each language, because patterns are built when they are first used: the first customer
 * waited about a second for them. Nothing is stored for anybody or sent, and no model is asked when `plain` asks none.
 * @param signal ends it after the draft that it is at.
 */
export async function warmUp(
  brand: { id: string; name: string },
  { plain, look }: { plain: Writer; look: Look },
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const policy = policyOn(Policy.parse({}), 'town')
  for (const text of texts) {
    const { classification } = await plain.classify(
      { ...alone(text), brandId: brand.id, brandName: brand.name, line: policy.minConfidence },
      signal,
    )
    for (const intent of ['complaint', 'question', 'chatter'] as const) {
      // Between two of them what has come in meanwhile has its turn.
      await nextTurn()
      if (signal.aborted) return
      await compose(
        {
          ...{ id: 'warm-up', mode: 'draft', policy, texts: [text], visibility: 'public', brand, turns: [] },
          classification: {
            ...classification,
            intent,
            intents: [{ value: intent, confidence: 1 }],
            needsReply: true,
            risks: [],
          },
          ...{ conversation: { publicTurnsSent: 0, withPerson: false }, person: { name: '', handle: '' } },
          ...{ limits: { max: 500, unit: 'graphemes' }, alreadySent: [], at: new Date() },
        },
        nothingKnown,
        { writer: plain, look },
        signal,
      )
    }
  }
}
