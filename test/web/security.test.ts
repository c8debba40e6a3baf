import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { sql } from 'kysely'
import type { Json } from '../../src/core/mention.ts'
import { makeDeskKnowledge } from '../../src/desk/knowledge.ts'
import { makeLessons } from '../../src/desk/lessons.ts'
import { makeFetchPage } from '../../src/knowledge/fetch-page.ts'
import { ensureBrand } from '../../src/store/accounts.ts'
import { noteAudit } from '../../src/store/audit.ts'
import { insertColleague } from '../../src/store/colleagues.ts'
import { saveMembership } from '../../src/store/memberships.ts'
import { makeScene, type Scene } from '../desk/scene.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestDatabase } from '../support/database.ts'
import { follow } from './detector.ts'
import { type HostilePage, plainly, stored, useHostilePage } from './hostile-page.ts'
import { payloads } from './payloads.ts'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

describe('words that were written to run, on the staff’s page', function () {
  this.timeout(900_000)
  const openPage = useHostilePage()
  let house: HostilePage['house']
  let page: HostilePage['page']
  let staff: HostilePage

  async function start(
    path: string,
    plant: () => Promise<unknown>,
    more: Parameters<typeof openPage>[2] = {},
  ) {
    const begin = (opened: HostilePage['house']) => {
      house = opened
      return plant()
    }
    staff = await openPage(path, begin, more)
    page = staff.page
    return staff
  }

  it('run in a careless page, which shows that it would be seen', async () => {
    const browser = await openBrowser()
    const seen = new Map<string, string[]>()
    try {
      for (const payload of payloads) {
        const context = await browser.newContext()
        await context.route('**/*', (route) =>
          route.request().url() === 'http://careless.example/'
            ? route.fulfill({
                contentType: 'text/html; charset=utf-8',
                body: `<!doctype html><title>x</title><a href="${escaped(payload)}">x</a><p>${payload}</p>`,
              })
            : route.abort(),
        )
        const careless = await context.newPage()
        const one = await follow(context, careless, 'http://careless.example/')
        await careless.goto('http://careless.example/', { waitUntil: 'commit' })
        await careless.waitForTimeout(40)
        seen.set(payload, await one.look().catch(() => ['it went elsewhere']))
        await context.close()
      }
    } finally {
      await browser.close()
    }
    // The others run in templates, tables, scripts and Markdown, where no careless page of ours is.
    expect(payloads.filter((payload) => seen.get(payload)?.length)).to.have.length.of.at.least(105)
    const kinds = new Set([...seen.values()].flat().map((one) => one.replace(/ .*/s, '')))
    expect([...kinds]).to.include.members(['ran', 'a', 'an', 'the'])
    expect([...seen.values()].flat().join('\n'))
      .to.match(/a dialog/)
      .and.match(/a call to https:\/\/canary/)
  })

  it('are words in a conversation: name, handle, message, link, draft, note, saved reply, story and card', async () => {
    const scenes: Scene[] = []
    await start('/desk/all', async () => {
      const { db } = house.test
      for (const payload of stored) {
        const scene = await makeScene(db, payload, {
          name: payload.slice(0, 300),
          handle: payload.slice(0, 300),
        })
        await scene.draft(`초안: ${payload}`, [
          { code: 'promise', severity: 'person', ko: `약속 ${payload.slice(0, 40)}`, en: 'x', span: null },
        ])
        scenes.push(scene)
        const { conversationId } = scene
        await sql`update mentions set url = ${payload.slice(0, 2_000)} where conversation_id = ${conversationId}`.execute(
          db,
        )
        await house.call(`/api/conversations/${conversationId}/notes`, { text: payload.slice(0, 2_000) })
        await house.call(`/api/conversations/${conversationId}/hand-over`, { why: payload.slice(0, 900) })
        await sql`insert into saved_replies (brand_id, author_id, name, language, text)
          values (${house.brandId}, null, ${`${scenes.length} ${payload.slice(0, 70)}`}, 'ko', ${payload}) on conflict do nothing`.execute(
          db,
        )
      }
      await sql`update accounts set name = handle || ${payloads[0]}, handle = ${payloads[12]}, brand_id = ${house.brandId}`.execute(
        db,
      )
      await sql`update brands set name = ${payloads[13]} where id = ${house.brandId}`.execute(db)
    })
    await page.waitForSelector('#list')
    await staff.settle()
    await staff.untouched('the queue')
    for (const [at, { conversationId }] of scenes.entries()) {
      const payload = stored[at] ?? ''
      await staff.go(`/desk/all/${conversationId}`)
      const { turns, person } = (await (await house.call(`/api/conversations/${conversationId}`)).json()) as {
        turns: { text: string; url: string | null }[]
        person: { name: string }
      }
      // Nothing is taken out of what somebody wrote, but for what no text may hold.
      expect(plainly(turns[0]?.text ?? '')).to.equal(plainly(payload))
      await staff.stands('.conversation', turns[0]?.text ?? '')
      await staff.stands('.conversation', person.name)
      const links = await staff.each('.conversation a[href]', 'one.protocol')
      expect(
        links.filter((one) => !/^https?:$/.test(one)),
        payload,
      ).to.deep.equal([])
      if (at % 12 !== 0) continue
      await page.click('#story summary')
      await staff.stands('#story', payload.slice(0, 900).trim())
      await page.click('#card')
      await staff.stands('[role=dialog]', person.name)
      await page.keyboard.press('Escape')
      await page.waitForSelector('[role=dialog]', { state: 'detached' })
    }
    await page.click('#saved')
    await staff.allStand(
      '[role=dialog]',
      stored.map((one) => one.slice(0, 70).trim()),
    )
    await page.keyboard.press('Escape')
    await staff.untouched('all conversations')
  })

  it('are words in the rooms: documents and passages, colleagues, the audit log and the reports', async () => {
    let pages: Server | null = null
    const words = stored.map((one) => one.slice(0, 180).toWellFormed())
    const test = await openTestDatabase()
    pages = createServer((_req, res) =>
      res
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(
          `<title>${escaped(words[12] ?? '')}</title><main><h1>환불 ${escaped(words[13] ?? '')}</h1>${words
            .map((one) => `<p>환불 안내 ${escaped(one)}</p>${one}`)
            .join('\n')}</main>`,
        ),
    )
    const served = pages
    await new Promise<void>((done) => served.listen(0, '127.0.0.1', done))
    const address = `http://127.0.0.1:${(served.address() as AddressInfo).port}/returns`
    const brandId = await ensureBrand(test.db, '다정텔레콤')
    const fetchPage = makeFetchPage({ named: [new URL(address).host] })
    const knowledge = makeDeskKnowledge({ db: test.db, brandId, now: () => new Date(), fetchPage })
    try {
      await start(
        '/desk/documents',
        async () => {
          const { db } = house.test
          for (const [at, one] of words.entries()) {
            await sql`insert into documents (brand_id, name, version, language, title, hash, added_by)
              values (${brandId}, ${`${at} ${one}`}, ${one.slice(0, 40)}, 'ko', ${one}, ${String(at)}, 'dajeong')`.execute(
              test.db,
            )
            const id = await insertColleague(db, {
              ...{ email: `${at}@people.local`, name: one, passwordHash: 'none', mustChange: false },
            })
            await saveMembership(db, { colleagueId: id as string, brandId: null, role: 'agent' })
            const value: Json = { [one.slice(0, 60)]: one }
            await noteAudit(db, [
              {
                who: 'dajeong',
                what: 'policy',
                brandId: null,
                target: `policy:${one}`,
                before: value,
                after: one,
                why: one,
              },
            ])
            const scene = await makeScene(db, one)
            await sql`update accounts set brand_id = ${house.brandId}, name = ${one}`.execute(db)
            await scene.draft('네.')
          }
          const taken = await house.call('/api/knowledge/url', { url: address })
          expect(taken.status, await taken.text()).to.equal(200)
        },
        { learning: { brandId, lessons: makeLessons({ db: test.db, brandId }), knowledge } },
      )
      await staff.allStand('main', words)
      await page.fill('#question', '환불 안내')
      await page.keyboard.press('Enter')
      await page.waitForSelector('#found li')
      await staff.untouched('passages of a page that was fetched')

      await staff.go('/desk/staff')
      await staff.allStand('main', words)

      await staff.go('/desk/audit')
      await page.waitForSelector('#entries li')
      while ((await page.locator('#load-more').count()) > 0) {
        await page.click('#load-more').catch(() => {})
        await staff.settle()
      }
      await staff.each('#entries details', '(one.open = true)')
      await staff.allStand('#entries', words)

      await staff.go('/desk/reports')
      await page.waitForSelector('.reports')
      await page.waitForLoadState('networkidle')
      await staff.untouched('the reports')
      await staff.go('/desk/me')
      await staff.settle()
      await staff.untouched('one’s own page')
    } finally {
      served.closeAllConnections()
      served.close()
    }
    // Its knowledge was this database's; it may go when the house has, and a page that is left would still ask.
    await page.close()
    await house.server.close()
    await test.close()
  })

  it('are words in the address and in the search', async () => {
    const { expectLine } = await start('/desk/all', () => makeScene(house.test.db))
    // What is no search, no account and no day is refused.
    expectLine(/status of 4/)
    for (const payload of payloads) {
      const said = encodeURIComponent(payload.toWellFormed().slice(0, 300))
      for (const path of [
        `/desk/${said}`,
        `/desk/all/${said}`,
        `/desk/all?search=${said}&account=${said}&sort=${said}`,
        `/desk/reports?from=${said}&to=${said}&figure=${said}&account=${said}`,
        `/desk/audit?who=${said}&what=${said}`,
        `/desk/all#${said}`,
      ]) {
        await staff.go(path)
        await staff.settle()
        await staff.untouched(path.slice(0, 120))
      }
    }
    for (const payload of payloads.filter((_, at) => at % 10 === 0)) {
      const said = encodeURIComponent(payload.toWellFormed().slice(0, 300))
      await page.goto(`${house.server.url}/desk/all?search=${said}#${said}`)
      await page.waitForSelector('#top')
      await page.fill('input[type=search]', payload.slice(0, 190))
      await staff.settle()
      await staff.untouched(`the search for ${payload}`)
    }
  })
})
