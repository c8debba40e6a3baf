import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'

const keys = [
  ['j / k', 'next'],
  ['Enter', 'enter'],
  ['a', 'approve'],
  ['e', 'edit'],
  ['Ctrl + Enter', 'send'],
  ['z', 'undo'],
  [';', 'saved'],
  ['r', 'refuse'],
  ['1 – 5', 'answer'],
  ['h', 'handOver'],
  ['c', 'correct'],
  ['n', 'takeNext'],
  ['i', 'assignMe'],
  ['g t · p · f · w · e · s · a · m · o · d · r · u · y · c', 'go'],
  ['/', 'search'],
  ['Ctrl + K', 'palette'],
  ['Esc', 'esc'],
  ['?', 'help'],
] as const

export function Help({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('desk.help')} size="lg">
      <dl className="keys">
        {keys.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`desk.keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
