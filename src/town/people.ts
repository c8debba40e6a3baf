import { z } from 'zod'
import { findAccount, findAccountById, getBrand, makeAccount } from './accounts.ts'
import { type Answer, type Call, Refusal, type Route } from './http.ts'
import { addNotification } from './notifications.ts'
import type { Account } from './rows.ts'
import { toPersonJson } from './shapes.ts'
import { deleteStatus, editStatus, getStatus, postStatus } from './statuses.ts'
import { splitText, toHandle } from './text.ts'
import type { Town } from './town.ts'
import { toWitness } from './witness.ts'

const Handle = z
  .string()
  .regex(
    /^[a-z0-9_]{1,30}(@[a-z0-9-]+(\.[a-z0-9-]+)+)?$/i,
    'a handle has Latin letters, digits and _ (and may end in @a.server)',
  )

const NewPerson = z.strictObject({
  name: z.string().trim().min(1).max(60),
  handle: Handle.optional(),
  lang: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  bot: z.boolean().optional(),
  avatar: z.string().max(16).optional(),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional(),
})

// People live on servers with other limits than ours, so they may write more than 500 characters.
const Text = z.string().trim().min(1).max(20_000)

const Saying = z.strictObject({
  /** A handle. Unknown and with `name`: the person is made. */
  person: Handle,
  name: z.string().trim().min(1).max(60).optional(),
  bot: z.boolean().optional(),
  text: Text,
  lang: z.string().nullish(),
  visibility: z.enum(['public', 'unlisted', 'private', 'direct']).default('public'),
  inReplyTo: z.string().nullish(),
  /** Whom the text must name: put in front unless it is in the text already. */
  to: z.string().optional(),
  idempotencyKey: z.string().optional(),
})
type Saying = z.infer<typeof Saying>

const Batch = z.array(Saying).max(1000)

/** The town's own API: being anybody, without a token. */
export function peopleRoutes(town: Town): Route[] {
  return [
    { method: 'GET', path: '/town/people', answer: () => ({ json: { people: listPeople(town) } }) },
    {
      method: 'POST',
      path: '/town/people',
      answer: (call) => ({ status: 201, json: toPersonJson(makeAccount(town, read(NewPerson, call.body))) }),
    },
    { method: 'POST', path: '/town/say', answer: (call) => sayAll(town, call) },
    { method: 'PUT', path: '/town/statuses/:id', answer: (call) => change(town, call) },
    { method: 'DELETE', path: '/town/statuses/:id', answer: (call) => remove(town, call) },
    { method: 'GET', path: '/town/statuses/:id', answer: (call) => show(town, call) },
    { method: 'POST', path: '/town/favourite', answer: (call) => favourite(town, call) },
    { method: 'POST', path: '/town/follow', answer: (call) => follow(town, call) },
  ]
}

function listPeople(town: Town) {
  return town.store.all<Account>('select * from accounts where brand = 0 order by id').map(toPersonJson)
}

function sayAll(town: Town, call: Call): Answer {
  if (!Array.isArray(call.body)) return { status: 201, json: say(town, read(Saying, call.body)) }
  const batch = read(Batch, call.body)
  return { status: 201, json: { statuses: batch.map((saying) => say(town, saying)) } }
}

function say(town: Town, saying: Saying) {
  const known = findAccount(town, saying.person)
  if (known?.brand)
    throw new Refusal(403, 'The brand speaks through its own client, not as one of the people.')
  if (!known && saying.name === undefined) throw unknown(saying.person)
  const person =
    known ??
    makeAccount(town, {
      handle: saying.person,
      name: saying.name ?? saying.person,
      ...(saying.lang ? { lang: saying.lang } : {}),
      ...(saying.bot ? { bot: true } : {}),
    })
  const status = postStatus(town, person, {
    text: saying.to === undefined ? saying.text : addressTo(saying.text, saying.to),
    visibility: saying.visibility,
    inReplyTo: saying.inReplyTo ?? null,
    lang: saying.lang ?? null,
    ...(saying.idempotencyKey ? { idempotencyKey: saying.idempotencyKey } : {}),
  })
  return toWitness(town, status)
}

function addressTo(text: string, handle: string): string {
  const wanted = handle.replace(/^@/, '').toLowerCase()
  const isNamed = splitText(text).some(
    (piece) => piece.kind === 'mention' && toHandle(piece.username, piece.domain).toLowerCase() === wanted,
  )
  return isNamed ? text : `@${wanted} ${text}`
}

function change(town: Town, call: Call): Answer {
  const { text } = read(z.strictObject({ text: Text }), call.body)
  const id = call.params.id ?? ''
  return { json: toWitness(town, editStatus(town, ownerOf(town, id), id, { text })) }
}

function remove(town: Town, call: Call): Answer {
  const id = call.params.id ?? ''
  return { json: toWitness(town, deleteStatus(town, ownerOf(town, id), id)) }
}

/** One status and what was said under it, directly. */
function show(town: Town, call: Call): Answer {
  const id = call.params.id ?? ''
  const status = getStatus(town, id, ownerId(town, id))
  const replies = town.store.all<Parameters<typeof toWitness>[1]>(
    'select * from statuses where in_reply_to_id = :id and deleted_at is null order by id',
    { id },
  )
  return { json: { ...toWitness(town, status), replies: replies.map((reply) => toWitness(town, reply)) } }
}

function ownerId(town: Town, id: string): string {
  const row = town.store.one<{ account_id: string }>('select account_id from statuses where id = :id', { id })
  if (!row) throw new Refusal(404, 'Record not found')
  return row.account_id
}

function ownerOf(town: Town, id: string): Account {
  const owner = findAccountById(town, ownerId(town, id))
  if (!owner || owner.brand) throw new Refusal(403, "What the brand said is the brand's to change.")
  return owner
}

function favourite(town: Town, call: Call): Answer {
  const wish = read(z.strictObject({ person: Handle, status: z.string() }), call.body)
  const person = getPerson(town, wish.person)
  const status = getStatus(town, wish.status, person.id)
  const isNew = town.store.run('insert or ignore into favourites values (:person, :status)', {
    person: person.id,
    status: status.id,
  })
  if (isNew && status.account_id !== person.id) {
    tell(
      town,
      addNotification(town, { to: status.account_id, type: 'favourite', from: person.id, status: status.id }),
    )
  }
  return { json: toWitness(town, status) }
}

function follow(town: Town, call: Call): Answer {
  const wish = read(z.strictObject({ person: Handle, target: Handle.optional() }), call.body)
  const person = getPerson(town, wish.person)
  const target = wish.target === undefined ? getBrand(town) : getPerson(town, wish.target)
  const isNew = town.store.run('insert or ignore into follows values (:person, :target)', {
    person: person.id,
    target: target.id,
  })
  if (isNew) tell(town, addNotification(town, { to: target.id, type: 'follow', from: person.id }))
  return { json: toPersonJson(target) }
}

function tell(town: Town, notification: ReturnType<typeof addNotification>): void {
  town.happenings.emit('notified', notification)
}

function getPerson(town: Town, handle: string): Account {
  const person = findAccount(town, handle)
  if (!person) throw unknown(handle)
  return person
}

function unknown(handle: string): Refusal {
  return new Refusal(404, `Nobody here is called ${handle}: make the person first, or send a name along.`)
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new Refusal(422, z.prettifyError(parsed.error).replaceAll('\n', ' '))
}
