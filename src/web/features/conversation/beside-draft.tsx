import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { tuningPlace } from '../../lib/places.ts'
import { useMay } from '../../lib/rights.ts'
import type { Open } from '../../lib/shapes.ts'
import { PassageView } from '../../ui/passage.tsx'
import { inLanguage } from '../../words/language.ts'

/** What a draft rests on and why it is written as it is. */
export function BesideDraft({ open }: { open: Open }) {
  const { t } = useTranslation()
  const { draft, sources } = open
  if (!draft) return null
  const { tone } = draft
  const strategy = `helping.strategy.${tone?.strategy}`
  return (
    <>
      {sources.length > 0 && (
        <section className="beside small" aria-label={t('helping.sources')}>
          <p className="soft">{t('helping.sources')}</p>
          <ul>
            {sources.map((one) => (
              <PassageView key={one.id} passage={one} />
            ))}
          </ul>
        </section>
      )}
      {tone && (
        <details id="tone" className="small tone">
          <summary className="soft">
            {t('helping.tone')}:{' '}
            {i18next.exists(strategy) ? t(strategy as 'helping.strategy.listen') : tone.strategy}
          </summary>
          <ul>
            {tone.why.map((one) => (
              <li key={one.ko}>{inLanguage(one)}</li>
            ))}
          </ul>
        </details>
      )}
      {draft.madeBy && <MadeBy {...draft.madeBy} />}
    </>
  )
}

/** The very words that it was written from, for whoever wants to know why it says what it says. */
function MadeBy({ name, hash }: { name: string; hash: string }) {
  const { t } = useTranslation()
  const mayTune = useMay('tune')
  const words = (
    <>
      {name} <code>{hash.slice(0, 8)}</code>
    </>
  )
  // What asks for the removal of personal data has no version: it is not tuned.
  const [kind, language] = name.split('/')
  const place =
    kind !== 'plain'
      ? `${tuningPlace}/prompts/${name}`
      : /^(ko|en)$/.test(language ?? '')
        ? `${tuningPlace}/phrases/${language}`
        : null
  return (
    <p id="made-by" className="soft small">
      {t('helping.madeBy')}: {mayTune && place ? <Link href={place}>{words}</Link> : words}
    </p>
  )
}
