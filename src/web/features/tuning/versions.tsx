import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { heldUpBy } from '../../lib/held-up.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { ask } from '../../ui/ask.tsx'
import { Author, HashMark } from './author.tsx'
import { promptPlace } from './rooms.ts'
import { type Live, useHistory, type Version } from './use-words.ts'

/** Every version with its author, reason and hash; each can hold again. */
export function Versions({ name, live }: { name: string; live: Live }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data } = useHistory(name)
  const [busy, setBusy] = useState(false)
  async function rollBack(one: Version) {
    const which = one.fromFile ? t('tuning.fromFile') : t('tuning.version', { version: one.version })
    const reason = await ask({
      title: t('tuning.rollBackTo', { which }),
      lead: t('tuning.rollBackLead'),
      label: t('tuning.rollBackWhy'),
      confirm: t('tuning.rollBack'),
      least: 3,
      most: 300,
    })
    if (reason === null) return
    setBusy(true)
    try {
      const body = { version: one.version, reason: reason.trim() }
      const { version } = await call('POST /api/prompts/{name}/roll-back', { params: { name }, body })
      toast(t('tuning.rolledBack', { which, hash: version.hash.slice(0, 8) }))
    } catch (error) {
      if (noticeSession(client, error)) return
      toast(heldUpBy(error) ? t('tuning.overtakenShort') : explain(error), 'bad')
    } finally {
      setBusy(false)
      await client.invalidateQueries({ queryKey: ['prompts'] })
    }
  }
  return (
    <section className="panel" aria-label={t('tuning.views.versions')}>
      {!data && <p className="soft">{t('desk.loading')}</p>}
      <ul className="listed versions">
        {data?.versions.map((one) => (
          <li key={one.version} className={one.live ? 'one-version live' : 'one-version'}>
            <div className="grow">
              <p className="row">
                <strong>
                  {one.fromFile ? t('tuning.fromFile') : t('tuning.version', { version: one.version })}
                </strong>
                <HashMark hash={one.hash} />
                {one.live && <span className="chip good">{t('tuning.live')}</span>}
                {!one.live && one.hash === live.hash && (
                  <span className="chip">{t('tuning.sameAsLive')}</span>
                )}
              </p>
              {one.reason && <p>{one.reason}</p>}
              {!one.fromFile && (
                <p className="small">
                  <Author of={one} />
                </p>
              )}
            </div>
            {!one.live && one.hash !== live.hash && (
              <div className="row">
                <Link className="small" href={`${promptPlace(name, 'compare')}?version=${one.version}`}>
                  {t('tuning.compareWithLive')}
                </Link>
                <Button size="compact-md" variant="default" loading={busy} onClick={() => void rollBack(one)}>
                  {t('tuning.rollBack')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
