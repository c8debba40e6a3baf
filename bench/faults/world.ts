import { setTimeout as sleep } from 'node:timers/promises'
import { mastodon } from '../../src/channels/mastodon/mastodon.ts'
import { Policy } from '../../src/core/policy.ts'
import { ensureBrand, saveAccount, savePolicy } from '../../src/store/accounts.ts'
import { openDatabase } from '../../src/store/db.ts'
import { urlOfEmbedded } from '../../src/store/embedded.ts'
import { sealingKey } from '../../src/store/seal.ts'
import { makeService, type Service } from './dajeong.ts'
import { type Eye, openEye } from './eye.ts'
import { makeSayings, type Planned, type Said, type Sayings } from './messages.ts'
import { type SlowModel, startSlowModel } from './model.ts'
import { openScene, type Scene } from './scene.ts'
import { startTown, type Town } from './town.ts'

/** The service, the town and the model, three processes apart, with an account that answers everything by itself. */
export interface World {
  scene: Scene
  town: Town
  service: Service
  eye: Eye
  model: SlowModel
  said: Said[]
  sayings: Sayings
  /** Says it in the town and remembers it. */
  say(one: Planned, inReplyTo?: string): Promise<Said>
  close(keep?: boolean): Promise<void>
}

/** Seals the credentials of the account that `addAccount` adds. */
export const secret = 'a secret of the bench and of nothing else'
export const quietMs = 300

/** Brings everything up once, adds the account, and leaves the service running and listening. */
export async function openWorld(thinkMs: () => number): Promise<World> {
  const scene = openScene('dajeong-faults')
  const said: Said[] = []
  try {
    const town = await startTown(scene)
    const model = await startSlowModel((key) => said.find((one) => one.key === key), thinkMs)
    const service = makeService(scene, {
      DAJEONG_SECRET: secret,
      DAJEONG_QUIET_MS: String(quietMs),
      ...model.env,
    })
    service.start()
    if (!(await service.ready()))
      throw new Error(`The service did not start: ${service.accidents.join('\n')}`)
    const databaseUrl = () => urlOfEmbedded(service.dataDir)
    await addAccount(databaseUrl(), town)
    const eye = openEye(databaseUrl)
    await until('the account listens', 30_000, () => eye.hasCursor())
    return {
      scene,
      town,
      service,
      eye,
      model,
      said,
      sayings: makeSayings(),
      async say({ saying, said: about }, inReplyTo) {
        // Known before it is said: the model may be asked about it before the town has answered us.
        const one: Said = { ...about, id: '' }
        said.push(one)
        one.id = await town.say(inReplyTo === undefined ? saying : { ...saying, inReplyTo })
        return one
      },
      async close(keep) {
        await service.close()
        await eye.close()
        await model.close()
        await scene.close(keep)
      },
    }
  } catch (error) {
    await scene.close()
    throw error
  }
}

/** Connects the brand's account in the town, with a policy that lets every answer out by itself. */
export async function addAccount(databaseUrl: string, { url, token }: Town): Promise<void> {
  const settings = mastodon.settings.parse({ url, token })
  const account = mastodon.open(settings, { now: () => new Date(), log: () => {} })
  const identity = await account.check(AbortSignal.timeout(10_000))
  const { db, close } = openDatabase(databaseUrl, () => {}, 1)
  try {
    const brandId = await ensureBrand(db, 'unused: the service has made one')
    await savePolicy(
      db,
      brandId,
      Policy.parse({
        quietMs,
        sendIntents: ['chatter', 'question', 'complaint'],
        minConfidence: 0,
        publicTurns: 20,
      }),
    )
    await saveAccount(db, sealingKey(secret), {
      brandId,
      channel: 'mastodon',
      ...identity,
      mode: 'send',
      settings,
    })
  } finally {
    await close()
  }
}

/** Asks until it holds. @throws when it does not in time. */
export async function until(what: string, withinMs: number, ask: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await ask())) {
    if (Date.now() > deadline)
      throw new Error(`It did not come to pass within ${withinMs / 1000} s: ${what}.`)
    await sleep(25)
  }
}
