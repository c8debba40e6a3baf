import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { accountsPlace, documentsPlace, myPlace, placeOf, staffPlace, useGo } from '../../lib/places.ts'
import { noticeSession, useMe } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { start as en } from '../../words/en-start.ts'
import { start as ko } from '../../words/ko-start.ts'
import { addWords } from '../../words/language.ts'
import { Room } from '../people/room.tsx'
import { AnswerStep } from './answer-step.tsx'
import { BrandStep } from './brand-step.tsx'
import { KnowledgeStep } from './knowledge-step.tsx'
import { ListeningStep } from './listening-step.tsx'
import { type FirstSteps, useFirstSteps } from './use-first-steps.ts'
import './start.css'

addWords({ ko: { start: ko }, en: { start: en } })

const lookMs = 2_000

type Name = 'who' | keyof FirstSteps['done']

/** From nothing to the first reply, in five steps. */
// biome-ignore lint/style/noDefaultExport: a room that is loaded when it is entered is named by its file (React.lazy).
export default function Start() {
  const { t } = useTranslation()
  const { may, steps, pending } = useFirstSteps(lookMs)
  return (
    <Room title={t('start.title')} lead={t('start.lead')}>
      {pending && <p className="soft">{t('desk.loading')}</p>}
      {!pending && !may && <p className="notice">{t('start.mayNot')}</p>}
      {steps && <Steps steps={steps} />}
    </Room>
  )
}

function Steps({ steps }: { steps: FirstSteps }) {
  const { t } = useTranslation()
  const list: { name: Name; title: string; content: ReactNode }[] = [
    { name: 'who', title: t('start.who.title'), content: <WhoStep /> },
    { name: 'brand', title: t('start.brand.title'), content: <BrandStep name={steps.brand.name} /> },
    { name: 'knowledge', title: t('start.knowledge.title'), content: <KnowledgeStep steps={steps} /> },
    { name: 'listening', title: t('start.listening.title'), content: <ListeningStep steps={steps} /> },
    { name: 'answered', title: t('start.answer.title'), content: <AnswerStep steps={steps} /> },
  ]
  const isDone = (name: Name) => name === 'who' || steps.done[name]
  const now = list.find(({ name }) => !isDone(name))?.name ?? null
  // What is to be done now is open; what somebody opened or closed themselves stays so.
  const [chosen, setChosen] = useState<Partial<Record<Name, boolean>>>({})
  return (
    <>
      <p role="status">{t('start.progress', { count: list.filter(({ name }) => isDone(name)).length })}</p>
      <ol className="first-steps">
        {list.map(({ name, title, content }, at) => {
          const state = isDone(name) ? 'done' : name === now ? 'now' : 'later'
          const open = chosen[name] ?? (state === 'now' || (name === 'answered' && steps.town?.talk != null))
          return (
            <li key={name} id={`step-${name}`} className={`panel ${state}`}>
              <h2>
                <button
                  type="button"
                  aria-expanded={open}
                  onClick={() => setChosen((all) => ({ ...all, [name]: !open }))}
                >
                  <span className="number" aria-hidden="true">
                    {state === 'done' ? '✓' : at + 1}
                  </span>
                  <span className="grow">{title}</span>
                  <span className="chip">{t(`start.${state}`)}</span>
                </button>
              </h2>
              {open && <div className="step-content">{content}</div>}
            </li>
          )
        })}
      </ol>
      {now === null && <End />}
      <PutAway away={steps.away} />
    </>
  )
}

function WhoStep() {
  const { t } = useTranslation()
  const me = useMe()
  return (
    <>
      <p>{t('start.who.text', { name: me.name, email: me.email })}</p>
      <Link href={myPlace}>{t('start.who.link')}</Link>
    </>
  )
}

function End() {
  const { t } = useTranslation()
  const next = [
    ['account', accountsPlace],
    ['invite', staffPlace],
    ['documents', documentsPlace],
    ['queue', placeOf('to-approve')],
  ] as const
  return (
    <section className="panel" aria-labelledby="all-done">
      <h2 id="all-done">{t('start.end.title')}</h2>
      <p>{t('start.end.text')}</p>
      <ul className="next-steps">
        {next.map(([what, place]) => (
          <li key={what}>
            <Link href={place}>{t(`start.end.${what}`)}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function PutAway({ away }: { away: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const go = useGo()
  const [busy, setBusy] = useState(false)
  async function put() {
    setBusy(true)
    try {
      await call('POST /api/start/away', { body: { away: !away } })
      await client.invalidateQueries({ queryKey: ['first-steps'] })
      if (away) return
      toast(t('start.awayTold'))
      go(placeOf('to-approve'))
    } catch (error) {
      if (!noticeSession(client, error)) toast(explain(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="row">
      {away && <span className="soft small">{t('start.isAway')}</span>}
      <Button id="put-away" variant="default" loading={busy} onClick={() => void put()}>
        {t(away ? 'start.back' : 'start.away')}
      </Button>
    </div>
  )
}
