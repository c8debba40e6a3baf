import { usualTopics } from '../../src/core/topic.ts'
import type { ReadRequest } from '../../src/writer/writer.ts'

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
