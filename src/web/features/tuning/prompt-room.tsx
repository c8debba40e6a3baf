import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { ask } from '../../ui/ask.tsx'
import { Author, HashMark } from './author.tsx'
import { useTrial } from './chosen.ts'
import { Compare } from './compare.tsx'
import { EditWords } from './edit-words.tsx'
import { useFor } from './prompt-list.tsx'
import { Publish } from './publish.tsx'
import { promptPlace, rooms } from './rooms.ts'
import { Try } from './try.tsx'
import { isTooLong, mostCharacters, useFault, useWords } from './use-words.ts'
import { Versions } from './versions.tsx'

export const views = ['edit', 'compare', 'try', 'versions'] as const
export type View = (typeof views)[number]

/** One prompt: its words, what they differ in, what comes of them, and every version. */
export function PromptRoom({ name, view }: { name: string; view: View }) {
  const { t } = useTranslation()
  const words = useWords(name)
  const checked = useFault(name, words)
  const { fault } = checked
  const [publishing, setPublishing] = useState(false)
  // Kept here, so that what was chosen and tried is still there after a look at something else.
  const trial = useTrial()
  const { live } = words
  const tooLong = isTooLong(name, words.text)
  const mayPublish =
    words.changed &&
    words.text.trim() !== '' &&
    !words.overtaken &&
    !tooLong &&
    fault === null &&
    !checked.looking
  const why = tooLong
    ? t('promptFaults.tooLong', { most: mostCharacters })
    : fault
      ? t('promptFaults.mendFirst')
      : checked.looking
        ? t('promptFaults.looking')
        : t('tuning.unpublished')
  const purpose = useFor(name)
  const back =
    rooms.find((one) => one.name === (name.startsWith('plain/') ? 'phrases' : 'prompts')) ?? rooms[0]
  async function discard() {
    const sure = await ask({
      title: t('tuning.discard'),
      lead: t('tuning.discardLead'),
      confirm: t('tuning.discard'),
    })
    if (sure !== null) words.discard()
  }
  if (!live) return <p className="soft">{t('desk.loading')}</p>
  return (
    <>
      <div className="prompt-head">
        <Link href={back.place} className="small to-list">
          <span aria-hidden="true">‹ </span>
          {t(back.word)}
        </Link>
        <h2>{name}</h2>
        {purpose && <p className="soft">{purpose}</p>}
        <p id="live-version" className="small row">
          <span className="chip good">{t('tuning.live')}</span>
          {!live.fromFile && <span>{t('tuning.version', { version: live.version })}</span>}
          <HashMark hash={live.hash} />
          <Author of={live} />
          <span className="soft">{t('tuning.everyNode')}</span>
        </p>
      </div>
      <nav className="views" aria-label={name}>
        {views.map((one) => (
          <Link
            key={one}
            href={promptPlace(name, one === 'edit' ? undefined : one)}
            className={one === view ? 'view on' : 'view'}
            aria-current={one === view ? 'page' : undefined}
          >
            {t(`tuning.views.${one}`)}
          </Link>
        ))}
      </nav>
      {words.overtaken && (
        <div id="overtaken" className="notice row" role="status">
          <span className="grow">{t('tuning.overtaken')}</span>
          <Link href={promptPlace(name, 'compare')}>{t('tuning.views.compare')}</Link>
          <button type="button" className="link" onClick={words.rebase}>
            {t('tuning.rebase')}
          </button>
        </div>
      )}
      {view === 'edit' && (
        <EditWords name={name} words={words} fault={fault} onDone={() => setPublishing(mayPublish)} />
      )}
      {view === 'compare' && <Compare name={name} words={words} />}
      {view === 'try' && <Try name={name} words={words} trial={trial} />}
      {view === 'versions' && <Versions name={name} live={live} />}
      {words.changed && (
        <div className="publish-bar">
          {/* Busy, so that who listens is not told of each look between two letters. */}
          <span className="grow small" role="status" aria-busy={checked.looking}>
            {why}
          </span>
          <Button id="discard" variant="subtle" color="gray" size="sm" onClick={() => void discard()}>
            {t('tuning.discard')}
          </Button>
          <Button
            id="publish"
            className="main"
            size="sm"
            disabled={!mayPublish}
            onClick={() => setPublishing(true)}
          >
            {t('tuning.publish')}
          </Button>
        </div>
      )}
      <Publish name={name} words={words} opened={publishing} onClose={() => setPublishing(false)} />
    </>
  )
}
