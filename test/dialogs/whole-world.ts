import { Policy } from '../../src/core/policy.ts'
import { saveAccount, savePolicy } from '../../src/store/accounts.ts'
import { openTestDatabase, type TestDatabase, testKey } from '../support/database.ts'
import { type ModelServer, openModel } from '../support/model-server.ts'
import { openWholeService, type WholeService } from '../support/whole-service.ts'
import { type Carrier, openCarrier } from './carrier.ts'

/** The whole service with what carries its chats and a model beside it, and an account that takes customers of other channels. */
export interface WholeWorld {
  test: TestDatabase
  model: ModelServer
  carrier: Carrier
  /** The node that the carrier delivers to. */
  service: WholeService
  accountId: string
  /** How long colleagues may take back what they approved, in seconds. */
  undoable(seconds: number): Promise<void>
  /** One more node on the same database; the carrier goes on delivering to the first. */
  openNode(): Promise<WholeService>
  /** Ends the node that the carrier delivers to, and starts one in its place. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** @param given.others the channels whose customers it takes. */
export async function openWholeWorld(given: {
  replies: readonly string[]
  others?: string
  env?: Record<string, string>
}): Promise<WholeWorld> {
  const test = await openTestDatabase()
  const model = await openModel(given.replies)
  const carrier = await openCarrier(() => world.service.url)
  const nodes: WholeService[] = []
  async function openNode(): Promise<WholeService> {
    const node = await openWholeService({
      ...{ database: test, authority: carrier.issuer.authority },
      env: { ...carrier.env, ...model.env, ...given.env },
    })
    nodes.push(node)
    return {
      ...node,
      async close() {
        nodes.splice(nodes.indexOf(node), 1)
        await node.close()
      },
    }
  }
  const service = await openNode()
  const { brandId } = service
  const undoable = (undoSeconds: number) =>
    savePolicy(test.db, brandId, Policy.parse({ quietMs: 0, undoSeconds }))
  await undoable(0)
  const accountId = await saveAccount(test.db, testKey, {
    ...{ brandId, channel: 'webchat', nativeId: 'webchat:home', handle: 'home', name: 'home', mode: 'draft' },
    settings: { name: 'home', origins: 'https://shop.example', otherChannels: given.others ?? 'line' },
  })
  await service.engine.hold.refresh()
  const world: WholeWorld = {
    ...{ test, model, carrier, service, accountId, undoable, openNode },
    async restart() {
      await world.service.close()
      world.service = await openNode()
    },
    async close() {
      await Promise.all(nodes.map((node) => node.close()))
      await Promise.all([carrier.close(), model.close()])
      await test.close()
    },
  }
  return world
}
