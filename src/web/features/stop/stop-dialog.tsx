import { Button, Group, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import type { Stop } from './use-stop.ts'

/** Asks why before everything stops; what was typed stays until it has stopped. */
export function StopDialog({ opened, onClose, stop }: { opened: boolean; onClose(): void; stop: Stop }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('queue.stop')}>
      {opened && <StopForm onClose={onClose} stop={stop} />}
    </Dialog>
  )
}

const leastWhy = 3

function StopForm({ onClose, stop }: { onClose(): void; stop: Stop }) {
  const { t } = useTranslation()
  const [why, setWhy] = useState('')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const not = await stop.stop(why.trim())
    setBusy(false)
    setTrouble(not)
    if (not === null) onClose()
  }
  return (
    <form className="stop" onSubmit={(event) => void submit(event)}>
      <p>{t('queue.stopText')}</p>
      <Textarea
        data-autofocus
        autosize
        minRows={2}
        required
        maxLength={1_000}
        label={t('queue.stopWhy')}
        value={why}
        error={trouble}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('desk.cancel')}
        </Button>
        <Button
          type="submit"
          className="main"
          color="red"
          disabled={why.trim().length < leastWhy}
          loading={busy}
        >
          {t('queue.stopNow')}
        </Button>
      </Group>
    </form>
  )
}
