import { Button, Checkbox } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from './room.ts'

/** The conversations of these days as a file, with or without what was written. */
export function ExportLine() {
  const { t } = useTranslation()
  const { ask } = useRoom()
  const [texts, setTexts] = useState(false)
  const id = useId()
  function hrefOf(format: 'csv' | 'json'): string {
    const query = new URLSearchParams({ format, from: ask.from, to: ask.to, zone: ask.zone })
    if (ask.account) query.set('account', ask.account)
    // A spreadsheet takes Korean for something else without it.
    if (format === 'csv') query.set('bom', '1')
    if (texts) query.set('texts', '1')
    return `/api/reports/export?${query}`
  }
  return (
    <section className="report wide-report" aria-labelledby={id}>
      <h2 id={id}>{t('reports.export')}</h2>
      <p className="soft small">{t('reports.exportLead')}</p>
      <div className="row">
        {(['csv', 'json'] as const).map((format) => (
          <Button
            key={format}
            component="a"
            href={hrefOf(format)}
            download
            variant="default"
            size="compact-md"
            leftSection={<IconDownload size={16} aria-hidden="true" />}
          >
            {t(`reports.downloads.${format}`)}
          </Button>
        ))}
        <Checkbox
          label={t('reports.withTexts')}
          checked={texts}
          onChange={(event) => setTexts(event.currentTarget.checked)}
        />
      </div>
      <p className="small trouble" role="status">
        {texts ? t('reports.withTextsWarn') : ''}
      </p>
    </section>
  )
}
