import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { useMay } from '../../lib/rights.ts'
import type { Forgotten } from './card.ts'
import { Facts } from './facts.tsx'
import { ForgetForm } from './forget-form.tsx'
import { Identities } from './identities.tsx'
import { LinkForm } from './link-form.tsx'
import './person.css'

/** What is known of a customer, beside their conversation. */
// biome-ignore lint/style/noDefaultExport: what is loaded when it is opened is named by its file (React.lazy).
export default function PersonCard(of: {
  personId: string
  conversationId: string
  name: string
  onClose(): void
  onForgotten(forgotten: Forgotten): void
}) {
  const { t } = useTranslation()
  const mayAnswer = useMay('answer')
  const mayForget = useMay('people')
  const { data: card, error } = useQuery({
    queryKey: ['person', of.personId],
    queryFn: ({ signal }) => call('GET /api/persons/{id}', { params: { id: of.personId } }, signal),
    meta: { quiet: true },
  })
  return (
    <Drawer
      opened
      onClose={of.onClose}
      title={t('talk.cardOf', { name: of.name })}
      position="right"
      size="md"
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('talk.cardClose') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      {error && <p className="notice">{explain(error)}</p>}
      {!error && !card && <p className="soft">{t('desk.loading')}</p>}
      {!error && card && (
        <div id="person-card">
          <Facts card={card} conversationId={of.conversationId} onClose={of.onClose} />
          <Identities card={card} mayUnlink={mayAnswer} />
          {mayAnswer && <LinkForm card={card} />}
          {mayForget && <ForgetForm personId={card.id} onForgotten={of.onForgotten} />}
        </div>
      )}
    </Drawer>
  )
}
