import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { toast } from '../../lib/tell.ts'
import { moment } from '../../lib/time.ts'
import { PickTwo } from '../../ui/pick-two.tsx'
import { inLanguage } from '../../words/language.ts'
import { Group } from './fields.tsx'
import { GoBack } from './go-back.tsx'
import { useAuthor } from './use-names.ts'
import type { LivePolicy } from './use-policy.ts'

type Version = Answer<'GET /api/policy/versions'>['versions'][number]

// What the service itself writes down when it keeps what was there before the first version.
const found = 'As it was found: it was not set by a version.'

/** Everything that ever held, what is different between two of them, and the way back. */
export function Versions({ live }: { live: LivePolicy }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const authorOf = useAuthor()
  const { data } = useQuery({
    queryKey: ['policy-versions', live.hash, live.version],
    queryFn: ({ signal }) => call('GET /api/policy/versions', {}, signal),
  })
  const [restored, setRestored] = useState<{ version: string; hash: string } | null>(null)
  const versions = data?.versions ?? []

  async function goBack(to: Version, reason: string) {
    setRestored(null)
    const body = { version: to.version, reason }
    const { version } = await call('POST /api/policy/roll-back', { body })
    // Told by what the server says holds now, not by what was asked for.
    if (version.hash === to.hash) setRestored({ version: to.version, hash: version.hash })
    toast(t('policy.wentBack', { version: to.version }))
    await client.invalidateQueries({ queryKey: ['policy'] })
  }
  return (
    <>
      <Group id="between" title={t('policy.between')} lead={t('policy.betweenLead')}>
        {versions.length < 2 ? (
          <p className="soft">{t('policy.oneVersion')}</p>
        ) : (
          // Made anew when another version holds, so that it begins with what was changed last.
          <Between key={live.version} versions={versions} />
        )}
      </Group>
      <Group id="versions" title={t('policy.versions')} lead={t('policy.versionsLead')}>
        <p role="status" id="restored" className={restored ? 'notice calm' : undefined}>
          {restored && t('policy.sameHash', { version: restored.version, hash: restored.hash.slice(0, 12) })}
        </p>
        <ul className="listed">
          {versions.map((one) => (
            <li key={one.version} className="version" data-version={one.version}>
              <div className="grow">
                <p className="row">
                  <strong>{t('policy.version', { version: one.version })}</strong>
                  {one.live && <span className="chip by colleague">{t('policy.live')}</span>}
                  {!one.live && one.hash === live.hash && (
                    <span className="chip">{t('policy.sameAsNow')}</span>
                  )}
                  <span className="soft small">
                    {authorOf(one.author)} {one.at && `· ${moment(one.at)}`}
                  </span>
                </p>
                {one.reason && <p>{one.reason === found ? t('policy.asFound') : one.reason}</p>}
                <code className="soft small hash" title={one.hash}>
                  {one.hash.slice(0, 12)}
                </code>
              </div>
              {!one.live && <GoBack lead={t('policy.backLead')} onBack={(reason) => goBack(one, reason)} />}
            </li>
          ))}
        </ul>
      </Group>
    </>
  )
}

function Between({ versions }: { versions: readonly Version[] }) {
  const { t } = useTranslation()
  const [from, setFrom] = useState(versions[1]?.version ?? '0')
  const [to, setTo] = useState(versions[0]?.version ?? '0')
  const { data, error } = useQuery({
    queryKey: ['policy-diff', from, to],
    queryFn: ({ signal }) => call('GET /api/policy/diff', { query: { from, to } }, signal),
    meta: { quiet: true },
  })
  const options = versions.map(({ version, live, at }) => ({
    value: version,
    label: [
      t('policy.version', { version }),
      ...(live ? [t('policy.live')] : []),
      ...(at ? [moment(at)] : []),
    ].join(' · '),
  }))
  return (
    <>
      <PickTwo
        options={options}
        from={{ name: 'from', label: t('policy.fromVersion'), chosen: from, onChoose: setFrom }}
        to={{ name: 'to', label: t('policy.toVersion'), chosen: to, onChoose: setTo }}
      />
      <div aria-live="polite">
        {error && <p className="trouble">{explain(error)}</p>}
        <ul id="version-changes" className="said-changes">
          {data?.changes.map((one) => (
            <li key={one.field}>{inLanguage(one)}</li>
          ))}
          {data?.changes.length === 0 && <li className="soft">{t('policy.sameWords')}</li>}
        </ul>
      </div>
    </>
  )
}
