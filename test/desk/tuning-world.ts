import { makeCases } from '../../src/desk/cases.ts'
import { makeGate } from '../../src/desk/gate.ts'
import { makePolicies } from '../../src/desk/policy.ts'
import { makePrompts } from '../../src/desk/prompts.ts'
import { makeTry } from '../../src/desk/try.ts'
import { makeBackground } from '../../src/flow/background.ts'
import { shippedPrompts } from '../../src/live-prompts.ts'
import type { Db } from '../../src/store/db.ts'
import { findLivePrompts } from '../../src/store/prompts.ts'
import { makeTryDraft } from '../../src/try-draft.ts'
import { loadLive, type OwnWords, withWords } from '../../src/writer/live-set.ts'
import { makeLlmWriter } from '../../src/writer/llm-writer.ts'
import type { Model } from '../../src/writer/model.ts'
import { loadPrompts } from '../../src/writer/prompt-file.ts'
import type { Writer } from '../../src/writer/writer.ts'
import { look } from '../support/looking.ts'
import { readingOf } from '../support/reading.ts'

export const files = shippedPrompts()

const spent = { tokensIn: 0, tokensOut: 0, costMicros: 0 }
const never: Writer = {
  name: 'plain',
  classify: async () => ({ classification: readingOf(), spent }),
  draft: () => Promise.reject(new Error('Phrases are not asked here.')),
}

/** A model that answers in the voice that its prompt asks for: who is told to say a word says it. */
export function obedientModel(): Model & { asked: number } {
  const model = {
    name: 'obedient',
    asked: 0,
    async ask({ messages }: Parameters<Model['ask']>[0]) {
      model.asked += 1
      const told = [...(messages[0]?.content ?? '').matchAll(/Say “([^”]+)”/g)].map(([, word]) => word)
      const reply = ['확인해 볼게요.', ...told].join(' ')
      return {
        text: JSON.stringify({ reply, cites: [], known: true }),
        spent: { tokensIn: 100, tokensOut: 10, costMicros: 7 },
      }
    },
  }
  return model
}

/** The tuning room with a model of ours behind it; everything else is real. */
export function openTuning(db: Db, model: Model, left: () => number | null = () => null) {
  const writerWith = async (brandId: string, words: readonly OwnWords[]) => {
    const { sources } = await loadLive(files, await findLivePrompts(db, brandId))
    const set = await loadPrompts(withWords(sources, words))
    const read = async () => ({
      classification: readingOf({ confidence: 0.95 }),
      candidates: [],
    })
    const asking = { model, keep: async () => {}, leftToday: left, prompts: async () => set }
    return makeLlmWriter({ ...asking, read, plain: never })
  }
  const tryDraft = makeTryDraft({
    ...{ db, look, writerWith, background: makeBackground(db) },
    limitsOf: () => ({ max: 500, unit: 'graphemes' }),
    now: () => new Date('2026-11-22T09:00:00Z'),
    clock: () => performance.now(),
  })
  const cases = makeCases({ db, tryDraft })
  const gate = makeGate(cases)
  return {
    cases,
    tryOut: makeTry({ db, tryDraft }),
    prompts: makePrompts({ db, files, gate }),
    policies: makePolicies({ db, gate }),
  }
}
