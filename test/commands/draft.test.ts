import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const program = fileURLToPath(new URL('../../src/commands/draft.ts', import.meta.url))

function run(lines: readonly string[], args: string[] = [], env: Record<string, string> = {}) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...args], {
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  })
  const said = stdout.trim() === '' ? [] : stdout.trim().split('\n')
  return { said: said.map((line) => JSON.parse(line) as Record<string, unknown>), stderr, status }
}

describe('npm run draft', () => {
  it('answers a line each, in order, with what was found and what the policy would do', () => {
    const { said, status } = run([
      '{"id":"a","text":"오늘도 화이팅! 늘 잘 쓰고 있어요 ㅎㅎ"}',
      '{"id":"b","text":"인터넷이 사흘째 안 돼요 ㅠㅠ","channel":"bluesky"}',
      '{"id":"c","text":"죽고 싶어요"}',
      '{"id":"d","text":"ㅋㅋㅋ"}',
    ])
    expect(said.map(({ id }) => id)).to.deep.equal(['a', 'b', 'c', 'd'])
    expect(said.map(({ decision }) => (decision as { kind: string }).kind)).to.deep.equal([
      ...['send', 'ask', 'hand-over', 'ignore'],
    ])
    expect(said[0]).to.deep.include({ writer: 'plain', findings: [] })
    expect(said[2]).to.deep.include({ draft: null })
    expect(status).to.equal(0)
  })

  it('writes the same for the same lines, and waits where the account only drafts', () => {
    const line = '{"id":1,"text":"오늘도 화이팅! 늘 잘 쓰고 있어요 ㅎㅎ"}'
    const [first] = run([line]).said
    const [again] = run([line], ['--mode', 'draft']).said
    expect(again?.draft).to.equal(first?.draft)
    expect(again?.decision).to.include({ kind: 'ask', why: 'drafting' })
  })

  it('says what is wrong with a line and goes on, and what is missing for a model', () => {
    const { said, status } = run(['{"id":1,"text":"안녕","channel":"pager"}', '{"id":2,"text":"안녕하세요"}'])
    expect(said[0]?.error).to.match(/line 1.*channel/s)
    expect(said[1]).to.include({ id: 2 })
    expect(status).to.equal(1)
    const without = run(['{"id":1,"text":"안녕"}'], ['--model'])
    expect(without.stderr).to.include('set OPENAI_BASE_URL and DAJEONG_MODEL')
    expect(without.status).to.equal(1)
    expect(run([], ['--colour']).stderr).to.include('npm run -s draft')
  })
})
