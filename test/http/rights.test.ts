import { expect } from 'chai'
import { Role } from '../../src/core/rights.ts'
import { aboutOf } from '../../src/http/about.ts'
import { type Contract, contracts } from '../../src/http/contract.ts'
import { openHouse } from './house.ts'
import { makeBrand, makeThing, signedInAs } from './people.ts'

/** Everything that the API can do, and who may: nobody (anybody at all), self (any colleague), or from which role on. */
const table: Record<string, Role | 'nobody' | 'self'> = {
  signIn: 'nobody',
  signOut: 'self',
  me: 'self',
  changePassword: 'self',
  changeName: 'self',
  colleagues: 'viewer',
  counts: 'viewer',
  conversations: 'viewer',
  conversation: 'viewer',
  approve: 'approver',
  editAndApprove: 'approver',
  refuse: 'agent',
  preview: 'agent',
  handOver: 'agent',
  giveBack: 'agent',
  dismiss: 'agent',
  endWish: 'agent',
  sendByHand: 'approver',
  retry: 'agent',
  anotherTry: 'agent',
  correct: 'agent',
  accounts: 'viewer',
  setMode: 'admin',
  pause: 'admin',
  resume: 'admin',
  rewrite: 'agent',
  translate: 'agent',
  summary: 'viewer',
  lessons: 'viewer',
  removeLesson: 'admin',
  documents: 'viewer',
  addDocument: 'admin',
  removeDocument: 'admin',
  searchDocuments: 'viewer',
  tryDocument: 'admin',
  prompts: 'admin',
  prompt: 'admin',
  promptVersions: 'admin',
  savePrompt: 'admin',
  rollBackPrompt: 'admin',
  checkPrompt: 'admin',
  replay: 'admin',
  audit: 'admin',
  staff: 'admin',
  invite: 'admin',
  resetLink: 'admin',
  setRole: 'admin',
  removeColleague: 'admin',
  acceptLink: 'nobody',
  sessions: 'self',
  endSession: 'self',
  promptVersion: 'admin',
  policy: 'admin',
  policySchema: 'admin',
  policyVersions: 'admin',
  policyVersion: 'admin',
  policyDiff: 'admin',
  checkPolicy: 'admin',
  whatIf: 'admin',
  publishPolicy: 'admin',
  rollBackPolicy: 'admin',
  cases: 'admin',
  addCase: 'admin',
  changeCase: 'admin',
  removeCase: 'admin',
  caseFromConversation: 'admin',
  runCases: 'admin',
  tryPrompt: 'admin',
  tryPolicy: 'admin',
  promptHelp: 'admin',
  reportOverview: 'viewer',
  reportShares: 'viewer',
  reportService: 'viewer',
  reportCosts: 'viewer',
  reportWords: 'viewer',
  reportRatings: 'viewer',
  reportConversations: 'viewer',
  addPage: 'admin',
  queueRule: 'viewer',
  assign: 'agent',
  takeNext: 'agent',
  close: 'agent',
  setAvailability: 'viewer',
  team: 'viewer',
  undo: 'approver',
  addNote: 'agent',
  notes: 'viewer',
  removeNote: 'agent',
  readNotes: 'viewer',
  mentionsOfMe: 'viewer',
  snooze: 'agent',
  markSpam: 'agent',
  silence: 'agent',
  stopped: 'viewer',
  stop: 'agent',
  resumeSending: 'admin',
  person: 'viewer',
  alike: 'agent',
  linkPerson: 'agent',
  unlinkPerson: 'agent',
  forgetPerson: 'admin',
  erasures: 'admin',
  presence: 'viewer',
  company: 'viewer',
  take: 'agent',
  letGo: 'agent',
  savedReplies: 'viewer',
  saveReply: 'admin',
  changeSavedReply: 'admin',
  trySavedReply: 'admin',
  removeSavedReply: 'admin',
  removedReplies: 'admin',
  savedReplyVersions: 'admin',
  rollBackSavedReply: 'admin',
  fillSavedReply: 'agent',
  signInWays: 'nobody',
  twoFactor: 'self',
  beginTwoFactor: 'self',
  confirmTwoFactor: 'self',
  endTwoFactor: 'self',
  brands: 'viewer',
  nameBrand: 'admin',
  firstSteps: 'admin',
  putStepsAway: 'admin',
  takeSample: 'admin',
  letCustomerWrite: 'admin',
  channels: 'admin',
  connectAccount: 'admin',
  checkAccount: 'admin',
  removeAccount: 'admin',
  documentVersions: 'viewer',
  documentVersion: 'viewer',
  documentSource: 'admin',
  documentDiff: 'viewer',
  checkDocument: 'admin',
  editDocument: 'admin',
  rollBackDocument: 'admin',
  takeDocumentOut: 'admin',
  removedDocuments: 'viewer',
  ownChats: 'self',
  makeChatCode: 'self',
  unlinkChat: 'self',
  cardPlaces: 'admin',
  addCardTarget: 'admin',
  removeCardTarget: 'admin',
  resumeCardTarget: 'admin',
}

