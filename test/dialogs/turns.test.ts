import { type Activity, TestAdapter } from 'botbuilder'
import { expect } from 'chai'
import { makeTurn } from '../../dialogs/adapter-turn.ts'
import type { Turn } from '../../dialogs/turn.ts'

const base = {
  ...{ type: 'message', id: 'a-1', text: '안녕하세요', locale: 'ko-KR', channelId: 'test' },
  ...{ serviceUrl: 'https://connector.example/', conversation: { id: 'c-1' } },
  ...{ from: { id: 'u-1', name: '하나' }, recipient: { id: 'bot', name: '다정' } },
}

/** One activity through the framework's own adapter for tests. */
async function turnOf(more: object, own = false): Promise<{ turn: Turn; activities: Partial<Activity>[] }> {
  const turns: Turn[] = []
  const adapter = new TestAdapter(async (context) => {
    const speak = () => Promise.reject(new Error('not in this test'))
    const { turn } = makeTurn(context, { own, speak })
    turns.push(turn)
    await turn.say({ text: '네', suggestions: ['배송'], locale: 'ko' })
  })
  await adapter.receiveActivity({ ...base, ...more } as never)
  const [turn] = turns
  if (!turn) throw new Error('there was no turn')
  return { turn, activities: adapter.activeQueue }
}

type Expected = Partial<Omit<Turn, 'incoming'>> & { incoming?: Partial<Turn['incoming']> }

