import { Checkbox, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type Dispatch, type SetStateAction, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../../lib/call.ts'
import { Ago } from '../../ui/ago.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { type Chosen, mostMessages } from './chosen.ts'
import './message-picker.css'

type Case = Answer<'GET /api/cases'>['cases'][number]

const restMs = 250
const pageOf = 10

/** The newest conversations, to be searched, and the saved cases; of each is chosen what is to be answered. */
export function MessagePicker(of: {
  chosen: Chosen
  /** Null where cases are nothing to choose from; undefined until they are there. */
  cases: readonly Case[] | null | undefined
  onChoose: Dispatch<SetStateAction<Chosen>>
}) {
  const { t } = useTranslation()
  const { chosen, cases, onChoose } = of
  const [typed, type] = useState('')
  const [search] = useDebouncedValue(typed.trim(), restMs)
  const found = useInfiniteQuery({
    queryKey: ['conversations', 'picker', search],
    queryFn: ({ pageParam, signal }) =>
      call(
        'GET /api/conversations',
        {
          query: {
            ...{ tab: 'all', sort: 'newest', most: pageOf },
            search: search || undefined,
            after: pageParam ?? undefined,
          },
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  const all = new Map(found.data?.pages.flatMap((page) => page.conversations).map((one) => [one.id, one]))
  const full = chosen.conversations.length + chosen.caseIds.length >= mostMessages
  const toggle = (list: keyof Chosen, id: string) =>
    onChoose((now) => ({
      ...now,
      [list]: now[list].includes(id) ? now[list].filter((one) => one !== id) : [...now[list], id],
    }))
  return (
    <div className="picker">
      <fieldset>
        <legend>{t('tuning.pastMessages')}</legend>
        <TextInput
          size="sm"
          aria-label={t('desk.search')}
          placeholder={t('desk.search')}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <div className="picked-from">
          {[...all.values()].map((one) => (
            <Checkbox
              key={one.id}
              size="sm"
              checked={chosen.conversations.includes(one.id)}
              disabled={full && !chosen.conversations.includes(one.id)}
              onChange={() => toggle('conversations', one.id)}
              label={
                <span>
                  <strong>{one.person.name || one.person.handle}</strong>{' '}
                  <Ago className="soft small" time={one.heardAt} />
                  <span className="said-short">{one.lastText}</span>
                </span>
              }
            />
          ))}
          {found.data && all.size === 0 && (
            <p className="soft small">{t(search ? 'desk.emptySearch' : 'tuning.noConversations')}</p>
          )}
          <LoadMore variant="subtle" size="compact-sm" list={found} />
        </div>
      </fieldset>
      {cases !== null && (
        <fieldset>
          <legend>{t('tuning.rooms.cases')}</legend>
          <div className="picked-from">
            {cases?.map((one) => (
              <Checkbox
                key={one.id}
                size="sm"
                checked={chosen.caseIds.includes(one.id)}
                disabled={full && !chosen.caseIds.includes(one.id)}
                onChange={() => toggle('caseIds', one.id)}
                label={
                  <span>
                    <strong>{one.name}</strong>
                    <span className="said-short">{one.message}</span>
                  </span>
                }
              />
            ))}
            {cases?.length === 0 && <p className="soft small">{t('tuning.noCasesShort')}</p>}
          </div>
        </fieldset>
      )}
      {full && <p className="soft small">{t('tuning.fullChoice', { most: mostMessages })}</p>}
    </div>
  )
}
