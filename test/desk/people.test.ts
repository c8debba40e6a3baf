import { randomBytes } from 'node:crypto'
import { mock } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import type { Role } from '../../src/core/rights.ts'
import { cameFrom } from '../../src/desk/audit.ts'
import { makeAuth } from '../../src/desk/auth.ts'
import { linkMs, makePeople } from '../../src/desk/people.ts'
import { makeSessions } from '../../src/desk/sessions.ts'
import { makeStaff, type SignIn } from '../../src/desk/staff.ts'
import { listMemberships, saveMembership } from '../../src/store/memberships.ts'
import { countTriesIn } from '../../src/store/tries.ts'
import { makeBrand, signedInAs } from '../http/people.ts'
import { openTestDatabase, type TestDatabase, testKey } from '../support/database.ts'

describe('people', () => {
  let test: TestDatabase
  let brand: string
  const password = '다정한 하루 보내세요'
  beforeEach(async () => {
    test = await openTestDatabase()
    brand = await makeBrand(test.db, '다정상회')
    mock.timers.enable({ apis: ['Date'], now: Date.now() })
  })
  afterEach(async () => {
    mock.timers.reset()
    await test.close()
  })
  const later = (ms: number) => mock.timers.setTime(Date.now() + ms)

  const tools = () => {
    const { db } = test
    const auth = makeAuth({ db, key: testKey })
    return { db, key: testKey, auth, countTries: countTriesIn(test.pool, testKey), now: () => new Date() }
  }
  const people = () => makePeople(tools())
  const staff = () => makeStaff(tools())

  async function as(role: Role, at: string | null = brand): Promise<SignIn> {
    const { cookie } = await signedInAs(test.db, role, at)
    const found = await staff().find(cookie.split('=')[1] ?? '')
    if (!found) throw new Error('not signed in')
    await test.db
      .updateTable('colleagues')
      .set({ password_hash: 'set' })
      .where('id', '=', found.colleague.id)
      .execute()
    return found
  }
  const hana = { email: 'Hana@dajeong.local', name: '하나', role: 'agent' as Role }
  async function invited(by: SignIn, more: Partial<typeof hana> = {}, brandId: string | null = brand) {
    const answer = await people().invite(by, { ...hana, ...more, brandId })
    if (answer.kind !== 'invited' || !answer.link) throw new Error(answer.kind)
    return { id: answer.id, token: answer.link.token, expiresAt: answer.link.expiresAt }
  }
  const accept = (token: string, word = password) => people().accept({ token, password: word, ip: 'here' })
  const signIn = (email: string, word = password) => staff().signIn({ email, password: word, ip: 'here' })
  const whats = async () =>
    (await test.db.selectFrom('audit').select('what').orderBy('id').execute()).map(({ what }) => what)

  describe('are invited', () => {
    it('by a link that is stored as a hash, works once, and lets them choose a password', async () => {
      const { id, token, expiresAt } = await invited(await as('admin'))
      expect(expiresAt.getTime() - Date.now()).to.equal(7 * 24 * 3_600_000)
      const { rows } = await sql<{ all: string }>`select l::text as all from password_links l`.execute(
        test.db,
      )
      expect(rows[0]?.all).to.not.include(token)
      expect(await signIn(hana.email)).to.deep.equal({ kind: 'wrong' })
      expect(await signIn(hana.email, 'none')).to.deep.equal({ kind: 'wrong' })
      expect(await accept(token)).to.deep.equal({ kind: 'accepted', email: hana.email })
      expect(await accept(token)).to.deep.equal({ kind: 'no-link' })
      const answer = await signIn('hana@dajeong.local')
      expect(answer).to.include({ kind: 'signed-in' })
      expect(await listMemberships(test.db, id)).to.deep.equal([{ brandId: brand, role: 'agent' }])
      expect(await whats()).to.include.members(['invited', 'invitation-accepted', 'sign-in'])
    })

    it('for seven days', async () => {
      const { token } = await invited(await as('admin'))
      later(linkMs.invitation)
      expect(await accept(token)).to.deep.equal({ kind: 'no-link' })
    })

    it('with one password when two use the link at once', async () => {
      const { token } = await invited(await as('admin'))
      const answers = await Promise.all([
        accept(token, 'the first password'),
        accept(token, 'the second password'),
      ])
      expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['accepted', 'no-link'])
    })

    it('with a password that is one', async () => {
      const { token } = await invited(await as('admin'))
      expect(await accept(token, 'short')).to.deep.equal({ kind: 'too-short', least: 10 })
      expect(await accept(token, 'x'.repeat(1_001))).to.deep.equal({ kind: 'too-long', most: 1_000 })
      expect(await accept(token)).to.include({ kind: 'accepted' })
    })

    it('and nobody guesses links for long', async () => {
      const doors = people()
      const guess = () =>
        doors.accept({ token: randomBytes(32).toString('base64url'), password: 'x', ip: 'there' })
      for (let tries = 0; tries < 30; tries += 1) expect(await guess()).to.include({ kind: 'too-short' })
      expect(await guess()).to.include({ kind: 'too-many' })
    })

    it('once: who is here already keeps their role', async () => {
      const admin = await as('admin')
      const { id } = await invited(admin)
      const again = await people().invite(admin, { ...hana, role: 'viewer', brandId: brand })
      expect(again).to.deep.equal({ kind: 'already-here', id, role: 'agent' })
    })

    it('once, when two admins do it at the same time', async () => {
      const [one, two] = [await as('admin'), await as('admin')]
      const ask = { ...hana, brandId: brand }
      const answers = await Promise.all([people().invite(one, ask), people().invite(two, ask)])
      expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['already-here', 'invited'])
    })

    it('to a second brand at once, without a link, when they have a password', async () => {
      const { id, token } = await invited(await as('admin'))
      await accept(token)
      const other = await makeBrand(test.db, '다른 상회')
      const answer = await people().invite(await as('admin', other), { ...hana, brandId: other })
      expect(answer).to.deep.equal({ kind: 'invited', id, link: null })
      expect(await listMemberships(test.db, id)).to.have.length(2)
    })

    it('by nobody who could not give the role', async () => {
      const tries: [Role, Role, string | null][] = [
        ['admin', 'owner', brand],
        ['admin', 'viewer', null],
        ['owner', 'viewer', null],
        ['approver', 'viewer', brand],
      ]
      for (const [mine, role, at] of tries) {
        const answer = await people().invite(await as(mine), { ...hana, role, brandId: at })
        expect(answer, `${mine} → ${role}`).to.deep.equal({ kind: 'not-yours', role })
      }
      expect(await people().invite(await as('owner', null), { ...hana, brandId: '999999' })).to.deep.equal({
        kind: 'not-found',
      })
    })

    it('by nobody who would get a link to another’s brand by it', async () => {
      const other = await makeBrand(test.db, '다른 상회')
      await invited(await as('owner', other), { role: 'owner' }, other)
      const answer = await people().invite(await as('admin'), { ...hana, brandId: brand })
      expect(answer).to.deep.equal({ kind: 'not-yours', role: null })
    })
  })

  describe('who lost their password', () => {
    it('get a link that ends their sign-ins when it is used, and not before', async () => {
      const agent = await as('agent')
      const answer = await people().resetLink(await as('admin'), agent.colleague.id)
      if (answer.kind !== 'link') throw new Error(answer.kind)
      expect(await staff().look(agent.token)).to.not.equal(null)
      expect(await accept(answer.link.token)).to.include({ kind: 'accepted' })
      expect(await staff().look(agent.token)).to.equal(null)
      expect(await signIn(agent.colleague.email)).to.include({ kind: 'signed-in' })
      expect(await whats()).to.include.members(['reset-link', 'reset-accepted'])
    })

    it('have one link at a time, for a day', async () => {
      const [admin, agent] = [await as('admin'), await as('agent')]
      const make = async () => {
        const answer = await people().resetLink(admin, agent.colleague.id)
        return answer.kind === 'link' ? answer.link.token : ''
      }
      const [first, second] = [await make(), await make()]
      expect(await accept(first)).to.deep.equal({ kind: 'no-link' })
      later(linkMs.reset)
      expect(await accept(second)).to.deep.equal({ kind: 'no-link' })
    })

    it('get it from nobody who could not take every role of theirs', async () => {
      const admin = await as('admin')
      const owner = await as('owner')
      const everywhere = await as('viewer', null)
      const abroad = await as('viewer', await makeBrand(test.db, '다른 상회'))
      const both = await as('viewer')
      const two = { colleagueId: both.colleague.id, brandId: await makeBrand(test.db, '셋째 상회') }
      await saveMembership(test.db, { ...two, role: 'owner' })
      for (const { colleague } of [owner, everywhere, both])
        expect(await people().resetLink(admin, colleague.id)).to.deep.equal({ kind: 'not-yours', role: null })
      // Whom no list shows them is not there for them.
      expect(await people().resetLink(admin, abroad.colleague.id)).to.deep.equal({ kind: 'not-found' })
      expect(await people().resetLink(admin, '999999')).to.deep.equal({ kind: 'not-found' })
      expect(await people().resetLink(owner, admin.colleague.id)).to.include({ kind: 'link' })
    })
  })

  describe('change what they are', () => {
    it('by who may, with before and after written down', async () => {
      const [admin, agent] = [await as('admin'), await as('agent')]
      const ask = { id: agent.colleague.id, role: 'approver' as Role, brandId: brand }
      expect(await people().setRole(admin, ask)).to.deep.equal({ kind: 'role' })
      const entry = await test.db
        .selectFrom('audit')
        .selectAll()
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
      expect(entry).to.deep.include({
        ...{ who: `colleague:${admin.colleague.id}`, what: 'role', brand_id: brand },
        ...{
          target: `colleague:${agent.colleague.id}`,
          before: { role: 'agent' },
          after: { role: 'approver' },
        },
      })
    })

    it('never by admins where owners are', async () => {
      const [admin, owner] = [await as('admin'), await as('owner')]
      const at = { id: owner.colleague.id, brandId: brand }
      expect(await people().setRole(admin, { ...at, role: 'viewer' })).to.include({ kind: 'not-yours' })
      expect(await people().remove(admin, at)).to.include({ kind: 'not-yours' })
      const self = { id: admin.colleague.id, brandId: brand, role: 'owner' as Role }
      expect(await people().setRole(admin, self)).to.include({ kind: 'not-yours' })
    })

    it('by the role that the caller has now, not when they signed in', async () => {
      const [owner, admin, agent] = [await as('owner'), await as('admin'), await as('agent')]
      await people().setRole(owner, { id: admin.colleague.id, role: 'viewer', brandId: brand })
      const answer = await people().setRole(admin, { id: agent.colleague.id, role: 'viewer', brandId: brand })
      expect(answer).to.include({ kind: 'not-yours' })
    })

    it('until one owner is left, also when two go at once', async () => {
      const [one, two] = [await as('owner'), await as('owner')]
      const away = (by: SignIn, who: SignIn) => people().remove(by, { id: who.colleague.id, brandId: brand })
      const answers = await Promise.all([away(one, one), away(two, two)])
      expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['last-owner', 'removed'])
      const left = answers[0]?.kind === 'removed' ? two : one
      const down = { id: left.colleague.id, role: 'admin' as Role, brandId: brand }
      expect(await people().setRole(left, down)).to.deep.equal({ kind: 'last-owner' })
      expect(await listMemberships(test.db, left.colleague.id)).to.deep.equal([
        { brandId: brand, role: 'owner' },
      ])
    })

    it('and an owner who has no password yet does not count', async () => {
      const owner = await as('owner')
      await invited(owner, { role: 'owner' })
      const answer = await people().remove(owner, { id: owner.colleague.id, brandId: brand })
      expect(answer).to.deep.equal({ kind: 'last-owner' })
    })
  })

  describe('who leave', () => {
    it('lose sign-ins, links and password with their last role, and keep their name in what they did', async () => {
      const admin = await as('admin')
      const { id, token } = await invited(admin)
      await accept(token)
      await signIn(hana.email)
      const link = await people().resetLink(admin, id)
      expect(await people().remove(admin, { id, brandId: brand })).to.deep.equal({ kind: 'removed' })
      expect(await signIn(hana.email)).to.deep.equal({ kind: 'wrong' })
      expect(await accept(link.kind === 'link' ? link.link.token : '')).to.deep.equal({ kind: 'no-link' })
      const open = await test.db.selectFrom('sign_ins').select('id').where('colleague_id', '=', id).execute()
      expect(open).to.deep.equal([])
      expect((await people().list('every')).map((one) => one.id)).to.not.include(id)
      const name = test.db.selectFrom('colleagues').select('name').where('id', '=', id)
      expect(await name.executeTakeFirst()).to.deep.equal({ name: '하나' })
      expect(await people().invite(admin, { ...hana, brandId: brand })).to.include({ kind: 'invited', id })
    })

    it('one brand stay at the other', async () => {
      const other = await makeBrand(test.db, '다른 상회')
      const agent = await as('agent')
      await people().invite(await as('admin', other), {
        ...{ email: agent.colleague.email, name: '하나', role: 'viewer', brandId: other },
      })
      const at = { id: agent.colleague.id, brandId: brand }
      expect(await people().remove(await as('admin'), at)).to.deep.equal({ kind: 'removed' })
      expect((await staff().look(agent.token))?.memberships).to.deep.equal([
        { brandId: other, role: 'viewer' },
      ])
      expect(await people().remove(await as('admin'), at)).to.deep.equal({ kind: 'not-found' })
    })
  })

  it('are listed with their roles at the brands that one may read of', async () => {
    const other = await makeBrand(test.db, '다른 상회')
    const admin = await as('admin')
    await as('owner', other)
    const { id } = await invited(admin)
    const listed = await people().list([brand])
    expect(listed.map((one) => one.id)).to.deep.equal([admin.colleague.id, id])
    expect(listed[1]).to.deep.include({ invited: true, memberships: [{ brandId: brand, role: 'agent' }] })
  })

  describe('see where they are signed in', () => {
    it('and end one sign-in or all others, of their own alone', async () => {
      const { token } = await invited(await as('admin'))
      await accept(token)
      const from = async (address: string) => {
        const answer = await cameFrom({ address, userAgent: `browser ${address}` }, () => signIn(hana.email))
        const found = answer.kind === 'signed-in' ? await staff().find(answer.token) : null
        if (!found) throw new Error(answer.kind)
        return found
      }
      const [here, there, away] = [await from('1.1.1.1'), await from('2.2.2.2'), await from('3.3.3.3')]
      const sessions = makeSessions(tools())
      const listed = await sessions.list(here)
      expect(listed.map(({ address, userAgent, current }) => [address, userAgent, current])).to.deep.equal([
        ['3.3.3.3', 'browser 3.3.3.3', false],
        ['2.2.2.2', 'browser 2.2.2.2', false],
        ['1.1.1.1', 'browser 1.1.1.1', true],
      ])
      const somebody = await as('viewer')
      expect(await sessions.end(somebody, listed[1]?.id ?? '')).to.equal(false)
      expect(await staff().look(there.token)).to.not.equal(null)
      expect(await sessions.end(here, listed[1]?.id ?? '')).to.equal(true)
      expect(await staff().look(there.token)).to.equal(null)
      await sessions.endOthers(here)
      expect(await staff().look(away.token)).to.equal(null)
      expect(await staff().look(here.token)).to.not.equal(null)
      expect(await staff().look(somebody.token)).to.not.equal(null)
    })
  })
})
