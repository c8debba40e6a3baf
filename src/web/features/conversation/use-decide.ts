import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { isGone } from '../../lib/gone.ts'
import { noticeSession } from '../../lib/session.ts'
import type { Finding, Open } from '../../lib/shapes.ts'
import { toast } from '../../lib/tell.ts'
import { keepBefore, keepTyped } from '../../lib/typed.ts'
import { offerUndo } from '../../lib/undo.ts'
import { ask } from '../../ui/ask.tsx'

/** What may be said besides, when the server asks back. */
export interface More {
  overrule?: string
  sure?: boolean
}

/** A question that stands under the text until it is answered. */
export type Question =
  | { kind: 'overrule'; answer(reason: string): void }
  | { kind: 'changed'; answer(because: Because | null): void }
export type Because = 'fact' | 'tone' | 'policy' | 'length' | 'other'

/** `stay`: the conversation remains open. `keep`: it is left, and what was typed stays. */
interface How {
  tell?: string
  stay?: boolean
  keep?: boolean
}

export interface Decide {
  busy: boolean
  /** Why the last decision was not carried out. */
  notice: string
  /** What the server found in the text when it was to go out; null where it said nothing. */
  found: Finding[] | null
  question: Question | null
  askFirst(question: Question | null): void
  /** Forgets what the last decision led to; the text is another one now. */
  forget(): void
  /**
   * Carries a decision out and tells how it went; what the server asks back is asked. A second one waits for no first: it is
   * not carried out while one is under way.
   */
  run(send: (more: More) => Promise<unknown>, how?: How): Promise<void>
}

export function useDecide(open: Open, onDone: () => Promise<void>): Decide {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const underWay = useRef(false)
  const [notice, setNotice] = useState('')
  const [found, setFound] = useState<Finding[] | null>(null)
  const [question, setQuestion] = useState<Question | null>(null)

  async function run(send: (more: More) => Promise<unknown>, how: How = {}) {
    if (underWay.current) return
    underWay.current = true
    setBusy(true)
    setQuestion(null)
    try {
      await carryOut(send, how, {})
    } finally {
      underWay.current = false
      setBusy(false)
    }
  }

  async function carryOut(send: (more: More) => Promise<unknown>, how: How, more: More): Promise<void> {
    let answer: unknown
    try {
      answer = await send(more)
    } catch (error) {
      await answerRefusal(error, send, how, more)
      return
    }
    // What can be taken back says so itself, for as long as it can.
    if (!offerUndo(open, answer)) toast(how.tell ?? t('desk.wasDone'))
    setNotice('')
    setFound(null)
    if (!how.stay && !how.keep) {
      keepTyped(open.id, null)
      keepBefore(open.id, null)
    }
    await client.invalidateQueries({ queryKey: ['conversation', open.id] })
    if (how.stay) await client.invalidateQueries({ queryKey: ['conversations'] })
    else await onDone()
  }

  async function answerRefusal(
    error: unknown,
    send: (more: More) => Promise<unknown>,
    how: How,
    more: More,
  ): Promise<void> {
    const refusal = error instanceof Refused ? error.refusal : null
    if (!refusal) {
      if (noticeSession(client, error) || (await isGone(client, open.id, error))) return
      toast(explain(error), 'bad')
      return
    }
    if (refusal.kind === 'may-have-arrived') {
      const sure = await ask({ title: t('desk.mayHaveArrived'), confirm: t('desk.confirm') })
      if (sure !== null) await carryOut(send, how, { ...more, sure: true })
      return
    }
    if ('findings' in refusal) setFound(refusal.findings)
    if (refusal.kind === 'needs-reason') {
      const answer = (overrule: string) => void run((again) => send({ ...more, ...again, overrule }), how)
      setQuestion({ kind: 'overrule', answer })
      return
    }
    setNotice(explain(error))
    if (refusal.kind !== 'blocked') await client.invalidateQueries({ queryKey: ['conversation', open.id] })
  }

  return {
    busy,
    notice,
    found,
    question,
    askFirst: setQuestion,
    forget() {
      setFound(null)
      setQuestion(null)
    },
    run,
  }
}
