import { createHash, randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Account, type Channel, ChannelError } from '../../src/channels/channel.ts'
import type { CaseCheck } from '../../src/core/case-checks.ts'
import { Policy } from '../../src/core/policy.ts'
import { makeAccounts } from '../../src/desk/accounts.ts'
import { makeStart } from '../../src/desk/first-steps.ts'
import type { Translation } from '../../src/desk/helping.ts'
import { insertCase } from '../../src/store/cases.ts'
import type { Db } from '../../src/store/db.ts'
import { hashText } from '../../src/store/drafts.ts'
import { setBrandName } from '../../src/store/first-steps.ts'
import { hashPolicy } from '../../src/store/policy-versions.ts'
import { addVersion, keepTexts } from '../../src/store/prompts.ts'
import { addSavedVersion } from '../../src/store/saved-replies.ts'
import { makeScene, type Scene } from '../desk/scene.ts'
import { seedAccount, testKey } from '../support/database.ts'
import { cut, type HostilePage, stored, useHostilePage } from './hostile-page.ts'

const author = 'colleague:0'
const some = stored.filter((_, at) => at % 12 === 0)

/** As many of the texts as each list of a policy takes, and each as long as it may be. */
const list = (most: number, least: number, count: number) =>
  [...new Set(stored.map((one) => cut(one, most)))].filter((one) => one.length >= least).slice(0, count)

