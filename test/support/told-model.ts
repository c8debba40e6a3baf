import type { Message, Model } from '../../src/writer/model.ts'

/** A model that says what it is told to, in turn; the last stays. */
export interface ToldModel extends Model {
  /** The messages of each call. */
  asked: Message[][]
}

export function toldModel(...answers: (string | object)[]): ToldModel {
  const asked: Message[][] = []
  return {
    name: 'told',
    asked,
    async ask({ messages }) {
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? ''
      asked.push(structuredClone(messages))
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
      return { text, spent: { tokensIn: 100, tokensOut: 10, costMicros: 7 } }
    },
  }
}

/** What a writer with a model needs beside it. */
export const noBudget = { leftToday: () => null }
