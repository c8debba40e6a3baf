import { useTranslation } from 'react-i18next'
import { Link, Redirect, useParams } from 'wouter'
import { placeOf, policyPlace } from '../../lib/places.ts'
import { useMay } from '../../lib/rights.ts'
import { policy as en } from '../../words/en-policy.ts'
import { savedTry as savedTryEn } from '../../words/en-saved-try.ts'
import { tuning as tuningEn } from '../../words/en-tuning.ts'
import { policy as ko } from '../../words/ko-policy.ts'
import { savedTry as savedTryKo } from '../../words/ko-saved-try.ts'
import { tuning as tuningKo } from '../../words/ko-tuning.ts'
import { addWords } from '../../words/language.ts'
import { Changes } from './changes.tsx'
import { changingRooms, isPolicyRoom, type PolicyRoom, policyRooms } from './rooms.ts'
import { Rules } from './rules.tsx'
import { SavedRoom } from './saved.tsx'
import { Times } from './times.tsx'
import { ChangingProvider, useChanging, useLivePolicy } from './use-policy.ts'
import { Versions } from './versions.tsx'
import { VoiceRoom } from './voice.tsx'
import { Words } from './words.tsx'
import './policy.css'
import './changes.css'

// A case that fails is shown as in the tuning room, in its words.
addWords({
  ko: { policy: ko, tuning: tuningKo, savedTry: savedTryKo },
  en: { policy: en, tuning: tuningEn, savedTry: savedTryEn },
})

/** What goes out by itself and how the brand speaks: changed, tried, published and taken back. */
// biome-ignore lint/style/noDefaultExport: a room that is loaded when it is entered is named by its file (React.lazy).
export default function PolicyRoomPage() {
  const { t } = useTranslation()
  const { room } = useParams<{ room?: string }>()
  const may = useMay('tune')
  if (room === undefined) return <Redirect to={`${policyPlace}/rules`} replace />
  return (
    <main id="main" tabIndex={-1} className="policy">
      <div className="row">
        <h1 className="grow">{t('desk.policy')}</h1>
        <Link href={placeOf('to-approve')} className="to-desk">
          <span aria-hidden="true">‹ </span>
          {t('helping.toDesk')}
        </Link>
      </div>
      {!may ? (
        <p className="notice">{t('policy.mayNot')}</p>
      ) : (
        <>
          <nav aria-label={t('desk.policy')} className="policy-rooms">
            {policyRooms.map((one) => (
              <Link key={one} href={`${policyPlace}/${one}`} aria-current={one === room ? 'page' : undefined}>
                {t(`policy.rooms.${one}`)}
              </Link>
            ))}
          </nav>
          {isPolicyRoom(room) ? <Inside room={room} /> : <p className="middle">{t('desk.notFound')}</p>}
        </>
      )}
    </main>
  )
}

const forms = { rules: Rules, voice: VoiceRoom, words: Words, times: Times } as const

function Inside({ room }: { room: PolicyRoom }) {
  const { t } = useTranslation()
  const { data: live, error } = useLivePolicy()
  const changing = useChanging(live)
  if (room === 'saved') return <SavedRoom />
  if (!live || !changing) return <p className="soft">{error ? t('desk.offline') : t('desk.loading')}</p>
  if (room === 'versions') return <Versions live={live} />
  const Form = forms[changingRooms.find((one) => one === room) ?? 'rules']
  return (
    <ChangingProvider value={changing}>
      <div className="policy-halves">
        <div className="policy-form">
          {changing.isChanged && (
            <a className="to-changes" href="#changes">
              {t('policy.toChanges')}
            </a>
          )}
          <Form />
        </div>
        <Changes />
      </div>
    </ChangingProvider>
  )
}
