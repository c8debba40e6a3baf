import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { makePrompts, type Prompts } from '../../src/desk/prompts.ts'
import { makeKeeper, makeLiveAsks, makeLivePrompts, shippedPrompts } from '../../src/live-prompts.ts'
import { ensureBrand } from '../../src/store/accounts.ts'
import { addVersion, keepTexts } from '../../src/store/prompts.ts'
import { hashOf, readSources } from '../../src/writer/prompt-file.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const files = shippedPrompts()
const textOf = (name: string) => files.get(name)?.text ?? ''
const who = 'colleague:7' as const
const told = ['order-number', 'tracking-number', 'digits'] as const

describe('Prompts at the desk', () => {
  let test: TestDatabase
  let prompts: Prompts
  let brandId: string
  beforeEach(async () => {
    test = await openTestDatabase()
    brandId = await ensureBrand(test.db, '다정')
    prompts = makePrompts({ db: test.db, files })
  })
  afterEach(() => test.close())

  const save = (name: string, source: string, reason = '더 따뜻하게') =>
    prompts.save({ brandId, name, source, reason, who })
  const warmer = `${textOf('_voice')}- Be warmer.\n`

  it('are the files at first', async () => {
    const list = await prompts.list(brandId)
    expect(list.map(({ name }) => name)).to.include.members(['_safety', '_tone', '_voice', 'reply-question'])
    for (const one of list) expect(one).to.include({ version: '0', fromFile: true, author: null, live: true })
    expect(await prompts.read(brandId, '_voice')).to.include({ source: textOf('_voice') })
    expect(await prompts.read(brandId, '../package')).to.equal(null)
  })

  it('can be saved with who and why, and the older ones stay', async () => {
    const saved = await save('_voice', warmer)
    expect(saved.kind).to.equal('saved')
    expect(await prompts.read(brandId, '_voice')).to.include({
      ...{ source: warmer, author: who, reason: '더 따뜻하게', live: true, hash: hashOf(warmer) },
    })
    await save('_voice', `${warmer}- Really.\n`, 'still warmer')
    const history = (await prompts.history(brandId, '_voice')) ?? []
    expect(history.map(({ reason, live }) => [reason, live])).to.deep.equal([
      ['still warmer', true],
      ['더 따뜻하게', false],
      [null, false],
    ])
    const events = await test.db
      .selectFrom('events')
      .select(['who', 'why'])
      .where('kind', '=', 'prompt')
      .execute()
    expect(events.map(({ why }) => why)).to.deep.equal(['_voice: 더 따뜻하게', '_voice: still warmer'])
  })

  it('are not saved twice', async () => {
    await save('_voice', warmer)
    expect(await save('_voice', warmer)).to.include({ kind: 'same' })
    expect(await prompts.history(brandId, '_voice')).to.have.length(2)
  })

  const broken: [title: string, name: string, change: (source: string) => string, why: RegExp][] = [
    [
      'has broken YAML',
      'reply-question',
      (s) => s.replace('config:', 'config: ['),
      /^reply-question\.prompt:\d+: /,
    ],
    [
      'uses an input that is not there',
      'reply-question',
      (s) => s.replace('{{brandName}}', '{{customer}}'),
      /^reply-question\.prompt:38: "customer" is used and not declared/,
    ],
    [
      'breaks the prompts that take it in',
      '_voice',
      (s) => `${s}{{customer}}`,
      /^_voice\.prompt:\d+: "customer" is used and not declared/,
    ],
    [
      'is safe no more',
      'reply-chatter',
      (s) => s.replace('{{>safety}}', ''),
      /^reply-chatter\.prompt:\d+: it has to take in \{\{>safety\}\}/,
    ],
    [
      'asks for nothing that we read',
      'classify',
      (s) => s.replace(/ {4}spam: .*\n/, ''),
      /^classify\.prompt:\d+: .*"spam"/,
    ],
  ]
  for (const [title, name, change, why] of broken) {
    it(`are refused with line and reason when one ${title}, and nothing changes`, async () => {
      const answer = await save(name, change(textOf(name)))
      expect(answer).to.have.property('kind', 'refused')
      expect((answer as { why: string }).why).to.match(why)
      expect(await prompts.read(brandId, name)).to.include({ fromFile: true, source: textOf(name) })
      expect(await prompts.history(brandId, name)).to.have.length(1)
      expect(
        await test.db.selectFrom('events').select('id').where('kind', '=', 'prompt').execute(),
      ).to.deep.equal([])
    })
  }

  it('are rolled back to an older version or to the file, with a reason of its own', async () => {
    const first = await save('_voice', warmer)
    await save('_voice', `${warmer}- Really.\n`)
    const version = 'version' in first ? first.version.version : ''
    const back = (to: string) =>
      prompts.rollBack({ brandId, name: '_voice', version: to, reason: '지나쳤어요', who })
    expect((await back(version)).kind).to.equal('saved')
    expect(await prompts.read(brandId, '_voice')).to.include({ source: warmer, reason: '지나쳤어요' })
    expect((await back('0')).kind).to.equal('saved')
    expect(await prompts.read(brandId, '_voice')).to.include({ fromFile: true, source: textOf('_voice') })
    expect(await back('0')).to.include({ kind: 'same' })
    expect(await back('999')).to.deep.equal({ kind: 'no-version' })
    expect(await prompts.history(brandId, '_voice')).to.have.length(5)
  })

  it('cannot be made up', async () => {
    expect(await save('reply-anything', textOf('reply-chatter'))).to.deep.equal({ kind: 'no-prompt' })
  })

  it('stay right together when two are saved at once', async () => {
    const answers = await Promise.all([
      save('_voice', warmer, 'one'),
      save('_voice', `${warmer}- b\n`, 'two'),
    ])
    expect(answers.map(({ kind }) => kind)).to.deep.equal(['saved', 'saved'])
    const live = (await prompts.history(brandId, '_voice'))?.filter((one) => one.live)
    expect(live).to.have.length(1)
  })

  describe('that are live', () => {
    it('reach another node within a second, and no other brand', async () => {
      const trouble: string[] = []
      const live = makeLivePrompts(test.db, files, (message) => trouble.push(message))
      const other = await test.db
        .insertInto('brands')
        .values({ name: '다른', policy: '{}' })
        .returning('id')
        .executeTakeFirstOrThrow()
      const before = (await live(brandId))['reply-question'].version
      await save('_voice', warmer)
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      const after = (await live(brandId))['reply-question']
      expect(after.version).not.to.equal(before)
      expect(after.parts.find(({ name }) => name === '_voice')?.hash).to.equal(hashOf(warmer))
      expect((await live(other.id))['reply-question'].version).to.equal(before)
      expect(trouble).to.deep.equal([])
    })

    it('give way to the file when this version cannot read them, and say so', async () => {
      const source = textOf('_voice').replace('{{brandName}}', '{{formerName}}')
      for (const [name, text] of [
        ['_voice', source],
        ['classify', `${textOf('classify')}\nBe brief.`],
      ] as const) {
        await keepTexts(test.db, [{ name, hash: hashOf(text), source: text }])
        await addVersion(test.db, {
          ...{ brandId, name, hash: hashOf(text) },
          author: who,
          reason: 'x',
          live: true,
        })
      }
      const trouble: unknown[] = []
      const set = await makeLivePrompts(test.db, files, (message, error) =>
        trouble.push(message, String(error)),
      )(brandId)
      expect(set['reply-question'].parts.find(({ name }) => name === '_voice')?.source).to.equal(
        textOf('_voice'),
      )
      expect(set.classify.parts[0]?.source).to.include('Be brief.')
      expect(trouble[0]).to.match(/prompt _voice cannot be used, so the file's holds/)
      expect(trouble[1]).to.match(/_voice\.prompt:1: "formerName" is used and not declared/)
      // And it can be mended in that state.
      expect((await save('_voice', warmer)).kind).to.equal('saved')
    })
  })

  it('ask for what the file asks for where they cannot be read, and say so once a change', async () => {
    const name = 'reply-complaint'
    const trouble: unknown[] = []
    const live = makeLiveAsks(test.db, files, (message, error) => trouble.push(message, String(error)))
    const put = async (text: string) => {
      const hash = hashOf(text)
      await keepTexts(test.db, [{ name, hash, source: text }])
      await addVersion(test.db, {
        ...{ brandId, name, hash, author: who },
        reason: 'before the upgrade',
        live: true,
      })
    }
    await put(textOf(name).replace('ko: 주문번호', 'ko: 예약번호'))
    expect((await live(brandId))[name]).to.deep.include.members([
      { topics: ['delivery', 'refund'], ko: '예약번호', en: 'your order number', told },
    ])
    await put(textOf(name).replace('asks:', 'asks: ['))
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    for (let times = 0; times < 3; times += 1) {
      const asks = await live(brandId)
      expect(asks[name].map(({ ko }) => ko)).to.deep.equal(['주문번호'])
      await new Promise((resolve) => setTimeout(resolve, 600))
    }
    expect(trouble).to.have.length(2)
    expect(trouble[0]).to.equal(
      "what the brand's prompt reply-complaint asks for cannot be read, so what the file asks for holds",
    )
    expect(trouble[1]).to.match(/reply-complaint\.prompt:\d+: /)
  })

  it('are refused where they ask about a topic that there is not, with its line', async () => {
    const name = 'reply-question'
    const about = (topics: string) =>
      textOf(name).replace(
        /\n---\n(?=\{\{role)/,
        `\nasks:\n  - topics: [${topics}]\n    ko: 예약번호\n    en: your booking\n---\n`,
      )
    const text = textOf(name).includes('asks:')
      ? textOf(name).replace(/- topics: \[[^\]]*\]/, '- topics: [delivery, 예약]')
      : about('delivery, 예약')
    expect(text).to.not.equal(textOf(name))
    const line = text.split('\n').findIndex((one) => one.includes('예약]')) + 1
    const why = await prompts.check({ brandId, name, source: text })
    expect(why).to.match(
      new RegExp(`^reply-question\\.prompt:${line}: asks: no topic is called "예약"; there are delivery, `),
    )
    expect(await save(name, text)).to.deep.equal({ kind: 'refused', why })
    const topics = [{ name: '예약', words: ['예약'], like: [] }]
    await test.db
      .updateTable('brands')
      .set({ policy: JSON.stringify({ topics }) })
      .where('id', '=', brandId)
      .execute()
    expect(await prompts.check({ brandId, name, source: text })).to.equal(null)
    expect((await save(name, text)).kind).to.equal('saved')
    // A topic that went keeps nobody from going back, which is the way out when something is wrong.
    await save(name, textOf(name))
    await test.db.updateTable('brands').set({ policy: '{}' }).where('id', '=', brandId).execute()
    const [, older] = (await prompts.history(brandId, name)) ?? []
    const back = { brandId, name, version: older?.version ?? '', reason: '되돌려요', who } as const
    expect((await prompts.rollBack(back)).kind).to.equal('saved')
  })

  it('are kept once for good', async () => {
    const keep = makeKeeper(test.db)
    const text = { name: 'a', hash: hashOf('words'), source: 'words' }
    await Promise.all([keep([text]), keep([text]), makeKeeper(test.db)([text])])
    expect(await test.db.selectFrom('prompt_texts').select(['name', 'source']).execute()).to.deep.equal([
      { name: 'a', source: 'words' },
    ])
  })

  it('follow the file of a new version where nobody wrote another', async () => {
    const place = mkdtempSync(join(tmpdir(), 'prompts-'))
    cpSync(new URL('../../prompts', import.meta.url).pathname, place, { recursive: true })
    writeFileSync(join(place, '_voice.prompt'), warmer)
    const upgraded = makePrompts({ db: test.db, files: readSources(place) })
    expect(await upgraded.read(brandId, '_voice')).to.include({ version: '0', source: warmer })
  })
})
