import { Button, Menu } from '@mantine/core'
import { IconArrowsSort } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type ChangeFilters, type Sort, sorts } from '../../lib/filters.ts'
import type { Tab } from '../../lib/shapes.ts'
import { FilterMenu } from './filter-menu.tsx'
import { RuleView } from './rule.tsx'

// As the server orders a tab where nothing is asked for: work by who is due, the rest by what is new.
const byDue = new Set<Tab>(['to-approve', 'with-person', 'failed'])

/** Above the list: narrow it, order it, read the rule, take the next one. */
export function QueueTools(tools: { change: ChangeFilters; tab: Tab; onTakeNext: (() => void) | null }) {
  const { t } = useTranslation()
  const { change, tab, onTakeNext } = tools
  const usual = byDue.has(tab) ? 'next' : 'newest'
  const sort = change.filters.sort ?? usual
  return (
    <div className="list-tools">
      <FilterMenu change={change} />
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            className="open-sort"
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowsSort size={14} aria-hidden="true" />}
            aria-label={`${t('queue.sort')}: ${t(`queue.sortBy.${sort}`)}`}
          >
            {t(`queue.sortBy.${sort}`)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup
            value={sort}
            onChange={(chosen) => change.set('sort', chosen === usual ? null : (chosen as Sort))}
          >
            {sorts.map((one) => (
              <Menu.RadioItem key={one} value={one} closeMenuOnClick>
                {t(`queue.sortBy.${one}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
      <RuleView />
      {onTakeNext && (
        <Button
          id="take-next"
          className="take-next"
          size="compact-sm"
          variant="subtle"
          aria-keyshortcuts="n"
          onClick={onTakeNext}
        >
          {t('queue.takeNext')}
          <span className="key-hint" data-key="n" />
        </Button>
      )}
    </div>
  )
}
