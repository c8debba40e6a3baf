import { Button, Drawer } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '../../lib/tell.ts'
import { moment } from '../../lib/time.ts'
import { becauses, type Forgotten } from './card.ts'
import { showReceipt } from './shown-receipt.ts'
import './person.css'

/** The receipt beside whatever is open; it names nobody, and neither does its title. */
// biome-ignore lint/style/noDefaultExport: what is loaded when it is shown is named by its file (React.lazy).
export default function Receipt({ forgotten }: { forgotten: Forgotten }) {
  const { t } = useTranslation()
  return (
    <Drawer
      opened
      onClose={() => showReceipt(null)}
      title={t('talk.receipt')}
      position="right"
      size="md"
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('talk.receiptClose') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <ReceiptView forgotten={forgotten} />
    </Drawer>
  )
}

/** That somebody was forgotten, and what the network shows all the same; the latter is told only here and now. */
function ReceiptView({ forgotten }: { forgotten: Forgotten }) {
  const { t } = useTranslation()
  const { receipt, stillShown } = forgotten
  const head = useRef<HTMLParagraphElement>(null)
  useEffect(() => head.current?.focus(), [])
  const rows = Object.entries(receipt.rows).filter(([, count]) => count > 0)
  const count = rows.reduce((sum, [, some]) => sum + some, 0)
  const because = becauses.find((one) => one === receipt.because)

  async function copy() {
    try {
      await navigator.clipboard.writeText(JSON.stringify(receipt, null, 2))
      toast(t('talk.receiptCopied'))
    } catch {
      toast(t('talk.receiptCopyFailed'), 'bad')
    }
  }
  return (
    <div id="receipt" className="card-form">
      <p ref={head} tabIndex={-1} className="notice calm">
        {t('talk.forgotten')}
      </p>
      <dl className="facts small">
        <Line name={t('talk.receiptNumber')} value={receipt.id} />
        <Line name={t('talk.receiptAt')} value={moment(receipt.at)} />
        <Line
          name={t('talk.receiptWhy')}
          value={because ? t(`talk.forgetBecause.${because}`) : receipt.because}
        />
        <Line
          name={t('talk.receiptRows')}
          value={[
            t('talk.receiptRowsLine', { count }),
            ...rows.map(([table, some]) => `${table} ${some}`),
          ].join(' · ')}
        />
        <Line name={t('talk.receiptHash')} value={receipt.hash} />
      </dl>
      <Button size="compact-sm" variant="default" onClick={() => void copy()}>
        {t('talk.receiptCopy')}
      </Button>
      {stillShown.length > 0 && (
        <section>
          <h3>{t('talk.stillShown')}</h3>
          <ul className="small">
            {stillShown.map(({ url, by }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may have no address, and the list never changes.
              <li key={at}>
                {t(by === 'person' ? 'talk.stillPerson' : 'talk.stillBrand')}:{' '}
                {url && /^https?:/.test(url) ? (
                  <a href={url} target="_blank" rel="noreferrer">
                    {url}
                  </a>
                ) : (
                  t('talk.noAddress')
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="soft">{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
