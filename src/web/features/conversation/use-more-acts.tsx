import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { sayWhen } from '../../lib/later.ts'
import { useMay } from '../../lib/rights.ts'
import type { Open } from '../../lib/shapes.ts'
import { ask } from '../../ui/ask.tsx'
import { SnoozeDialog } from './snooze.tsx'
import type { Act } from './use-acts.ts'
import type { Decide } from './use-decide.ts'
import { useMakeCase } from './use-make-case.ts'

/** What is done with a conversation beside answering it: later, spam, no automatic replies. */
export function useMoreActs({ open, decide }: { open: Open; decide: Decide }): {
  acts: Act[]
  snoozed: ReactNode
  dialog: ReactNode
} {
  const { t } = useTranslation()
  const mayAnswer = useMay('answer')
  const makeCase = useMakeCase(open)
  const [choosing, setChoosing] = useState(false)
  const { id, version, wish, snoozedUntil } = open
  const { run } = decide
  const params = { id }

  const acts = useMemo((): Act[] => {
    if (!mayAnswer) return makeCase
    async function spam() {
      const reason = await ask({
        title: t('talk.spamTitle'),
        lead: t('talk.spamLead'),
        label: t('talk.spamWhy'),
        confirm: t('talk.spamDo'),
      })
      if (reason === null) return
      const body = { version, reason: reason.trim() || null }
      const tell = t('talk.spamDone')
      await run(() => call('POST /api/conversations/{id}/spam', { params: { id }, body }), {
        keep: true,
        tell,
      })
    }
    async function silence() {
      const reason = await ask({
        title: t('talk.silenceTitle'),
        lead: t('talk.silenceLead'),
        label: t('talk.silenceWhy'),
        confirm: t('talk.silenceDo'),
        least: 3,
      })
      if (reason === null) return
      const body = { reason: reason.trim() }
      const tell = t('talk.silenceDone')
      await run(() => call('POST /api/conversations/{id}/silence', { params: { id }, body }), {
        stay: true,
        tell,
      })
    }
    return [
      { name: 'snooze', label: t('talk.snooze'), run: () => setChoosing(true) },
      { name: 'spam', label: t('talk.spam'), run: () => void spam() },
      ...(wish?.wish === 'silence'
        ? []
        : [{ name: 'silence', label: t('talk.silence'), run: () => void silence() } as const]),
      ...makeCase,
    ]
  }, [mayAnswer, makeCase, id, version, wish, run, t])

  function snooze(until: Date | null) {
    setChoosing(false)
    const body = { until: until?.toISOString() ?? null }
    const send = () => call('POST /api/conversations/{id}/snooze', { params, body })
    if (until) void run(send, { keep: true, tell: t('talk.snoozedToast', { time: sayWhen(until) }) })
    else void run(send, { stay: true, tell: t('talk.woken') })
  }
  return {
    acts,
    snoozed: snoozedUntil && Date.parse(snoozedUntil) > Date.now() && (
      <div id="snoozed" className="notice calm row">
        <span className="grow">{t('talk.snoozed', { time: sayWhen(snoozedUntil) })}</span>
        {mayAnswer && (
          <button type="button" className="link" onClick={() => snooze(null)}>
            {t('talk.wake')}
          </button>
        )}
      </div>
    ),
    dialog: <SnoozeDialog opened={choosing} onClose={() => setChoosing(false)} onChosen={snooze} />,
  }
}
