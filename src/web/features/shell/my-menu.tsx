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
import { useLocation } from 'wouter'
import {
  accountsPlace,
  auditPlace,
  isIn,
  myPlace,
  policyPlace,
  staffPlace,
  startPlace,
  tuningPlace,
  useGo,
} from '../../lib/places.ts'
import { maySomewhere } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import type { Me } from '../../lib/shapes.ts'
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

const ofEverybody = () => true

// Behind the colleague's own sign; who may not enter one is not offered it.
const places = [
  { place: myPlace, Icon: IconUserCog, word: 'people.myAccount', may: ofEverybody },
  { place: policyPlace, Icon: IconAdjustments, word: 'desk.policy', may: (me) => maySomewhere(me, 'tune') },
  { place: tuningPlace, Icon: IconPencilCog, word: 'desk.tuning', may: (me) => maySomewhere(me, 'tune') },
  { place: accountsPlace, Icon: IconPlugConnected, word: 'desk.accounts', may: ofEverybody },
  { place: startPlace, Icon: IconRoute, word: 'desk.start', may: (me) => maySomewhere(me, 'connect') },
  { place: staffPlace, Icon: IconUsers, word: 'people.staff', may: (me) => maySomewhere(me, 'people') },
  { place: auditPlace, Icon: IconHistory, word: 'people.audit', may: (me) => maySomewhere(me, 'people') },
] as const satisfies readonly { may(me: Me): boolean; [more: string]: unknown }[]

/** What concerns the colleague and this machine alone. */
export function MyMenu({ onHelp, onAvailability }: { onHelp(): void; onAvailability(): void }) {
  const { t } = useTranslation()
  const me = useMe()
  const go = useGo()
  const signOut = useSignOut()
  const { colorScheme, setColorScheme } = useScheme()
  const [path] = useLocation()
  const rooms = places.filter(({ may }) => may(me))
  const within = rooms.some(({ place }) => isIn(path, place))
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          className={within ? 'mine on' : 'mine'}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`${t('desk.me')}: ${me.name}`}
        >
          <IconUserCircle size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name}</Menu.Label>
        <AvailabilityItem onOpen={onAvailability} />
        {rooms.map(({ place, Icon, word }) => (
          <Menu.Item
            key={place}
            leftSection={<Icon size={16} />}
            className={isIn(path, place) ? 'menu-room on' : 'menu-room'}
            aria-current={isIn(path, place) ? 'page' : undefined}
            onClick={() => go(place)}
          >
            {t(word)}
          </Menu.Item>
        ))}
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
