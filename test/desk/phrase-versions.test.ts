import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { Voice } from '../../src/core/policy.ts'
import { toneOf } from '../../src/core/tone.ts'
import { makePrompts, type Prompts } from '../../src/desk/prompts.ts'
import { shippedPrompts } from '../../src/live-prompts.ts'
import { makeWriter } from '../../src/make-writer.ts'
import { ensureBrand } from '../../src/store/accounts.ts'
import { addVersion, keepTexts } from '../../src/store/prompts.ts'
import { hashOf } from '../../src/writer/prompt-file.ts'
import { alone } from '../../src/writer/rules.ts'
import type { DraftRequest, Writer } from '../../src/writer/writer.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { patienceMs } from '../support/patience.ts'

const files = shippedPrompts()
const shipped = files.get('plain/ko')?.text ?? ''
const who = 'colleague:7' as const
const patience = new AbortController().signal

describe('Phrases at the desk', () => {
  let test: TestDatabase
  let prompts: Prompts
  let brandId: string
  beforeEach(async () => {
    test = await openTestDatabase()
    brandId = await ensureBrand(test.db, '다정')
    prompts = makePrompts({ db: test.db, files })
  })
  afterEach(() => test.close())

  const save = (source: string) =>
    prompts.save({ brandId, name: 'plain/ko', source, reason: '우리답게', who })
  // Another emoji than any that is shipped, so that a reply tells which words it was made from.
  const changed = shipped.replace(/^emoji: .*$/m, 'emoji: ["🦆", "🦆🦆", "🦆🦆🦆"]')

  async function reply(writer: Writer, brand = brandId): Promise<string> {
    const asked = { ...alone('오늘 직원분이 정말 친절했어요! 감사해요 😊😊', 'public'), brandId: brand }
    const { classification } = await writer.classify(asked, patience)
    const limits = { max: 500, unit: 'graphemes' as const }
    const request: DraftRequest = {
      ...{ id: 'x', texts: [asked.text], classification, turns: [], visibility: 'public', limits },
      ...{ person: { name: '', handle: '' }, brandId: brand, brandName: '다정', voice: Voice.parse({}) },
      tone: {
        ...toneOf({ classification, turns: [], visibility: 'public', limits, texts: [asked.text] }),
        emoji: true,
      },
      ...{ alreadySent: [], showPersonal: true, background: { passages: [], examples: [], earlier: [] } },
    }
    return (await writer.draft(request, patience)).text
  }

  it('are there with their languages', async () => {
    expect(changed).not.to.equal(shipped)
    const names = (await prompts.list(brandId)).map(({ name }) => name)
    expect(names).to.include.members(['plain/ko', 'plain/en'])
    expect(await prompts.read(brandId, 'plain/ko')).to.include({ fromFile: true, source: shipped })
  })

  it('hold on another node within seconds, for their brand alone, and are rolled back to the same hash', async () => {
    const node = await makeWriter(readConfig({}), test.db, () => {})
    const until = async (holds: (text: string) => boolean) => {
      const end = Date.now() + patienceMs
      while (!holds(await reply(node)))
        if (Date.now() > end) throw new Error('The phrases did not come in time.')
        else await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(await reply(node)).not.to.include('🦆')
    expect((await save(changed)).kind).to.equal('saved')
    await until((text) => text.includes('🦆'))
    const other = await test.db
      .insertInto('brands')
      .values({ name: '다른', policy: '{}' })
      .returning('id')
      .executeTakeFirstOrThrow()
    expect(await reply(node, other.id)).not.to.include('🦆')
    await prompts.rollBack({ brandId, name: 'plain/ko', version: '0', reason: '되돌려요', who })
    await until((text) => !text.includes('🦆'))
    expect(await prompts.read(brandId, 'plain/ko')).to.include({ hash: hashOf(shipped), fromFile: true })
  })

  const broken: [title: string, change: (source: string) => string, why: RegExp][] = [
    ['are no YAML', (source) => `${source}\n\t- x`, /plain\/ko\.yaml cannot be used: /],
    ['are of another language', (source) => source.replace('language: ko', 'language: en'), /language/],
    [
      'have a plan without its line',
      (source) => source.replace(/^( {2}listen:\s*\[)/m, '$1nowhere, '),
      /no line "nowhere"/,
    ],
  ]
  for (const [title, change, why] of broken) {
    it(`are refused when they ${title}, with the reason`, async () => {
      expect(change(shipped)).not.to.equal(shipped)
      const answer = await save(change(shipped))
      expect(answer).to.have.property('kind', 'refused')
      expect((answer as { why: string }).why).to.match(why)
      expect(await prompts.read(brandId, 'plain/ko')).to.include({ fromFile: true })
    })
  }

  it('give way to the file where this version cannot read them, and say so', async () => {
    const source = 'language: ko\n'
    await keepTexts(test.db, [{ name: 'plain/ko', hash: hashOf(source), source }])
    await addVersion(test.db, {
      brandId,
      name: 'plain/ko',
      hash: hashOf(source),
      author: who,
      reason: 'x',
      live: true,
    })
    const trouble: string[] = []
    const node = await makeWriter(readConfig({}), test.db, (message) => trouble.push(message))
    expect(await reply(node)).to.match(/[가-힣]/)
    expect(trouble).to.deep.equal(["the brand's phrases plain/ko cannot be used, so the file's hold"])
  })
})
