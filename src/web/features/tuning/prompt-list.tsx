import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useTyped } from '../../lib/typed.ts'
import { Author } from './author.tsx'
import { promptPlace } from './rooms.ts'
import { usePrompts, type Version } from './use-words.ts'

/** What a prompt is for, as a colleague says it; one that has no words yet is shown by its name alone. */
export function useFor(name: string): string {
  const { t } = useTranslation()
  const key = `tuning.for.${name.replace('plain/', '')}`
  return i18next.exists(key) ? t(key as 'tuning.for.classify') : ''
}

const order = ['reply-complaint', 'reply-question', 'reply-chatter', '_voice', '_tone', '_safety', 'classify']
const rank = (name: string) => (order.indexOf(name) + order.length + 1) % (order.length + 1)

/** The prompts, or the phrases: what each is for, its version, who published it and when. */
export function PromptList({ phrases }: { phrases: boolean }) {
  const { t } = useTranslation()
  const { data } = usePrompts()
  const all = (data?.prompts ?? [])
    .filter(({ name }) => name.startsWith('plain/') === phrases)
    .toSorted((one, other) =>
      phrases ? other.name.localeCompare(one.name) : rank(one.name) - rank(other.name),
    )
  return (
    <>
      <h2>{t(phrases ? 'tuning.rooms.phrases' : 'tuning.rooms.prompts')}</h2>
      <p className="soft">{t(phrases ? 'tuning.phrasesLead' : 'tuning.promptsLead')}</p>
      {!data && <p className="soft">{t('desk.loading')}</p>}
      <ul className="panel prompt-list">
        {all.map((one) => (
          <Line key={one.name} one={one} />
        ))}
      </ul>
    </>
  )
}

function Line({ one }: { one: Version }) {
  const { t } = useTranslation()
  const typed = useTyped(`prompt-${one.name}`)
  return (
    <li>
      <Link href={promptPlace(one.name)} className="prompt-line">
        <span className="row">
          <strong className="name">{one.name}</strong>
          {one.name.startsWith('_') && <span className="chip">{t('tuning.part')}</span>}
          {typed && <span className="chip held">{t('tuning.typed')}</span>}
        </span>
        <span className="for">{useFor(one.name)}</span>
        <span className="small version">
          {one.fromFile ? '' : `${t('tuning.version', { version: one.version })} · `}
          <Author of={one} />
          {one.reason && <span className="reason">“{one.reason}”</span>}
        </span>
      </Link>
    </li>
  )
}
