import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { placeOf } from '../../lib/places.ts'
import { day } from '../../lib/time.ts'
import { Ago } from '../../ui/ago.tsx'
import type { Card } from './card.ts'

/** How they speak, what they wish, what colleagues noted, and where else they talk with us. */
export function Facts(of: { card: Card; conversationId: string; onClose(): void }) {
  const { card } = of
  const { t } = useTranslation()
  const others = card.conversations.filter(({ id }) => id !== of.conversationId)
  const language =
    card.language === 'ko' || card.language === 'en' ? t(`talk.languages.${card.language}`) : card.language
  return (
    <>
      <dl className="facts small">
        <Fact name={t('talk.since')} value={day(card.firstHeardAt)} />
        {language && <Fact name={t('talk.language')} value={language} />}
        {card.level && <Fact name={t('talk.level')} value={t(`talk.levels.${card.level}`)} />}
        <Fact name={t('talk.counts')} value={t('talk.countsLine', card.counts)} />
      </dl>
      <section>
        <h3>{t('talk.wishes')}</h3>
        {card.wishes.length === 0 && <p className="soft small">{t('talk.noWishes')}</p>}
        <ul className="small">
          {card.wishes.map((one) => (
            <li key={`${one.wish} ${one.since}`} className={one.endedAt ? 'soft' : ''}>
              {t(`desk.wish.${one.wish}`)} ·{' '}
              {one.endedAt
                ? t('talk.wishUntil', { from: day(one.since), to: day(one.endedAt) })
                : t('talk.wishSince', { from: day(one.since) })}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t('talk.talks')}</h3>
        {others.length === 0 && <p className="soft small">{t('talk.noTalks')}</p>}
        <ul className="talks">
          {others.map((one) => (
            <li key={one.id}>
              <Link href={placeOf('all', one.id)} onClick={of.onClose}>
                {one.lastText}
              </Link>
              <p className="soft small">
                {t(`desk.${one.visibility}`)} · {one.account.name || one.account.handle} ·{' '}
                <Ago time={one.heardAt} />
              </p>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t('talk.cardNotes')}</h3>
        {card.notes.length === 0 && <p className="soft small">{t('talk.noNotes')}</p>}
        <ul className="talks">
          {card.notes.map((one) => (
            <li key={one.id}>
              <p className="lines">{one.text}</p>
              <p className="soft small">
                {one.by?.name ?? t('talk.noteBySomeone')} · <Ago time={one.at} />
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="soft">{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
