import { Button } from '@mantine/core'
import { IconId } from '@tabler/icons-react'
import { lazy, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { namesOfChannel } from '../../../core/channel-names.ts'
import { useMay } from '../../lib/rights.ts'
import type { Open, Turn } from '../../lib/shapes.ts'
import { newestRead, type Situation } from '../../lib/situation.ts'
import { inLanguage } from '../../words/language.ts'
import type { Forgotten } from '../person/card.ts'
import { Due } from '../queue/due.tsx'
import { AssignMenu } from './assign-menu.tsx'
import { CompanyLine } from './company-line.tsx'
import { NoteView } from './note.tsx'
import { NoteForm } from './note-form.tsx'
import { ReadingView } from './reading.tsx'
import { Story } from './story.tsx'
import { Summary } from './summary.tsx'
import { TranslateButton } from './translation.tsx'
import { TurnView } from './turn.tsx'
import type { Around } from './use-company.ts'
import { type Note, useNotes, useReadNotes } from './use-notes.ts'
import type { TranslationView } from './use-translation-view.ts'

const PersonCard = lazy(() => import('../person/person-card.tsx'))

/** Who it is, how they were read, and everything that was said. */
export function ThreadPane(pane: {
  open: Open
  now: Situation
  around: Around
  view: TranslationView
  onClose(): void
  /** There is no such person any more, and no such conversation. */
  onForgotten(forgotten: Forgotten): void
  onCorrect(mentionId?: string): void
}) {
  const { open, now } = pane
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const [card, setCard] = useState(false)
  const notes = useNotes(open.id)
  useReadNotes(open.id, notes)
  const mayAnswer = useMay('answer')
  const mayApprove = useMay('approve')
  const lines = useMemo(() => inOrder(open.turns, notes), [open.turns, notes])
  const turns = lines.length
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
          {open.person.name || open.person.handle}{' '}
          {open.person.name !== '' && <span className="soft handle">{open.person.handle}</span>}
        </h2>
        <CompanyLine others={pane.around.others} />
        <p className="soft small">
          {t(`desk.${open.visibility}`)} · {open.account.name} (
          {inLanguage(namesOfChannel(open.via ?? open.account.channel))}) ·{' '}
          {t(`desk.mode.${open.account.mode}`)}
        </p>
        <div className="standing">
          <AssignMenu open={open} />
          {open.dueAt && <Due dueAt={open.dueAt} overdue={false} />}
          {open.because && <span className="soft">{inLanguage(open.because)}</span>}
        </div>
        <Button
          id="card"
          size="compact-xs"
          variant="default"
          leftSection={<IconId size={14} />}
          onClick={() => setCard(true)}
        >
          {t('talk.card')}
        </Button>{' '}
        <TranslateButton view={pane.view} />
        {open.classification && (
          <ReadingView
            read={open.classification}
            onCorrect={mayCorrect && newestRead(open) ? () => pane.onCorrect() : null}
          />
        )}
      </header>
      {now.wantsSummary && <Summary id={open.id} version={open.version} />}
      <ol className="thread" aria-label={t('desk.conversation')}>
        {lines.map((line) =>
          'note' in line ? (
            <NoteView key={`note ${line.note.id}`} note={line.note} conversationId={open.id} />
          ) : (
            <TurnView
              key={`${line.turn.from} ${line.turn.id}`}
              turn={line.turn}
              view={pane.view}
              accountName={open.account.name}
              undoIn={mayApprove ? open.id : null}
              onCorrect={mayCorrect ? pane.onCorrect : null}
            />
          ),
        )}
      </ol>
      {mayAnswer && <NoteForm conversationId={open.id} />}
      <Story events={open.events} />
      {card && (
        <Suspense fallback={null}>
          <PersonCard
            personId={open.person.id}
            conversationId={open.id}
            name={open.person.name || open.person.handle}
            onClose={() => setCard(false)}
            onForgotten={pane.onForgotten}
          />
        </Suspense>
      )}
    </div>
  )
}

type Line = { at: string; turn: Turn } | { at: string; note: Note }

/** Notes stand where they were written; what is said keeps its own order. */
function inOrder(turns: readonly Turn[], notes: readonly Note[]): Line[] {
  const lines: Line[] = turns.map((turn) => ({ at: turn.at, turn }))
  for (const note of notes) {
    const before = lines.findLastIndex(({ at }) => Date.parse(at) <= Date.parse(note.at))
    lines.splice(before + 1, 0, { at: note.at, note })
  }
  return lines
}
