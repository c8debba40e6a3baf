import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../lib/keys.ts'
import { readOut } from '../../lib/tell.ts'
import { dropUndo, type Undoable, useSecondsUntil, useUndoable } from '../../lib/undo.ts'
import { useUndo } from './use-undo.ts'
import './talk.css'

/** Counts down after an approval; while it does, `z` takes the newest one back. */
export function UndoBar() {
  const waiting = useUndoable()
  const newest = waiting.at(-1)
  return newest ? <Bar key={newest.sendId} of={newest} others={waiting.length - 1} /> : null
}

function Bar({ of, others }: { of: Undoable; others: number }) {
  const { t } = useTranslation()
  const undo = useUndo()
  const seconds = useSecondsUntil(of.until)
  const first = useRef(seconds)
  useKeys({ z: () => void undo(of) })
  // Heard once: who listens to a number that changes each second hears nothing else.
  useEffect(() => {
    readOut(t('talk.approvedAloud', { name: of.name, seconds: first.current }))
  }, [of.name, t])
  useEffect(() => {
    if (seconds === 0) dropUndo(of.sendId)
  }, [seconds, of.sendId])
  return (
    <section id="undo-bar" aria-label={t('talk.approvedFor', { name: of.name })}>
      <p className="grow">
        {t('talk.approvedFor', { name: of.name })}{' '}
        <span className="count-down" aria-hidden="true">
          {t('talk.goesIn', { seconds })}
        </span>
        {others > 0 && <span className="small"> · {t('talk.others', { count: others })}</span>}
      </p>
      <Button
        id="undo-send"
        size="compact-sm"
        variant="default"
        aria-keyshortcuts="z"
        onClick={() => void undo(of)}
      >
        {t('talk.undo')}
        <span className="key-hint" data-key="z" />
      </Button>
    </section>
  )
}

/** In the thread, on what is queued: when it goes out, and how it is taken back. */
export function UndoInThread(of: { conversationId: string; sendId: string; until: string; text: string }) {
  const { t } = useTranslation()
  const undo = useUndo()
  const seconds = useSecondsUntil(of.until)
  return (
    <p className="small undo-line">
      <span aria-hidden="true">{seconds > 0 ? t('talk.goesIn', { seconds }) : t('talk.goesNow')} · </span>
      <button
        type="button"
        className="link"
        aria-label={`${t('talk.undo')}: ${of.text.slice(0, 60)}`}
        onClick={() => void undo(of)}
      >
        {t('talk.undo')}
      </button>
    </p>
  )
}
