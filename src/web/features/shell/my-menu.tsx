import { ActionIcon, type MantineColorScheme, Menu } from '@mantine/core'
import {
  IconAdjustments,
  IconDeviceDesktop,
  IconHistory,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconPencilCog,
  IconPlugConnected,
  IconRoute,
  IconSun,
  IconUserCircle,
  IconUserCog,
  IconUsers,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import {
  accountsPlace,
  auditPlace,
  myPlace,
  policyPlace,
  staffPlace,
  startPlace,
  tuningPlace,
  useGo,
} from '../../lib/places.ts'
import { maySomewhere } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import { LanguageName } from '../../ui/language-name.tsx'
import { useScheme } from '../../ui/scheme.ts'
import { switchLanguage } from '../../words/language.ts'
import { AvailabilityItem } from '../queue/availability-item.tsx'
import { useSignOut } from '../session/sign-out.ts'

const schemes = [
  ['light', 'desk.light', IconSun],
  ['dark', 'desk.dark', IconMoon],
  ['auto', 'desk.system', IconDeviceDesktop],
] as const

/** What concerns the colleague and this machine alone. */
export function MyMenu({ onHelp, onAvailability }: { onHelp(): void; onAvailability(): void }) {
  const { t } = useTranslation()
  const me = useMe()
  const go = useGo()
  const signOut = useSignOut()
  const { colorScheme, setColorScheme } = useScheme()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`${t('desk.me')}: ${me.name}`}>
          <IconUserCircle size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name}</Menu.Label>
        <AvailabilityItem onOpen={onAvailability} />
        <Menu.Item leftSection={<IconUserCog size={16} />} onClick={() => go(myPlace)}>
          {t('people.myAccount')}
        </Menu.Item>
        {maySomewhere(me, 'tune') && (
          <Menu.Item leftSection={<IconAdjustments size={16} />} onClick={() => go(policyPlace)}>
            {t('desk.policy')}
          </Menu.Item>
        )}
        {maySomewhere(me, 'tune') && (
          <Menu.Item leftSection={<IconPencilCog size={16} />} onClick={() => go(tuningPlace)}>
            {t('desk.tuning')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconPlugConnected size={16} />} onClick={() => go(accountsPlace)}>
          {t('desk.accounts')}
        </Menu.Item>
        {maySomewhere(me, 'connect') && (
          <Menu.Item leftSection={<IconRoute size={16} />} onClick={() => go(startPlace)}>
            {t('desk.start')}
          </Menu.Item>
        )}
        {maySomewhere(me, 'people') && (
          <>
            <Menu.Item leftSection={<IconUsers size={16} />} onClick={() => go(staffPlace)}>
              {t('people.staff')}
            </Menu.Item>
            <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => go(auditPlace)}>
              {t('people.audit')}
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLanguage size={16} />} onClick={() => void switchLanguage()}>
          <LanguageName />
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onHelp}>
          {t('desk.help')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('desk.scheme')}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(chosen) => setColorScheme(chosen as MantineColorScheme)}
        >
          {schemes.map(([scheme, word, Icon]) => (
            <Menu.RadioItem key={scheme} value={scheme} rightSection={<Icon size={16} />}>
              {t(word)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t('desk.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
