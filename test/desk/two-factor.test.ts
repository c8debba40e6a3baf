import { randomBytes } from 'node:crypto'
import { mock } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { makeAuth } from '../../src/desk/auth.ts'
import { stepOf } from '../../src/desk/codes.ts'
import { hashPassword } from '../../src/desk/password.ts'
import { makePeople } from '../../src/desk/people.ts'
import { makeStaff, type SignIn } from '../../src/desk/staff.ts'
import { makeTwoFactors } from '../../src/desk/two-factor.ts'
import { insertColleague } from '../../src/store/colleagues.ts'
import { saveMembership } from '../../src/store/memberships.ts'
import { countTriesIn } from '../../src/store/tries.ts'
import { openTestDatabase, type TestDatabase, testKey } from '../support/database.ts'

describe('a second factor', () => {
  const who = { email: 'hana@dajeong.local', password: '다정한 하루 보내세요' }
  let passwordHash: string
  let test: TestDatabase
  let tools: Parameters<typeof makeTwoFactors>[0]
  let staff: ReturnType<typeof makeStaff>
  let twoFactors: ReturnType<typeof makeTwoFactors>
  let hana: SignIn
  before(async () => {
    passwordHash = await hashPassword(who.password)
  })
  beforeEach(async () => {
    test = await openTestDatabase()
    mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-22T09:00:00Z') })
    const auth = makeAuth({ db: test.db, key: testKey })
    const countTries = countTriesIn(test.pool, testKey)
    tools = { db: test.db, key: testKey, auth, countTries, now: () => new Date(), random: randomBytes }
    staff = makeStaff(tools)
    twoFactors = makeTwoFactors(tools)
    const one = { email: who.email, name: '하나', passwordHash, mustChange: false }
    const id = (await insertColleague(test.db, one)) as string
    await saveMembership(test.db, { colleagueId: id, brandId: null, role: 'agent' })
    const answer = await signIn()
    hana = (await staff.find(answer.kind === 'signed-in' ? answer.token : '')) as SignIn
  })
  afterEach(async () => {
    mock.timers.reset()
    await test.close()
  })

  const signIn = (code: string | null = null) => staff.signIn({ ...who, code, ip: 'here' })
  const later = (seconds: number) => {
    mock.timers.setTime(Date.now() + seconds * 1_000)
  }
  const codeOf = (secret: string, at = new Date()) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })

  async function turnedOn() {
    const begun = await twoFactors.begin(hana, who.password)
    if (begun.kind !== 'begun') throw new Error(begun.kind)
    const on = await twoFactors.confirm(hana, codeOf(begun.secret))
    if (on.kind !== 'on') throw new Error(on.kind)
    later(30)
    return { secret: begun.secret, backupCodes: on.backupCodes }
  }

  it('makes the codes that RFC 6238 has in its appendix', () => {
    // Its secret is "12345678901234567890"; its codes have eight digits, of which apps show the last six.
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    for (const [seconds, code] of [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_234_567_890, '005924'],
      [2_000_000_000, '279037'],
    ] as const)
      expect(stepOf(secret, code, new Date(seconds * 1_000)), code).to.equal(Math.floor(seconds / 30))
  })

  it('is asked for from when a code was shown back, and not before', async () => {
    const begun = await twoFactors.begin(hana, who.password)
    if (begun.kind !== 'begun') throw new Error(begun.kind)
    expect(begun.uri).to.match(/^otpauth:\/\/totp\/Dajeong:.*secret=/)
    expect(await signIn()).to.include({ kind: 'signed-in' })
    expect(await twoFactors.confirm(hana, '000000')).to.deep.equal({ kind: 'wrong' })
    expect(await twoFactors.confirm(hana, codeOf(begun.secret))).to.include({ kind: 'on' })
    expect(await signIn()).to.deep.equal({ kind: 'code-needed' })
    expect(await twoFactors.read(hana)).to.deep.equal({ on: true, backupCodes: 10 })
    later(30)
    expect(await signIn(codeOf(begun.secret))).to.include({ kind: 'signed-in' })
  })

  it('is not told of to whoever has the wrong password', async () => {
    const { secret } = await turnedOn()
    const wrong = { ...who, password: 'guess', ip: 'here' }
    expect(await staff.signIn(wrong)).to.deep.equal({ kind: 'wrong' })
    expect(await staff.signIn({ ...wrong, code: codeOf(secret) })).to.deep.equal({ kind: 'wrong' })
  })

  it('takes each code once, also when two come at once', async () => {
    const { secret } = await turnedOn()
    const code = codeOf(secret)
    const answers = await Promise.all([signIn(code), signIn(code)])
    expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['signed-in', 'wrong-code'])
    expect(await signIn(code)).to.deep.equal({ kind: 'wrong-code' })
  })

  it('does not take the code that turned it on once more', async () => {
    const { secret } = await turnedOn()
    later(-30)
    expect(await signIn(codeOf(secret))).to.deep.equal({ kind: 'wrong-code' })
  })

  it('takes a code half a minute off, and none further off', async () => {
    const { secret } = await turnedOn()
    const at = (seconds: number) => codeOf(secret, new Date(Date.now() + seconds * 1_000))
    later(300)
    expect(await signIn(at(-61))).to.deep.equal({ kind: 'wrong-code' })
    expect(await signIn(at(61))).to.deep.equal({ kind: 'wrong-code' })
    expect(await signIn(at(-30))).to.include({ kind: 'signed-in' })
    expect(await signIn(at(30))).to.include({ kind: 'signed-in' })
  })

  it('takes each backup code once, however it is typed', async () => {
    const { backupCodes } = await turnedOn()
    expect(new Set(backupCodes).size).to.equal(10)
    const [first = '', second = ''] = backupCodes
    expect(await signIn(first.toUpperCase().replace('-', ' '))).to.include({ kind: 'signed-in' })
    expect(await signIn(first)).to.deep.equal({ kind: 'wrong-code' })
    const answers = await Promise.all([signIn(second), signIn(second)])
    expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['signed-in', 'wrong-code'])
    expect(await twoFactors.read(hana)).to.deep.equal({ on: true, backupCodes: 8 })
  })

  it('is not guessed at leisure, from wherever', async () => {
    const { secret } = await turnedOn()
    // The address is forgotten with each right password; the codes are counted for themselves.
    for (let tries = 0; tries < 10; tries += 1)
      expect(await makeStaffThatForgets(tries)).to.be.oneOf(['wrong-code', 'too-many'])
    const answer = await signIn(codeOf(secret))
    expect(answer).to.include({ kind: 'too-many' })
    later(15 * 60)
    expect(await signIn(codeOf(secret))).to.include({ kind: 'signed-in' })
  })
  const makeStaffThatForgets = async (tries: number) =>
    (await staff.signIn({ ...who, code: '000000', ip: `from ${tries}` })).kind

  it('is sealed, and bound to its owner', async () => {
    const { secret, backupCodes } = await turnedOn()
    const { rows } = await sql<{ all: string }>`select t::text as all from two_factors t`.execute(test.db)
    expect(rows[0]?.all).to.not.include(secret)
    for (const code of backupCodes) expect(rows[0]?.all).to.not.include(code.replace('-', ''))
    const one = { email: 'duri@dajeong.local', name: '두리', passwordHash, mustChange: false }
    const id = (await insertColleague(test.db, one)) as string
    await sql`insert into two_factors (colleague_id, secret_sealed, confirmed_at)
      select ${id}, secret_sealed, confirmed_at from two_factors`.execute(test.db)
    const asked = { email: one.email, password: who.password, code: codeOf(secret), ip: 'here' }
    const error = await staff.signIn(asked).catch((reason: unknown) => reason)
    expect(String(error)).to.match(/cannot be opened/)
  })

  it('begins and ends with the password, and ends with a code too', async () => {
    expect(await twoFactors.begin(hana, 'guess')).to.deep.equal({ kind: 'wrong' })
    const { secret } = await turnedOn()
    expect(await twoFactors.begin(hana, who.password)).to.deep.equal({ kind: 'already-on' })
    const end = (password: string, code: string) => twoFactors.end(hana, { password, code })
    expect(await end('guess', codeOf(secret))).to.deep.equal({ kind: 'wrong' })
    expect(await end(who.password, '000000')).to.deep.equal({ kind: 'wrong' })
    expect(await end(who.password, codeOf(secret))).to.deep.equal({ kind: 'off' })
    expect(await signIn()).to.include({ kind: 'signed-in' })
    const whats = await test.db.selectFrom('audit').select('what').orderBy('id').execute()
    expect(whats.map(({ what }) => what)).to.include.members(['two-factor-on', 'two-factor-off'])
  })

  it('survives a reset of the password, unless the admin who made the link says that it goes too', async () => {
    const { secret } = await turnedOn()
    const people = makePeople(tools)
    await test.db
      .updateTable('memberships')
      .set({ role: 'owner' })
      .where('colleague_id', '=', hana.colleague.id)
      .execute()
    const reset = async (dropTwoFactor: boolean) => {
      const answer = await people.resetLink(hana, hana.colleague.id, { dropTwoFactor })
      const token = answer.kind === 'link' ? answer.link.token : ''
      expect(await people.accept({ token, password: who.password, ip: 'here' })).to.include({
        kind: 'accepted',
      })
    }
    await reset(false)
    expect(await signIn()).to.deep.equal({ kind: 'code-needed' })
    expect(await signIn(codeOf(secret))).to.include({ kind: 'signed-in' })
    await reset(true)
    expect(await signIn()).to.include({ kind: 'signed-in' })
  })
})
