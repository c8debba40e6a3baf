import { Button, Group, Radio, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { becauses } from './line-question.tsx'
import type { Because } from './use-decide.ts'

/** Why nothing is sent: a number, and words if they like. */
export function Refusal(of: {
  opened: boolean
  close(): void
  send(why: { because: Because; reason: string }): void
}) {
  const { t } = useTranslation()
  return (
    <Dialog opened={of.opened} onClose={of.close} title={t('desk.refuse')}>
      {of.opened && <RefusalForm close={of.close} send={of.send} />}
    </Dialog>
  )
}

function RefusalForm(of: { close(): void; send(why: { because: Because; reason: string }): void }) {
  const { t } = useTranslation()
  const [because, setBecause] = useState<Because>('other')
  const [reason, setReason] = useState('')
  const done = () => of.send({ because, reason })
  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.target instanceof HTMLButtonElement) return
    const inText = event.target instanceof HTMLTextAreaElement
    const chosen = inText ? undefined : becauses[Number(event.key) - 1]
    if (chosen) setBecause(chosen)
    else if (event.key === 'Enter' && (!inText || event.ctrlKey || event.metaKey)) done()
    else return
    event.preventDefault()
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    done()
  }
  return (
    <form className="refusal" onSubmit={submit} onKeyDown={press}>
      <Radio.Group
        label={t('helping.whatWrong')}
        value={because}
        onChange={(value) => setBecause(value as Because)}
      >
        <Group gap="sm" mt={4} mb="sm">
          {becauses.map((one, at) => (
            <Radio
              key={one}
              value={one}
              data-autofocus={one === 'other' ? true : undefined}
              label={
                <>
                  <kbd>{at + 1}</kbd> {t(`helping.because.${one}`)}
                </>
              }
            />
          ))}
        </Group>
      </Radio.Group>
      <Textarea
        autosize
        minRows={3}
        maxLength={1_000}
        label={t('desk.refuseWhy')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="subtle" color="gray" onClick={of.close}>
          {t('desk.cancel')}
        </Button>
        <Button type="submit" className="main">
          {t('desk.refuse')}
        </Button>
      </Group>
    </form>
  )
}
