import { setTimeout as pause } from 'node:timers/promises'
import { type BlueskySettings, makeBluesky } from '../../../src/channels/bluesky/bluesky.ts'
import type { Account, ChannelTools } from '../../../src/channels/channel.ts'
import type { Answer, World } from '../../channels/world.ts'
import { type FaultProxy, startFaultProxy } from '../fault-proxy.ts'
import type { BlueskyNetwork, BlueskyPerson } from './network.ts'

/** The people whom every world shares; making an account takes half a second. */
export interface Crowd {
  anna: BlueskyPerson
  ben: BlueskyPerson
  robot: BlueskyPerson
}

export interface BlueskyWorld extends World {
  us: BlueskyPerson
  proxy: FaultProxy
  settings: BlueskySettings
  openWith(changes: Partial<BlueskySettings>, tools?: Partial<ChannelTools>): Account
  remove(nativeId: string): Promise<void>
  /** Posts with exactly these fields, and waits until the AppView has told the brand. */
  post(from: BlueskyPerson, record: Record<string, unknown>, tellsUs?: boolean): Promise<string>
}

const rhythm = { fastestMs: 50, slowestMs: 200, deepMs: 1_500, chatAgainMs: 500 }
const isSend = ({ method, path }: { method: string; path: string }) =>
  method === 'POST' && /\.(putRecord|sendMessage)$/.test(path)

export async function gatherCrowd(network: BlueskyNetwork): Promise<Crowd> {
  const [anna, ben, robot] = [
    await network.join('anna'),
    await network.join('ben'),
    await network.join('robot'),
  ]
  await robot.agent.upsertProfile(() => ({
    displayName: '로봇',
    labels: { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'bot' }] },
  }))
  await until(async () => {
    // On a busy machine the AppView has not even heard of the account yet, and says so with an error.
    const profile = await anna.agent.getProfile({ actor: robot.did }).catch(() => null)
    return profile?.data.labels?.some((label) => label.val === 'bot')
  })
  return { anna, ben, robot }
}

/** A brand account of its own for every world, behind a connection that can be made to fail. */
export async function makeBlueskyWorld(network: BlueskyNetwork, crowd: Crowd): Promise<BlueskyWorld> {
  const us = await network.join('brand')
  const proxy = await startFaultProxy(network.pdsUrl, network.bypass)
  const settings: BlueskySettings = {
    service: proxy.url,
    identifier: us.handle,
    password: await us.makePassword(true),
    chatProxy: network.chatDid,
  }
  const channel = makeBluesky(rhythm)
  const people = Object.values(crowd) as BlueskyPerson[]
  const personOf = (did: string) => people.find((one) => one.did === did) ?? us
  const openWith: BlueskyWorld['openWith'] = (changes, tools = {}) =>
    channel.open(channel.settings.parse({ ...settings, ...changes }), {
      now: () => new Date(),
      log: () => {},
      ...tools,
    })

  const post: BlueskyWorld['post'] = async (from, record, tellsUs = true) => {
    const { uri } = await from.agent.post({ text: '', createdAt: new Date().toISOString(), ...record })
    await until(async () => {
      if (!tellsUs) return (await from.agent.getPosts({ uris: [uri] })).data.posts.length > 0
      const { data } = await us.agent.listNotifications({ limit: 20 })
      return data.notifications.some((one) => one.uri === uri)
    })
    return uri
  }

  const writeTo = async (from: BlueskyPerson, text: string) => {
    const { data } = await from.chat.chat.bsky.convo.getConvoForMembers({ members: [us.did] })
    const convoId = data.convo.id
    const sent = await from.chat.chat.bsky.convo.sendMessage({ convoId, message: { text } })
    return `dm:${convoId}:${sent.data.id}`
  }

  return {
    channel,
    us,
    proxy,
    settings,
    openWith,
    post,
    open: () => openWith({}),
    brand: { nativeId: us.did },
    anna: toPerson(crowd.anna),
    ben: toPerson(crowd.ben),
    robot: toPerson(crowd.robot),

    async say({ from, text, visibility, parent }) {
      const person = personOf(from.nativeId)
      if (visibility === 'direct') return writeTo(person, text)
      if (parent) return post(person, { text, reply: await replyTo(person, parent) })
      return post(person, { text: `@${us.handle} ${text}`, facets: [mentionOf(us)] })
    },
    sayAsBrand: (text) => post(us, { text }, false),
    async remove(nativeId) {
      const did = nativeId.split('/')[2] ?? ''
      await personOf(did).agent.deletePost(nativeId)
      await until(async () => (await us.agent.getPosts({ uris: [nativeId] })).data.posts.length === 0)
    },

    answers: async () => [...(await publicAnswers(crowd.anna, us)), ...(await directAnswers(people, us))],
    loseNextAnswer: async () => proxy.next('lose', isSend),
    beBusy: async () => proxy.next('busy', isSend),
    refuseUs: () => network.takeDown(us.did),
    cut: async () => proxy.cut(),
    close: () => proxy.close(),
  }
}

export function mentionOf(person: BlueskyPerson) {
  return {
    index: { byteStart: 0, byteEnd: Buffer.byteLength(`@${person.handle}`) },
    features: [{ $type: 'app.bsky.richtext.facet#mention', did: person.did }],
  }
}

/** The references of a reply, as the official client makes them. */
export async function replyTo(from: BlueskyPerson, uri: string) {
  const [, , repo = '', collection = '', rkey = ''] = uri.split('/')
  const { data } = await from.agent.com.atproto.repo.getRecord({ repo, collection, rkey })
  const parent = { uri: data.uri, cid: data.cid ?? '' }
  const { reply } = data.value as { reply?: { root: { uri: string; cid: string } } }
  return { root: reply?.root ?? parent, parent }
}

/** Waits for the AppView, which reads the servers' streams a moment later; the test's time-out is the limit. */
export async function until(look: () => Promise<unknown>): Promise<void> {
  while (!(await look())) await pause(25)
}

function toPerson({ did, handle }: BlueskyPerson) {
  return { nativeId: did, handle }
}

async function publicAnswers(viewer: BlueskyPerson, us: BlueskyPerson): Promise<Answer[]> {
  const { data } = await viewer.agent.com.atproto.repo.listRecords({
    repo: us.did,
    collection: 'app.bsky.feed.post',
    reverse: true,
  })
  return data.records.flatMap(({ uri, value }) => {
    const { text, reply } = value as { text: string; reply?: { parent: { uri: string } } }
    return reply ? [{ nativeId: uri, text, parent: reply.parent.uri, visibility: 'public' as const }] : []
  })
}

async function directAnswers(people: BlueskyPerson[], us: BlueskyPerson): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const person of people) {
    const { convos } = (await person.chat.chat.bsky.convo.listConvos()).data
    for (const { id } of convos.filter(({ members }) => members.some(({ did }) => did === us.did))) {
      const { messages } = (await person.chat.chat.bsky.convo.getMessages({ convoId: id })).data
      for (const message of messages.toReversed()) {
        const { sender, text } = message as { sender: { did: string }; text: string }
        if (sender.did !== us.did) continue
        const nativeId = `dm:${id}:${(message as { id: string }).id}`
        answers.push({ nativeId, text, parent: null, visibility: 'direct' })
      }
    }
  }
  return answers
}
