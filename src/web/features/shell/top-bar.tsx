import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCommand, IconKeyboard } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearch } from 'wouter'
import { documentsPlace, placeOf, reportsPlace, searchFor } from '../../lib/places.ts'
import { AccountMenu } from './account-menu.tsx'
import { MyMenu } from './my-menu.tsx'
import { TabBar } from './tab-bar.tsx'
import './top-bar.css'

export function TopBar(bar: { onHelp(): void; onPalette(): void; onPassword(): void }) {
  const { t } = useTranslation()
  // The way to the reports is drawn anew when another account is chosen.
  useSearch()
  return (
    <header id="top">
      <Link className="brand" href={placeOf('to-approve')}>
        {t('desk.title')}
      </Link>
      <TabBar />
      <div className="tools">
        <AccountMenu />
        <Link className="to-documents" href={documentsPlace}>
          {t('helping.documents')}
        </Link>
        <Link className="to-documents" href={`${reportsPlace}${searchFor(reportsPlace)}`}>
          {t('desk.reports')}
        </Link>
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
            className="wide-only"
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('desk.help')}
            onClick={bar.onHelp}
          >
            <IconKeyboard size={18} />
          </ActionIcon>
        </Tooltip>
        <MyMenu onPassword={bar.onPassword} onHelp={bar.onHelp} />
      </div>
    </header>
  )
}