const bot = { id: 'bot' }
const teams = { channelId: 'msteams' }
const table: Record<string, [activity: object, expected: Expected]> = {
  'a message': [
    {},
    {
      ...{ channel: 'test', own: false, from: { id: 'u-1', name: '하나', directoryId: null } },
      conversation: { id: 'c-1', group: false, tenant: null },
      incoming: {
        ...{ id: 'a-1', kind: 'message', text: '안녕하세요', value: null, replyTo: null, locale: 'ko-KR' },
      },
    },
  ],
  'a message without words': [
    { text: undefined, attachments: [{ contentType: 'image/png' }] },
    { incoming: { kind: 'message', text: '' } },
  ],
  'words that are kept as they are': [
    { text: '  <b>환불</b> &amp; 교환\n' },
    { incoming: { text: '  <b>환불</b> &amp; 교환\n' } },
  ],
  'letters in parts': [{ text: '안녕'.normalize('NFD') }, { incoming: { text: '안녕' } }],
  'a button of a card (Action.Submit)': [
    { text: undefined, value: { do: 'approve', draft: '7' }, replyToId: 'm-9' },
    { incoming: { kind: 'press', text: '', value: { do: 'approve', draft: '7' }, replyTo: 'm-9' } },
  ],
  'a button that says something too': [
    { text: '승인', value: { do: 'approve' } },
    { incoming: { kind: 'press', text: '승인', value: { do: 'approve' } } },
  ],
  'a button whose value is no object': [{ value: 0 }, { incoming: { kind: 'press', value: 0 } }],
  'an empty value': [{ value: null }, { incoming: { kind: 'message', value: null } }],
  'a button of a card (Action.Execute)': [
    {
      ...{ type: 'invoke', name: 'adaptiveCard/action', replyToId: 'm-9', text: '조작' },
      value: { action: { type: 'Action.Execute', verb: 'approve', data: { draft: '7' } }, trigger: 'manual' },
    },
    { incoming: { kind: 'press', text: '', value: { verb: 'approve', draft: '7' }, replyTo: 'm-9' } },
  ],
  'the same without data': [
    { type: 'invoke', name: 'adaptiveCard/action', value: { action: { verb: 'approve' } } },
    { incoming: { kind: 'press', value: { verb: 'approve' } } },
  ],
  'the same without anything': [
    { type: 'invoke', name: 'adaptiveCard/action' },
    { incoming: { kind: 'press', value: null } },
  ],
  'another invoke': [
    { type: 'invoke', name: 'task/fetch', value: { x: 1 } },
    { incoming: { kind: 'other', value: { x: 1 } } },
  ],
  'somebody who comes in': [
    { type: 'conversationUpdate', membersAdded: [{ id: 'u-1' }] },
    { incoming: { kind: 'joined', text: '', value: null } },
  ],
  'the bot alone, coming in': [
    { type: 'conversationUpdate', membersAdded: [bot] },
    { incoming: { kind: 'other' } },
  ],
  'the bot alone, in Teams, which tells of nobody else': [
    { ...teams, type: 'conversationUpdate', membersAdded: [bot] },
    { incoming: { kind: 'joined' } },
  ],
  'somebody who leaves': [
    { type: 'conversationUpdate', membersRemoved: [{ id: 'u-1' }] },
    { incoming: { kind: 'left' } },
  ],
  'the end of a conversation': [{ type: 'endOfConversation' }, { incoming: { kind: 'left' } }],
  'a new title': [{ type: 'conversationUpdate', topicName: '배송' }, { incoming: { kind: 'other' } }],
  'an edited message': [{ type: 'messageUpdate' }, { incoming: { kind: 'other', text: '' } }],
  'a reaction': [
    { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
    { incoming: { kind: 'other' } },
  ],
  typing: [{ type: 'typing', text: undefined }, { incoming: { kind: 'other' } }],
  'a group by its flag': [
    { conversation: { id: 'c-1', isGroup: true } },
    { conversation: { id: 'c-1', group: true, tenant: null } },
  ],
  'a channel of Teams, with its tenant, the user and our name in the text': [
    {
      ...teams,
      conversation: { id: '19:x@thread.tacv2;messageid=1', conversationType: 'channel', tenantId: 't-1' },
      from: { id: '29:1', name: '하나', aadObjectId: 'd-1' },
      channelData: { tenant: { id: 't-1' } },
      text: '<at>다정</at>&nbsp; 대기열 <at>둘</at>',
      entities: [
        { type: 'mention', mentioned: bot, text: '<at>다정</at>' },
        { type: 'mention', mentioned: { id: '29:2' }, text: '<at>둘</at>' },
        { type: 'clientInfo', locale: 'en-US' },
      ],
      locale: undefined,
    },
    {
      ...{ channel: 'msteams', from: { id: '29:1', name: '하나', directoryId: 'd-1' } },
      conversation: { id: '19:x@thread.tacv2;messageid=1', group: true, tenant: 't-1' },
      incoming: { text: '대기열 <at>둘</at>', locale: 'en-US' },
    },
  ],
  'two tenants at once': [
    { ...teams, conversation: { id: 'c-1', tenantId: 't-1' }, channelData: { tenant: { id: 't-2' } } },
    { conversation: { id: 'c-1', group: false, tenant: null } },
  ],
  'a directory that another client makes up': [
    { from: { id: 'u-1', aadObjectId: 'd-1' }, conversation: { id: 'c-1', tenantId: 't-1' } },
    {
      from: { id: 'u-1', name: '', directoryId: null },
      conversation: { id: 'c-1', group: false, tenant: null },
    },
  ],
  'the channel of Azure that is called as our own line is': [
    { channelId: 'directline' },
    { channel: 'azure-directline', own: false },
  ],
  'a language in another spelling': [{ locale: 'KO-kr' }, { incoming: { locale: 'ko-KR' } }],
  'a language that is none': [{ locale: '한국어!' }, { incoming: { locale: null } }],
  'no language': [{ locale: undefined }, { incoming: { locale: null } }],
  'mentions that are broken': [
    {
      entities: [
        ...[
          { type: 'mention' },
          { type: 'mention', mentioned: bot },
          { type: 'mention', mentioned: 7, text: 7 },
        ],
        { type: 'mention', mentioned: bot, text: '' },
      ],
    },
    { incoming: { text: '안녕하세요' } },
  ],
}

describe('a turn', () => {
  for (const [what, [activity, expected]] of Object.entries(table)) {
    it(`of ${what}`, async () => {
      const { turn } = await turnOf(activity)
      const { incoming = {}, ...rest } = expected
      expect(turn).to.deep.include(rest)
      expect(turn.incoming).to.deep.include(incoming)
    })
  }

  it('over our own line is told by that and not by what the activity says', async () => {
    const { turn } = await turnOf({ channelId: 'directline' }, true)
    expect(turn).to.include({ channel: 'directline', own: true })
    const aadObjectId = 'd-1'
    const forged = await turnOf({ ...teams, from: { id: 'u-1', aadObjectId } }, true)
    expect(forged.turn.from.directoryId).to.equal(null)
  })

  it('has one reference for all that is said in one chat, which holds nothing of the message', async () => {
    const [first, second] = [await turnOf({ id: 'a-1' }), await turnOf({ id: 'a-2', text: '또' })]
    expect(first.turn.reference).to.deep.equal(second.turn.reference)
    expect(first.turn.reference).to.deep.equal({
      ...{ user: base.from, bot: base.recipient, conversation: base.conversation },
      ...{ channelId: 'test', locale: 'ko-KR', serviceUrl: 'https://connector.example/' },
    })
  })

  it('is answered in its conversation, with what can be pressed', async () => {
    const { activities } = await turnOf({})
    expect(activities).to.have.length(1)
    expect(activities[0]).to.deep.include({ type: 'message', text: '네', locale: 'ko', replyToId: 'a-1' })
    expect(activities[0]?.suggestedActions?.actions).to.deep.equal([
      { type: 'imBack', title: '배송', value: '배송' },
    ])
  })
})
