import { Button, Popover } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../../lib/call.ts'
import { shortMoment } from '../../lib/time.ts'
import { inLanguage } from '../../words/language.ts'
import { belowButton } from './below-button.ts'

type Brand = Answer<'GET /api/queue/rule'>['brands'][number]

/** The rule that orders the list, as it holds now for each brand. */
export function RuleView() {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const { data } = useQuery({
    queryKey: ['rule'],
    queryFn: ({ signal }) => call('GET /api/queue/rule', {}, signal),
    enabled: opened,
    staleTime: 0,
  })
  return (
    <Popover opened={opened} onChange={setOpened} {...belowButton}>
      <Popover.Target>
        <Button
          className="open-rule"
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconInfoCircle size={14} aria-hidden="true" />}
          title={t('queue.orderTitle')}
          onClick={() => setOpened(!opened)}
        >
          {t('queue.order')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="rule" aria-label={t('queue.order')}>
        <h2>{t('queue.orderTitle')}</h2>
        <p className="small">{t('queue.orderText')}</p>
        <section
          className="rule-brands"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
          tabIndex={0}
          aria-label={t('queue.orderTitle')}
          data-autofocus
        >
          {!data && <p className="soft">{t('desk.loading')}</p>}
          {data?.brands.map((brand) => (
            <BrandRule key={brand.id} brand={brand} />
          ))}
        </section>
      </Popover.Dropdown>
    </Popover>
  )
}

function BrandRule({ brand }: { brand: Brand }) {
  const { t } = useTranslation()
  // Several feelings are promised the same in the same words; each promise is shown once.
  const promises = [...new Map(brand.times.map((one) => [one.because.ko, one])).values()]
  return (
    <table>
      <caption>
        <strong>{brand.name}</strong>{' '}
        <span className="soft">{t('queue.orderZone', { zone: brand.zone })}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('queue.promised')}</th>
          <th scope="col">{t('queue.ifNow')}</th>
        </tr>
      </thead>
      <tbody>
        {promises.map((one) => (
          <tr key={`${one.urgency} ${one.feeling} ${one.visibility}`}>
            <td>{inLanguage(one.because)}</td>
            <td>{shortMoment(one.dueIfNow, brand.zone)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
