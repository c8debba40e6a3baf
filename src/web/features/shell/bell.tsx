import { ActionIcon, Menu } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { placeOf, useGo } from '../../lib/places.ts'
import { Ago } from '../../ui/ago.tsx'
import { useMentions } from '../conversation/use-notes.ts'

/** Notes that call the colleague; each opens its conversation. */
export function Bell() {
  const { t } = useTranslation()
  const go = useGo()
  const notes = useMentions() ?? []
  const label = notes.length > 0 ? t('talk.bellCount', { count: notes.length }) : t('talk.bell')
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon className="bell" variant="subtle" color="gray" size="lg" aria-label={label}>
          <IconBell size={18} />
          {notes.length > 0 && (
            <span className="bell-count" data-count={notes.length > 99 ? '99+' : notes.length} />
          )}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className="bell-list">
        <Menu.Label>{t('talk.bell')}</Menu.Label>
        {notes.length === 0 && <Menu.Item disabled>{t('talk.bellEmpty')}</Menu.Item>}
        {notes.map((one) => (
          <Menu.Item key={one.id} onClick={() => go(placeOf('all', one.conversationId))}>
            <strong className="small">{one.by?.name ?? t('talk.noteBySomeone')}</strong>{' '}
            <span className="soft small">
              <Ago time={one.at} />
            </span>
            <span className="bell-text">{one.text}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
