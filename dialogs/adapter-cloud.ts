import { type Activity, CloudAdapter, type TurnContext } from 'botbuilder'
import type { Arrived } from './activity.ts'
import { type Outgoing, postKey, toJson } from './adapter-post.ts'
import type { Connector } from './connector.ts'
import type { Reference } from './turn.ts'

type Authentication = NonNullable<ConstructorParameters<typeof CloudAdapter>[0]>
type LetIn = Exclude<Parameters<CloudAdapter['processActivityDirect']>[0], string>
type Work = (context: TurnContext) => Promise<void>

/** The framework's adapter with our judgement before it and our connectors behind it. */
export interface Adapter {
  /** Runs a turn for whoever was let in already. @returns what answers the request, if more than that it was taken. */
  run(activity: Arrived, work: Work): Promise<{ status: number; body?: unknown } | undefined>
  /** Runs a turn in which nothing came in. */
  resume(reference: Reference, work: Work): Promise<void>
}

export function makeAdapter(connectorTo: (serviceUrl: string) => Connector): Adapter {
  const connectorFactory = {
    create: async (serviceUrl: string) => toClient(connectorTo(serviceUrl)),
  } as unknown as NonNullable<LetIn['connectorFactory']>
  // What the framework would ask of its own authentication; tokens are judged by verify.ts before it sees a turn.
  const authentication = {
    createConnectorFactory: () => connectorFactory,
    // Nobody signs in anywhere through this bot.
    createUserTokenClient: async () => ({}),
    getOriginatingAudience: () => '',
  } as unknown as Authentication
  const adapter = new CloudAdapter(authentication)
  const letIn = { audience: '', claimsIdentity: { claims: [] }, connectorFactory } as unknown as LetIn
  // Protected, because the public way to it answers a web framework's request and writes errors to the console.
  const takeTurn = 'processActivity'

  return {
    run: (activity, work) => adapter[takeTurn]({ ...letIn }, activity as unknown as Activity, work),
    resume: (reference, work) =>
      adapter.continueConversationAsync('', reference, async (context) => {
        // The framework makes up an id for what never came in; a reply to it would be a reply to nothing.
        delete (context.activity as Partial<Activity>).id
        await work(context)
      }),
  }
}

/** The part of the framework's own client that its adapter calls. */
function toClient(connector: Connector) {
  const send = async (conversationId: string, activity: Outgoing) => {
    const id = await connector.send(conversationId, toJson(activity), activity[postKey] ?? null)
    return id === null ? {} : { id }
  }
  return {
    conversations: {
      sendToConversation: send,
      replyToActivity: (conversationId: string, _to: string, activity: Outgoing) =>
        send(conversationId, activity),
      async updateActivity(conversationId: string, id: string, activity: Outgoing) {
        await connector.change(conversationId, id, toJson(activity))
        return { id }
      },
    },
  }
}
