import { expect } from 'chai'
import { UnreadableDocument } from '../../src/knowledge/document.ts'
import { readPdf } from '../../src/knowledge/read-pdf.ts'
import { makePdf, makeUnfoldingPdf } from './pdf.ts'

describe('a PDF that was made to harm', () => {
  const card = makePdf(['The day pass costs KRW 9,900.'])
  async function refusal(bytes: Uint8Array, limits?: { ms: number; bytes: number }): Promise<string> {
    const error = await readPdf('a.pdf', bytes, limits).catch((reason: unknown) => reason)
    expect(error).to.be.instanceOf(UnreadableDocument)
    return String(error)
  }

  it('is given up when it unfolds to more memory than a document may, while everything else goes on', async () => {
    const bomb = makeUnfoldingPdf(400_000_000)
    expect(bomb.length).to.be.lessThan(1_000_000)
    let beats = 0
    const beating = setInterval(() => {
      beats += 1
    }, 5)
    try {
      expect(await refusal(bomb, { ms: 60_000, bytes: 100_000_000 })).to.include('more time or memory')
    } finally {
      clearInterval(beating)
    }
    // In this thread nothing would have run from its beginning to its end.
    expect(beats).to.be.at.least(5)
    expect((await readPdf('b.pdf', card)).title, 'and the next is read').to.equal('Roaming card')
  })

  it('is given up when it takes longer than a document may', async () => {
    const slow = makeUnfoldingPdf(100_000_000)
    expect(await refusal(slow, { ms: 1, bytes: 1e12 })).to.include('more time or memory')
  })

  it('is refused when it is broken, wherever it breaks', async () => {
    const whole = Buffer.from(card)
    for (const bytes of [
      Buffer.from('%PDF-1.7\n'),
      Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5_000, 0xff)]),
      whole.subarray(0, 60),
      Buffer.from(whole.toString('latin1').replace('/Kids [3 0 R]', '/Kids [2 0 R]'), 'latin1'),
      Buffer.from(
        whole.toString('latin1').replace('/Root 1 0 R', '/Root 9 0 R').replace('/Catalog', '/X'),
        'latin1',
      ),
    ])
      expect(await refusal(bytes)).to.match(/no PDF that can be read|only pictures/)
  })
})
