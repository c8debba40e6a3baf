import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { forgetHouse, noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { forgetTyped } from '../../lib/typed.ts'
import { forgetUndo } from '../../lib/undo.ts'
import { showReceipt } from '../person/shown-receipt.ts'

/** Ends the session, and leaves nothing of it on this machine. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    try {
      await call('POST /api/sign-out')
    } catch (error) {
      if (!noticeSession(client, error)) {
        toast(explain(error), 'bad')
        return
      }
    }
    forgetTyped()
    forgetUndo()
    showReceipt(null)
    forgetHouse(client)
    client.setQueryData(['me'], null)
  }
}