// What whoever may is told where there is nothing to do it with; who may not is told 403 before that.
const reached: Record<string, number> = {
  removeNote: 404,
  unlinkPerson: 404,
  close: 409,
  promptVersion: 404,
  policyVersion: 404,
  documentVersion: 404,
  documentSource: 404,
  documentDiff: 404,
}

// Where the query has something that must be there.
const queries: Record<string, string> = {
  searchDocuments: '?q=x',
  policyDiff: '?from=0&to=0',
  documentDiff: '?from=0&to=0',
}

describe('rights', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  let other: string
  before(async () => {
    house = await openHouse()
    other = await makeBrand(house.test.db, '다른 브랜드')
  })
  after(() => house.close())

  async function ask(contract: Contract, cookie: string, brandId: string) {
    const about = contract.who === 'colleague' ? aboutOf(contract) : 'house'
    const isThing = about !== 'house' && about !== 'any'
    const id = isThing ? await makeThing(house.test.db, about, brandId) : '1'
    const path = contract.path
      .replace('{id}', id)
      .replace('{name}', 'reply-question')
      .replace(/\{\w+\}/g, '1')
    // A list is no body of ours: whoever may gets as far as being told so, and nothing is done.
    const body = contract.body ? [] : undefined
    const answer = await house.call(path + (queries[contract.name] ?? ''), body, { cookie }, contract.method)
    const { error = null } = (await answer.json()) as { error?: string }
    return { status: answer.status, error, about, hasBody: body !== undefined }
  }

  it('stand in one table with every contract, and nothing else', () => {
    expect(Object.keys(table).sort()).to.deep.equal(Object.keys(contracts).sort())
  })

  for (const contract of Object.values<Contract>(contracts)) {
    const least = table[contract.name]

    it(`${contract.name} is for ${least === 'nobody' ? 'anybody' : 'who is signed in'}`, async () => {
      const { status } = await ask(contract, '', house.brandId)
      if (least === 'nobody') expect(status).to.equal(contract.body ? 400 : 200)
      else expect(status).to.equal(401)
    })
    if (contract.who !== 'colleague' || least === undefined || least === 'nobody') continue

    for (const role of Role.options) {
      const allowed = least === 'self' || Role.options.indexOf(role) >= Role.options.indexOf(least)

      it(`${contract.name} is ${allowed ? 'open' : 'closed'} to who is ${role} of the brand`, async () => {
        const { cookie } = await signedInAs(house.test.db, role, house.brandId)
        const { status, error, hasBody } = await ask(contract, cookie, house.brandId)
        if (!allowed) expect([status, error]).to.deep.equal([403, 'no-right'])
        else if (hasBody) expect([status, error]).to.deep.equal([400, 'wrong-fields'])
        else expect(status).to.equal(reached[contract.name] ?? 200)
      })

      it(`${contract.name} shows who is ${role} of one brand nothing of another`, async () => {
        const { cookie } = await signedInAs(house.test.db, role, other)
        const { status, error, about } = await ask(contract, cookie, house.brandId)
        if (least === 'self' || (about === 'any' && allowed)) expect(status).to.be.oneOf([200, 400])
        else if (about === 'any' || about === 'house')
          expect([status, error]).to.deep.equal([403, 'no-right'])
        else expect([status, error]).to.deep.equal([404, 'not-found'])
      })
    }
  }

  it('are none for a colleague without a role', async () => {
    const { cookie } = await signedInAs(house.test.db, null, null)
    expect((await house.call('/api/me', undefined, { cookie })).status).to.equal(200)
    for (const path of ['/api/counts', '/api/conversations', '/api/accounts', '/api/live', '/api/prompts'])
      expect((await house.call(path, undefined, { cookie })).status, path).to.equal(403)
    const proxied = { cookie, 'x-forwarded-for': '203.0.113.1' }
    expect((await house.call('/metrics', undefined, proxied)).status).to.equal(403)
  })

  it('of every brand hold at a brand that is made later', async () => {
    const { cookie } = await signedInAs(house.test.db, 'viewer', null)
    const id = await makeThing(house.test.db, 'conversation', await makeBrand(house.test.db, '새 브랜드'))
    expect((await house.call(`/api/conversations/${id}`, undefined, { cookie })).status).to.equal(200)
    expect((await house.call(`/api/conversations/${id}/approve`, {}, { cookie })).status).to.equal(403)
  })

  it('are looked up anew with every call', async () => {
    const { db } = house.test
    const { id, cookie } = await signedInAs(db, 'viewer', null)
    expect((await house.call('/api/counts', undefined, { cookie })).status).to.equal(200)
    await db.deleteFrom('memberships').where('colleague_id', '=', id).execute()
    expect((await house.call('/api/counts', undefined, { cookie })).status).to.equal(403)
  })

  it('say in words which right is missing, and that nothing was done', async () => {
    const { db } = house.test
    const { cookie } = await signedInAs(db, 'agent', house.brandId)
    const id = await makeThing(db, 'conversation', house.brandId)
    const answer = await house.call(`/api/conversations/${id}/approve`, { draftId: '1' }, { cookie })
    expect(await answer.json()).to.deep.include({
      error: 'no-right',
      message:
        'This needs the right “approve”, and your role here, agent, does not have it. Ask an admin of the brand.',
    })
  })

  describe('of one brand', () => {
    const read = async (path: string, cookie: string) =>
      (await (await house.call(path, undefined, { cookie })).json()) as {
        conversations: unknown[]
        accounts: Record<string, unknown>[]
        colleagues: { id: string }[]
        roles: unknown[]
      }

    it('show the conversations, counts and accounts of that brand alone', async () => {
      const { db } = house.test
      const mine = await makeBrand(db, '내 브랜드')
      const { cookie } = await signedInAs(db, 'viewer', mine)
      const id = await makeThing(db, 'draft', mine)
      expect(id).to.not.equal('')
      await makeThing(db, 'draft', other)
      const counts = await read('/api/counts', cookie)
      expect(counts).to.include({ 'to-approve': 1, all: 1, sent: 0 })
      const { conversations } = await read('/api/conversations?tab=all', cookie)
      expect(conversations).to.have.length(1)
      const { accounts } = await read('/api/accounts', cookie)
      expect(accounts).to.have.length(1)
      expect(accounts[0]).to.include({ brandName: '내 브랜드' })
    })

    it('show the colleagues who have a role there or everywhere', async () => {
      const { db } = house.test
      const mine = await makeBrand(db, '또 한 브랜드')
      const me = await signedInAs(db, 'viewer', mine)
      const everywhere = await signedInAs(db, 'agent', null)
      const elsewhere = await signedInAs(db, 'owner', other)
      const { colleagues } = await read('/api/colleagues', me.cookie)
      const ids = colleagues.map(({ id }) => id)
      expect(ids).to.include.members([me.id, everywhere.id]).and.not.include(elsewhere.id)
    })

    it('stream the counts of that brand alone', async () => {
      const { db } = house.test
      const mine = await makeBrand(db, '흐르는 브랜드')
      const { cookie } = await signedInAs(db, 'viewer', mine)
      await makeThing(db, 'conversation', mine)
      const stop = new AbortController()
      const answer = await fetch(`${house.server.url}/api/live`, { headers: { cookie }, signal: stop.signal })
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
      let said = ''
      const counts = /event: changed\ndata: (.*)\n/
      while (reader && !counts.test(said)) said += (await reader.read()).value ?? ''
      stop.abort()
      expect(JSON.parse(counts.exec(said)?.[1] ?? '')).to.include({ all: 1 })
    })

    it('are shown to whoever asks who they are', async () => {
      const { cookie } = await signedInAs(house.test.db, 'agent', other)
      const { roles } = await read('/api/me', cookie)
      expect(roles).to.deep.equal([{ brandId: other, role: 'agent', rights: ['read', 'answer'] }])
    })
  })
})
