import { useTranslation } from 'react-i18next'
import { Link, Redirect, useRoute } from 'wouter'
import { placeOf, tuningPlace } from '../../lib/places.ts'
import { maySomewhere } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import { promptFaults as faultsEn } from '../../words/en-prompt-faults.ts'
import { tuning as en } from '../../words/en-tuning.ts'
import { promptFaults } from '../../words/ko-prompt-faults.ts'
import { tuning as ko } from '../../words/ko-tuning.ts'
import { addWords } from '../../words/language.ts'
import { CaseRoom } from './case-form.tsx'
import { CaseList } from './case-list.tsx'
import { Lessons } from './lessons.tsx'
import { PromptList } from './prompt-list.tsx'
import { PromptRoom, views } from './prompt-room.tsx'
import { rooms } from './rooms.ts'
import './tuning.css'

// Here and not with the others: who never enters the room need not load its words.
addWords({ ko: { tuning: ko, promptFaults }, en: { tuning: en, promptFaults: faultsEn } })

/** What the brand says, and how it is changed without surprises. */
// biome-ignore lint/style/noDefaultExport: a room that is loaded when it is entered is named by its file (React.lazy).
export default function Tuning() {
  const { t } = useTranslation()
  const may = maySomewhere(useMe(), 'tune')
  const [, at] = useRoute('/desk/tuning/:room?/:name?/:view?')
  const room = rooms.find(({ name }) => name === at?.room)
  if (may && !room) return <Redirect to={`${tuningPlace}/prompts`} replace />
  return (
    <main id="main" tabIndex={-1} className="tuning">
      <div className="row tuning-head">
        <h1 className="grow">{t('desk.tuning')}</h1>
        <Link href={placeOf('to-approve')} className="to-desk">
          <span aria-hidden="true">‹ </span>
          {t('helping.toDesk')}
        </Link>
      </div>
      {!may || !room ? (
        <p id="may-not" className="notice calm">
          {t('people.mayNotPeople')}
        </p>
      ) : (
        <div className="tuning-rooms">
          <nav aria-label={t('desk.tuning')}>
            {rooms.map((one) => (
              <Link
                key={one.name}
                href={one.place}
                className={one === room ? 'room on' : 'room'}
                aria-current={one === room ? 'page' : undefined}
              >
                {t(one.word)}
              </Link>
            ))}
          </nav>
          <div className="tuning-room">
            <Inside room={room.name} name={at?.name} view={at?.view} />
          </div>
        </div>
      )}
    </main>
  )
}

function Inside({
  room,
  name,
  view,
}: {
  room: (typeof rooms)[number]['name']
  name: string | undefined
  view: string | undefined
}) {
  if (room === 'cases') return name ? <CaseRoom id={name} /> : <CaseList />
  if (room === 'lessons') return <Lessons />
  const phrases = room === 'phrases'
  if (!name) return <PromptList phrases={phrases} />
  const whole = phrases ? `plain/${name}` : name
  return <PromptRoom key={whole} name={whole} view={views.find((one) => one === view) ?? 'edit'} />
}
