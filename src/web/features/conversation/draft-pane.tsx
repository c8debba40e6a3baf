import { Button } from '@mantine/core'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { saySendTrouble } from '../../../core/send-trouble.ts'
import { useKeys } from '../../lib/keys.ts'
import { useMay } from '../../lib/rights.ts'
import type { Open } from '../../lib/shapes.ts'
import { newestRead, type Situation } from '../../lib/situation.ts'
import { day } from '../../lib/time.ts'
import { keepTyped, useTyped } from '../../lib/typed.ts'
import { currentLanguage, inLanguage } from '../../words/language.ts'
import { useOffer } from '../shell/offered.ts'
import { Actions } from './actions.tsx'
import { BesideDraft } from './beside-draft.tsx'
import { LeaseLine } from './company-line.tsx'
import { Difference } from './difference.tsx'
import { Editor } from './editor.tsx'
import { Guidance } from './guidance.tsx'
import { LineQuestion } from './line-question.tsx'
import { Newer } from './newer.tsx'
import { Refusal } from './refusal.tsx'
import { Rewrite } from './rewrite.tsx'
import { RightsNote } from './rights-note.tsx'
import { Translated } from './translation.tsx'
import { useActs } from './use-acts.ts'
import type { Around } from './use-company.ts'
import { useDecide } from './use-decide.ts'
import { useLease } from './use-lease.ts'
import { useMoreActs } from './use-more-acts.tsx'
import { useSavedReplies } from './use-saved-replies.tsx'
import type { TranslationView } from './use-translation-view.ts'

