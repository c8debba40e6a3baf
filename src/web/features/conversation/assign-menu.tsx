import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconUser } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { isGone } from '../../lib/gone.ts'
import { useKeys } from '../../lib/keys.ts'
import { useMay } from '../../lib/rights.ts'
import { noticeSession, useMe } from '../../lib/session.ts'
import type { Open } from '../../lib/shapes.ts'
import { toast } from '../../lib/tell.ts'
import { type Member, useTeam } from '../queue/team.ts'
import { useOffer } from '../shell/offered.ts'

/** Who is to look at a conversation, and where one may: me, a colleague, nobody. The bot goes on all the same. */
export function AssignMenu({ open }: { open: Open }) {
  const { t } = useTranslation()
  const me = useMe()
  const may = useMay('answer', open.brandId)
  const [opened, setOpened] = useState(false)
  const team = useTeam(opened)
  const assign = useAssign(open)
  const { assignee } = open
  const isMine = assignee?.id === me.id
  const name = isMine ? t('queue.me') : (assignee?.name ?? t('queue.nobody'))
  const label = t('queue.assignedTo', { name })

  const toMe = useMemo(() => (may && !isMine ? () => void assign(me) : undefined), [may, isMine, assign, me])
  useKeys({ i: toMe })
  useOffer(
    useMemo(
      () => [
        ...(toMe ? [{ label: t('queue.assignMe'), key: 'i', run: toMe }] : []),
        ...(may && assignee ? [{ label: t('queue.assignNobody'), run: () => void assign(null) }] : []),
      ],
      [toMe, may, assignee, assign, t],
    ),
    1,
  )

  if (!may) return <span className="soft">{label}</span>
  return (
    <Menu position="bottom-start" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button
          className="open-assign"
          size="compact-sm"
          variant="default"
          leftSection={<IconUser size={14} aria-hidden="true" />}
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className="assign-list">
        {toMe && (
          <Menu.Item rightSection={<span className="key-hint" data-key="i" />} onClick={toMe}>
            {t('queue.assignMe')}
          </Menu.Item>
        )}
        {assignee && <Menu.Item onClick={() => void assign(null)}>{t('queue.assignNobody')}</Menu.Item>}
        {team
          .filter(({ id }) => id !== me.id && id !== assignee?.id)
          .map((one) => (
            <Menu.Item key={one.id} onClick={() => void assign(one)} rightSection={<Load of={one} />}>
              {one.name}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What a colleague has of what they take; of who is away, that they are. */
function Load({ of }: { of: Member }) {
  const { t } = useTranslation()
  return (
    <span className="soft small">
      {of.available ? t('queue.load', { load: of.load, capacity: of.capacity }) : t('queue.away')}
    </span>
  )
}

/** Gives it to somebody; where another one was given it meanwhile, nothing changes and that is said. */
function useAssign(open: Open): (to: { id: string; name: string } | null) => Promise<void> {
  const { t } = useTranslation()
  const client = useQueryClient()
  const underWay = useRef(false)
  const { id } = open
  const seen = open.assignee?.id ?? null
  return useCallback(
    async (to) => {
      if (underWay.current) return
      underWay.current = true
      try {
        await call('POST /api/conversations/{id}/assign', {
          params: { id },
          body: { to: to?.id ?? null, seen },
        })
        toast(to ? t('queue.assigned', { name: to.name }) : t('queue.unassigned'))
      } catch (error) {
        if (!noticeSession(client, error) && !(await isGone(client, id, error))) toast(explain(error), 'bad')
      } finally {
        underWay.current = false
      }
      await Promise.all([
        client.invalidateQueries({ queryKey: ['conversation', id] }),
        client.invalidateQueries({ queryKey: ['conversations'] }),
        client.invalidateQueries({ queryKey: ['team'] }),
      ])
    },
    [client, id, seen, t],
  )
}
