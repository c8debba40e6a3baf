import { Voice } from '../../src/core/policy.ts'
import { toneOf } from '../../src/core/tone.ts'
import { usualTopics } from '../../src/core/topic.ts'
import type { DraftRequest, ReadRequest } from '../../src/writer/writer.ts'
import { readingOf } from './reading.ts'

/** A public message of a person who has not spoken with the brand before. */
export function asked(text: string, change: Partial<ReadRequest> = {}): ReadRequest {
  return {
    ...{ id: 'm1', text, language: null, visibility: 'public', turns: [], beside: [] },
    author: { handle: 'minji', name: '민지', bot: false },
    ...{ brandId: '1', brandName: '다정텔레콤', line: 0.7, topics: usualTopics },
    ...change,
  }
}

/** The person asked before, and the brand has answered. */
export const answered: Partial<ReadRequest> = {
  turns: [
    { from: 'person', text: '몇 시까지 해요?', at: new Date(0) },
    { from: 'brand', text: '여섯 시까지예요', at: new Date(1) },
  ],
}

/** What a writer is asked for: an answer to one public complaint, with nothing known beside it. */
export function toDraft(change: Partial<DraftRequest> = {}): DraftRequest {
  const given = {
    ...{ id: 'd1', texts: ['인터넷이 자꾸 끊겨요'], turns: [], visibility: 'public' as const },
    classification: readingOf({ intent: 'complaint', feeling: 'disappointed', urgency: 'normal' }),
    person: { name: '민지', handle: 'minji' },
    ...{ brandId: '1', brandName: '다정텔레콤', voice: Voice.parse({}), showPersonal: true },
    limits: { max: 300, unit: 'graphemes' as const },
    alreadySent: [],
    background: { passages: [], examples: [], earlier: [] },
    ...change,
  }
  return { ...given, tone: change.tone ?? toneOf({ ...given, voice: given.voice.level }) }
}
