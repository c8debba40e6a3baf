import { useTranslation } from 'react-i18next'
import type { Open } from '../../lib/shapes.ts'
import type { Typed } from '../../lib/typed.ts'

/** What the person said since the colleague began to write; the text is theirs to keep or to change. */
export function Newer({ open, typed }: { open: Open; typed: Typed | undefined }) {
  const { t } = useTranslation()
  if (!typed?.seen) return null
  const said = open.turns.filter(({ from }) => from === 'person')
  const at = said.findIndex(({ id }) => id === typed.seen)
  const newer = at < 0 ? [] : said.slice(at + 1)
  if (newer.length === 0) return null
  return (
    <div className="notice newer" role="status">
      <strong className="small">{t('desk.newMeanwhile')}</strong>
      {newer.map(({ id, text }) => (
        <p key={id} className="lines">
          {text}
        </p>
      ))}
    </div>
  )
}
