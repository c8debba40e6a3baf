import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DifferenceView } from './difference.tsx'
import type { Version } from './shapes.ts'
import { useWho } from './use-who.ts'
import { useDifference } from './versions.tsx'

/** Somebody changed the document while this was typed: who, why and what, before one goes on. */
export function Overtaken(given: { newest: Version; from: string; onGoOn(): void }) {
  const { t } = useTranslation()
  const who = useWho()
  const { newest, from, onGoOn } = given
  const { data } = useDifference(from, newest.id)
  return (
    <div id="document-overtaken" className="notice" role="alert">
      <p>
        {newest.live
          ? t('documents.overtaken', { name: who(newest.addedBy), number: newest.number })
          : t('documents.overtakenOut')}{' '}
        {newest.live && newest.reason && t('documents.reason', { reason: newest.reason })}
      </p>
      {newest.live && (
        <>
          {data && <DifferenceView difference={data} />}
          <p className="small">{t('documents.overtakenLead')}</p>
          <Button id="go-on-editing" size="compact-md" variant="default" onClick={onGoOn}>
            {t('documents.goOn')}
          </Button>
        </>
      )}
    </div>
  )
}
