import { expect } from 'chai'
import { toCsv } from '../../src/http/csv.ts'

async function csvOf(rows: object[], options: { bom?: boolean } = {}): Promise<string> {
  async function* pages() {
    yield rows
  }
  const parts: string[] = []
  for await (const part of toCsv(pages(), ['a', 'b'], options)) parts.push(part)
  return parts.join('')
}

describe('rows as CSV', () => {
  it('quote what has to be quoted, and leave out what has no column', async () => {
    expect(await csvOf([{ b: 'say "hi"', a: null, c: 'x' }])).to.equal('a,b\r\n,"say ""hi"""\r\n')
    expect(await csvOf([{ a: 'b,c', b: 'two\nlines' }])).to.equal('a,b\r\n"b,c","two\nlines"\r\n')
  })

  it('disarm what a program that opens tables would run', async () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r'])
      expect(await csvOf([{ a: `${start}1`, b: '' }]), JSON.stringify(start)).to.match(/^a,b\r\n"?'/)
  })

  it('say that they are UTF-8 where that is asked for', async () => {
    expect((await csvOf([], { bom: true })).charCodeAt(0)).to.equal(0xfeff)
  })
})
