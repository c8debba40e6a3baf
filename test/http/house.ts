import { randomBytes } from 'node:crypto'
import { channels } from '../../src/channels/all.ts'
import { readConfig } from '../../src/config.ts'
import { makeAccounts } from '../../src/desk/accounts.ts'
import { makeActs } from '../../src/desk/acts.ts'
import { makeAssigning } from '../../src/desk/assigning.ts'
import { makeAudit } from '../../src/desk/audit.ts'
import { makeAuth } from '../../src/desk/auth.ts'
import { makeSendByHand } from '../../src/desk/by-hand.ts'
import { makeCardPlaces } from '../../src/desk/card-places.ts'
import { makeCases } from '../../src/desk/cases.ts'
import { makeCorrect } from '../../src/desk/correct.ts'
import { makeDocumentVersions } from '../../src/desk/document-versions.ts'
import { makeStart } from '../../src/desk/first-steps.ts'
import { makeGate } from '../../src/desk/gate.ts'
import { makeHandover } from '../../src/desk/handover.ts'
import { makeHelping } from '../../src/desk/helping.ts'
import { makeInbox } from '../../src/desk/inbox.ts'
import { makeDeskKnowledge } from '../../src/desk/knowledge.ts'
import { makeLessons } from '../../src/desk/lessons.ts'
import { hashPassword } from '../../src/desk/password.ts'
import { makePeople } from '../../src/desk/people.ts'
import { makePersons } from '../../src/desk/persons.ts'
import { makePolicies } from '../../src/desk/policy.ts'
import { makePresence } from '../../src/desk/presence.ts'
import { makePrompts } from '../../src/desk/prompts.ts'
import { makeQueueRule } from '../../src/desk/queue-rule.ts'
import { replayDraft } from '../../src/desk/replay.ts'
import { makeReports } from '../../src/desk/report.ts'
import { makeRetry } from '../../src/desk/retry.ts'
import { makeReview } from '../../src/desk/review.ts'
import { makeRights } from '../../src/desk/rights.ts'
import { makeSavedReplies } from '../../src/desk/saved-replies.ts'
import { makeSessions } from '../../src/desk/sessions.ts'
import { ensureFirstAdmin, makeStaff, type Staff } from '../../src/desk/staff.ts'
import { makeStaffChats } from '../../src/desk/staff-chats.ts'
import { makeTry } from '../../src/desk/try.ts'
import { makeTryDocument } from '../../src/desk/try-document.ts'
import { makeTwoFactors } from '../../src/desk/two-factor.ts'
import { makeWhatIf } from '../../src/desk/what-if.ts'
import { makeWishes } from '../../src/desk/wishes.ts'
import { makeBackground } from '../../src/flow/background.ts'
import { type OpenServer, openServer, type ServerTools } from '../../src/http/server.ts'
import { makeFetchPage } from '../../src/knowledge/fetch-page.ts'
import { shippedPrompts } from '../../src/live-prompts.ts'
import type { Log } from '../../src/log.ts'
import { makeWriters } from '../../src/make-writer.ts'
import { loadSample } from '../../src/sample-documents.ts'
import { ensureBrand } from '../../src/store/accounts.ts'
import { insertColleague } from '../../src/store/colleagues.ts'
import { setStepsAway } from '../../src/store/first-steps.ts'
import { saveMembership } from '../../src/store/memberships.ts'
import { countTriesIn } from '../../src/store/tries.ts'
import { makeTryDraft } from '../../src/try-draft.ts'
import { deskTools } from '../desk/scene.ts'
import { openTestDatabase, type TestDatabase, testKey } from '../support/database.ts'
import { look } from '../support/looking.ts'

/** The whole house behind a real socket, with nothing pretended but the network. */
export interface House {
  test: TestDatabase
  /** The brand that it was opened for. */
  brandId: string
  server: OpenServer
  staff: Staff
  /** They have changed their first password. */
  admin: { email: string; password: string }
  cookie: string
  /** Everything that was logged. */
  lines: { level: string; message: string; detail: unknown }[]
  /** Tells the pages that something changed. */
  change(): void
  /** A colleague who has a password that was made for them, signed in. */
  newcomer(): Promise<{ email: string; password: string; cookie: string }>
  /** A signed-in call, as our page makes it. */
  call(path: string, body?: unknown, headers?: Record<string, string>, method?: string): Promise<Response>
}

export const allReady = {
  database: () => true,
  migrations: () => true,
  worker: () => true,
  running: () => true,
}

