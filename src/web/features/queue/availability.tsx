import { Button, Checkbox, Group, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession, useMe } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { type Member, useTeam } from './team.ts'

/** Whether I am given conversations by themselves, and how many at a time. */
export function Availability({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation()
  const me = useMe()
  const mine = useTeam(opened).find(({ id }) => id === me.id)
  return (
    <Dialog opened={opened} onClose={onClose} title={t('queue.availability')}>
      {mine ? (
        <AvailabilityForm mine={mine} onClose={onClose} />
      ) : (
        <p className="soft">{t('desk.loading')}</p>
      )}
    </Dialog>
  )
}

function AvailabilityForm({ mine, onClose }: { mine: Member; onClose(): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [available, setAvailable] = useState(mine.available)
  const [capacity, setCapacity] = useState(String(mine.capacity))
  const [trouble, setTrouble] = useState('')
  async function submit(event: FormEvent) {
    event.preventDefault()
    try {
      await call('POST /api/me/availability', { body: { available, capacity: Number(capacity) } })
    } catch (error) {
      if (!noticeSession(client, error)) setTrouble(explain(error))
      return
    }
    void client.invalidateQueries({ queryKey: ['team'] })
    toast(t('queue.saved'))
    onClose()
  }
  return (
    <form className="availability" onSubmit={(event) => void submit(event)}>
      <Checkbox
        data-autofocus
        name="available"
        label={t('queue.available')}
        description={t('queue.availableHint')}
        checked={available}
        onChange={(event) => setAvailable(event.currentTarget.checked)}
      />
      <TextInput
        type="number"
        name="capacity"
        inputMode="numeric"
        required
        min={1}
        max={500}
        step={1}
        label={t('queue.capacity')}
        description={t('queue.loadLong', { load: mine.load, capacity: mine.capacity })}
        value={capacity}
        onChange={(event) => setCapacity(event.currentTarget.value)}
      />
      <p className="trouble" role="alert">
        {trouble}
      </p>
      <Group justify="flex-end">
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('desk.cancel')}
        </Button>
        <Button type="submit" className="main">
          {t('queue.save')}
        </Button>
      </Group>
    </form>
  )
}
