import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { useAccountFilter } from '../../lib/places.ts'
import type { Account } from '../../lib/shapes.ts'

/** Which of the brands' accounts is looked at; by brand, with how each is. */
export function AccountMenu() {
  const { t } = useTranslation()
  const [chosen, choose] = useAccountFilter()
  const { data } = useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => call('GET /api/accounts', {}, signal),
    meta: { quiet: true },
  })
  const accounts = data?.accounts ?? []
  const brands = Map.groupBy(accounts, ({ brandName }) => brandName)
  const now = accounts.find(({ id }) => id === chosen)
  return (
    <Menu>
      <Menu.Target>
        <Button
          className="accounts"
          variant="subtle"
          color="gray"
          size="compact-sm"
          rightSection={<IconChevronDown size={14} />}
        >
          {now ? now.name || now.handle : t('desk.allAccounts')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={now?.id ?? ''} onChange={(id) => choose(id || null)}>
          <Menu.RadioItem value="" closeMenuOnClick>
            {t('desk.allAccounts')}
          </Menu.RadioItem>
          {[...brands].map(([brand, its]) => [
            <Menu.Label key={brand}>{brand}</Menu.Label>,
            ...its.map((one) => (
              <Menu.RadioItem key={one.id} value={one.id} closeMenuOnClick>
                <AccountLine account={one} />
              </Menu.RadioItem>
            )),
          ])}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}

function AccountLine({ account }: { account: Account }) {
  const { t } = useTranslation()
  return (
    <>
      {account.name || account.handle}{' '}
      <span className="soft small">
        {account.channel} ·{' '}
        {account.state === 'active'
          ? t(`desk.mode.${account.mode}`)
          : t(`desk.accountState.${account.state}`)}
        {account.practice && ` · ${t('shell.practice')}`}
      </span>
    </>
  )
}
