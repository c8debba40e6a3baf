import { expect } from 'chai'
import { checkUpload } from '../../src/desk/upload.ts'

const text = new TextEncoder().encode('# 로밍\n하루 11,000원')
const pdf = new TextEncoder().encode('%PDF-1.7 …')
const zip = new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0])

describe('a file that a colleague sends', () => {
  const names: [given: string, kept: string][] = [
    ['로밍 안내.md', '로밍 안내.md'],
    ['  a \t b.txt ', 'a b.txt'],
    ['plans/2027/ko.md', 'plans/2027/ko.md'],
    ['가.md'.normalize('NFD'), '가.md'],
  ]
  for (const [given, kept] of names)
    it(`may be called ${JSON.stringify(given)}`, () => expect(checkUpload(given, text)).to.equal(kept))

  const wrong = [
    '',
    '   ',
    '/etc/passwd.md',
    '../a.md',
    'a/../b.md',
    'a//b.md',
    'C:\\a.md',
    'a\u0000.md',
    'x'.repeat(300),
  ]
  for (const name of wrong)
    it(`may not be called ${JSON.stringify(name.slice(0, 20))}`, () =>
      expect(() => checkUpload(name, text)).to.throw(/name/))

  it('is a PDF when it says so, and only then', () => {
    expect(checkUpload('a.PDF', pdf)).to.equal('a.PDF')
    expect(() => checkUpload('a.pdf', text)).to.throw(/none inside/)
    expect(() => checkUpload('a.txt', pdf)).to.throw(/ending \.pdf/)
  })

  it('is text where it says so', () => {
    expect(() => checkUpload('a.md', zip)).to.throw(/no text/)
  })
})
