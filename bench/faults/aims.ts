import { setTimeout as sleep } from 'node:timers/promises'
import type { Said } from './messages.ts'
import type { World } from './world.ts'

/**
 * The steps of the way at which the service is killed. Each says something if need be, waits for its moment, kills, and
 * then looks whether the moment was met: true only when what is on disk, and what the town saw, is really that step.
 */
export const aims = {
  /** It was started and has not said yet that it is ready. */
  starting: async ({ service }) => {
    await sleep(30 + Math.random() * 1_500)
    const early = !service.isReady()
    await service.kill()
    return early
  },

  /** The network has it, and we do not yet. */
  hearing: async (world) => {
    const said = await speak(world)
    await sleep(Math.random() * 12)
    await world.service.kill()
    return (await world.eye.stageOf(said.id)) === null
  },

  /** Stored, not read: in the quiet after a burst, or while the model reads. */
  heard: (world) => inStage(world, 'heard'),

  /** Read; the model is writing. */
  classified: (world) => inStage(world, 'classified'),

  /** The model has written it, and it is not saved yet. */
  drafting: async (world) => {
    const drafted = world.model.nextDraft()
    await speak(world)
    const keys = await Promise.race([drafted, sleep(patience, [], { ref: false })])
    await sleep(Math.random() * 8)
    await world.service.kill()
    const said = world.said.find((one) => one.key === keys.at(-1))
    return said !== undefined && (await world.eye.stageOf(said.id)) === 'classified'
  },

  /** It may go out, and no attempt was made. */
  approved: (world) => inStage(world, 'approved'),

  /** An attempt is on record, and the network has not accepted it. */
  unaccepted: async (world) => {
    await world.town.setFaults(slowWrites)
    await speak(world)
    const send = await moment(() => findSending(world, false))
    await sleep(Math.random() * 60)
    const before = send !== null && !(await isAnswered(world, send.answers))
    await world.service.kill()
    return before && (await world.eye.sendState(send.id)) === 'sending'
  },

  /** The network has accepted it, and we have not noted that. */
  accepted: async (world) => {
    await world.town.setFaults(slowWrites)
    await speak(world)
    const send = await moment(() => findSending(world, true))
    await world.service.kill()
    return send !== null && (await world.eye.sendState(send.id)) === 'sending'
  },

  /** Noted as sent a moment ago; what follows it may not be done. */
  sent: async (world) => {
    const before = new Set((await world.eye.sends('sent')).map(({ id }) => id))
    await speak(world)
    const fresh = await moment(async () => (await world.eye.sends('sent')).find(({ id }) => !before.has(id)))
    await world.service.kill()
    return fresh !== null
  },

  /** Whenever it may be. */
  random: async ({ service }) => {
    await sleep(Math.random() * 3_000)
    await service.kill()
    return true
  },
} satisfies Record<string, (world: World) => Promise<boolean>>

export type Aim = keyof typeof aims

const muddled = { duplicateNotifications: 0.3, reorderNotifications: 0.3 }

/** What is on while nothing special is aimed at: the network repeats itself, mixes things up and now and then fails. */
export function pickFaults(): object {
  return Math.random() < 0.5 ? flaky : flakyWrites
}

// Every call, and to begin listening takes six of them.
const flaky = {
  ...muddled,
  latencyMs: 5,
  rate429: { probability: 0.01, resetSeconds: 1 },
  error500Before: 0.01,
  error500After: 0.03,
  dropBefore: 0.01,
  dropAfter: 0.03,
}

// Writes alone, much more often, and mostly after the network has accepted them.
const flakyWrites = {
  ...muddled,
  on: 'writes',
  latencyMs: 5,
  rate429: { probability: 0.06, resetSeconds: 1 },
  error500Before: 0.05,
  error500After: 0.15,
  dropBefore: 0.05,
  dropAfter: 0.15,
}

/** The same, and writes take long enough before and after the network accepts them to be met there. */
const slowWrites = { ...flakyWrites, latencyMs: 150, latencyAfterMs: 250 }

// A step that does not come is tried again later rather than waited for.
const patience = 12_000

function speak(world: World): Promise<Said> {
  return world.say(world.sayings.one())
}

async function moment<T>(ask: () => Promise<T | null | undefined>): Promise<T | null> {
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    const met = await ask()
    if (met) return met
    await sleep(3)
  }
  return null
}

async function inStage(world: World, stage: string): Promise<boolean> {
  const said = await speak(world)
  const id = await moment(async () => {
    const [there] = await world.eye.inStage(stage)
    // A mention that has passed the step by a hair need not be waited for to the end.
    return there ?? ((await world.eye.stageOf(said.id)) === 'sent' ? 'none' : null)
  })
  await world.service.kill()
  return id !== null && (await world.eye.stageOf(id)) === stage
}

async function findSending(world: World, accepted: boolean): Promise<{ id: string; answers: string } | null> {
  for (const send of await world.eye.sends('sending'))
    if ((await isAnswered(world, send.answers)) === accepted) return send
  return null
}

async function isAnswered(world: World, id: string): Promise<boolean> {
  return (await world.town.witness(id)).some((one) => one.brand && one.inReplyTo === id)
}
