import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useTrial } from '../tuning/chosen.ts'
import { TryOn } from '../tuning/try-on.tsx'
import { usePolicy } from './use-policy.ts'

/** Answers past messages and cases twice, as it is and as it would be; nothing is sent. */
export function TryMessages() {
  const { t } = useTranslation()
  const { change } = usePolicy()
  const [opened, setOpened] = useState(false)
  const trial = useTrial()
  return (
    <>
      <div>
        <Button id="try-messages" variant="default" onClick={() => setOpened(true)}>
          {t('policy.try')}
        </Button>
      </div>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('policy.try')} size="xl">
        <TryOn
          lead={t('policy.tryLead')}
          liveAs={t('policy.asItIs')}
          triedAs={t('policy.asItWouldBe')}
          trial={trial}
          stamp={JSON.stringify(change)}
          send={(messages) => call('POST /api/policy/try', { body: { policy: change, ...messages } })}
          sayTrouble={(error) => explain(error, { 'not-found': t('tuning.nothingToTry') })}
        />
      </Dialog>
    </>
  )
}