/** The answer: its text, what was found in it, what it rests on, and what may be done. */
export function DraftPane(pane: {
  open: Open
  now: Situation
  around: Around
  view: TranslationView
  onDone(): Promise<void>
  onCorrect(): void
}) {
  const { open, now, around, onCorrect } = pane
  const { t } = useTranslation()
  const typed = useTyped(open.id)
  const { draft } = open
  const mayAnswer = useMay('answer')
  const text = typed?.text ?? draft?.text ?? ''
  const decide = useDecide(open, pane.onDone)
  const { acts, refusing, endWish } = useActs({ open, now, text, decide, leasedBy: around.leasedBy })
  const more = useMoreActs({ open, decide })
  const lease = useLease({ open, decide, around })
  const newest = open.turns.findLast(({ from }) => from === 'person')?.id ?? null
  const { forget } = decide

  const type = useCallback(
    (next: string) => {
      forget()
      const same = next === (draft?.text ?? '')
      keepTyped(open.id, same ? null : { text: next, seen: typed?.seen ?? newest })
    },
    [forget, draft?.text, open.id, typed?.seen, newest],
  )
  const focusReply = () => {
    const field = document.getElementById('reply')
    if (!(field instanceof HTMLTextAreaElement)) return
    field.focus()
    field.setSelectionRange(field.value.length, field.value.length)
  }
  const edit = now.canWrite ? focusReply : undefined
  const correct = now.mayAnswer && !now.heldByOther && newestRead(open) ? onCorrect : undefined
  const byKey = Object.fromEntries(acts.flatMap(({ key, run }) => (key ? [[key, run]] : [])))
  const saved = useSavedReplies({ open, text, onText: type })
  const offerSaved = now.canWrite ? saved.start : undefined
  useKeys({ ...byKey, e: edit, Enter: edit, c: correct, ';': offerSaved })
  useOffer(
    useMemo(
      () => [
        ...acts,
        ...more.acts,
        ...(offerSaved ? [{ label: t('talk.saved'), key: ';', run: offerSaved }] : []),
        ...(correct ? [{ label: t('reading.correct'), key: 'c', run: correct }] : []),
      ],
      [acts, more.acts, offerSaved, correct, t],
    ),
  )

  return (
    <section
      className={decide.busy ? 'draft-pane busy' : 'draft-pane'}
      aria-label={t('desk.draft')}
      aria-busy={decide.busy}
    >
      <div className="draft-scroll">
        <p id="notice" className="notice" role="alert" hidden={decide.notice === ''}>
          {decide.notice}
        </p>
        <LeaseLine
          around={around}
          heldByOther={now.heldByOther}
          mayAnswer={mayAnswer}
          busy={decide.busy}
          onTake={lease.take}
          onLetGo={lease.letGo}
        />
        {more.snoozed}
        <Standing open={open} now={now} onEndWish={now.mayAnswer ? () => void endWish() : null} />
        {draft && (
          <p className="small soft">
            {t(`desk.draftBy.${draft.writer}`)}
            {draft.decision && ` — ${inLanguage(draft.decision)}`}
          </p>
        )}
        {now.preparing && <p className="small soft">{t('desk.preparing')}</p>}
        <RightsNote open={open} now={now} />
        <Newer open={open} typed={typed} />
        {!now.canWrite && typed && (
          <p className="small soft kept">
            {t('desk.kept')} {typed.text}
          </p>
        )}
        {!now.canWrite && !now.preparing && !typed && now.mayApprove && (
          <p className="small soft">{t('desk.noAnswerYet')}</p>
        )}
        {now.canWrite && (
          <Editor
            open={open}
            text={text}
            found={decide.found}
            onType={type}
            onSend={() => acts.find(({ name }) => name === 'send')?.run()}
          />
        )}
        {decide.question && (
          <LineQuestion
            key={decide.question.kind}
            question={decide.question}
            onClose={() => decide.askFirst(null)}
          />
        )}
        <Translated text={typed ? null : pane.view.found?.draft} language={pane.view.found?.language} />
        {offerSaved && (
          <div className="row small">
            <Button id="saved" size="compact-xs" variant="default" aria-keyshortcuts=";" onClick={offerSaved}>
              {t('talk.saved')}
              <span className="key-hint" data-key=";" />
            </Button>
          </div>
        )}
        {now.canWrite && open.canRewrite && <Rewrite open={open} text={text} onText={type} />}
        {open.canRewrite && acts.some(({ name, blocked }) => name === 'another-try' && !blocked) && (
          <Guidance open={open} decide={decide} />
        )}
        {now.canWrite && draft && typed && <Difference id="difference" before={draft.text} after={text} />}
        <BesideDraft open={open} />
      </div>
      <Actions
        acts={acts}
        more={more.acts}
        busy={decide.busy}
        onEdit={edit ?? null}
        onReset={
          draft && typed && now.canWrite
            ? () => {
                forget()
                keepTyped(open.id, null)
              }
            : null
        }
      />
      <Refusal {...refusing} />
      {more.dialog}
      {saved.dialog}
    </section>
  )
}

/** What stands between the colleague and an answer, or behind it. */
function Standing({ open, now, onEndWish }: { open: Open; now: Situation; onEndWish: (() => void) | null }) {
  const { t } = useTranslation()
  const { account, wish, heldBy } = open
  return (
    <>
      {account.state === 'paused' && <p className="notice">{t('desk.accountPaused')}</p>}
      {account.state === 'refused' && <p className="notice">{t('desk.accountRefused')}</p>}
      {wish && (
        <div id="wish" className="notice row">
          <span className="grow">
            {t(`desk.wish.${wish.wish}`)} · {day(wish.since)}
          </span>
          {onEndWish && (
            <button type="button" className="link" onClick={onEndWish}>
              {t('desk.endWish')}
            </button>
          )}
        </div>
      )}
      {now.heldByOther && heldBy && <p className="notice">{t('desk.heldBy', { name: heldBy.name })}</p>}
      {now.heldByMe && <p className="notice calm">{t('desk.heldByMe')}</p>}
      {now.failed && (
        <p className="notice">
          {t('desk.failedWhy')}: {saySendTrouble(now.failed.why ?? '', currentLanguage())}
        </p>
      )}
    </>
  )
}
