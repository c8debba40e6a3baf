import type { Db } from './db.ts'

/** @param until null shows the conversation again. */
export async function setSnoozed(trx: Db, conversationId: string, until: Date | null): Promise<void> {
  await trx
    .updateTable('conversations')
    .set({ snoozed_until: until })
    .where('id', '=', conversationId)
    .execute()
}
