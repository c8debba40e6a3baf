import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const program = fileURLToPath(new URL('../../src/commands/mask.ts', import.meta.url))

function run(input: string) {
  const { status, stdout } = spawnSync(process.execPath, [program], { input, encoding: 'utf8' })
  const lines = stdout.split('\n').filter((line) => line !== '')
  return { status, stdout, lines: lines.map((line) => JSON.parse(line) as unknown) }
}

describe('npm run mask', () => {
  it('masks each message in order and tells what it found, and where', () => {
    const { status, lines } = run(
      '{"id":"a","text":"제 번호는 010-1234-5678"}\n\n{"id":2,"text":"안녕하세요"}\n',
    )
    expect(lines).to.deep.equal([
      { id: 'a', masked: '제 번호는 [phone]', found: [{ kind: 'phone', start: 6, end: 19 }] },
      { id: 2, masked: '안녕하세요', found: [] },
    ])
    expect(status).to.equal(0)
  })

  it('answers a line that it cannot read with what is wrong, not with what it said, and goes on', () => {
    const { status, stdout, lines } = run('{"text":"a"}\n010-1234-5678\n{"id":1}\n{"id":3,"text":"b"}')
    expect(lines).to.have.length(4)
    expect(lines[1]).to.deep.equal({ error: 'line 2 is not JSON' })
    expect(lines[2])
      .to.have.property('error')
      .that.matches(/^line 3: /)
    expect(lines[3]).to.deep.equal({ id: 3, masked: 'b', found: [] })
    expect(stdout).not.to.include('1234')
    expect(status).to.equal(1)
  })
})
