import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { explain } from '../../lib/explain.ts'
import { policyPlace } from '../../lib/places.ts'
import { ask } from '../../ui/ask.tsx'
import { inLanguage } from '../../words/language.ts'
import { sayFault } from './faults.ts'
import { Overtaken } from './overtaken.tsx'
import { Publish } from './publish.tsx'
import { roomOf } from './rooms.ts'
import { TryMessages } from './try-messages.tsx'
import { usePolicy } from './use-policy.ts'
import { WhatIf } from './what-if.tsx'

/** Beside every form: what would be different from what holds, what it would have done, and the way to let it hold. */
export function Changes() {
  const { t } = useTranslation()
  const { isChanged, checked, faults, trouble, overtakenFrom, discard } = usePolicy()
  async function leave() {
    const sure = await ask({
      title: t('policy.discardTitle'),
      lead: t('policy.discardLead'),
      confirm: t('policy.discard'),
    })
    if (sure !== null) discard()
  }
  return (
    <aside className="panel changes" aria-labelledby="changes">
      <h2 id="changes">{t('policy.changes')}</h2>
      {!isChanged && <p className="soft">{t('policy.noChanges')}</p>}
      {isChanged && overtakenFrom && <Overtaken from={overtakenFrom} />}
      <div aria-live="polite">
        {isChanged && faults.size > 0 && (
          <div className="trouble" id="faults">
            <p>{t('policy.wrong', { count: faults.size })}</p>
            <ul className="small said-faults">
              {[...faults].slice(0, 5).map(([path, message]) => (
                <li key={path}>
                  <Link href={`${policyPlace}/${roomOf(path)}`}>{t(`policy.rooms.${roomOf(path)}`)}</Link>:{' '}
                  {sayFault(path, message)}
                </li>
              ))}
            </ul>
          </div>
        )}
        {trouble !== null && trouble !== undefined && <p className="trouble">{explain(trouble)}</p>}
        {isChanged && !checked && faults.size === 0 && !trouble && (
          <p className="soft">{t('policy.checking')}</p>
        )}
        {checked && (
          <ul id="said-changes" className="said-changes">
            {checked.changes.map((one) => (
              <li key={one.field}>{inLanguage(one)}</li>
            ))}
            {checked.changes.length === 0 && <li className="soft">{t('policy.sameWords')}</li>}
          </ul>
        )}
      </div>
      {checked && checked.changes.length > 0 && (
        <>
          <WhatIf />
          <TryMessages />
          <Publish />
        </>
      )}
      {isChanged && (
        <div>
          <Button id="discard" variant="subtle" color="gray" size="compact-md" onClick={() => void leave()}>
            {t('policy.discard')}
          </Button>
        </div>
      )}
    </aside>
  )
}
