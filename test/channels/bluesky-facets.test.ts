import { expect } from 'chai'
import fc from 'fast-check'
import { findSpans, makeFacets, sliceBytes } from '../../src/channels/bluesky/facets.ts'

const dids: Record<string, string> = { 'alice.test': 'did:plc:alice', 'xn--hy1b43d.kr': 'did:plc:hangul' }
const resolve = async (handle: string) => dids[handle] ?? null

/** Each facet as the bytes it covers and what it means. */
async function show(text: string): Promise<string[][]> {
  const facets = await makeFacets(text, resolve)
  return facets.map(({ index, features: [feature] }) => {
    const value = feature && ('uri' in feature ? feature.uri : 'did' in feature ? feature.did : feature.tag)
    return [sliceBytes(text, index.byteStart, index.byteEnd), value ?? '']
  })
}

const cases: [title: string, text: string, facets: string[][]][] = [
  ['finds a link', 'see https://a.example/x', [['https://a.example/x', 'https://a.example/x']]],
  [
    'ends a link before the particle',
    '자세히는 https://brand.kr/help에서 보세요',
    [['https://brand.kr/help', 'https://brand.kr/help']],
  ],
  ['finds a link right after Korean', '주소:https://a.kr/', [['https://a.kr/', 'https://a.kr/']]],
  [
    'counts Korean before a link as three bytes each',
    '안녕 https://a.kr',
    [['https://a.kr', 'https://a.kr']],
  ],
  ['counts a family emoji before a link', '👩‍👩‍👧 https://a.kr', [['https://a.kr', 'https://a.kr']]],
  ['counts a flag and a skin tone', '🇰🇷👍🏽https://a.kr', [['https://a.kr', 'https://a.kr']]],
  ['counts combining marks', 'e\u0301 https://a.kr', [['https://a.kr', 'https://a.kr']]],
  ['leaves the full stop out of a link', 'see https://a.kr/x.', [['https://a.kr/x', 'https://a.kr/x']]],
  [
    'leaves an ellipsis and a question mark out',
    'https://a.kr/x...?',
    [['https://a.kr/x', 'https://a.kr/x']],
  ],
  [
    'leaves the closing bracket of the sentence out',
    '(https://a.kr/x)',
    [['https://a.kr/x', 'https://a.kr/x']],
  ],
  [
    'keeps a bracket that the link opened',
    'https://a.kr/x_(y)',
    [['https://a.kr/x_(y)', 'https://a.kr/x_(y)']],
  ],
  [
    'keeps query and fragment',
    'https://a.kr/?q=1&r=%EA%B0%80#z',
    [['https://a.kr/?q=1&r=%EA%B0%80#z', 'https://a.kr/?q=1&r=%EA%B0%80#z']],
  ],
  ['gives www an https', 'www.a.kr/x', [['www.a.kr/x', 'https://www.a.kr/x']]],
  ['takes no host without a dot for a link', 'http://localhost/x', []],
  ['takes no bare word with a dot for a link', '3.5점 a.kr', []],
  ['finds a mention', '@alice.test 안녕', [['@alice.test', 'did:plc:alice']]],
  ['ends a mention before the particle', '@alice.test님 안녕', [['@alice.test', 'did:plc:alice']]],
  ['finds a mention after Korean', '안녕@alice.test', [['@alice.test', 'did:plc:alice']]],
  ['finds a mention in capitals', '@Alice.Test', [['@Alice.Test', 'did:plc:alice']]],
  ['leaves the full stop out of a mention', 'hi @alice.test.', [['@alice.test', 'did:plc:alice']]],
  ['leaves a handle that nobody has as text', '@nobody.test', []],
  ['takes no mail address for a mention', 'bob@alice.test', []],
  ['takes no word without a dot for a mention', '@alice', []],
  [
    'takes no mention from inside a link',
    'https://a.kr/@alice.test',
    [['https://a.kr/@alice.test', 'https://a.kr/@alice.test']],
  ],
  ['finds a tag', '좋아요 #다정이 최고', [['#다정이', '다정이']]],
  ['finds a tag with a fullwidth sign', '＃다정이', [['＃다정이', '다정이']]],
  ['ends a tag before punctuation', '#다정이!', [['#다정이', '다정이']]],
  ['takes no number for a tag', '#1 고객', []],
  [
    'takes no tag from inside a word or a link',
    'a#b https://a.kr/#c',
    [['https://a.kr/#c', 'https://a.kr/#c']],
  ],
  [
    'finds several, first to last',
    '👋🏽 @alice.test https://a.kr #하나 #둘',
    [
      ['@alice.test', 'did:plc:alice'],
      ['https://a.kr', 'https://a.kr'],
      ['#하나', '하나'],
      ['#둘', '둘'],
    ],
  ],
  ['finds nothing in nothing', '', []],
]

describe('the facets of a text of ours', () => {
  for (const [title, text, facets] of cases) {
    it(title, async () => {
      expect(await show(text)).to.deep.equal(facets)
    })
  }

  it('gives the byte offsets that the network would', async () => {
    const [facet] = await makeFacets('다정 👩‍👩‍👧 https://a.kr', resolve)
    // 다정 6, space 1, three people of 4 and two joiners of 3 each: 18, space 1.
    expect(facet?.index).to.deep.equal({ byteStart: 26, byteEnd: 38 })
  })

  it('takes no tag of more than 64 characters', () => {
    expect(findSpans(`#${'가'.repeat(64)}`)).to.have.length(1)
    expect(findSpans(`#${'가'.repeat(65)}`)).to.have.length(0)
  })

  it('covers, in bytes, exactly what it found in characters, and never overlaps', async () => {
    const piece = fc.constantFrom(
      'https://a.kr/x',
      '@alice.test',
      '#가나',
      ' ',
      '한',
      '👩‍👩‍👧',
      'é',
      '.',
      '(',
      ')',
      '\n',
      'a',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        const text = pieces.join('')
        const spans = findSpans(text)
        const facets = await makeFacets(text, async () => 'did:plc:x')
        expect(facets.map(({ index }) => sliceBytes(text, index.byteStart, index.byteEnd))).to.deep.equal(
          spans.map(({ start, end }) => text.slice(start, end)),
        )
        let before = 0
        for (const { index } of facets) {
          expect(index.byteStart).to.be.at.least(before)
          before = index.byteEnd
        }
      }),
    )
  })

  it('stays quick on a long text made to be slow', () => {
    const hostile = `@${'a-'.repeat(5_000)} #${'_'.repeat(5_000)} https://${'a.'.repeat(5_000)} ${'@a.'.repeat(5_000)}`
    expect(findSpans(hostile).length).to.be.below(20_000)
  })

  it('fails when a handle cannot be looked up, so that no try differs from another', async () => {
    const broken = () => Promise.reject(new Error('no network'))
    const error = await makeFacets('@alice.test', broken).catch((reason: Error) => reason)
    expect(error).to.be.instanceOf(Error)
  })

  it('shows what somebody else’s offsets cut in half as a replacement character', () => {
    expect(sliceBytes('가나', 0, 2)).to.equal('\uFFFD')
    expect(sliceBytes('가나', 3)).to.equal('나')
    expect(sliceBytes('가나', 90, 99)).to.equal('')
  })
})
