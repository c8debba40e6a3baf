import { ActionIcon, Button, Tooltip } from '@mantine/core'
import {
  IconChartBar,
  IconCommand,
  IconFileText,
  IconHandStop,
  IconKeyboard,
  IconRoute,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { documentsPlace, isIn, placeOf, reportsPlace, startPlace, withFilters } from '../../lib/places.ts'
import { isShown, useFirstSteps } from '../start/use-first-steps.ts'
import { AccountMenu } from './account-menu.tsx'
import { Bell } from './bell.tsx'
import { MyMenu } from './my-menu.tsx'
import { TabBar } from './tab-bar.tsx'
import './top-bar.css'

export function TopBar(bar: {
  onHelp(): void
  onPalette(): void
  onAvailability(): void
  /** Null: they may not. */
  onStop: (() => void) | null
}) {
  const { t } = useTranslation()
  const { steps } = useFirstSteps()
  // The way to the reports is drawn anew when another account is chosen.
  useSearch()
  return (
    <header id="top">
      <Link className="brand" href={placeOf('to-approve')}>
        {t('desk.title')}
      </Link>
      <TabBar />
      <div className="tools">
        {bar.onStop && (
          <Button
            id="stop"
            variant="outline"
            color="red"
            size="compact-sm"
            title={t('queue.stop')}
            onClick={bar.onStop}
          >
            <IconHandStop size={16} aria-hidden="true" />
            <span className="wide-word">{t('queue.stopShort')}</span>
          </Button>
        )}
        <AccountMenu />
        {isShown(steps) && (
          <RoomLink className="to-start" place={startPlace} word={t('desk.start')} Icon={IconRoute} />
        )}
        <RoomLink place={documentsPlace} word={t('helping.documents')} Icon={IconFileText} />
        <RoomLink place={reportsPlace} word={t('desk.reports')} Icon={IconChartBar} keepsAccount />
        <Bell />
        <Tooltip label={`${t('desk.palette')} (Ctrl+K)`}>
          <ActionIcon
            className="wide-only"
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('desk.palette')}
            onClick={bar.onPalette}
          >
            <IconCommand size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={`${t('desk.help')} (?)`}>
          <ActionIcon
            className="wide-only to-help"
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('desk.help')}
            onClick={bar.onHelp}
          >
            <IconKeyboard size={18} />
          </ActionIcon>
        </Tooltip>
        <MyMenu onHelp={bar.onHelp} onAvailability={bar.onAvailability} />
      </div>
    </header>
  )
}

/** A room that stands in the bar: by its word where there is room for it, else by its picture; the open one is marked. */
function RoomLink(room: {
  place: string
  word: string
  Icon: typeof IconRoute
  className?: string
  keepsAccount?: true
}) {
  const [path] = useLocation()
  const on = isIn(path, room.place)
  return (
    <Link
      className={`to-documents to-room ${room.className ?? ''}${on ? ' on' : ''}`}
      href={room.keepsAccount ? withFilters(room.place, location) : room.place}
      title={room.word}
      aria-current={on ? 'page' : undefined}
    >
      <room.Icon size={20} aria-hidden="true" />
      <span>{room.word}</span>
    </Link>
  )
}
