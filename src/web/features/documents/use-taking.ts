import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../../lib/call.ts'
import { noticeSession } from '../../lib/session.ts'
import type { Document } from '../../lib/shapes.ts'
import { toast } from '../../lib/tell.ts'
import { sayTrouble } from './say-trouble.ts'
import { useHeldUp } from './use-held-up.ts'

/** What becomes a document: a file, or the page at an address as `readAddress` tidied it; with `hash`, only if it still says that. */
export type Given =
  | { kind: 'file'; name: string; contentBase64: string }
  | { kind: 'page'; url: string; hash?: string }

/** Takes a file or a page in, if no saved case fails with it. */
export function useTaking() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  // Whose cases fail stays at hand, to go past them.
  const [last, setLast] = useState<Given | null>(null)
  const held = useHeldUp('taking')

  /**
   * @param how.seen the live version that they know of, null for none; left out, as the list has it.
   * @returns why it was not taken; '' where that is told elsewhere, null where it was.
   */
  async function take(
    given: Given,
    how: { reason: string; overrule: string | null; seen?: string },
  ): Promise<string | null> {
    setBusy(true)
    setLast(given)
    if (how.overrule === null) held.forget()
    const seen = how.seen ?? seenInList(client, given)
    const more = {
      ...{ overrule: how.overrule, reason: how.reason.trim() || null },
      ...(seen === undefined ? {} : { seen }),
    }
    try {
      const { kind: _kind, ...what } = given
      const taken =
        'url' in what
          ? await call('POST /api/knowledge/url', { body: { ...what, ...more } })
          : await call('POST /api/knowledge', { body: { ...what, ...more } })
      held.forget()
      const bare = taken.withoutVectors > 0 ? ` ${t('helping.bare', { some: taken.withoutVectors })}` : ''
      toast(t(`helping.took.${taken.kind}`, { title: taken.title, passages: taken.passages }) + bare)
      return null
    } catch (error) {
      const isHeld = held.take(error)
      if (isHeld !== null) return isHeld
      if (noticeSession(client, error)) return ''
      const why = error instanceof Refused ? error.message : ''
      return sayTrouble(error, { unreadable: t('helping.notTaken', { why }) })
    } finally {
      setBusy(false)
      // Why it was not taken is told before the list was read anew.
      void client.invalidateQueries({ queryKey: ['documents'] })
    }
  }
  return { ...{ busy, last, take }, failing: held.failing, mayOverrule: held.mayOverrule }
}

/** The version that whoever adds something sees in the list, null for none; not known before the list is there. */
function seenInList(client: QueryClient, given: Given): string | null | undefined {
  const list = client.getQueryData<{ documents: Document[] }>(['documents'])
  // As the server tidies it.
  const name = given.kind === 'page' ? given.url : given.name.normalize('NFC').replace(/\s+/gu, ' ').trim()
  return list && (list.documents.find((one) => one.name === name)?.id ?? null)
}
