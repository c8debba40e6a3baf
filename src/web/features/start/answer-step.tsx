import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { call } from '../../lib/call.ts'
import { placeOf } from '../../lib/places.ts'
import { toast } from '../../lib/tell.ts'
import { Form } from '../../ui/form.tsx'
import type { FirstSteps } from './use-first-steps.ts'

type Talk = NonNullable<NonNullable<FirstSteps['town']>['talk']>

/** A customer of the town writes, and one answers them. */
export function AnswerStep({ steps: { town } }: { steps: FirstSteps }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  if (!town)
    return (
      <>
        <p>{t('start.answer.noTown')}</p>
        <Link href={placeOf('to-approve')}>{t('start.answer.queue')}</Link>
      </>
    )
  return (
    <>
      {town.talk && <TalkSoFar talk={town.talk} />}
      <p>{t('start.answer.text')}</p>
      <Form
        className="typed-fields"
        confirm={t('start.answer.write')}
        instead={{ 'no-town': t('start.answer.noTown'), 'town-silent': t('start.answer.silent') }}
        send={async ({ text = '' }) => {
          await call('POST /api/start/customer', { body: { text } })
          toast(t('start.answer.written'))
          await client.invalidateQueries({ queryKey: ['first-steps'] })
        }}
      >
        <Textarea
          withAsterisk={false}
          name="text"
          label={t('start.answer.words')}
          defaultValue={t('start.answer.sample')}
          maxLength={500}
          autosize
          minRows={2}
          required
        />
      </Form>
    </>
  )
}

function TalkSoFar({ talk }: { talk: Talk }) {
  const { t } = useTranslation()
  const { fate, conversationId } = talk
  return (
    <div className="talk-so-far">
      <p className="soft small">{t('start.answer.said')}</p>
      <blockquote className="talk-said">{talk.text}</blockquote>
      <p role="status" className={fate === 'sent' ? 'notice calm' : 'notice'}>
        {t(`start.answer.fate.${fate}`)}
      </p>
      {fate === 'draft' && (
        <Button id="review" className="main" component={Link} href={placeOf('to-approve', conversationId)}>
          {t('start.answer.review')}
        </Button>
      )}
      {(fate === 'person' || fate === 'over') && (
        <Link href={placeOf('all', conversationId)}>{t('start.answer.open')}</Link>
      )}
      {talk.reply !== null && (
        <>
          <p className="soft small">{t('start.answer.reply')}</p>
          <blockquote className="talk-said ours">{talk.reply}</blockquote>
          {talk.url && /^https?:\/\//.test(talk.url) && (
            <a href={talk.url} target="_blank" rel="noopener noreferrer">
              {t('start.answer.seeThere')}
            </a>
          )}
        </>
      )}
    </div>
  )
}
