import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Ask, call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { isGone } from '../../lib/gone.ts'
import { noticeSession } from '../../lib/session.ts'
import type { Open } from '../../lib/shapes.ts'
import { toast } from '../../lib/tell.ts'
import { keepBefore, typedNow, useBefore } from '../../lib/typed.ts'
import { ask } from '../../ui/ask.tsx'

type Wish = Ask<'POST /api/conversations/{id}/rewrite'>['body']['wish']

const hangul = /[가-힣]/
const mostWords = 200

/** Lets the model write the text anew; what comes back is an edit, and can be undone. */
export function Rewrite({ open, text, onText }: { open: Open; text: string; onText(text: string): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const before = useBefore(open.id)
  const wishes = ['shorter', 'warmer', 'more-formal', hangul.test(text) ? 'in-english' : 'in-korean'] as const

  async function rewrite(wish: Wish) {
    setBusy(true)
    try {
      const made = await call('POST /api/conversations/{id}/rewrite', {
        params: { id: open.id },
        body: { text, wish },
      })
      // Somebody who typed meanwhile keeps what they have.
      if ((typedNow(open.id) ?? open.draft?.text ?? '') !== text) {
        toast(t('helping.typedMeanwhile'), 'bad')
        return
      }
      keepBefore(open.id, text)
      onText(made.text)
      toast(t('helping.rewritten'))
    } catch (error) {
      if (noticeSession(client, error) || (await isGone(client, open.id, error))) return
      toast(explain(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  async function ownWish() {
    const words = await ask({
      title: t('helping.ownWishAsk'),
      label: t('helping.ownWish'),
      confirm: t('helping.rewrite'),
      most: mostWords,
    })
    if (words?.trim()) await rewrite({ words: words.trim() })
  }
  const button = (label: string, act: () => void) => (
    <Button key={label} size="compact-xs" variant="default" disabled={busy || text === ''} onClick={act}>
      {label}
    </Button>
  )
  return (
    <div id="rewrite" className="row small" aria-busy={busy}>
      <span className="soft">{t(busy ? 'helping.rewriting' : 'helping.rewrite')}</span>
      {wishes.map((wish) => button(t(`helping.wishes.${wish}`), () => void rewrite(wish)))}
      {button(t('helping.ownWish'), () => void ownWish())}
      {before !== undefined && (
        <Button
          id="undo"
          size="compact-xs"
          variant="light"
          onClick={() => {
            onText(before)
            keepBefore(open.id, null)
          }}
        >
          {t('helping.undo')}
        </Button>
      )}
    </div>
  )
}
