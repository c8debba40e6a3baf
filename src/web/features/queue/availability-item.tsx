import { Menu } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../lib/session.ts'
import { useTeam } from './team.ts'

/** In my menu: whether I am given conversations, and how many I have of how many. */
export function AvailabilityItem({ onOpen }: { onOpen(): void }) {
  const { t } = useTranslation()
  const me = useMe()
  const mine = useTeam().find(({ id }) => id === me.id)
  if (!mine) return null
  const label = mine.available
    ? t('queue.availabilityOn', { load: mine.load, capacity: mine.capacity })
    : t('queue.availabilityOff')
  return (
    <Menu.Item id="availability" leftSection={<IconInbox size={16} />} onClick={onOpen}>
      {label}
    </Menu.Item>
  )
}
