import { makeAnswer } from '../../src/flow/answer.ts'
import { nothingKnown } from '../../src/flow/background.ts'
import type { Db } from '../../src/store/db.ts'
import type { Writer } from '../../src/writer/writer.ts'
import { look } from '../support/looking.ts'

/** The step that answers, by this writer, with nothing known beside the conversation. */
export function answeringBy(db: Db, node: string, writer: Writer): ReturnType<typeof makeAnswer> {
  return makeAnswer({
    ...{ db, node, writer, look },
    limitsOf: () => ({ max: 500, unit: 'graphemes' }),
    onStep: () => {},
    onSpent: () => {},
    background: async () => nothingKnown,
    now: () => new Date(),
    clock: () => 0,
  })
}
