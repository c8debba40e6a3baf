import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import type { Account } from '../../lib/shapes.ts'
import { toast } from '../../lib/tell.ts'
import { ask } from '../../ui/ask.tsx'

export type Checked = Answer<'POST /api/accounts/{id}/check'>

/** What may be done with one account; each asks where it weighs, tells how it went, and reads the list anew. */
export function useAccountActs({ id, handle, state }: Account) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [busy, setBusy] = useState<'check' | 'other' | null>(null)
  const [checked, setChecked] = useState<Checked | null>(null)
  const params = { id }

  async function run(what: 'check' | 'other', work: () => Promise<string | null>) {
    setBusy(what)
    setChecked(null)
    try {
      const told = await work()
      if (told) toast(told)
    } catch (error) {
      const instead = { 'not-found': t('accounts.gone'), 'other-handle': t('accounts.otherHandle') }
      if (!noticeSession(client, error)) toast(explain(error, instead), 'bad')
    } finally {
      setBusy(null)
      await client.invalidateQueries({ queryKey: ['accounts'] })
    }
  }
  return {
    busy,
    checked,
    check: () =>
      run('check', async () => {
        const answer = await call('POST /api/accounts/{id}/check', { params })
        if (!answer.proven) setChecked(answer)
        if (!answer.proven) return null
        return t(state === 'refused' ? 'accounts.checkedAgain' : 'accounts.checked', { handle })
      }),
    async setMode(mode: Account['mode']) {
      if (mode === 'send') {
        const sure = await ask({
          title: t('accounts.askSend', { handle }),
          lead: t('accounts.askSendLead'),
          confirm: t('accounts.sendNow'),
        })
        if (sure === null) return
      }
      await run('other', async () => {
        await call('POST /api/accounts/{id}/mode', { params, body: { mode } })
        return t('accounts.modeSet', { handle, mode: t(`accounts.modes.${mode}.name`) })
      })
    },
    async pause() {
      const why = await ask({
        title: t('accounts.askPause', { handle }),
        lead: t('accounts.askPauseLead'),
        label: t('accounts.why'),
        confirm: t('accounts.pause'),
        least: 2,
      })
      if (why === null) return
      await run('other', async () => {
        await call('POST /api/accounts/{id}/pause', { params, body: { why: why.trim() } })
        return t('accounts.paused', { handle })
      })
    },
    resume: () =>
      run('other', async () => {
        await call('POST /api/accounts/{id}/resume', { params })
        return t('accounts.resumed', { handle })
      }),
    async remove() {
      const typed = await ask({
        title: t('accounts.askRemove', { handle }),
        lead: t('accounts.askRemoveLead'),
        label: t('accounts.typeHandle', { handle }),
        confirm: t('accounts.remove'),
        least: 1,
        most: 512,
      })
      if (typed === null) return
      await run('other', async () => {
        await call('DELETE /api/accounts/{id}', { params, body: { handle: typed } })
        return t('accounts.removed', { handle })
      })
    },
  }
}
