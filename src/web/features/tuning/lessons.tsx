import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { type Answer, type Ask, call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { Ago } from '../../ui/ago.tsx'
import { ask } from '../../ui/ask.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { WordDifference } from './reply.tsx'
import './lessons.css'

type Query = NonNullable<Ask<'GET /api/lessons'>['query']>
type Lesson = Answer<'GET /api/lessons'>['lessons'][number]

const kinds = ['approved', 'edited', 'refused'] as const
const languages = ['ko', 'en'] as const
const intents = ['complaint', 'question', 'chatter'] as const

/** What is looked for, in the address, so that a link leads to the same lessons. */
function useLessonFilter(): [Query, (name: 'kind' | 'language' | 'intent', value: string) => void] {
  const [search, setSearch] = useSearchParams()
  const one = <T extends string>(name: string, among: readonly T[]) =>
    among.find((word) => word === search.get(name))
  const [kind, language, intent] = [one('kind', kinds), one('language', languages), one('intent', intents)]
  return [
    { ...(kind && { kind }), ...(language && { language }), ...(intent && { intent }) },
    (name, value) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before)
          if (value) next.set(name, value)
          else next.delete(name)
          return next
        },
        { replace: true },
      ),
  ]
}

/** What colleagues made of drafts. The model is shown the ones most like a new message; a bad one is forgotten here. */
export function Lessons() {
  const { t } = useTranslation()
  const [query, choose] = useLessonFilter()
  const list = useInfiniteQuery({
    queryKey: ['lessons', query],
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/lessons', { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  const lessons = list.data?.pages.flatMap((page) => page.lessons)
  const narrowed = Object.keys(query).length > 0
  const any = { value: '', label: t('tuning.lesson.any') }
  return (
    <>
      <h2>{t('tuning.rooms.lessons')}</h2>
      <p className="soft">{t('tuning.lessonsLead')}</p>
      <div className="row lesson-filter">
        <NativeSelect
          label={t('tuning.lesson.kind')}
          value={query.kind ?? ''}
          data={[any, ...kinds.map((value) => ({ value, label: t(`tuning.lesson.kinds.${value}`) }))]}
          onChange={(event) => choose('kind', event.currentTarget.value)}
        />
        <NativeSelect
          label={t('tuning.lesson.intent')}
          value={query.intent ?? ''}
          data={[any, ...intents.map((value) => ({ value, label: t(`desk.intent.${value}`) }))]}
          onChange={(event) => choose('intent', event.currentTarget.value)}
        />
        <NativeSelect
          label={t('tuning.lesson.language')}
          value={query.language ?? ''}
          data={[any, ...languages.map((value) => ({ value, label: t(`tuning.lesson.languages.${value}`) }))]}
          onChange={(event) => choose('language', event.currentTarget.value)}
        />
      </div>
      <section aria-label={t('tuning.rooms.lessons')} aria-live="polite" aria-busy={!lessons}>
        {!lessons && <p className="soft">{t('desk.loading')}</p>}
        {lessons?.length === 0 && (
          <div className="panel empty">
            <p>{t(narrowed ? 'tuning.lesson.noneSuch' : 'tuning.lesson.none')}</p>
            {!narrowed && <p className="soft">{t('tuning.lesson.noneHow')}</p>}
          </div>
        )}
        <ul className="lesson-list">
          {lessons?.map((one) => (
            <OneLesson key={one.id} lesson={one} />
          ))}
        </ul>
        <LoadMore id="more-lessons" list={list} />
      </section>
    </>
  )
}

function OneLesson({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)

  async function forget() {
    const sure = await ask({
      title: t('tuning.lesson.forgetSure'),
      lead: t('tuning.lesson.forgetLead'),
      confirm: t('tuning.lesson.forget'),
    })
    if (sure === null) return
    setBusy(true)
    try {
      await call('DELETE /api/lessons/{id}', { params: { id: lesson.id } })
      toast(t('tuning.lesson.forgotten'))
    } catch (error) {
      if (!noticeSession(client, error)) toast(explain(error), 'bad')
    } finally {
      setBusy(false)
      await client.invalidateQueries({ queryKey: ['lessons'] })
    }
  }
  return (
    <li className="panel lesson" data-id={lesson.id}>
      <p className="row small lesson-head">
        <span className={`lesson-kind ${lesson.kind}`}>{t(`tuning.lesson.kinds.${lesson.kind}`)}</span>
        <span className="soft grow">
          {t(`desk.intent.${lesson.intent}`)} · {t(`tuning.lesson.languages.${lesson.language}`)} ·{' '}
          {lesson.by?.name ?? t('tuning.someColleague')} · <Ago time={lesson.at} />
        </span>
        <Button size="compact-sm" variant="subtle" color="gray" loading={busy} onClick={() => void forget()}>
          {t('tuning.lesson.forget')}
        </Button>
      </p>
      <blockquote className="lesson-said lines">{lesson.message}</blockquote>
      <LessonReply lesson={lesson} />
      {(lesson.reason || lesson.note) && (
        <p className="small lesson-why">
          {lesson.reason && <strong>{t(`helping.because.${lesson.reason}`)}</strong>} {lesson.note}
        </p>
      )}
      {lesson.overruled && <p className="soft small">{t('tuning.lesson.overruled')}</p>}
    </li>
  )
}

/** What the bot had written, and what a colleague made of it, word by word. */
function LessonReply({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation()
  if (lesson.reply === null)
    return (
      <>
        <p className="lines reply-words difference-words">
          <del>{lesson.draft}</del>
        </p>
        <p className="soft small">{t('tuning.lesson.nothingSent')}</p>
      </>
    )
  return <WordDifference before={lesson.draft} after={lesson.reply} />
}
