import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Open } from '../../lib/shapes.ts'
import { newestRead, type Situation } from '../../lib/situation.ts'
import { ReadingView } from './reading.tsx'
import { Story } from './story.tsx'
import { Summary } from './summary.tsx'
import { TurnView } from './turn.tsx'

/** Who it is, how they were read, and everything that was said. */
export function ThreadPane(pane: {
  open: Open
  now: Situation
  onClose(): void
  onCorrect(mentionId?: string): void
}) {
  const { open, now } = pane
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const turns = open.turns.length
  // What was said last is what is read first.
  useLayoutEffect(() => {
    const node = scroller.current
    if (node && turns > 0) node.scrollTop = node.scrollHeight
  }, [turns])
  const mayCorrect = now.mayAnswer && !now.heldByOther
  return (
    <div className="thread-pane" ref={scroller}>
      <header>
        <button type="button" className="back" onClick={pane.onClose}>
          <span aria-hidden="true">‹ </span>
          {t('desk.back')}
        </button>
        <h2>
          {open.person.name || open.person.handle} <span className="soft handle">{open.person.handle}</span>
        </h2>
        <p className="soft small">
          {t(`desk.${open.visibility}`)} · {open.account.name} ({open.account.channel}) ·{' '}
          {t(`desk.mode.${open.account.mode}`)}
        </p>
        {open.classification && (
          <ReadingView
            read={open.classification}
            onCorrect={mayCorrect && newestRead(open) ? () => pane.onCorrect() : null}
          />
        )}
      </header>
      {now.wantsSummary && <Summary id={open.id} version={open.version} />}
      <ol className="thread" aria-label={t('desk.conversation')}>
        {open.turns.map((turn) => (
          <TurnView
            key={`${turn.from} ${turn.id}`}
            turn={turn}
            accountName={open.account.name}
            onCorrect={mayCorrect ? pane.onCorrect : null}
          />
        ))}
      </ol>
      <Story events={open.events} />
    </div>
  )
}
