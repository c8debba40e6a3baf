import { ActionIcon, Popover } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../../lib/call.ts'
import { shortMoment } from '../../lib/time.ts'
import { inLanguage } from '../../words/language.ts'

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
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width="min(440px, calc(100vw - 24px))"
      withinPortal={false}
      trapFocus
      returnFocus
      shadow="md"
      radius="md"
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <ActionIcon
          id="rule"
          variant="subtle"
          color="gray"
          aria-label={`${t('queue.order')}: ${t('queue.orderTitle')}`}
          title={t('queue.order')}
          onClick={() => setOpened(!opened)}
        >
          <IconInfoCircle size={17} />
        </ActionIcon>
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
        {brand.times.map((one) => (
          <tr key={`${one.urgency} ${one.feeling} ${one.visibility}`}>
            <td>{inLanguage(one.because)}</td>
            <td>{shortMoment(one.dueIfNow)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
