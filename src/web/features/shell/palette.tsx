import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  accountsPlace,
  auditPlace,
  documentsPlace,
  goKeys,
  myPlace,
  placeOf,
  policyPlace,
  quickLists,
  quickPlace,
  reportsPlace,
  staffPlace,
  startPlace,
  tuningPlace,
  useGo,
} from '../../lib/places.ts'
import { maySomewhere } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import { tabs } from '../../lib/shapes.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useScheme } from '../../ui/scheme.ts'
import { switchLanguage } from '../../words/language.ts'
import { useOffered } from './offered.ts'

interface Command {
  label: string
  key?: string
  run(): void
}

/** Every command by its name: where to go, what the page can do, and what may be done with the open conversation. */
export function Palette({ opened, onClose, onHelp }: { opened: boolean; onClose(): void; onHelp(): void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} withCloseButton={false} label={t('desk.palette')}>
      {opened && <CommandList onClose={onClose} onHelp={onHelp} />}
    </Dialog>
  )
}

function useCommands(onHelp: () => void): Command[] {
  const { t } = useTranslation()
  const go = useGo()
  const { colorScheme, setColorScheme } = useScheme()
  const offered = useOffered()
  const me = useMe()
  const places: { name: string; key?: string; place: string }[] = [
    ...tabs.map((tab) => ({ name: t(`desk.${tab}`), key: goKeys[tab], place: placeOf(tab) })),
    ...quickLists.map((quick) => ({
      name: t(`queue.${quick}Long`),
      key: goKeys[quick],
      place: quickPlace(quick, location.search),
    })),
    { name: t('helping.documents'), key: goKeys.documents, place: documentsPlace },
    { name: t('desk.reports'), key: goKeys.reports, place: reportsPlace },
    ...(maySomewhere(me, 'tune') ? [{ name: t('desk.tuning'), key: goKeys.tuning, place: tuningPlace }] : []),
    { name: t('desk.accounts'), key: goKeys.accounts, place: accountsPlace },
    ...(maySomewhere(me, 'connect') ? [{ name: t('desk.start'), place: startPlace }] : []),
    { name: t('people.myAccount'), place: myPlace },
    ...(maySomewhere(me, 'tune') ? [{ name: t('desk.policy'), key: goKeys.policy, place: policyPlace }] : []),
    ...(maySomewhere(me, 'people')
      ? [
          { name: t('people.staff'), place: staffPlace },
          { name: t('people.audit'), place: auditPlace },
        ]
      : []),
  ]
  return [
    ...offered,
    ...places.map(({ name, key, place }) => ({
      label: t('desk.goTo', { what: name }),
      ...(key ? { key: `g ${key}` } : {}),
      run: () => go(place),
    })),
    {
      label: t(colorScheme === 'dark' ? 'desk.light' : 'desk.dark'),
      run: () => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark'),
    },
    { label: `${t('desk.languageName')}: English / 한국어`, run: () => void switchLanguage() },
    { label: t('desk.help'), key: '?', run: onHelp },
  ]
}

function CommandList({ onClose, onHelp }: { onClose(): void; onHelp(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const wanted = words.trim().toLowerCase()
  const fitting = useCommands(onHelp).filter(({ label }) => label.toLowerCase().includes(wanted))

  function run(command: Command | undefined) {
    if (!command) return
    onClose()
    command.run()
  }
  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((at + step + fitting.length) % Math.max(1, fitting.length))
    else if (event.key === 'Enter') run(fitting[at])
    else return
    event.preventDefault()
  }
  return (
    <div className="palette">
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={fitting.length > 0 ? `${id}-${at}` : undefined}
        aria-label={t('desk.palette')}
        placeholder={t('desk.paletteHint')}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <div id={id} role="listbox" aria-label={t('desk.palette')}>
        {fitting.map((command, row) => (
          // The field keeps the focus and answers the keys; this is for the mouse.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field above.
          <div
            key={command.label}
            id={`${id}-${row}`}
            role="option"
            tabIndex={-1}
            aria-selected={row === at}
            onClick={() => run(command)}
          >
            <span>{command.label}</span>
            {command.key && <kbd>{command.key}</kbd>}
          </div>
        ))}
      </div>
      {fitting.length === 0 && <p className="soft">{t('desk.nothingFound')}</p>}
    </div>
  )
}
