import { expect } from 'chai'
import { channels } from '../../src/channels/all.ts'
import { runAccountCommand } from '../../src/commands/account-command.ts'
import { makeAccounts } from '../../src/desk/accounts.ts'
import { OperatorError } from '../../src/store/data-folder.ts'
import { makeWebhookWorld } from '../channels/webhook-world.ts'
import { openTestDatabase, type TestDatabase, testKey } from '../support/database.ts'

const secret = 'a secret of sixteen or more'

describe('npm run account', () => {
  let store: TestDatabase
  let world: Awaited<ReturnType<typeof makeWebhookWorld>>
  let said: string[]
  let complaints: string[]
  let asked: string[]
  let answers: (string | null)[] | null
  let env: Record<string, string>
  let closed: number

  beforeEach(async () => {
    store = await openTestDatabase()
    world = await makeWebhookWorld()
    said = []
    complaints = []
    asked = []
    answers = null
    env = {}
    closed = 0
  })
  afterEach(async () => {
    await world.close()
    await store.close()
  })

  function run(...args: string[]): Promise<number> {
    const ask = (how: string) => async (question: string) => {
      asked.push(`${how} ${question}`)
      return answers?.shift() ?? null
    }
    return runAccountCommand(args, {
      env,
      terminal: {
        interactive: answers !== null,
        say: (line) => said.push(line),
        complain: (line) => complaints.push(line),
        ask: ask('shown'),
        askHidden: ask('hidden'),
      },
      hooksUrl: 'http://127.0.0.1:3978',
      channels: Object.keys(channels),
      open: async () => ({
        accounts: makeAccounts({
          ...{ db: store.db, key: testKey, channels, brandName: 'x', now: () => new Date() },
        }),
        beside: true,
        close: async () => {
          closed += 1
        },
      }),
    })
  }
  const flags = () => ['add', 'webhook', '--name', 'blog', '--deliver-url', world.url]

  it('adds an account from flags, with its secret from the environment, and says where to deliver', async () => {
    env.DAJEONG_ACCOUNT_SECRET = secret
    expect(await run(...flags(), '--mode', 'send', '--max-length=300')).to.equal(0)
    expect(world.pings).to.equal(1)
    expect(said.join('\n')).to.include('Added account 1: blog on webhook, mode send.')
    expect(said.join('\n')).to.include('http://127.0.0.1:3978/hooks/webhook/1')
    expect(said.join('\n')).to.include('within 5 seconds')
    expect([...said, ...complaints].join('\n')).not.to.include(secret)
    expect(closed).to.equal(1)
  })

  it('asks for what is missing, and asks for secrets without showing them', async () => {
    answers = ['mastodon', 'https://town.example', null]
    expect(await run('add')).to.equal(1)
    expect(asked.map((question) => question.split(':')[0])).to.deep.equal([
      'shown Which network (mastodon, bluesky, webchat, webhook)? ',
      'shown url',
      'hidden token',
    ])
    expect(complaints.join('\n')).to.match(/token is missing; give --token or set DAJEONG_ACCOUNT_TOKEN/)
  })

  it('names what is missing where nobody can be asked', async () => {
    expect(await run('add', 'bluesky', '--service', 'https://bsky.example')).to.equal(1)
    expect(complaints.join('\n')).to.match(/identifier is missing; give --identifier VALUE or set/)
    expect(asked).to.deep.equal([])
  })

  it('takes a secret as a flag and warns of the history', async () => {
    expect(await run(...flags(), '--secret', secret)).to.equal(0)
    expect(complaints.join('\n')).to.match(/history/)
    expect(complaints.join('\n')).not.to.include(secret)
  })

  it('saves nothing when the other side does not agree, and says why in words', async () => {
    env.DAJEONG_ACCOUNT_SECRET = 'not the one that it knows'
    expect(await run(...flags())).to.equal(1)
    expect(complaints.join('\n')).to.match(/401.*not accepted/)
    expect(complaints.join('\n')).to.match(/Nothing was saved/)
    await run('list')
    expect(said.at(-1)).to.match(/no accounts yet/)
  })

  it('lists, checks, pauses, resumes and changes the mode', async () => {
    env.DAJEONG_ACCOUNT_SECRET = secret
    await run(...flags())
    expect(await run('check')).to.equal(0)
    expect(await run('pause', '1', '--why', 'the whole team is away')).to.equal(0)
    expect(await run('mode', '1', 'off')).to.equal(0)
    said = []
    await run('list')
    expect(said[0]).to.equal('1  webhook  blog  mode off  paused (the whole team is away)')
    expect(said[1]).to.match(/last proven 20\d\d-.*Z, last heard never/)
    expect(await run('resume', '1')).to.equal(0)
    await world.refuseUs()
    expect(await run('check', '1', '9')).to.equal(1)
    expect(complaints.join('\n')).to.match(/1: .*401/)
    expect(complaints.join('\n')).to.match(/9: There is no account 9/)
  })

  it('removes only what was meant', async () => {
    env.DAJEONG_ACCOUNT_SECRET = secret
    await run(...flags())
    expect(await run('remove', '1')).to.equal(1)
    expect(complaints.at(-1)).to.match(/Give --yes if that is meant/)
    answers = ['no']
    expect(await run('remove', '1')).to.equal(1)
    answers = ['yes']
    expect(await run('remove', '1')).to.equal(0)
    expect(await run('remove', '1', '--yes')).to.equal(1)
  })

  it('explains itself, and answers what it does not understand with what there is', async () => {
    expect(await run('help')).to.equal(0)
    expect(await run()).to.equal(0)
    expect(await run('constructor')).to.equal(1)
    expect(said.at(-1)).to.match(/add CHANNEL/)
    expect(closed, 'the store is not opened for that').to.equal(0)
    expect(await run('add', 'myspace')).to.equal(1)
    expect(complaints.at(-1)).to.match(/no channel called "myspace"/)
    expect(await run(...flags(), '--colour', 'red')).to.equal(1)
    expect(complaints.at(-1)).to.match(/Not known here: --colour/)
    const wrong = await run('mode', '1', 'loud').catch((error: unknown) => error)
    expect(wrong).to.be.instanceOf(OperatorError)
    expect(closed).to.equal(3)
  })
})
