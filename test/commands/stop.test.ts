import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { findStop } from '../../src/store/stops.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { startProgram } from '../support/program.ts'

describe('npm run stop', () => {
  let test: TestDatabase
  let folder: string
  let brandId: string
  before(async () => {
    test = await openTestDatabase()
    folder = mkdtempSync(join(tmpdir(), 'dajeong-stop-'))
    brandId = (await seedAccount(test.db)).brandId
  })
  after(async () => {
    await test.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function run(...args: string[]) {
    const env = {
      DAJEONG_DATA: join(folder, 'data'),
      DATABASE_URL: test.url,
      DAJEONG_SECRET: 'a secret for tests',
    }
    const program = startProgram('src/commands/stop.ts', env, args)
    return { code: await program.ended, said: program.said() }
  }

  it('stops what the brand sends, says so, and lets it send again', async () => {
    const stopped = await run('--why', '가격이 틀렸어요')
    expect(stopped.said).to.match(/Stopped since .* by dajeong: 가격이 틀렸어요/)
    expect(stopped.code).to.equal(0)
    expect(await findStop(test.db, brandId)).to.include({ who: 'dajeong', why: '가격이 틀렸어요' })
    expect((await run('--show')).said).to.include('가격이 틀렸어요')
    expect((await run('--resume')).said).to.include('Sending again')
    expect(await findStop(test.db, brandId)).to.equal(null)
    expect((await run('--show')).said).to.include('Nothing is stopped.')
  })

  it('knows brands by their names and no flags but its own', async () => {
    const unknown = await run('--brand', '없는 상회')
    expect(unknown.said).to.include('There is no brand called "없는 상회".')
    expect(unknown.code).to.equal(1)
    expect((await run('--sotp')).code).to.equal(1)
    expect(await findStop(test.db, brandId)).to.equal(null)
  })
})
