import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { startEmbeddingsServer } from '../support/embeddings-server.ts'
import { startProgram } from '../support/program.ts'

describe('npm run knowledge', () => {
  let test: TestDatabase
  let folder: string
  beforeEach(async () => {
    test = await openTestDatabase()
    folder = mkdtempSync(join(tmpdir(), 'dajeong-knowledge-'))
    mkdirSync(join(folder, 'documents', 'more'), { recursive: true })
    const write = (name: string, text: string) => writeFileSync(join(folder, 'documents', name), text)
    write('a.md', '---\ntitle: 로밍\nlang: ko\n---\n## 하루 로밍패스\n하루 9,900원입니다.\n')
    write('more/b.txt', '# title: 매장\n\n홍대점\n\n오후 9시까지 엽니다.\n')
    write('wrong.md', '---\ntitle: x\nvalid_from: soon\n---\ntext\n')
    write('.hidden', 'x')
  })
  afterEach(async () => {
    await test.close()
    rmSync(folder, { recursive: true, force: true })
  })

  let more: Record<string, string> = {}
  async function run(...args: string[]): Promise<{ code: number | string; said: string }> {
    const env = { DATABASE_URL: test.url, DAJEONG_DATA: join(folder, 'data'), ...more }
    const program = startProgram('src/commands/knowledge.ts', env, args)
    return { code: await program.ended, said: program.said() }
  }

  it('tells the versions of a document and brings one back', async () => {
    const file = join(folder, 'documents', 'a.md')
    await run('--add', file, '--reason', '첫 안내')
    writeFileSync(file, '---\ntitle: 로밍\nlang: ko\n---\n## 하루 로밍패스\n하루 12,000원입니다.\n')
    await run('--add', file, '--reason', '값이 올랐어요')
    const told = await run('--history', 'a.md')
    const [second = '', first = ''] = told.said.split('\n').filter((line) => /^ +\d/.test(line))
    expect(second).to.match(/^ +2 {2}[0-9a-f]{12} {2}is searched .*값이 올랐어요$/)
    expect(first).to.match(/^ +1 {2}[0-9a-f]{12} {2}replaced .*첫 안내$/)

    const unsaid = await run('--roll-back', 'a.md', '1')
    expect(unsaid.said).to.include('say why')
    expect(unsaid.code).to.equal(1)
    const back = await run(
      '--roll-back',
      'a.md',
      '1',
      '--reason',
      '아직 안 올랐어요',
      '--search',
      '로밍 얼마',
    )
    expect(back.said).to.include('a.md: version 1 is searched again, 1 passages.')
    expect(back.said).to.include('하루 9,900원입니다.')
    expect(back.code).to.equal(0)
    const [third = ''] = (await run('--history', 'a.md')).said
      .split('\n')
      .filter((line) => /^ +\d/.test(line))
    expect(third).to.include('version 1 brought back').and.include('아직 안 올랐어요')
    expect(third.slice(5, 17)).to.equal(first.slice(5, 17))

    await run('--remove', 'a.md')
    expect((await run('--roll-back', 'a.md', '2', '--reason', '다시 써요')).code).to.equal(0)
    const none = await run('--roll-back', 'a.md', '9', '--reason', '없어요')
    expect(none.said).to.include('a.md has no version "9"; see --history a.md.')
    expect(none.code).to.equal(1)
    expect((await run('--history', 'none.md')).said).to.include('There is no document called "none.md"')
    expect((await run('--list', 'stray')).code).to.equal(1)
  })

  it('takes what it can, names what it cannot, and ends with 1 then', async () => {
    const added = await run('--add', join(folder, 'documents'))
    expect(added.said).to.include('added     a.md: 로밍, version 1, 1 passages')
    expect(added.said).to.include('added     more/b.txt')
    expect(added.said).to.match(/not taken wrong\.md, line 3: valid_from.*YYYY-MM-DD/)
    expect(added.said).to.include('2 of 3 documents taken')
    expect(added.code).to.equal(1)
    const again = await run('--add', join(folder, 'documents', 'a.md'), '--list', '--search', '로밍 얼마')
    expect(again.said).to.include('same      a.md').and.include('more/b.txt: 매장')
    expect(again.said).to.match(/1\. a\.md › 하루 로밍패스 .*\n +하루 9,900원입니다\./)
    expect(again.code).to.equal(0)
    const removed = await run('--remove', 'a.md', '--remove', 'none.md', '--list')
    expect(removed.said).to.include('removed   a.md').and.include('There is no document called "none.md"')
    expect(removed.said).to.not.include('a.md: 로밍')
    expect(removed.code).to.equal(1)
  })

  it('makes vectors where it is told who makes them, and says what is without', async () => {
    const none = await run('--embed')
    expect(none).to.deep.include({ code: 1 })
    expect(none.said).to.include('DAJEONG_EMBEDDINGS_URL')
    const server = await startEmbeddingsServer((text) => [/로밍|비행기/.test(text) ? 1 : 0, 0.1])
    more = {
      ...{ DAJEONG_EMBEDDINGS_URL: server.url, DAJEONG_EMBEDDINGS_KEY: 'any' },
      ...{ DAJEONG_EMBEDDINGS_MODEL: 'small' },
    }
    try {
      server.always({ status: 400, body: 'no such model' })
      const bare = await run('--add', join(folder, 'documents', 'a.md'), '--embed')
      expect(bare.said).to.match(/added +a\.md: .*1 passages/)
      expect(bare.said).to.match(/0 vectors made, 1 missing\./)
      expect(bare.said).to.include('no such model')
      expect(bare.code).to.equal(1)
      server.always(null)
      const made = await run('--embed', '--search', '비행기 타고 나가면')
      expect(made.said).to.include('1 vectors made, 0 missing.').and.include('1. a.md › 하루 로밍패스')
      expect(made.code).to.equal(0)
      server.always({ status: 400 })
      const words = await run('--search', '로밍패스')
      expect(words.said)
        .to.match(/Found by words alone: .*400/)
        .and.include('1. a.md')
    } finally {
      more = {}
      await server.close()
    }
  })

  it('says what to do about a folder or a brand that is not there', async () => {
    const missing = await run('--add', join(folder, 'nowhere'))
    expect(missing).to.deep.include({ code: 1 })
    expect(missing.said).to.include('There is no file or folder')
    const brand = await run('--list', '--brand', '없는 브랜드')
    expect(brand.said).to.include('There is no brand called "없는 브랜드"')
    expect(brand.code).to.equal(1)
  })
})
