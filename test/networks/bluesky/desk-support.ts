import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { contracts } from '../../../src/http/contract.ts'
import { eventually } from './service-support.ts'

/** The contract's own schemas read the answers. The zod that is found from this folder is the networks', an older one. */
interface Schema<T> {
  parse(answer: unknown): T
}
type Answer<S> = S extends Schema<infer T> ? T : never

export type Conversation = Answer<(typeof contracts.conversation.answers)[200]>
type Approved = Answer<(typeof contracts.approve.answers)[200]>
type Account = Answer<(typeof contracts.accounts.answers)[200]>['accounts'][number]
type PersonTurn = Extract<Conversation['turns'][number], { from: 'person' }>

/** A colleague who works through the staff API, as the page does. */
export interface Desk {
  /** The service has come back at another address; the session is still good. */
  moveTo(url: string): void
  /** The conversation in which somebody said this, when there is a draft to decide about. */
  waiting(text: string): Promise<Conversation>
  read(id: string): Promise<Conversation>
  /** Approves the draft that is seen, by the hash of its text; with `text`, that text in its place. */
  approve(seen: Conversation, text?: string): Promise<Approved>
  /** Waits until what was said stands at this stage. @returns the conversation then. */
  reached(id: string, text: string, stage: PersonTurn['stage']): Promise<Conversation>
  accounts(): Promise<Account[]>
}

// Bluesky is asked less and less often while nothing comes in, at last every 30 s.
const hearMs = 45_000
const sendMs = 30_000

/** Signs in with the password of the first screen, and changes it as the first sign-in asks. */
export async function openDesk(first: string, admin: { email: string; password: string }): Promise<Desk> {
  let base = first
  let cookie = ''

  async function call(path: string, body?: object): Promise<{ status: number; json: unknown }> {
    const answer = await fetch(new URL(path, base), {
      headers: { 'x-dajeong': '1', 'content-type': 'application/json', cookie },
      signal: AbortSignal.timeout(10_000),
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return { status: answer.status, json: await answer.json() }
  }

  async function ask<T>(schema: Schema<T>, path: string, body?: object): Promise<T> {
    const { status, json } = await call(path, body)
    if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(json)}`)
    return schema.parse(json)
  }

  const me = await ask(contracts.signIn.answers[200], '/api/sign-in', admin)
  expect(me.mustChange).to.equal(true)
  const next = 'a password of my own'
  await ask(contracts.changePassword.answers[200], '/api/change-password', { current: admin.password, next })

  const read = (id: string) => ask(contracts.conversation.answers[200], `/api/conversations/${id}`)
  const saidIn = (conversation: Conversation, text: string) =>
    conversation.turns.find((turn): turn is PersonTurn => turn.from === 'person' && turn.text === text)

  return {
    moveTo(url) {
      base = url
    },
    read,
    waiting: (text) =>
      eventually(`a draft waits for "${text}"`, hearMs, async () => {
        const path = `/api/conversations?tab=to-approve&search=${encodeURIComponent(text)}`
        const { conversations } = await ask(contracts.conversations.answers[200], path)
        const [found] = conversations
        if (!found) return null
        const conversation = await read(found.id)
        return conversation.draft && saidIn(conversation, text)?.stage === 'waiting' ? conversation : null
      }),
    approve: ({ id, draft }, text) => {
      if (!draft) throw new Error('There is no draft to approve.')
      const hash = createHash('sha256').update(draft.text.normalize('NFC')).digest('hex')
      const path = `/api/conversations/${id}/${text === undefined ? 'approve' : 'edit-and-approve'}`
      return ask(contracts.approve.answers[200], path, {
        draftId: draft.id,
        hash,
        // A colleague answers for their own words, such as a link that is not on the brand's list.
        ...(text === undefined ? {} : { text, overrule: 'I have looked at it.' }),
      })
    },
    reached(id, text, stage) {
      let last: Conversation | null = null
      return eventually(`"${text}" is ${stage}`, sendMs, async () => {
        last = await read(id)
        return saidIn(last, text)?.stage === stage ? last : null
      }).catch((error: unknown) => {
        throw new Error(`${String(error)} It is ${JSON.stringify(last?.turns)}`)
      })
    },
    accounts: async () => (await ask(contracts.accounts.answers[200], '/api/accounts')).accounts,
  }
}
