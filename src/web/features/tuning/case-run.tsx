import { IconCheck, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Ran } from '../../lib/held-up.ts'
import { inLanguage } from '../../words/language.ts'
import { ReplyCost, ReplyFacts } from './reply.tsx'
import { casePlace } from './rooms.ts'
import './case-run.css'

/** A case with what came of it: each check, and in words what was there instead. */
export function CaseRun({ ran, onLeave }: { ran: Ran; onLeave?: () => void }) {
  const { t } = useTranslation()
  return (
    <article className={ran.passed ? 'ran passed' : 'ran failed'} aria-label={ran.case.name}>
      <h3 className="row">
        <span className={ran.passed ? 'chip good' : 'chip angry'}>
          {t(ran.passed ? 'tuning.passed' : 'tuning.failed')}
        </span>
        <Link href={casePlace(ran.case.id)} onClick={onLeave}>
          {ran.case.name}
        </Link>
      </h3>
      {ran.checks.length > 0 && (
        <ul className="checks">
          {ran.checks.map((one) => (
            <li key={JSON.stringify(one.check)} className={one.passed ? 'passed' : 'failed'}>
              {one.passed ? (
                <IconCheck size={16} role="img" aria-label={t('tuning.holds')} />
              ) : (
                <IconX size={16} role="img" aria-label={t('tuning.fails')} />
              )}
              <span>{inLanguage(one)}</span>
            </li>
          ))}
        </ul>
      )}
      {ran.reply === null && <p className="notice">{t('tuning.tooSlow')}</p>}
      {ran.reply && (
        <details className="small">
          <summary>{t('tuning.itsReply')}</summary>
          <p className="lines reply-words">{ran.reply.text ?? ran.reply.why ?? t('tuning.noReply')}</p>
          <ReplyFacts reply={ran.reply} />
          <ReplyCost reply={ran.reply} />
        </details>
      )}
    </article>
  )
}
