import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { placeOf } from '../../lib/places.ts'
import { type Reply, ReplyCost, ReplyFacts, type Tried, WordDifference } from './reply.tsx'
import { casePlace } from './rooms.ts'

/** A message, answered by what is live and by what is tried. */
export function SideBySide(of: {
  result: Tried
  caseName: string | undefined
  liveAs?: string | undefined
  triedAs?: string | undefined
}) {
  const { result, caseName, liveAs, triedAs } = of
  const { t } = useTranslation()
  const { live, tried, message } = result
  const same = live !== null && tried !== null && live.text === tried.text
  return (
    <article className="tried" aria-label={message}>
      <p className="row">
        <strong className="grow lines reply-words">{message}</strong>
        {same && <span className="chip">{t('tuning.same')}</span>}
        {result.conversationId && (
          <Link className="small" href={placeOf('all', result.conversationId)}>
            {t('tuning.toConversation')}
          </Link>
        )}
        {result.caseId && (
          <Link className="small" href={casePlace(result.caseId)}>
            {caseName ?? t('tuning.toCase')}
          </Link>
        )}
      </p>
      <div className="both">
        <Side title={liveAs ?? t('tuning.live')} reply={live} before={null} />
        <Side title={triedAs ?? t('tuning.new')} reply={tried} before={same ? null : (live?.text ?? null)} />
      </div>
    </article>
  )
}

function Side({ title, reply, before }: { title: string; reply: Reply | null; before: string | null }) {
  const { t } = useTranslation()
  return (
    <div className="side">
      <h3 className="soft small">{title}</h3>
      {reply === null ? (
        <p className="notice">{t('tuning.tooSlow')}</p>
      ) : (
        <>
          {reply.text === null ? (
            <p className="soft">{reply.why ?? t('tuning.noReply')}</p>
          ) : before === null ? (
            <p className="lines reply-words">{reply.text}</p>
          ) : (
            <WordDifference before={before} after={reply.text} />
          )}
          <ReplyFacts reply={reply} />
          <ReplyCost reply={reply} />
        </>
      )}
    </div>
  )
}
