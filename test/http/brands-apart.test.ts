import { createHash, randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { sql } from 'kysely'
import { Role } from '../../src/core/rights.ts'
import type { Kind } from '../../src/desk/rights.ts'
import { aboutOf } from '../../src/http/about.ts'
import { type Contract, contracts } from '../../src/http/contract.ts'
import type { Db } from '../../src/store/db.ts'
import { saveMembership } from '../../src/store/memberships.ts'
import { makeScene, type Scene } from '../desk/scene.ts'
import { openHouse } from './house.ts'
import { makeBrand, makeThing, signedInAs } from './people.ts'

// Stands in everything that the other brand has.
const mark = '저쪽 브랜드에만 있는 말이에요'

/** Every row of ours and every job, as one hash. Signing in and being there change a sign-in's own row and nothing else. */
async function hashOfAll(db: Db): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'sign_ins' order by 1`.execute(
    db,
  )
  const whole = createHash('sha256')
  for (const { name } of tables) {
    const { rows } = await sql<{ all: string | null }>`
      select md5(string_agg(t::text, '/' order by t::text)) as all from ${sql.table(name)} t`.execute(db)
    whole.update(`${name} ${rows[0]?.all}\n`)
  }
  const { rows } = await sql<{ all: string }>`select count(*)::text as all from graphile_worker.jobs`.execute(
    db,
  )
  return whole.update(rows[0]?.all ?? '').digest('hex')
}

interface OtherBrand {
  brandId: string
  scene: Scene
  mentionId: string
  sendId: string
  noteId: string
  colleagueId: string
  sessionId: string
  things: Record<Kind, string>
}

describe('two brands in one house', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  let ours: { scene: Scene; draft: { id: string; hash: string }; personId: string }
  let theirs: OtherBrand
  let hash: string
  const cookies = new Map<Role, string>()

  before(async function () {
    this.timeout(180_000)
    house = await openHouse()
    const { db } = house.test
    const scene = await makeOurs(house.brandId)
    ours = { scene, draft: await scene.draft('우리 초안이에요.'), personId: await personOf(db, scene) }
    theirs = await makeTheirs(db)
    for (const role of Role.options) cookies.set(role, (await signedInAs(db, role, house.brandId)).cookie)
  })
  after(() => house.close())

  async function makeOurs(brandId: string): Promise<Scene> {
    return makeScene(house.test.db, '우리 손님이에요', {
      accountId: await makeThing(house.test.db, 'account', brandId),
    })
  }

  async function makeTheirs(db: Db): Promise<OtherBrand> {
    const brandId = await makeBrand(db, mark)
    const kinds = [
      'account',
      'case',
      'conversation',
      'document',
      'draft',
      'lesson',
      'person',
      'saved-reply',
    ] as const
    const made: [Kind, string][] = []
    for (const kind of kinds) made.push([kind, await makeThing(db, kind, brandId)])
    const things = Object.fromEntries(made) as Record<Kind, string>
    const scene = await makeScene(db, mark, {
      accountId: things.account,
      name: mark,
      handle: `@${mark.replaceAll(' ', '')}`,
    })
    const draft = await scene.draft(mark)
    await sql`update brands set policy = ${JSON.stringify({ disclosure: { on: false } })}::jsonb where id = ${brandId}`.execute(
      db,
    )
    const owner = await signedInAs(db, 'owner', brandId)
    await db.updateTable('colleagues').set({ name: mark }).where('id', '=', owner.id).execute()
    const by = { cookie: owner.cookie }
    const at = `/api/conversations/${scene.conversationId}`
    const said = async (path: string, body: unknown) =>
      (await (await house.call(path, body, by)).json()) as Record<string, string>
    const noteId = (await said(`${at}/notes`, { text: mark })).id ?? ''
    const { sendId = '' } = await said(`${at}/approve`, { draftId: draft.id, hash: draft.hash })
    expect([noteId, sendId]).to.not.include('')
    for (const one of [
      sql`update drafts set text = ${mark} where id = ${things.draft}`,
      sql`update persons set name = ${mark} where id = ${things.person}`,
      sql`update accounts set handle = ${mark} where brand_id = ${brandId}`,
      sql`update cases set message = ${mark} where id = ${things.case}`,
      sql`update documents set title = ${mark} where id = ${things.document}`,
      sql`update saved_replies set text = ${mark} where id = ${things['saved-reply']}`,
      sql`update lessons set message = ${mark} where id = ${things.lesson}`,
    ])
      await one.execute(db)
    const mention = await db
      .selectFrom('mentions')
      .select('id')
      .where('conversation_id', '=', scene.conversationId)
      .executeTakeFirstOrThrow()
    const session = await db
      .selectFrom('sign_ins')
      .select('id')
      .where('colleague_id', '=', owner.id)
      .executeTakeFirstOrThrow()
    return {
      ...{ brandId, scene, mentionId: mention.id, sendId, noteId, things },
      ...{ colleagueId: owner.id, sessionId: session.id },
    }
  }

  async function ask(role: Role, method: string, path: string, body?: unknown) {
    const answer = await house.call(path, body, { cookie: cookies.get(role) ?? '' }, method)
    const text = await answer.text()
    expect(text, `${role} ${method} ${path}`).to.not.include(mark)
    return { status: answer.status, text }
  }

  it('show none of the one in any list, search, number or export of the other, in whatever role', async () => {
    const plain = Object.values<Contract>(contracts).filter(
      ({ method, path, who }) => method === 'GET' && who !== 'nobody' && !path.includes('{'),
    )
    const { brandId, things, colleagueId } = theirs
    const asked = [
      ...plain.map(({ path }) => path),
      ...[
        `search=${mark}`,
        `brand=${brandId}`,
        `account=${things.account}`,
        `assignee=${colleagueId}`,
        'sort=newest',
      ].map((query) => `/api/conversations?tab=all&${query}`),
      ...[
        `/api/knowledge/search?q=${mark}`,
        '/api/reports/export',
        '/api/reports/export?format=json&texts=1',
      ],
      ...[`/api/reports/overview?account=${things.account}`, `/api/reports/export?account=${things.account}`],
      ...[
        `/api/reports/conversations?what=customers-say&stem=${mark}`,
        '/api/reports/conversations?what=heard',
      ],
      ...['/api/audit.csv', `/api/audit?who=colleague:${colleagueId}`, '/api/policy/diff?from=0&to=0'],
    ]
    for (const role of Role.options)
      for (const path of asked) {
        const { status } = await ask(role, 'GET', path)
        // A right that the role lacks, or a question that names what is not theirs.
        expect(status, `${role} ${path}`).to.be.oneOf([200, 400, 403, 404, 422])
      }
    const { text } = await ask('owner', 'GET', '/api/conversations?tab=all')
    expect(JSON.parse(text).conversations).to.have.length(1)
    const counted = await ask('owner', 'GET', '/api/counts')
    expect(JSON.parse(counted.text)).to.include({ all: 1, 'to-approve': 1, sent: 0 })
    const foreign = await ask('owner', 'GET', `/api/counts?account=${things.account}`)
    expect(JSON.parse(foreign.text)).to.include({ all: 0, 'to-approve': 0, sent: 0, mine: 0 })
  })

  it('open nothing of the other by its id, in whatever role and by whatever call, and change nothing', async () => {
    hash = await hashOfAll(house.test.db)
    let tries = 0
    for (const contract of Object.values<Contract>(contracts)) {
      const about = contract.who === 'colleague' ? aboutOf(contract) : 'house'
      if (about === 'house' || about === 'any') continue
      const path = contract.path.replace('{id}', theirs.things[about]).replace(/\{\w+\}/g, '1')
      for (const role of Role.options) {
        const { status } = await ask(role, contract.method, path, contract.body ? {} : undefined)
        expect(status, `${role} ${contract.name}`).to.equal(404)
        tries += 1
      }
    }
    expect(tries).to.be.at.least(200)
    expect(await hashOfAll(house.test.db)).to.equal(hash)
  }).timeout(180_000)

  it('take no id of the other inside a call about their own', async () => {
    hash = await hashOfAll(house.test.db)
    const { scene, draft, personId } = ours
    const at = `/api/conversations/${scene.conversationId}`
    const { things, brandId, colleagueId, mentionId, sendId, noteId, sessionId } = theirs
    const version = await scene.version()
    const draftHash = await hashOf(things.draft)
    const policyTry = { policy: {}, conversations: [things.conversation], caseIds: [things.case] }
    const source = (await (await house.call('/api/prompts/reply-question')).json()) as { source: string }
    const tries: [method: string, path: string, body: unknown, refused: number[]][] = [
      ['POST', `${at}/approve`, { draftId: things.draft, hash: draftHash }, [404]],
      ['POST', `${at}/edit-and-approve`, { draftId: things.draft, hash: draftHash, text: '네' }, [404]],
      [
        'POST',
        `${at}/refuse`,
        { draftId: things.draft, hash: draftHash, because: 'tone', reason: '어색해요' },
        [404],
      ],
      ['POST', `${at}/undo`, { sendId }, [404]],
      ['POST', `${at}/undo`, { sendId: randomUUID() }, [404]],
      ['POST', `${at}/retry`, { mentionId }, [409]],
      ['POST', `${at}/mentions/${mentionId}/correct`, { spam: true }, [404]],
      ['DELETE', `${at}/notes/${noteId}`, undefined, [404]],
      ['POST', `${at}/saved-replies/${things['saved-reply']}/fill`, undefined, [404]],
      [
        'POST',
        '/api/saved-replies/try',
        { id: null, text: '네', conversations: [things.conversation] },
        [404],
      ],
      [
        'POST',
        '/api/saved-replies/try',
        { id: things['saved-reply'], text: '네', conversations: [scene.conversationId] },
        [404],
      ],
      ['POST', `${at}/assign`, { to: colleagueId }, [422]],
      ['POST', `/api/persons/${personId}/links`, { personId: things.person, reason: '같은 사람' }, [404]],
      ['DELETE', `/api/persons/${personId}/links/${things.person}`, undefined, [404]],
      ['POST', '/api/prompts/reply-question/try', { ...policyTry, source: source.source }, [404]],
      ['POST', '/api/policy/try', policyTry, [404]],
      [
        'POST',
        '/api/knowledge/try',
        { document: { kind: 'without', id: things.document }, conversations: [scene.conversationId] },
        [404],
      ],
      [
        'POST',
        '/api/knowledge/try',
        {
          document: {
            kind: 'file',
            name: 'own.md',
            contentBase64: Buffer.from('# 답\n네.\n').toString('base64'),
          },
          ...{ conversations: [things.conversation], caseIds: [things.case] },
        },
        [404],
      ],
      ['POST', `/api/colleagues/${colleagueId}/reset-link`, {}, [404]],
      ['PUT', `/api/colleagues/${colleagueId}/role`, { role: 'viewer' }, [404]],
      ['PUT', `/api/colleagues/${colleagueId}/role`, { role: 'viewer', brandId }, [403]],
      ['PUT', `/api/colleagues/${colleagueId}/role`, { role: 'viewer', brandId: null }, [403, 404]],
      ['POST', `/api/colleagues/${colleagueId}/remove`, {}, [404]],
      ['POST', `/api/colleagues/${colleagueId}/remove`, { brandId }, [403]],
      ['POST', '/api/invitations', { email: 'x@dajeong.local', name: '새', role: 'viewer', brandId }, [403]],
      [
        'POST',
        '/api/invitations',
        { email: 'x@dajeong.local', name: '새', role: 'viewer', brandId: null },
        [403],
      ],
      ['POST', '/api/me/sessions/end', { id: sessionId }, [404]],
      // What is right but for the brand is right, so that the refusals above are about the brand.
      ['POST', `${at}/dismiss`, { version: String(Number(version) + 7), reason: '이미 답했어요' }, [409]],
      ['POST', `${at}/approve`, { draftId: draft.id, hash: 'a'.repeat(64) }, [409]],
    ]
    for (const role of ['admin', 'owner'] as const)
      for (const [method, path, body, refused] of tries) {
        const { status, text } = await ask(role, method, path, body)
        expect(status, `${role} ${method} ${path} ${JSON.stringify(body)}: ${text}`).to.be.oneOf(refused)
      }
    const ran = await ask('owner', 'POST', '/api/cases/run', { ids: [things.case] })
    expect(JSON.parse(ran.text)).to.deep.equal({ results: [], failed: 0 })
    expect(await hashOfAll(house.test.db)).to.equal(hash)
  })

  it('name nobody of the other in a note, and tell nobody there of it', async () => {
    const { db } = house.test
    const at = `/api/conversations/${ours.scene.conversationId}/notes`
    const { text } = await ask('agent', 'POST', at, { text: `@${mark.toUpperCase()} 와 @관리자 께` })
    expect((JSON.parse(text) as { to: unknown[] }).to).to.have.length(1)
    const told = await db
      .selectFrom('note_mentions')
      .selectAll()
      .where('colleague_id', '=', theirs.colleagueId)
      .execute()
    expect(told).to.deep.equal([])
  })

  it('show a colleague who left the one no note of it any more', async () => {
    const { db } = house.test
    const both = await signedInAs(db, 'agent', house.brandId)
    await saveMembership(db, { colleagueId: both.id, brandId: theirs.brandId, role: 'agent' })
    await db.updateTable('colleagues').set({ name: '두집살이' }).where('id', '=', both.id).execute()
    await ask('agent', 'POST', `/api/conversations/${ours.scene.conversationId}/notes`, {
      text: '@두집살이 봐 주세요',
    })
    const mine = async () =>
      (await (await house.call('/api/me/mentions', undefined, { cookie: both.cookie })).json()) as {
        notes: unknown[]
      }
    expect((await mine()).notes).to.have.length(1)
    await db
      .deleteFrom('memberships')
      .where('colleague_id', '=', both.id)
      .where('brand_id', '=', house.brandId)
      .execute()
    expect((await mine()).notes).to.deep.equal([])
  })

  it('list as the team who works for one’s own brand', async () => {
    const { text } = await ask('viewer', 'GET', '/api/queue/team')
    const ids = (JSON.parse(text) as { team: { id: string }[] }).team.map(({ id }) => id)
    expect(ids).to.not.include(theirs.colleagueId)
    expect(ids.length).to.be.at.least(Role.options.length)
  })

  it('stream to nobody what happens in a conversation of the other', async () => {
    const stop = new AbortController()
    const follow = async (conversation: string) => {
      const headers = { cookie: cookies.get('owner') ?? '' }
      const path = `/api/live?conversation=${conversation}`
      const answer = await fetch(house.server.url + path, { headers, signal: stop.signal })
      return answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    }
    const [own, other] = [await follow(ours.scene.conversationId), await follow(theirs.scene.conversationId)]
    let [said, heard] = ['', '']
    while (!said.includes('event: conversation') || !said.includes('event: changed'))
      said += (await own?.read())?.value ?? ''
    house.change()
    while (heard.split('event: changed').length < 3) heard += (await other?.read())?.value ?? ''
    stop.abort()
    expect(heard).to.not.include('event: conversation').and.not.include(mark)
  })

  async function hashOf(draftId: string): Promise<string> {
    const draft = await house.test.db
      .selectFrom('drafts')
      .select('hash')
      .where('id', '=', draftId)
      .executeTakeFirstOrThrow()
    return draft.hash
  }
})

async function personOf(db: Db, { conversationId }: Scene): Promise<string> {
  const row = db.selectFrom('conversations').select('person_id').where('id', '=', conversationId)
  return (await row.executeTakeFirstOrThrow()).person_id
}
