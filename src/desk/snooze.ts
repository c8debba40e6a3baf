import { setSnoozed } from '../store/snooze.ts'
import { type Decider, type DeskTools, decideIn, type Refusal } from './decision.ts'
import { note } from './handover.ts'

export interface Snooze {
  /**
   * Hides the conversation from the work until then, or until the person says something. @param until null brings it back; at
   * most 90 days away.
   */
  snooze(ask: {
    conversationId: string
    until: Date | null
    colleague: Decider
  }): Promise<{ kind: 'snoozed' } | Refusal>
}

const mostMs = 90 * 24 * 60 * 60_000

export function makeSnooze(tools: Pick<DeskTools, 'db' | 'now'>): Snooze {
  return {
    snooze(ask) {
      return decideIn<{ kind: 'snoozed' }>(tools.db, ask.conversationId, async (trx, conversation) => {
        const { heldBy } = conversation
        const { until, colleague } = ask
        if (heldBy && heldBy.id !== colleague.id) return { kind: 'held', by: heldBy }
        const ms = until === null ? 1 : until.getTime() - (tools.now?.() ?? new Date()).getTime()
        if (ms <= 0 || ms > mostMs) return wrongTime
        await setSnoozed(trx, conversation.id, until)
        const why = until?.toISOString() ?? null
        await note(trx, conversation, colleague, until === null ? 'woken' : 'snoozed', why, null)
        return { kind: 'snoozed' }
      })
    },
  }
}

const wrongTime: Refusal = {
  kind: 'forbidden',
  ko: '지금부터 90일 안의 때를 골라 주세요.',
  en: 'Choose a time from now to 90 days ahead.',
}
