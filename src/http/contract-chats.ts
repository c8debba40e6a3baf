import { z } from 'zod'
import { Done, Id, Problem, Time } from './shapes.ts'

const self = { who: 'colleague', right: 'self' } as const
const connect = { who: 'colleague', right: 'connect', about: 'house' } as const
const Kind = z.enum(['team', 'colleague'])
const IdBody = z.object({ id: Id })

const OwnChat = z
  .object({
    id: z.string(),
    channel: z.string().meta({ description: 'As the Bot Framework calls it: `msteams`, `line` …' }),
    name: z.string().meta({ description: 'What the chat calls them.' }),
    since: Time,
  })
  .meta({ id: 'OwnChat' })

const CardPlace = z
  .object({
    placeId: z.string(),
    kind: Kind,
    channel: z.string(),
    name: z.string(),
    target: z
      .object({ id: z.string(), pausedAt: z.string().nullable(), pausedWhy: z.string().nullable() })
      .nullable()
      .meta({ description: 'Null where no cards go there.' }),
  })
  .meta({ id: 'CardPlace' })

/** Working from a chat: who is who there, and where cards go. */
export const chatContracts = {
  ownChats: {
    ...self,
    method: 'GET',
    path: '/api/me/chats',
    name: 'ownChats',
    summary: 'The chats in which you are known.',
    answers: { 200: z.object({ chats: z.array(OwnChat) }) },
  },
  makeChatCode: {
    ...self,
    method: 'POST',
    path: '/api/me/chats/code',
    name: 'makeChatCode',
    summary:
      'Six digits, shown once: who sends them to the bot within ten minutes, in private, is you there. Earlier ones are void.',
    body: z.object({}),
    answers: { 200: z.object({ code: z.string(), expiresAt: Time }), 429: Problem },
  },
  unlinkChat: {
    ...self,
    method: 'POST',
    path: '/api/me/chats/unlink',
    name: 'unlinkChat',
    summary: 'Nothing can be done as you from that chat any more.',
    body: IdBody,
    answers: { 200: Done, 404: Problem },
  },
  cardPlaces: {
    ...connect,
    method: 'GET',
    path: '/api/card-places',
    name: 'cardPlaces',
    summary:
      'Where cards for colleagues go, or could: channels of a team that asked for them, and linked colleagues.',
    answers: { 200: z.object({ places: z.array(CardPlace) }) },
  },
  addCardTarget: {
    ...connect,
    method: 'POST',
    path: '/api/card-targets',
    name: 'addCardTarget',
    summary: 'From now on cards go there.',
    body: z.object({ kind: Kind, placeId: Id }),
    answers: { 200: Done, 409: Problem },
  },
  removeCardTarget: {
    ...connect,
    method: 'POST',
    path: '/api/card-targets/remove',
    name: 'removeCardTarget',
    summary: 'No cards go there any more; those that are there stay as they are.',
    body: IdBody,
    answers: { 200: Done, 404: Problem },
  },
  resumeCardTarget: {
    ...connect,
    method: 'POST',
    path: '/api/card-targets/resume',
    name: 'resumeCardTarget',
    summary: 'Cards go again where they were refused.',
    body: IdBody,
    answers: { 200: Done, 404: Problem },
  },
} as const
