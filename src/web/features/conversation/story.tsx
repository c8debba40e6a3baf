import { useTranslation } from 'react-i18next'
import { saySendTrouble } from '../../../core/send-trouble.ts'
import { sayKind } from '../../lib/explain.ts'
import type { StoryEvent } from '../../lib/shapes.ts'
import { Ago } from '../../ui/ago.tsx'
import { currentLanguage } from '../../words/language.ts'

/** Everything that happened to a conversation, and who did it why. */
export function Story({ events }: { events: StoryEvent[] }) {
  const { t } = useTranslation()
  const line = (one: StoryEvent) => {
    const who = one.name ?? (one.who === 'dajeong' ? t('desk.dajeong') : null)
    const kind = sayKind(one.kind)
    const what = kind === one.kind && one.to ? `→ ${t(`desk.stage.${one.to}`)}` : kind
    // A colleague's reason is theirs, however it begins.
    const why = one.why && one.who === 'dajeong' ? saySendTrouble(one.why, currentLanguage()) : one.why
    return [who, what, one.overruled.length > 0 && t('helping.overruled'), why].filter(Boolean).join(' · ')
  }
  return (
    <details id="story" className="small soft">
      <summary>{t('desk.story')}</summary>
      <ol>
        {events.map((one) => (
          <li key={one.id}>
            <Ago time={one.at} /> {line(one)}
          </li>
        ))}
      </ol>
    </details>
  )
}
