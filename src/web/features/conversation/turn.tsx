import { useTranslation } from 'react-i18next'
import { saySendTrouble } from '../../../core/send-trouble.ts'
import type { Turn } from '../../lib/shapes.ts'
import { Ago } from '../../ui/ago.tsx'
import { currentLanguage } from '../../words/language.ts'
import { Difference } from './difference.tsx'
import { Translated } from './translation.tsx'
import { UndoInThread } from './undo-bar.tsx'
import type { TranslationView } from './use-translation-view.ts'

/** One thing that was said, by the person or by the brand. */
export function TurnView(one: {
  turn: Turn
  accountName: string
  view: TranslationView
  /** Where what is queued may be taken back: the conversation. */
  undoIn: string | null
  onCorrect: ((mentionId: string) => void) | null
}) {
  const { turn, onCorrect } = one
  const { t } = useTranslation()
  const ours = turn.from === 'brand'
  const told = one.view.found?.turns.find(({ id, from }) => id === turn.id && from === turn.from)
  const notes = ours
    ? [one.accountName, t(`desk.state.${turn.state}`), turn.approvedBy ?? t('desk.dajeong')]
    : [t(`desk.stage.${turn.stage}`), ...(turn.edited ? [t('desk.edited')] : [])]
  const correctable = !ours && turn.classification !== null && turn.stage !== 'withdrawn'
  return (
    <li className={ours ? `turn ours ${turn.state}` : `turn theirs ${turn.stage}`}>
      <p className="bubble">{turn.text}</p>
      <Translated text={told?.text} language={one.view.found?.language} />
      <p className="soft small">
        {notes.join(' · ')} · <When url={turn.url} at={turn.at} />
        {correctable && onCorrect && (
          <>
            {' · '}
            <button
              type="button"
              id={`correct-${turn.id}`}
              className="link"
              aria-label={`${t('reading.correct')}: ${turn.text.slice(0, 60)}`}
              onClick={() => onCorrect(turn.id)}
            >
              {t('reading.correctThis')}
            </button>
          </>
        )}
      </p>
      {ours && turn.drafted !== null && turn.drafted !== turn.text && (
        <Difference before={turn.drafted} after={turn.text} />
      )}
      {ours && turn.state === 'queued' && turn.undoUntil && one.undoIn && (
        <UndoInThread conversationId={one.undoIn} sendId={turn.id} until={turn.undoUntil} text={turn.text} />
      )}
      {ours && turn.error && (
        <p className="trouble small">
          {t('desk.failedWhy')}: {saySendTrouble(turn.error, currentLanguage())}
        </p>
      )}
    </li>
  )
}

function When({ url, at }: { url: string | null; at: string }) {
  const { t } = useTranslation()
  // Of what a network sends, only a web address becomes a link.
  if (!url || !/^https?:/.test(url)) return <Ago time={at} />
  return (
    <a href={url} target="_blank" rel="noreferrer" title={t('desk.openOriginal')}>
      <Ago time={at} />
    </a>
  )
}
