import { randomBytes } from 'node:crypto'
import { mock } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { makeAuth, signInMs } from '../../src/desk/auth.ts'
import { hashToken } from '../../src/desk/auth-rows.ts'
import { hashPassword, isPassword } from '../../src/desk/password.ts'
import { ensureFirstAdmin, makeOneTimePassword, makeStaff } from '../../src/desk/staff.ts'
import { findByEmail, findPasswordHash, setPassword } from '../../src/store/colleagues.ts'
import { deleteSignIns, insertSignIn } from '../../src/store/sign-ins.ts'
import { countTriesIn } from '../../src/store/tries.ts'
import { openTestDatabase, type TestDatabase, testKey } from '../support/database.ts'
import { makeColleague } from './scene.ts'

describe('the staff', () => {
  let test: TestDatabase
  beforeEach(async () => {
    test = await openTestDatabase()
    mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-22T09:00:00Z') })
  })
  afterEach(async () => {
    mock.timers.reset()
    await test.close()
  })
  const staff = () => {
    const { db, pool } = test
    const auth = makeAuth({ db, key: testKey })
    return makeStaff({
      db,
      key: testKey,
      auth,
      countTries: countTriesIn(pool, testKey),
      now: () => new Date(),
    })
  }
  const later = (ms: number) => {
    mock.timers.setTime(Date.now() + ms)
  }

  async function admin() {
    const made = await ensureFirstAdmin(test.db, randomBytes)
    if (!made) throw new Error('no admin was made')
    return made
  }

  async function signedIn(doors = staff()) {
    const made = await admin()
    const answer = await doors.signIn({ ...made, ip: '127.0.0.1' })
    if (answer.kind !== 'signed-in') throw new Error(answer.kind)
    return { doors, made, token: answer.token, colleague: answer.colleague }
  }

  it('begins with one admin, whose password is shown once and stored as a hash', async () => {
    const made = await admin()
    expect(made.email).to.equal('admin@dajeong.local')
    expect(made.password).to.have.length.greaterThan(15)
    expect(await ensureFirstAdmin(test.db, randomBytes)).to.equal(null)
    const row = await test.db.selectFrom('colleagues').selectAll().executeTakeFirstOrThrow()
    expect(row.must_change).to.equal(true)
    expect(row.password_hash).to.match(/^scrypt\$32768\$8\$1\$/)
    expect(JSON.stringify(row)).to.not.include(made.password)
  })

  it('makes one admin when two nodes start at once', async () => {
    const made = await Promise.all([
      ensureFirstAdmin(test.db, randomBytes),
      ensureFirstAdmin(test.db, randomBytes),
    ])
    expect(made.filter((one) => one !== null)).to.have.length(1)
    expect(await staff().list('every')).to.have.length(1)
  })

  it('lets in who knows the password, whatever the case of the address', async () => {
    const { password } = await admin()
    const ask = { email: ' Admin@DAJEONG.local ', password, ip: '127.0.0.1' }
    expect((await staff().signIn(ask)).kind).to.equal('signed-in')
  })

  it('says the same of a wrong password, an unknown address and an endless password', async () => {
    const { email } = await admin()
    for (const ask of [
      { email, password: 'wrong' },
      { email: 'nobody@dajeong.local', password: 'wrong' },
      { email, password: 'x'.repeat(1_001) },
    ]) {
      expect(await staff().signIn({ ...ask, ip: '127.0.0.1' })).to.deep.equal({ kind: 'wrong' })
    }
  })

  it('stores no token, and knows who holds one', async () => {
    const { doors, token, colleague } = await signedIn()
    // 32 of 62 letters: 190 bits.
    expect(token).to.match(/^[A-Za-z0-9]{32}$/)
    const row = await test.db.selectFrom('sign_ins').selectAll().executeTakeFirstOrThrow()
    expect(row.token_hash).to.equal(hashToken(token)).and.not.include(token)
    expect((await doors.find(token))?.colleague).to.deep.equal(colleague)
    expect(await doors.find(`${token}x`)).to.equal(null)
    expect(await doors.find(row.token_hash)).to.equal(null)
  })

  it('ends a sign-in twelve hours after it was last used', async () => {
    const { doors, token } = await signedIn()
    later(signInMs - 60_000)
    expect(await doors.find(token)).to.not.equal(null)
    later(signInMs - 60_000)
    expect(await doors.find(token)).to.not.equal(null)
    later(signInMs + 1)
    expect(await doors.find(token)).to.equal(null)
  })

  it('signs out', async () => {
    const { doors, token } = await signedIn()
    await doors.signOut(token)
    expect(await doors.find(token)).to.equal(null)
  })

  it('changes a password, and signs out everywhere else', async () => {
    const { doors, made, token } = await signedIn()
    const other = await doors.signIn({ ...made, ip: '127.0.0.2' })
    const here = await doors.find(token)
    if (!here || other.kind !== 'signed-in') throw new Error('not signed in')
    const next = '다정한 하루 보내세요'
    const changed = await doors.changePassword(here, { current: made.password, next })
    if (changed.kind !== 'changed') throw new Error(changed.kind)
    // Whoever had got hold of the token that was is out, too.
    expect(await doors.find(token)).to.equal(null)
    expect((await doors.find(changed.token))?.colleague).to.include({
      id: here.colleague.id,
      mustChange: false,
    })
    expect(await doors.find(other.token)).to.equal(null)
    expect((await doors.signIn({ ...made, ip: '127.0.0.1' })).kind).to.equal('wrong')
    const again = await doors.signIn({ email: made.email, password: next, ip: '127.0.0.1' })
    expect(again).to.have.nested.property('colleague.mustChange', false)
  })

  it('says why a password is not changed', async () => {
    const { doors, made, token } = await signedIn()
    const here = await doors.find(token)
    if (!here) throw new Error('not signed in')
    const change = async (current: string, next: string) =>
      (await doors.changePassword(here, { current, next })).kind
    expect(await change('wrong', 'long enough now')).to.equal('wrong')
    expect(await change(made.password, 'short')).to.equal('too-short')
    expect(await change(made.password, 'x'.repeat(1_001))).to.equal('too-long')
    expect(await change(made.password, made.password)).to.equal('same')
  })

  describe('when a password is lost', () => {
    const reset = (email: string) => makeOneTimePassword(test.db, randomBytes, email)

    it('gets a new one, which must be changed; the old one and every sign-in end', async () => {
      const { doors, made, token } = await signedIn()
      const here = await doors.find(token)
      if (!here) throw new Error('not signed in')
      const own = '다정한 하루 보내세요'
      await doors.changePassword(here, { current: made.password, next: own })
      const other = await makeColleague(test.db, '다른 동료')
      const theirs = { tokenHash: hashToken('theirs'), colleagueId: other.id, passwordHash: 'none' }
      await insertSignIn(test.db, { ...theirs, expiresAt: new Date('2099-01-01') })

      const again = await reset(' Admin@DAJEONG.local ')
      if (again.kind !== 'made') throw new Error(again.kind)
      expect(again.email).to.equal(made.email)
      expect(again.password).to.have.length.greaterThan(15).and.not.equal(made.password)
      expect(await doors.find(token)).to.equal(null)
      expect(await doors.look('theirs'), 'nobody else is signed out').to.not.equal(null)
      expect((await doors.signIn({ email: made.email, password: own, ip: '::1' })).kind).to.equal('wrong')
      const { email, password } = again
      const answer = await doors.signIn({ email, password, ip: '::1' })
      expect(answer).to.have.nested.property('colleague.mustChange', true)
      const stored = [
        ...(await test.db.selectFrom('colleagues').selectAll().execute()),
        ...(await test.db.selectFrom('events').selectAll().execute()),
      ]
      expect(JSON.stringify(stored)).to.include('a new one-time password was made').and.not.include(password)
    })

    it('is told who there is when nobody has the address, and nothing changes', async () => {
      const { doors, token } = await signedIn()
      const answer = await reset('nobody@dajeong.local')
      expect(answer).to.deep.equal({ kind: 'nobody', addresses: ['admin@dajeong.local'] })
      expect(await doors.find(token)).to.not.equal(null)
    })

    it('lets nobody in with the old one at the very moment in which the new one is stored', async () => {
      const { id, hash } = await lost()
      const one = {
        tokenHash: 'late',
        colleagueId: id,
        passwordHash: hash,
        expiresAt: new Date('2099-01-01'),
      }
      let late: Promise<boolean> | null = null
      await test.db.transaction().execute(async (trx) => {
        await setPassword(trx, id, { passwordHash: 'new', mustChange: true })
        late = insertSignIn(test.db, one)
        // It must be waiting by now, not done.
        expect(await Promise.race([late, sleep(200, 'waits')])).to.equal('waits')
        await deleteSignIns(trx, id)
      })
      expect(await late).to.equal(false)
      expect(await test.db.selectFrom('sign_ins').selectAll().execute()).to.deep.equal([])
    })

    it('lets nobody put another in place of the new one with the old one', async () => {
      const { id, hash } = await lost()
      await reset('admin@dajeong.local')
      const mine = { passwordHash: 'mine', mustChange: false, instead: hash }
      expect(await setPassword(test.db, id, mine)).to.equal(false)
      expect(await findPasswordHash(test.db, id)).to.match(/^scrypt/)
    })

    async function lost(): Promise<{ id: string; hash: string }> {
      await admin()
      const found = await findByEmail(test.db, 'admin@dajeong.local')
      if (!found) throw new Error('no admin was made')
      return { id: found.id, hash: found.passwordHash }
    }
  })

  it('stops guessing at one address, and lets in again after a while', async () => {
    const { email, password } = await admin()
    const doors = staff()
    const guess = (word: string, ip: string) => doors.signIn({ email, password: word, ip })
    for (let tries = 0; tries < 10; tries += 1) await guess('wrong', `10.0.0.${tries}`)
    const answer = await guess(password, '10.0.1.1')
    expect(answer.kind).to.equal('too-many')
    expect(answer).to.have.property('waitMs').greaterThan(0)
    later(15 * 60_000)
    expect((await guess(password, '10.0.1.1')).kind).to.equal('signed-in')
  })

  it('counts tries that are under way, so that many at once do not pass', async () => {
    const { email } = await admin()
    const doors = staff()
    const all = Array.from({ length: 15 }, () => doors.signIn({ email, password: 'wrong', ip: '10.0.0.1' }))
    const kinds = (await Promise.all(all)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'wrong')).to.have.length(10)
  })
})

describe('a password', () => {
  it('is the same however its letters were composed', async () => {
    const hash = await hashPassword('다정한 하루'.normalize('NFD'))
    expect(await isPassword('다정한 하루'.normalize('NFC'), hash)).to.equal(true)
    expect(await isPassword('다정한 하루 ', hash)).to.equal(false)
  })

  it('has its own salt each time', async () => {
    expect(await hashPassword('same')).to.not.equal(await hashPassword('same'))
  })

  it('does not match what is no hash', async () => {
    for (const hash of ['', 'none', 'scrypt$1', 'bcrypt$1$2$3$4$5']) {
      expect(await isPassword('x', hash), hash).to.equal(false)
    }
  })
})
