import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { rate } from '../desk/rated.ts'
import { makeTold } from '../desk/reported.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { startProgram } from '../support/program.ts'

describe('npm run report', () => {
  let test: TestDatabase
  let folder: string
  before(async () => {
    test = await openTestDatabase()
    folder = mkdtempSync(join(tmpdir(), 'dajeong-report-'))
    const { tell } = makeTold(test.db, (await seedAccount(test.db)).id)
    const answered = await tell({
      ...{ at: '2026-11-19T15:00:00Z', intent: 'complaint', drafted: 2, approved: 600, sent: 7_200 },
    })
    await rate(test.db, answered, { at: '2026-11-20T03:00:00Z', score: 4, words: '말은 창에서만' })
    const of = { drafted: 1, approved: 2, sent: 3 }
    for (const [score, day] of [
      [null, '03'],
      [1, '04'],
      [4, '04'],
    ] as const)
      await rate(test.db, await tell({ at: `2026-10-${day}T03:00:00Z`, ...of, person: `p${score}` }), {
        ...{ at: `2026-10-${day}T03:00:00Z`, score },
      })
    await tell({ at: '2026-11-20T14:59:59Z', drafted: 4 })
  })
  after(async () => {
    await test.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function run(...args: string[]): Promise<{ code: number | string; said: string }> {
    const env = { DATABASE_URL: test.url, DAJEONG_DATA: folder }
    const program = startProgram('src/commands/report.ts', env, args)
    return { code: await program.ended, said: program.said() }
  }
  const days = ['--from', '2026-11-20', '--to', '2026-11-20']

  it('shows how many came and how long they waited', async () => {
    const { code, said } = await run(...days)
    const lines = said.split('\n').map((line) => line.trim().split(/ {2,}/).join('|'))
    expect(lines).to.include('complaint|1|1|2.0 s|2.0 s|1|10 min|10 min|1|2.0 h|2.0 h')
    expect(lines).to.include('together|2|2|3.0 s|3.8 s|1|10 min|10 min|1|2.0 h|2.0 h')
    expect(lines).to.include('2026-11-20|question|1|1|4.0 s|4.0 s|0|–|–|0|–|–')
    expect(code).to.equal(0)
  })

  it('says the same to programs', async () => {
    const { said } = await run(...days, '--json', '--step', 'hour')
    const report = JSON.parse(said) as { steps: string[]; total: object; rows: { at: string }[] }
    expect(report.total).to.deep.include({ heard: 2, drafted: { count: 2, median: 3, p90: 3.8 } })
    expect(report.steps).to.have.length(24)
    expect(report.rows.map(({ at }) => at)).to.deep.equal([
      '2026-11-19T15:00:00.000Z',
      '2026-11-20T14:00:00.000Z',
    ])
  })

  it('shows how customers rated the help', async () => {
    const lines = async (...args: string[]) =>
      (await run(...args)).said.split('\n').map((line) => line.trim().split(/ {2,}/).join('|'))
    const month = await lines('--from', '2026-10-01', '--to', '2026-10-31')
    const heads = 'asked|gave a score|average|gave 1|gave 2|gave 3|gave 4|gave 5'
    const all = '3|2 (67 %)|2.5|1 (50 %)|0 (0 %)|0 (0 %)|1 (50 %)|0 (0 %)'
    expect(month).to.include.members([
      ...[`ratings|${heads}`, `Dajeong answered by itself|${all}`, `together|${all}`, `day|${heads}`],
      ...[
        '2026-10-03|1|0|–|–|–|–|–|–',
        '2026-10-04|2|2 (100 %)|2.5|1 (50 %)|0 (0 %)|0 (0 %)|1 (50 %)|0 (0 %)',
      ],
    ])
    expect(await lines('--from', '2026-09-01', '--to', '2026-09-02')).to.include(
      'No customer was asked for a rating in these days.',
    )
    const { said } = await run(...days, '--json')
    const { ratings } = JSON.parse(said) as { ratings: { total: object; byAnswerer: object[] } }
    expect(ratings.total).to.deep.include({ asked: 1, rated: 1, average: 4, scores: [0, 0, 0, 1, 0] })
    expect(ratings.byAnswerer).to.have.length(1)
    expect(said).to.not.contain('말은 창에서만')
  })

  it('says what it cannot read', async () => {
    const wrong: [args: string[], says: string][] = [
      [['--from', 'monday'], '--from is a day'],
      [['--step', 'year'], 'hour'],
      [['--zone', 'Nowhere'], 'No such time zone'],
      [['--account', '999'], 'no such account'],
      [['--brand', '없음'], 'no brand called'],
      [['--since', 'x'], 'npm run report'],
    ]
    for (const [args, says] of wrong) {
      const { code, said } = await run(...args)
      expect(said, args.join(' ')).to.include(says)
      expect(code).to.equal(1)
    }
  })
})
