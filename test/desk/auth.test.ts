import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { type Auth, makeAuth } from '../../src/desk/auth.ts'
import { during, makeAuthRows } from '../../src/desk/auth-rows.ts'
import { hashPassword } from '../../src/desk/password.ts'
import { makePeople } from '../../src/desk/people.ts'
import { makeStaff, type SignIn, type Staff } from '../../src/desk/staff.ts'
import { makeTwoFactors } from '../../src/desk/two-factor.ts'
import { holdColleague, insertColleague, setPassword } from '../../src/store/colleagues.ts'
import { openDatabase } from '../../src/store/db.ts'
import { saveMembership } from '../../src/store/memberships.ts'
import { type CountTries, countTriesIn } from '../../src/store/tries.ts'
import { openTestDatabase, type TestDatabase, testKey } from '../support/database.ts'

describe('signing in by a library, on tables of ours', () => {
  const who = { email: 'hana@dajeong.local', password: '다정한 하루 보내세요' }
  const next = '더 다정한 하루 보내세요'
  let passwordHash: string
  let test: TestDatabase
  let auth: Auth
  let countTries: CountTries
  let staff: Staff
  let id: string
  before(async () => {
    passwordHash = await hashPassword(who.password)
  })
  beforeEach(async () => {
    test = await openTestDatabase()
    auth = makeAuth({ db: test.db, key: testKey })
    countTries = countTriesIn(test.pool, testKey)
    staff = makeStaff({ db: test.db, key: testKey, auth, countTries, now: () => new Date() })
    const one = { email: who.email, name: '하나', passwordHash, mustChange: false }
    id = (await insertColleague(test.db, one)) as string
    await saveMembership(test.db, { colleagueId: id, brandId: null, role: 'owner' })
  })
  afterEach(() => test.close())

  const signIn = (password = who.password) => staff.signIn({ ...who, password, ip: 'here' })
  async function signedIn(password = who.password): Promise<SignIn> {
    const answer = await signIn(password)
    const found = answer.kind === 'signed-in' ? await staff.find(answer.token) : null
    if (!found) throw new Error(answer.kind)
    return found
  }
  const stored = async () => (await test.db.selectFrom('sign_ins').select('id').execute()).length
  /** From now on the audit log takes nothing of this kind. */
  const refuse = (what: string) =>
    sql`create function refuse() returns trigger language plpgsql as $$ begin
          if new.what = ${sql.lit(what)} then raise exception 'the audit log is full'; end if; return new; end $$;
        create trigger refusing before insert on audit for each row execute function refuse()`.execute(
      test.db,
    )
  const reasonOf = async (work: Promise<unknown>) => String(await work.catch((error: unknown) => error))

  describe('does nothing that the audit log does not tell of', () => {
    it('no sign-in', async () => {
      await refuse('sign-in')
      expect(await reasonOf(signIn())).to.match(/the audit log is full/)
      expect(await stored()).to.equal(0)
    })

    it('no other password', async () => {
      const here = await signedIn()
      await refuse('password-changed')
      const change = staff.changePassword(here, { current: who.password, next })
      expect(await reasonOf(change)).to.match(/the audit log is full/)
      expect(await staff.look(here.token), 'the sign-in that was').to.not.equal(null)
      expect(await signIn()).to.include({ kind: 'signed-in' })
    })

    it('no password by a link, which holds on', async () => {
      const here = await signedIn()
      const people = makePeople({ db: test.db, auth, countTries, now: () => new Date() })
      const answer = await people.resetLink(here, id)
      if (answer.kind !== 'link') throw new Error(answer.kind)
      const ask = { token: answer.link.token, password: next, ip: 'here' }
      await refuse('reset-accepted')
      expect(await reasonOf(people.accept(ask))).to.match(/the audit log is full/)
      expect(await signIn(), 'the password that was').to.include({ kind: 'signed-in' })
      await sql`drop trigger refusing on audit`.execute(test.db)
      expect(await people.accept(ask)).to.include({ kind: 'accepted' })
      expect(await signIn(next)).to.include({ kind: 'signed-in' })
      expect(await staff.look(here.token)).to.equal(null)
    })
  })

  it('lets nobody in with the password that was, while another is being stored', async () => {
    const other = await hashPassword(next)
    let late: Promise<{ kind: string }> | null = null
    await test.db.transaction().execute(async (trx) => {
      await holdColleague(trx, id, 'alone')
      late = signIn()
      // The old one is found right; to be let in by it, it must still be the stored one.
      expect(await Promise.race([late, sleep(1_500, 'waits')])).to.equal('waits')
      await setPassword(trx, id, { passwordHash: other, mustChange: false })
    })
    expect(await late).to.deep.equal({ kind: 'wrong' })
    expect(await stored()).to.equal(0)
  })

  it('ends a sign-in that comes between the end of the others and the new password', async () => {
    const here = await signedIn()
    const rows = makeAuthRows(test.db)
    let late: Promise<{ kind: string }> | null = null
    await during({}, () =>
      rows.transaction(async (trx) => {
        await trx.deleteMany({ model: 'session', where: [{ field: 'userId', value: id }] })
        late = signIn()
        expect(await Promise.race([late, sleep(1_500, 'waits')])).to.equal('waits')
        const update = { password: await hashPassword(next) }
        await trx.update({ model: 'account', where: [{ field: 'id', value: id }], update })
      }),
    )
    expect(await late).to.deep.equal({ kind: 'wrong' })
    expect(await staff.look(here.token)).to.equal(null)
    expect(await stored()).to.equal(0)
  })

  it('lets in by a provider nobody whose password is another one by now', async () => {
    const admitted = (hash: string) =>
      test.db.transaction().execute((trx) => auth.admit(trx, { colleagueId: id, passwordHash: hash }))
    expect(await admitted('the one that was')).to.equal(null)
    expect(await stored()).to.equal(0)
    const token = await admitted(passwordHash)
    expect((await auth.find(token ?? '', false))?.colleague.id).to.equal(id)
  })

  describe('lets nobody wait for each other', () => {
    // Who comes first is the first to have the colleague when they are let go.
    async function bothWhile(first: () => Promise<unknown>, second: () => Promise<unknown>) {
      const answers: Promise<unknown>[] = []
      await test.db.transaction().execute(async (trx) => {
        await holdColleague(trx, id, 'alone')
        answers.push(first().catch(String))
        await sleep(500)
        answers.push(second().catch(String))
        await sleep(500)
      })
      return Promise.all(answers)
    }
    async function withLink(dropTwoFactor: boolean) {
      const people = makePeople({ db: test.db, auth, countTries, now: () => new Date() })
      const owner = (await insertColleague(test.db, {
        ...{ email: 'owner@dajeong.local', name: '주인', passwordHash, mustChange: false },
      })) as string
      await saveMembership(test.db, { colleagueId: owner, brandId: null, role: 'owner' })
      const answer = await staff.signIn({ email: 'owner@dajeong.local', password: who.password, ip: 'there' })
      const by = (await staff.find(answer.kind === 'signed-in' ? answer.token : '')) as SignIn
      const link = await people.resetLink(by, id, { dropTwoFactor })
      const token = link.kind === 'link' ? link.link.token : ''
      return { people, by, accept: () => people.accept({ token, password: next, ip: 'here' }) }
    }

    it('who is removed and uses a link', async () => {
      const { people, by, accept } = await withLink(false)
      const [removed, accepted] = await bothWhile(() => people.remove(by, { id, brandId: null }), accept)
      expect(removed).to.deep.equal({ kind: 'removed' })
      expect(accepted).to.deep.equal({ kind: 'no-link' })
      expect(await signIn(next)).to.deep.equal({ kind: 'wrong' })
    })

    it('who signs in with a code and uses a link that drops the codes', async () => {
      const random = randomBytes
      const twoFactors = makeTwoFactors({
        db: test.db,
        key: testKey,
        auth,
        countTries,
        now: () => new Date(),
        random,
      })
      const here = await signedIn()
      const begun = await twoFactors.begin(here, who.password)
      const secret = Secret.fromBase32(begun.kind === 'begun' ? begun.secret : '')
      const codeAt = (ms: number) => new TOTP({ secret }).generate({ timestamp: Date.now() + ms })
      expect(await twoFactors.confirm(here, codeAt(-30_000))).to.include({ kind: 'on' })
      const { accept } = await withLink(true)
      const [accepted, entered] = await bothWhile(accept, () =>
        staff.signIn({ ...who, code: codeAt(0), ip: 'here' }),
      )
      expect(accepted).to.include({ kind: 'accepted' })
      expect(entered).to.deep.equal({ kind: 'wrong' })
      expect(await signIn(next)).to.include({ kind: 'signed-in' })
    })
  })

  it('changes a password once when two change it at once', async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const answers = await Promise.all([
      staff.changePassword(one, { current: who.password, next }),
      staff.changePassword(two, { current: who.password, next: `${next}!` }),
    ])
    expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['changed', 'wrong'])
    expect(await stored()).to.equal(1)
  })

  it('finds nobody by the hash of a token, a signed token of another house, or nothing', async () => {
    const here = await signedIn()
    const elsewhere = makeAuth({ db: test.db, key: Buffer.alloc(32, 7) })
    for (const token of [here.tokenHash, '', ' ', `${here.token}.c2lnbmVk`, `${here.token}%2E`])
      expect(await auth.find(token, true), JSON.stringify(token)).to.equal(null)
    // What a browser holds is signed with nothing: the row is what counts, whichever key the house has.
    expect((await elsewhere.find(here.token, false))?.colleague.id).to.equal(id)
  })

  it('keeps an unused sign-in from living on by being looked at', async () => {
    const here = await signedIn()
    const soon = new Date(Date.now() + 60_000)
    await test.db.updateTable('sign_ins').set({ expires_at: soon }).execute()
    expect((await staff.look(here.token))?.expiresAt).to.deep.equal(soon)
    expect((await staff.find(here.token))?.expiresAt.getTime()).to.be.greaterThan(soon.getTime())
  })

  for (const email of [
    '하나@다정한.한국',
    'hana@a.xn--3e0b707e',
    'R&D@x.kr',
    'hana@localhost',
    "o'hana@x.kr",
  ])
    it(`knows ${email}, whatever the library takes for an address`, async () => {
      await test.db.updateTable('colleagues').set({ email }).execute()
      const enter = (password: string) => staff.signIn({ email: email.toUpperCase(), password, ip: 'here' })
      const answer = await enter(who.password)
      if (answer.kind !== 'signed-in') throw new Error(answer.kind)
      expect(answer.colleague.email).to.equal(email)
      const people = makePeople({ db: test.db, auth, countTries, now: () => new Date() })
      const link = await people.resetLink((await staff.find(answer.token)) as SignIn, id)
      const token = link.kind === 'link' ? link.link.token : ''
      expect(await people.accept({ token, password: next, ip: 'here' })).to.deep.equal({
        kind: 'accepted',
        email,
      })
      expect(await enter(next)).to.include({ kind: 'signed-in' })
    })

  it('never takes a database that is not there for an answer', async () => {
    const here = await signedIn()
    const gone = openDatabase(test.url, () => {})
    await gone.pool.end()
    const without = makeAuth({ db: gone.db, key: testKey })
    for (const [what, ask] of Object.entries({
      find: () => without.find(here.token, true),
      'sign in': () => without.signIn(who, {}),
      'sign out': () => without.signOut(here.token),
      'own password': () => without.isOwn(here.token, who.password),
      'another password': () => without.changePassword(here.token, { current: who.password, next }, {}),
      'use a link': () => without.redeemLink({ token: 'x'.repeat(24), password: next }, async () => {}),
    }))
      expect(await reasonOf(ask()), what).to.match(/Error/)
    expect(await staff.look(here.token)).to.not.equal(null)
  })

  it('gives nobody more tries at signing in for changing their password into itself', async () => {
    const here = await signedIn()
    for (let tries = 0; tries < 9; tries += 1) await signIn('wrong')
    const same = { current: who.password, next: who.password }
    expect(await staff.changePassword(here, same)).to.deep.equal({ kind: 'same' })
    expect(await signIn('wrong')).to.deep.equal({ kind: 'wrong' })
    expect(await signIn()).to.include({ kind: 'too-many' })
  })

  it('is told of a question that the library would have swallowed', async () => {
    const rows = makeAuthRows(test.db)
    const swallowed = during({}, async () => {
      await rows.findMany({ model: 'account', where: [{ field: 'userId', value: id }] }).catch(() => [])
      return 'as if nothing were'
    })
    expect(await reasonOf(swallowed)).to.match(/does not know: findMany account by userId =/)
  })

  it('refuses whatever the library has not asked for until now', async () => {
    const rows = makeAuthRows(test.db)
    const where = [{ field: 'email', value: '%', operator: 'contains' as const }]
    for (const ask of [
      () => rows.findMany({ model: 'user', where }),
      () => rows.findMany({ model: 'session', where: [{ field: 'id', value: id }] }),
      () => rows.deleteMany({ model: 'verification', where: [{ field: 'value', value: id }] }),
      () => rows.deleteMany({ model: 'session', where: [{ field: 'userId', value: id, operator: 'ne' }] }),
      () =>
        rows.update({ model: 'session', where: [{ field: 'token', value: 'x' }], update: { userId: id } }),
      () => rows.findOne({ model: 'passkey', where: [{ field: 'id', value: id }] }),
      () => rows.create({ model: 'user', data: { email: 'x@y.kr' } }),
      () => rows.update({ model: 'user', where: [{ field: 'id', value: id }], update: { email: 'x@y.kr' } }),
      () => rows.updateMany({ model: 'user', where: [{ field: 'id', value: id }], update: {} }),
      () => rows.delete({ model: 'user', where: [{ field: 'id', value: id }] }),
      () => rows.deleteMany({ model: 'account', where: [{ field: 'userId', value: id }] }),
      () => rows.consumeOne({ model: 'session', where: [{ field: 'id', value: id }] }),
      () => rows.incrementOne({ model: 'user', where: [], increment: { tries: 1 } }),
      () => rows.count({ model: 'user' }),
    ])
      expect(await reasonOf(during({}, async () => ask()))).to.match(/does not know: \w+ \w+/)
  })
})
