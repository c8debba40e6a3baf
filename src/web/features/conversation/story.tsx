import { useTranslation } from 'react-i18next'
import { sayKind } from '../../lib/explain.ts'
import type { StoryEvent } from '../../lib/shapes.ts'
import { Ago } from '../../ui/ago.tsx'

/** Everything that happened to a conversation, and who did it why. */
export function Story({ events }: { events: StoryEvent[] }) {
  const { t } = useTranslation()
  const line = (one: StoryEvent) => {
    const who = one.name ?? (one.who === 'dajeong' ? t('desk.dajeong') : null)
    const kind = sayKind(one.kind)
    const what = kind === one.kind && one.to ? `→ ${t(`desk.stage.${one.to}`)}` : kind
    return [who, what, one.overruled.length > 0 && t('helping.overruled'), one.why]
      .filter(Boolean)
      .join(' · ')
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
