import { ActionIcon, Button, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Act } from './use-acts.ts'

/** The key beside a label, for the eyes; who listens is told by aria-keyshortcuts. */
function KeyHint({ of }: { of: string }) {
  return <span className="key-hint" data-key={of} />
}

/** What may be done, under the text; on a phone a bar at the bottom with the usual, and the rest behind dots. */
export function Actions(row: {
  acts: Act[]
  /** What is seldom done, always behind the dots. */
  more: Act[]
  busy: boolean
  onEdit: (() => void) | null
  onReset: (() => void) | null
}) {
  const { acts, busy } = row
  const { t } = useTranslation()
  const narrow = useMediaQuery('(max-width: 899px)', false, { getInitialValueInEffect: false })
  const [usual, rest] = narrow
    ? [
        acts.filter(({ name }) => name === 'send' || name === 'refuse'),
        acts.filter(({ name }) => name !== 'send' && name !== 'refuse'),
      ]
    : [acts, []]
  const others: Pick<Act, 'label' | 'run' | 'blocked'>[] = [
    ...rest,
    ...(narrow && row.onReset ? [{ label: t('desk.reset'), run: row.onReset }] : []),
    ...row.more,
  ]
  return (
    <div className="actions">
      <div className="usual-acts">
        {usual.map((act) => (
          <Button
            key={act.name}
            id={act.name}
            className={act.name === 'send' ? 'main' : ''}
            variant={act.name === 'send' ? 'filled' : 'default'}
            size={narrow ? 'md' : 'sm'}
            disabled={busy || act.blocked !== undefined}
            title={act.blocked}
            aria-describedby={act.blocked ? 'lease' : undefined}
            aria-keyshortcuts={act.key}
            onClick={act.run}
          >
            {narrow ? (act.short ?? act.label) : act.label}
            {act.key && !narrow && <KeyHint of={act.key} />}
          </Button>
        ))}
        {narrow && row.onEdit && (
          <Button id="edit" variant="default" size="md" disabled={busy} onClick={row.onEdit}>
            {t('desk.edit')}
          </Button>
        )}
        {!narrow && row.onReset && (
          <Button id="reset" variant="subtle" color="gray" size="sm" onClick={row.onReset}>
            {t('desk.reset')}
          </Button>
        )}
      </div>
      {others.length > 0 && (
        <Menu position="top-end">
          <Menu.Target>
            <ActionIcon
              className="more-acts"
              variant="default"
              size={narrow ? 42 : 36}
              aria-label={t('desk.more')}
            >
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map(({ label, run, blocked }) => (
              <Menu.Item key={label} disabled={busy || blocked !== undefined} onClick={run}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
