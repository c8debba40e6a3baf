import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { makeCorrect } from '../../src/desk/correct.ts'
import { liveVersion } from '../../src/store/triage-versions.ts'
import { deskTools, makeColleague, makeScene } from '../desk/scene.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { startProgram } from '../support/program.ts'

describe('npm run train -- --from-desk', function () {
  this.timeout(120_000)
  let test: TestDatabase
  let folder: string
  beforeEach(async () => {
    test = await openTestDatabase()
    folder = mkdtempSync(join(tmpdir(), 'dajeong-desk-'))
  })
  afterEach(async () => {
    await test.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function run(...args: string[]): Promise<{ code: number | string; said: string }> {
    const env = {
      DAJEONG_DATA: join(folder, 'data'),
      DATABASE_URL: test.url,
      DAJEONG_SECRET: 'a secret for tests',
    }
    const program = startProgram('src/commands/train.ts', env, args)
    return { code: await program.ended, said: program.said() }
  }

  async function correct(text: string): Promise<void> {
    const scene = await makeScene(test.db, text)
    await scene.draft('고맙습니다')
    const mention = await test.db
      .selectFrom('mentions')
      .select('id')
      .where('conversation_id', '=', scene.conversationId)
      .executeTakeFirstOrThrow()
    const answer = await makeCorrect(deskTools(test.db)).correct({
      conversationId: scene.conversationId,
      mentionId: mention.id,
      correction: { intent: 'complaint' },
      colleague: await makeColleague(test.db, '민아'),
    })
    expect(answer.kind).to.equal('corrected')
  }

  it('says so when there is nothing to learn', async () => {
    const { code, said } = await run('--from-desk')
    expect(code).to.equal(1)
    expect(said).to.include('Nobody has corrected anything yet')
  })

  it('learns, compares on the held messages, publishes, and takes it back', async () => {
    for (const text of ['구름빵 사태', '구름빵 또 시작이네', '오늘도 구름빵']) await correct(text)
    const { code, said } = await run('--from-desk')
    expect(said).to.match(/ko complaint +\d+ +\d/)
    expect(said).to.include('of 3 corrected messages')
    expect(code, said).to.equal(0)
    const live = await liveVersion(test.db)
    expect(said).to.include(`version ${live?.id} is live`)

    expect((await run('--versions')).said).to.match(new RegExp(`\\* ${live?.id} `))
    const back = await run('--roll-back')
    expect(back.said).to.include('the shipped weights are live again')
    expect(await liveVersion(test.db)).to.equal(null)
    expect((await run('--publish', '999')).said).to.include('There is no version 999')
    expect((await run('--publish', String(live?.id))).code).to.equal(0)
    expect((await liveVersion(test.db))?.id).to.equal(live?.id)
  })
})