/** @param given.pageHosts whose pages are fetched though they are not on the open internet, as a test's are not. */
export async function openHouse(
  given: Partial<ServerTools> & { pageHosts?: readonly string[] } = {},
): Promise<House & { close(): Promise<void> }> {
  const { pageHosts = [], ...more } = given
  const test = await openTestDatabase()
  const { db } = test
  const lines: House['lines'] = []
  const write = (level: string) => (message: string, detail: unknown) => {
    lines.push({ level, message, detail })
  }
  const log: Log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
  const admin = await ensureFirstAdmin(db, randomBytes)
  if (!admin) throw new Error('no admin was made')
  await db.updateTable('colleagues').set({ must_change: false }).execute()
  const desk = deskTools(db)
  const now = () => new Date()
  const brandId = await ensureBrand(db, '다정텔레콤')
  // Most tests are about a house that is lived in.
  await setStepsAway(db, brandId, true)
  const { writerWith } = await makeWriters(readConfig({}), db, () => {})
  const tryDraft = makeTryDraft({
    ...{ db, look, limitsOf: desk.limitsOf, writerWith, now, background: makeBackground(db) },
    clock: () => performance.now(),
  })
  const cases = makeCases({ db, tryDraft })
  const gate = makeGate(cases)
  const tryOut = makeTry({ db, tryDraft })
  const fetchPage = makeFetchPage({ named: pageHosts })
  const policies = makePolicies({ db, gate })
  const auth = makeAuth({ db, key: testKey })
  const countTries = countTriesIn(test.pool, testKey)
  const staff = makeStaff({ db, key: testKey, auth, countTries, now })
  const listeners = new Set<() => void>()
  const server = await openServer({
    host: '127.0.0.1',
    port: 0,
    version: '0.1.0',
    staff,
    rights: makeRights({ db, brandId }),
    audit: makeAudit({ db }),
    people: makePeople({ db, auth, countTries, now }),
    sessions: makeSessions({ db, now }),
    oidc: null,
    twoFactors: makeTwoFactors({ db, key: testKey, auth, countTries, now, random: randomBytes }),
    inbox: makeInbox(desk),
    helping: makeHelping({ ...desk, assist: null, now }),
    learning: {
      brandId,
      lessons: makeLessons({ db, brandId }),
      knowledge: makeDeskKnowledge({ db, brandId, now, gate, fetchPage }),
    },
    documents: {
      brandId,
      versions: makeDocumentVersions({ db, brandId, now, gate }),
      tryDocument: makeTryDocument({ db, brandId, now, tryOut, fetchPage }),
    },
    decisions: {
      ...makeReview(desk),
      ...makeHandover(desk),
      ...makeRetry(desk),
      ...makeCorrect(desk),
      ...makeWishes(desk),
      sendByHand: makeSendByHand(desk),
    },
    acts: makeActs({ ...desk, brandId }),
    persons: makePersons({ db, brandId, now }),
    presence: makePresence({ db }),
    saved: makeSavedReplies({ ...desk, brandId }),
    start: makeStart({
      ...{ db, brandId, town: null },
      sample: (who) => loadSample(db, brandId, new AbortController().signal, who),
    }),
    queue: { ...makeAssigning({ db }), ...makeQueueRule({ db, now }) },
    words: {
      brandId: await ensureBrand(db, '다정'),
      prompts: makePrompts({ db, files: shippedPrompts(), gate }),
      replay: (draftId) => replayDraft(db, draftId),
    },
    policy: { brandId, policies, whatIf: makeWhatIf({ db, policies }) },
    cases: { cases, tryOut },
    reports: makeReports({ db, brandId, now }),
    chats: {
      chats: makeStaffChats({ db, key: testKey, countTries, now, random: randomBytes }),
      places: makeCardPlaces({ db, brandId }),
    },
    accounts: makeAccounts({ db, key: testKey, channels, brandName: '다정텔레콤', now }),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ready: allReady,
    metrics: async () => '# none\n',
    metricsToken: null,
    behindProxy: false,
    log,
    ...more,
  })
  async function signIn(who: { email: string; password: string }): Promise<string> {
    const answer = await staff.signIn({ ...who, ip: 'here' })
    if (answer.kind !== 'signed-in') throw new Error(answer.kind)
    return `dajeong_session=${answer.token}`
  }
  const cookie = await signIn(admin)
  return {
    test,
    brandId,
    server,
    staff,
    admin,
    cookie,
    lines,
    change: () => {
      for (const listener of listeners) listener()
    },
    async newcomer() {
      const who = { email: 'newcomer@dajeong.local', password: 'made-for-them' }
      const passwordHash = await hashPassword(who.password)
      const id = await insertColleague(db, {
        email: who.email,
        name: '새 동료',
        passwordHash,
        mustChange: true,
      })
      if (id !== null) await saveMembership(db, { colleagueId: id, brandId: null, role: 'viewer' })
      return { ...who, cookie: await signIn(who) }
    },
    call: (path, body, headers = {}, method = body === undefined ? 'GET' : 'POST') =>
      fetch(`${server.url}${path}`, {
        method,
        headers: { cookie, 'x-dajeong': '1', 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    async close() {
      await server.close()
      await test.close()
    },
  }
}
