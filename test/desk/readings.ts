import type { Correction } from '../../src/core/correction.ts'
import type { Classification } from '../../src/core/intent.ts'
import type { Stage } from '../../src/core/stage.ts'
import { makeCorrect } from '../../src/desk/correct.ts'
import { makeReview } from '../../src/desk/review.ts'
import { correctionsAfter } from '../../src/store/corrections.ts'
import type { Db } from '../../src/store/db.ts'
import { moveMentions } from '../../src/store/stages.ts'
import { calm, deskTools, makeColleague, makeScene, type Scene, type Setting } from './scene.ts'

/** Two colleagues with mentions that were read by hand, and what becomes of them. */
export async function makeReadings(db: Db) {
  const mina = await makeColleague(db, '민아')
  const joon = await makeColleague(db, '준')

  const mentionsOf = (scene: Scene) =>
    db
      .selectFrom('mentions')
      .select(['id', 'stage', 'classification', 'native_id as nativeId'])
      .where('conversation_id', '=', scene.conversationId)
      .orderBy('id')
      .execute()
  const last = async (scene: Scene) => {
    const one = (await mentionsOf(scene)).at(-1)
    if (!one) throw new Error('nothing was said')
    return one
  }
  const correct = async (
    scene: Scene,
    correction: Correction,
    more: { by?: typeof mina; id?: string } = {},
  ) =>
    makeCorrect(deskTools(db)).correct({
      conversationId: scene.conversationId,
      mentionId: more.id ?? (await last(scene)).id,
      correction,
      colleague: more.by ?? mina,
    })
  const kept = async (mentionId: string) =>
    (await correctionsAfter(db, '0', 1_000)).find((one) => one.mentionId === mentionId)
  const events = (scene: Scene) =>
    db
      .selectFrom('events')
      .select(['who', 'kind', 'mention_id as mentionId', 'detail', 'to_stage as to'])
      .where('conversation_id', '=', scene.conversationId)
      .orderBy('id')
      .execute()

  /** A mention that was read like this and stands there. */
  async function standing(
    stage: Stage,
    read: Partial<Classification> = {},
    setting: Setting = {},
  ): Promise<Scene> {
    const scene = await makeScene(db, '배송 언제 와요?', setting)
    const step = { who: 'dajeong', why: null, mentionId: (await last(scene)).id } as const
    if (stage === 'waiting' || stage === 'approved') {
      const draft = await scene.draft('곧 가요!')
      await db
        .updateTable('mentions')
        .set({ classification: JSON.stringify({ ...calm, ...read }) })
        .where('conversation_id', '=', scene.conversationId)
        .execute()
      if (stage === 'approved')
        await makeReview(deskTools(db)).approve({
          conversationId: scene.conversationId,
          draftId: draft.id,
          hash: draft.hash,
          colleague: joon,
        })
      return scene
    }
    const classification = { ...calm, ...read }
    await moveMentions(db, [{ ...step, from: 'heard', to: 'classified', classification }])
    if (stage === 'refused') {
      await moveMentions(db, [{ ...step, from: 'classified', to: 'with-person' }])
      await moveMentions(db, [{ ...step, from: 'with-person', to: stage }])
    } else if (stage !== 'classified')
      await moveMentions(db, [
        { ...step, from: 'classified', to: stage, ...(stage === 'failed' ? { failedAt: 'heard' } : {}) },
      ])
    return scene
  }

  return { mina, joon, last, correct, kept, events, standing }
}

/** A reading that asks for no answer. */
export const dull = { needsReply: false, intent: 'chatter', urgency: 'low' } as const
