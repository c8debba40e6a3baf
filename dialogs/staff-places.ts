import type { CardPlaces } from '../src/desk/card-places.ts'
import type { LinkedChat } from '../src/desk/staff-chats.ts'
import { clock, staffWords } from './staff-words.ts'
import type { Reference, Turn } from './turn.ts'

/** A channel of a team, without the thread that a message stands in. */
export function rootOf(conversation: string): string {
  return conversation.split(';messageid=')[0] ?? conversation
}

/** A new card begins a thread of its own, so it is spoken to the channel. */
function atRoot(reference: Reference): Reference {
  const { conversation } = reference
  if (typeof conversation !== 'object' || conversation === null || Array.isArray(conversation))
    return reference
  const { id } = conversation
  return typeof id === 'string'
    ? { ...reference, conversation: { ...conversation, id: rootOf(id) } }
    : reference
}

const placeOf = ({ channel, conversation }: Turn) => ({
  ...{ channel, tenant: conversation.tenant ?? '', conversation: rootOf(conversation.id) },
})

/** The channel becomes known, so that an admin can choose it in the console. @returns what is said. */
export async function meetHere(
  places: CardPlaces,
  { colleague, language }: LinkedChat,
  turn: Turn,
  now: Date,
): Promise<string> {
  const { say } = staffWords[language]
  if (!turn.conversation.group) return say.hereGroup
  const name = `${turn.channel} · ${colleague.name} · ${clock(now, language, new Date(0))}`
  await places.meet({ ...placeOf(turn), colleague, name, language, reference: atRoot(turn.reference) })
  return say.here
}

/** No cards go to this channel any more. @returns what is said. */
export async function leaveHere(
  places: CardPlaces,
  { colleague, language }: LinkedChat,
  turn: Turn,
): Promise<string> {
  const { say } = staffWords[language]
  return (await places.leave({ ...placeOf(turn), colleague })) ? say.notHereAnyMore : say.notKnownHere
}