describe('words that were written to run, in the rooms where the brand is tuned', function () {
  this.timeout(900_000)
  const openPage = useHostilePage()

  it('are words in the tuning room: sources, reasons, cases and what came of them', async () => {
    const checks = stored.map((one): CaseCheck => ({ kind: 'contains', text: cut(one, 300) }))
    const source = stored.join('\n')
    async function plant({ test: { db }, brandId }: HostilePage['house']) {
      for (const [at, one] of some.entries())
        await insertCase(db, brandId, {
          ...{ name: cut(`${at} ${one}`, 120), message: cut(one, 4_000), channel: 'webhook', language: 'ko' },
          ...{
            visibility: 'public',
            must: checks.slice(at * 12, (at + 1) * 12),
            conversationId: null,
            author,
          },
        })
    }
    const staff = await openPage('/desk/tuning/cases', plant)
    const { house, page } = staff
    await staff.allStand(
      '.case-list',
      some.map((one, at) => cut(`${at} ${one}`, 120)),
    )
    await page.click('#run-cases')
    await staff.allStand(
      '#ran',
      checks.map((one) => (one.kind === 'contains' ? `“${one.text}”이(가) 있어야 해요` : '')),
    )
    for (const { id } of await house.test.db.selectFrom('cases').select('id').orderBy('id').execute()) {
      await staff.go(`/desk/tuning/cases/${id}`)
      const { must, message } = await house.test.db
        .selectFrom('cases')
        .select(['must', 'message'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      await staff.allStand('.case-form :is(input, textarea)', [
        message,
        ...(must as { text: string }[]).map(({ text }) => text),
      ])
    }
    // What a colleague publishes is read before; what stands in the database may be older than what reads it.
    const { db } = house.test
    for (const name of ['reply-question', 'plain/ko'])
      for (const [at, one] of stored.entries()) {
        const words = `${source}\n${at} ${one}`
        const hash = createHash('sha256').update(words).digest('hex')
        await keepTexts(db, [{ name, hash, source: words }])
        const reason = cut(one, 300)
        await addVersion(db, { brandId: house.brandId, name, hash, author, reason, live: true })
      }
    for (const room of ['prompts/reply-question', 'phrases/ko']) {
      await staff.go(`/desk/tuning/${room.split('/')[0]}`)
      await staff.stands('.prompt-list', cut(stored.at(-1) ?? '', 300))
      await staff.go(`/desk/tuning/${room}/versions`)
      await staff.allStand(
        '.versions',
        stored.map((one) => cut(one, 300)),
      )
      await staff.go(`/desk/tuning/${room}`)
      const code = page.locator('.code .cm-content')
      await code
        .locator('.cm-line', { hasText: stored[0] ?? '' })
        .first()
        .waitFor()
      await code.click()
      await page.keyboard.press('Control+Home')
      await page.keyboard.type('{{<img src=x onerror=window.__ran=1>}}')
      await page.waitForSelector('#fault')
      await staff.untouched('what is wrong with a source')
      await page.keyboard.press('Control+End')
      await staff.settle()
      await staff.untouched('the end of a source')
      await staff.go(`/desk/tuning/${room}/compare`)
      await page.waitForSelector('.cm-merge-b .cm-line, .cm-changedLine')
      await staff.untouched('two versions of a source')
      await page.waitForSelector(
        '.publish-bar [role=status][aria-busy=false]:has-text("틀린 곳을 고쳐 주세요")',
      )
      await page.waitForSelector('#publish:disabled')
      await staff.untouched('why a source is not published')
      await page.click('#discard')
      await page.click('[role=dialog] button.main')
      await page.waitForSelector('#publish', { state: 'detached' })
    }
  })

  it('are words in rules and voice: every field, its history, what failed and saved replies', async () => {
    const short = list(60, 2, 100)
    const policy = Policy.parse({
      voice: { persona: cut(stored[0] ?? '', 600), neverSay: list(60, 1, 200) },
      ...{ competitors: list(60, 2, 500), linkHosts: stored },
      topics: short.map((name) => ({ name, words: [name] })),
      disclosure: {
        ...{ ko: cut(stored[0] ?? '', 120), en: cut(stored[12] ?? '', 120) },
        channels: Object.fromEntries(list(40, 1, 300).map((name) => [name, { on: true }])),
      },
    })
    const replies: string[] = []
    async function plant({ test: { db }, brandId }: HostilePage['house']) {
      const saved = JSON.stringify(policy)
      await sql`update brands set policy = ${saved}::jsonb where id = ${brandId}`.execute(db)
      // Each of the others differs from the newest in what the brand is called when it speaks.
      for (const [at, one] of stored.entries()) {
        const other = { ...policy, voice: { ...policy.voice, persona: cut(one, 600) } }
        const held = at === stored.length - 1 ? policy : other
        await sql`insert into policy_versions (brand_id, policy, hash, author, reason, live) values (${brandId},
          ${JSON.stringify(held)}::jsonb, ${hashPolicy(held)}, ${author}, ${one}, ${held === policy})`.execute(
          db,
        )
      }
      await insertCase(db, brandId, {
        ...{ name: cut(stored[0] ?? '', 120), message: stored[12] ?? '', channel: 'webhook', language: 'ko' },
        ...{ visibility: 'public', conversationId: null, author },
        must: some.map((one): CaseCheck => ({ kind: 'contains', text: cut(one, 300) })),
      })
      for (const removed of [false, true]) {
        const { rows } = await sql<{ id: string }>`
          insert into saved_replies (brand_id, name, language, text, removed_at)
          values (${brandId}, ${stored[0]}, 'ko', ${stored[0]}, ${removed ? new Date() : null}) returning id`.execute(
          db,
        )
        const replyId = rows[0]?.id ?? ''
        replies.push(replyId)
        for (const one of stored)
          await addSavedVersion(db, {
            ...{ replyId, name: cut(one, 80), language: 'ko', text: one, author, reason: cut(one, 300) },
          })
      }
    }
    const staff = await openPage('/desk/policy/voice', plant)
    const { house, page } = staff
    // What is typed is looked at as it is typed, and is not whole yet.
    staff.expectLine(/status of 400/)
    const { persona, neverSay } = policy.voice
    await staff.allStand('main :is(input, textarea, strong)', [
      ...[persona, policy.disclosure.ko ?? '', policy.disclosure.en ?? ''],
      ...Object.keys(policy.disclosure.channels),
    ])
    await staff.go('/desk/policy/words')
    await staff.allStand('main :is(input, textarea)', [
      ...neverSay,
      ...policy.competitors,
      ...stored,
      ...short,
    ])
    await page.fill('textarea[name="voice.neverSay"]', [...neverSay.slice(1), `${some[1]}`].join('\n'))
    await page.waitForSelector('#faults, #said-changes')
    await staff.untouched('what would be different')
    await page.fill('textarea[name="voice.neverSay"]', neverSay.slice(1).join('\n'))
    await staff.stands('#said-changes', neverSay[0] ?? '')
    await page.fill('#publish textarea', some[2] ?? '')
    await page.click('#publish button[type=submit]')
    await staff.allStand('#failing', [cut(stored[0] ?? '', 120), ...some.map((one) => cut(one, 300))])
    for (const room of ['rules', 'times']) {
      await staff.go(`/desk/policy/${room}`)
      await staff.stands('#said-changes', neverSay[0] ?? '')
    }
    await staff.go('/desk/policy/versions')
    await staff.allStand('.version', stored)
    await staff.stands('#version-changes', cut(stored.at(-2) ?? '', 600).slice(0, 60))

    await staff.go(`/desk/policy/saved?reply=${replies[0]}`)
    await staff.allStand(
      '.version',
      stored.flatMap((one) => [one, cut(one, 80), cut(one, 300)]),
    )
    await staff.each('details', '(one.open = true, "")')
    await staff.allStand('#removed-replies', [stored[0] ?? ''])
    await staff.settle()
    await staff.untouched('what a saved reply was')
    expect(await house.test.db.selectFrom('policy_versions').select('id').execute()).to.have.length(
      stored.length,
    )
  })

  it('are words in the accounts’ room and the first steps: names, what a network says and asks for', async () => {
    let db: Db
    let town: string
    let brand: string
    const said = { label: stored[0] ?? '', help: stored[12] ?? '', wrong: stored[14] ?? '' }
    const lead = { label: stored[1] ?? '', lead: stored[2] ?? '' }
    const token = z.string().min(5).meta({ ko: said, en: said })
    const hostile: Channel<{ token: string }> = {
      ...{ name: 'hostile', settings: z.object({ token }), about: { ko: lead, en: lead } },
      can: { dm: true, thread: true, edit: true, listen: false, webhook: true, find: false },
      pace: { burst: 1, everyMs: 1, gapMs: 0 },
      open: () => ({
        ...({} as Account),
        check: () => Promise.reject(new ChannelError('auth', stored.join('\n'))),
      }),
    }
    const accounts = () =>
      makeAccounts({
        ...{ db, key: testKey, brandName: '다정텔레콤', now: () => new Date() },
        channels: { hostile: { load: async () => hostile as Channel } },
      })
    const start = () =>
      makeStart({
        ...{ db, brandId: brand, sample: async () => 0 },
        town: {
          url: stored[14] ?? '',
          accountId: town,
          customer: '@hana@town.example',
          write: async () => {},
        },
      })
    async function plant(house: HostilePage['house']) {
      db = house.test.db
      brand = house.brandId
      for (const [at, one] of stored.entries()) {
        const name = `${at} ${cut(one, 300)}`
        const { id } = await seedAccount(db, {
          ...{ nativeId: name, channel: 'hostile', settings: { token: 'a token' } },
        })
        const state = { state: at % 2 === 0 ? ('paused' as const) : ('refused' as const), state_why: one }
        await db
          .updateTable('accounts')
          .set({ ...state, brand_id: brand, handle: name, name })
          .where('id', '=', id)
          .execute()
        town = id
      }
    }
    const staff = await openPage('/desk/accounts', plant, {
      accounts: {
        list: () => accounts().list(),
        channels: () => accounts().channels(),
        add: (one) => accounts().add(one),
        check: (id, who) => accounts().check(id, who),
        pause: (id, why, who) => accounts().pause(id, why, who),
        resume: (id, who) => accounts().resume(id, who),
        setMode: (id, mode, who) => accounts().setMode(id, mode, who),
        remove: (id, who) => accounts().remove(id, who),
      },
      start: {
        look: () => start().look(),
        name: (name, who) => start().name(name, who),
        putAway: (away, who) => start().putAway(away, who),
        takeSample: (who) => start().takeSample(who),
        letCustomerWrite: (text) => start().letCustomerWrite(text),
        brands: (brands) => start().brands(brands),
      },
    })
    const { house, page } = staff
    await page.waitForSelector('form.connect')
    await staff.allStand(
      '.one-account',
      stored.flatMap((one, at) => [one, `${at} ${cut(one, 300)}`]),
    )
    await staff.allStand('main', [said.label, said.help, lead.label, lead.lead])
    await page.click('form.connect button.main')
    await page.waitForSelector('form.connect .mantine-InputWrapper-error')
    await staff.untouched('what is missing')
    await page.fill('form.connect input', 'x')
    await page.click('form.connect button.main')
    await staff.stands('form.connect .mantine-InputWrapper-error', said.wrong)
    await page.fill('form.connect input', stored[0] ?? '')
    await page.click('form.connect button.main')
    await staff.allStand('form.connect', stored)
    await page.click('.one-account button:has-text("지금 확인")')
    await staff.allStand('.one-account [role=alert]', stored)

    const scene = await makeScene(house.test.db, stored[0], { accountId: await seeded(house) })
    town = scene.accountId
    const draft = await scene.draft('네.')
    await sent(house.test.db, scene, draft.id, stored[0] ?? '')
    for (const one of some) {
      await sql`update mentions set text = ${one}, stage = 'sent' where conversation_id = ${scene.conversationId}`.execute(
        house.test.db,
      )
      await sql`update sends set text = ${one}, url = ${one} where conversation_id = ${scene.conversationId}`.execute(
        house.test.db,
      )
      await setBrandName(house.test.db, house.brandId, cut(one, 80))
      await staff.go('/desk/accounts')
      await page.waitForSelector('form.connect')
      await staff.go('/desk/start')
      await staff.allStand('.talk-so-far', [one])
      const closed = page.locator('.first-steps button[aria-expanded=false]')
      while ((await closed.count()) > 0) await closed.first().click()
      await staff.allStand('.first-steps :is(input, blockquote)', [cut(one, 80), one])
      expect(
        (await staff.each('.first-steps a[href]', 'one.protocol')).filter((way) => !/^https?:$/.test(way)),
      ).to.deep.equal([])
    }
  })

  it('are words where a model translated them, and where what we sent is compared with what was drafted', async () => {
    const scenes: Scene[] = []
    const told = new Map<string, string>()
    const helping = {
      canRewrite: true,
      rewrite: async () => ({ kind: 'rewritten' as const, text: '', findings: [] }),
      summary: async () => null,
      async translate({ conversationId }: { conversationId: string }): Promise<Translation> {
        const text = told.get(conversationId) ?? ''
        const { db } = staff.house.test
        const mentions = await db
          .selectFrom('mentions')
          .select('id')
          .where('conversation_id', '=', conversationId)
          .execute()
        const turns = mentions.map(({ id }) => ({ id, from: 'person' as const, text: `사람 ${text}` }))
        return { kind: 'translated', language: 'ko', turns, draft: `초안 ${text}` }
      },
    }
    async function plant(house: HostilePage['house']) {
      const { db } = house.test
      // Some of them together, as one text of several lines.
      for (let at = 0; at < stored.length; at += 8) {
        const one = stored.slice(at, at + 8).join('\n')
        const scene = await makeScene(db, 'When does it come?')
        const first = await scene.draft(`처음 ${one}`)
        await sent(db, scene, first.id, `${one} 나중`)
        await scene.say('And now?')
        await scene.draft('곧 가요.')
        told.set(scene.conversationId, one)
        scenes.push(scene)
      }
      await sql`update accounts set brand_id = ${house.brandId}`.execute(db)
    }
    const staff = await openPage('/desk/all', plant, { helping })
    for (const { conversationId } of scenes) {
      const one = told.get(conversationId) ?? ''
      await staff.go(`/desk/all/${conversationId}`)
      await staff.stands('.turn.ours .bubble', `${one} 나중`)
      if (conversationId === scenes[0]?.conversationId) await staff.page.click('#translate')
      await staff.allStand('.translation', [`사람 ${one}`, `초안 ${one}`])
      await staff.each('.turn.ours .difference', '(one.open = true, "")')
      await staff.stands('.turn.ours .difference :is(ins, span)', `${one} 나중`)
      await staff.stands('.turn.ours .difference :is(del, span)', `처음 ${one}`)
    }
  })
})

/** An account of the house's brand, on which a scene plays. */
async function seeded({ test: { db }, brandId }: HostilePage['house']): Promise<string> {
  const { id } = await seedAccount(db, { nativeId: 'town' })
  await db.updateTable('accounts').set({ brand_id: brandId }).where('id', '=', id).execute()
  return id
}

/** What a colleague made of a draft has reached its network. */
async function sent(db: Db, scene: Scene, draftId: string, text: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    insert into drafts (conversation_id, conversation_version, edited_from, text, hash, language, writer, made_from, state)
    select conversation_id, conversation_version, id, ${text}, ${hashText(text)}, language, 'colleague', '{}', 'approved'
    from drafts where id = ${draftId} returning id`.execute(db)
  await sql`update drafts set state = 'edited' where id = ${draftId}`.execute(db)
  await sql`update mentions set stage = 'sent' where conversation_id = ${scene.conversationId}`.execute(db)
  await sql`insert into sends (id, account_id, conversation_id, mention_id, draft_id, text, hash, language, state, sent_at)
    select ${randomUUID()}, account_id, conversation_id, id, ${rows[0]?.id}, ${text}, ${hashText(text)}, 'ko', 'sent', now()
    from mentions where conversation_id = ${scene.conversationId} order by id desc limit 1`.execute(db)
}
