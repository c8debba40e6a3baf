import type { Answer } from './call.ts'

/** Names for what the API answers with, as its contract says. */
export type Me = Answer<'GET /api/me'>
export type Counts = Answer<'GET /api/counts'>
export type Tab = Exclude<keyof Counts, 'overdue' | 'mine'>
export type Page = Answer<'GET /api/conversations'>
export type Listed = Page['conversations'][number]
export type Open = Answer<'GET /api/conversations/{id}'>
export type Turn = Open['turns'][number]
export type SaidTurn = Extract<Turn, { from: 'person' }>
export type Draft = NonNullable<Open['draft']>
export type Finding = Draft['findings'][number]
export type Source = Open['sources'][number]
export type Reading = NonNullable<Open['classification']>
export type StoryEvent = Open['events'][number]
export type Account = Answer<'GET /api/accounts'>['accounts'][number]
export type Employed = Answer<'GET /api/staff'>['staff'][number]
export type Document = Answer<'GET /api/knowledge'>['documents'][number]

export const tabs = [
  'to-approve',
  'with-person',
  'failed',
  'waiting-for-customer',
  'done',
  'sent',
  'all',
] as const satisfies readonly Tab[]
