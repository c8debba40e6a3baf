import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { Ago } from '../../ui/ago.tsx'
import { inLanguage } from '../../words/language.ts'
import { useAuthor } from './use-names.ts'
import { usePolicy } from './use-policy.ts'

/** Somebody published while this was typed: who, why and what, before one goes on. */
export function Overtaken({ from }: { from: string }) {
  const { t } = useTranslation()
  const { live, goOn } = usePolicy()
  const authorOf = useAuthor()
  const { data: changes } = useQuery({
    queryKey: ['policy-between', from, live.hash],
    async queryFn({ signal }) {
      const { versions } = await call('GET /api/policy/versions', {}, signal)
      const before = versions.find(({ hash }) => hash === from)
      if (!before) return []
      const query = { from: before.version, to: live.version }
      return (await call('GET /api/policy/diff', { query }, signal)).changes
    },
    meta: { quiet: true },
  })
  return (
    <div id="overtaken" className="notice" role="alert">
      <p>
        <strong>{t('policy.overtaken', { name: authorOf(live.author) })}</strong>{' '}
        {live.at && <Ago time={live.at} className="soft small" />}
      </p>
      {live.reason && <p className="small">{t('policy.because', { reason: live.reason })}</p>}
      {changes && changes.length > 0 && (
        <ul className="small said-changes">
          {changes.map((one) => (
            <li key={one.field}>{inLanguage(one)}</li>
          ))}
        </ul>
      )}
      <p className="small">{t('policy.overtakenLead')}</p>
      <Button id="go-on" variant="default" size="compact-md" onClick={goOn}>
        {t('policy.goOn')}
      </Button>
    </div>
  )
}
