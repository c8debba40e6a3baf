import { expect } from 'chai'
import fc from 'fast-check'
import type { ReadDocument } from '../../src/knowledge/document.ts'
import { splitDocument } from '../../src/knowledge/split.ts'

function documentOf(text: string, language: 'ko' | 'en' = 'ko'): ReadDocument {
  return {
    title: '안내',
    version: '1',
    language,
    validFrom: '2026-01-01',
    validUntil: null,
    sections: [{ heading: '요금', text }],
  }
}
const bare = (text: string) => text.replace(/\s+/g, '')

describe('a document in passages', () => {
  it('leaves what is short as it is, with its heading and validity', () => {
    const [one, ...rest] = splitDocument('a.md', documentOf('월 33,000원입니다.'))
    expect(rest).to.deep.equal([])
    expect(one).to.deep.include({ heading: '요금', text: '월 33,000원입니다.', validFrom: '2026-01-01' })
  })

  it('is cut between paragraphs, else between sentences', () => {
    const paragraph = '가나다라 마바사아 자차카타 파하입니다. '.repeat(10).trim()
    const two = splitDocument('a.md', documentOf(`${paragraph}\n\n${paragraph}\n\n${paragraph}`))
    expect(two.map(({ text }) => text)).to.deep.equal([`${paragraph}\n\n${paragraph}`, paragraph])
    const long = splitDocument('a.md', documentOf(`${paragraph} ${paragraph} ${paragraph} ${paragraph}`))
    expect(long).to.have.length(2)
    for (const { text } of long) expect(text).to.match(/^가.*니다\.$/)
  })

  it('lets a row speak for itself', () => {
    const one = documentOf('답')
    one.sections[0] = {
      heading: 'q',
      text: 'a',
      language: 'en',
      version: '9',
      validFrom: null,
      validUntil: '2026-02-01',
    }
    expect(splitDocument('a.csv', one)[0]).to.deep.include({
      language: 'en',
      version: '9',
      validFrom: null,
      validUntil: '2026-02-01',
    })
  })

  it('has ids that depend on the document’s name, the heading and the words alone', () => {
    const id = (name: string, change: Partial<ReadDocument> = {}, text = '글') =>
      splitDocument(name, { ...documentOf(text), ...change })[0]?.id
    expect(id('a.md')).to.equal(id('a.md', { version: '2', title: '다른 제목', validFrom: null }))
    expect(id('a.md')).to.not.equal(id('b.md'))
    expect(id('a.md')).to.not.equal(id('a.md', {}, '다른 글'))
  })

  it('tells the same words under the same heading apart', () => {
    const one = documentOf('글')
    one.sections.push({ heading: '요금', text: '글' })
    expect(new Set(splitDocument('a.md', one).map(({ id }) => id)).size).to.equal(2)
  })

  it('loses no letter and keeps to its size', () => {
    const word = fc.stringMatching(/^[가-힣a-z.!?]{1,12}$/)
    const text = fc
      .array(fc.tuple(word, fc.constantFrom(' ', '\n', '\n\n', '. ', '')), { minLength: 1, maxLength: 500 })
      .map((parts) => parts.flat().join(''))
    fc.assert(
      fc.property(text, fc.constantFrom('ko' as const, 'en' as const), (all, language) => {
        const passages = splitDocument('a.md', documentOf(all, language))
        expect(bare(passages.map((one) => one.text).join(''))).to.equal(bare(all))
        for (const one of passages) expect(one.text.length).to.be.at.most(language === 'ko' ? 600 : 900)
      }),
    )
  })
})
