import type { Db } from './db.ts'

/** What a colleague wants of the next draft. @param guidance null takes it away. */
export async function setGuidance(trx: Db, conversationId: string, guidance: string | null): Promise<void> {
  await trx.updateTable('conversations').set({ guidance }).where('id', '=', conversationId).execute()
}
