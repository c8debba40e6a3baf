import { expect } from 'chai'
import { UnreadableDocument } from '../../src/knowledge/document.ts'
import { largestBytes, readDocument } from '../../src/knowledge/read-document.ts'
import { makePdf } from './pdf.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (file: string, text: string) => readDocument(file, bytes(text))

describe('a document', () => {
  it('in Markdown has front matter and a section for each heading', async () => {
    const one = await read(
      'plans.md',
      '\uFEFF---\r\ntitle: "요금제: 안내"\r\nversion: 2026.10\r\nlang: ko\r\nvalid_from: 2026-07-01\r\n---\r\n# 요금제\r\n\r\n## 라이트\r\n월 **33,000원**입니다. [자세히](https://a.example/plans)\r\n\r\n### 데이터\r\n- 8GB\r\n\r\n| 이름 | 값 |\r\n|---|---|\r\n| 가 | 1 |\r\n',
    )
    expect(one).to.deep.equal({
      title: '요금제: 안내',
      version: '2026.10',
      language: 'ko',
      validFrom: '2026-07-01',
      validUntil: null,
      sections: [
        { heading: '라이트', text: '월 33,000원입니다. 자세히 (https://a.example/plans)' },
        { heading: '라이트 › 데이터', text: '- 8GB\n\n이름 | 값\n가 | 1' },
      ],
    })
  })

  it('in Markdown without front matter is called by its first heading, in the language of its letters', async () => {
    const one = await read('a.md', '# Store hours\n\nOpen daily.\n')
    expect(one).to.deep.include({ title: 'Store hours', version: '1', language: 'en', validFrom: null })
    expect(one.sections).to.deep.equal([{ heading: '', text: 'Open daily.' }])
  })

  it('in Markdown keeps what stands in a code fence', async () => {
    const one = await read('a.md', '## Codes\n```\n# no heading\n```\n')
    expect(one.sections).to.deep.equal([{ heading: 'Codes', text: '# no heading' }])
  })

  it('in plain text has head lines, and short lines that stand alone are headings', async () => {
    const one = await read(
      'e.txt',
      '# title: 이벤트\n# lang: ko\n# valid_until: 2026-12-31\n\n친구 추천\n\n15,000포인트를 받습니다.\n둘째 줄입니다.\n\n셋째 문단입니다.\n\n첫눈 맞히기\n\n날짜를 고릅니다.\n',
    )
    expect(one).to.deep.include({ title: '이벤트', language: 'ko', validUntil: '2026-12-31' })
    expect(one.sections).to.deep.equal([
      { heading: '친구 추천', text: '15,000포인트를 받습니다.\n둘째 줄입니다.\n\n셋째 문단입니다.' },
      { heading: '첫눈 맞히기', text: '날짜를 고릅니다.' },
    ])
  })

  it('in HTML leaves out menus and scripts, and calls each cell of a table by its column', async () => {
    const one = await read(
      's.html',
      `<!doctype html><html><head><title>Stores &amp; hours</title><meta name="dajeong:lang" content="en">
<meta name="dajeong:version" content="3"><style>p{}</style></head><body><nav>Home</nav><main><h1>Stores</h1>
<h2>Fees</h2><p>Pay by <b>card</b>
or cash.</p><table><tr><th>Work</th><th>Fee</th></tr><tr><td>Name</td><td>KRW 10,000</td></tr></table>
<script>alert(1)</script></main><footer>Owner</footer></body></html>`,
    )
    expect(one).to.deep.include({ title: 'Stores & hours', version: '3', language: 'en' })
    expect(one.sections).to.deep.equal([
      { heading: 'Fees', text: 'Pay by card or cash.\n\nName, Fee: KRW 10,000' },
    ])
  })

  it('in CSV has a section for each row, with its own validity', async () => {
    const one = await read(
      'faq.csv',
      'question,answer,lang,version,valid_from,valid_until\n"몇 시까지, 하나요?","8시까지\n합니다",ko,2,2026-01-01,\nWhen?,"At ""8""",en,1,,2025-12-31\n',
    )
    expect(one).to.deep.include({ title: 'faq', version: '2' })
    expect(one.sections).to.deep.equal([
      {
        heading: '몇 시까지, 하나요?',
        text: '8시까지\n합니다',
        language: 'ko',
        version: '2',
        validFrom: '2026-01-01',
        validUntil: null,
      },
      {
        heading: 'When?',
        text: 'At "8"',
        language: 'en',
        version: '1',
        validFrom: null,
        validUntil: '2025-12-31',
      },
    ])
  })

  it('in PDF is its text', async () => {
    const one = await readDocument('card.pdf', makePdf(['The day pass costs KRW 9,900.']))
    expect(one).to.deep.include({ title: 'Roaming card', language: 'en' })
    expect(one.sections[0]?.text).to.include('The day pass costs KRW 9,900.')
  })

  const faults: [string, string, string | Uint8Array, RegExp][] = [
    [
      'front matter that is no YAML',
      'a.md',
      '---\ntitle: a\nlang: [ko\n---\ntext',
      /^a\.md, line [345]: .*not YAML/,
    ],
    ['front matter without an end', 'a.md', '---\ntitle: a\n', /^a\.md, line 1: .*close it/],
    [
      'a value that is a list',
      'a.md',
      '---\ntitle: a\nversion: [1]\n---\ntext',
      /^a\.md, line 3: "version".*one value/,
    ],
    [
      'a name that is not known',
      'a.md',
      '---\ntitel: a\n---\ntext',
      /^a\.md, line 2: "titel".*title, version/,
    ],
    [
      'a day that is none',
      'a.md',
      '---\ntitle: a\nvalid_from: 2026-02-30\n---\ntext',
      /^a\.md, line 3: .*YYYY-MM-DD/,
    ],
    ['a day in other words', 'a.txt', '# valid_until: 31.12.2026\ntext', /^a\.txt, line 1: .*YYYY-MM-DD/],
    [
      'an end before its beginning',
      'a.txt',
      '# valid_from: 2026-02-01\n# valid_until: 2026-01-01\ntext',
      /line 2: .*before/,
    ],
    ['an unknown language', 'a.md', '---\nlang: fr\n---\ntext', /^a\.md, line 2: .*ko or en/],
    ['a CSV without its columns', 'a.csv', 'q,a\n1,2\n', /^a\.csv, line 1: .*"question"/],
    [
      'a CSV row with a cell too many',
      'a.csv',
      'question,answer\na,b\nc,d,e\n',
      /^a\.csv, line 3: .*not CSV/,
    ],
    ['an empty answer', 'a.csv', 'question,answer\na,b\nc,\n', /^a\.csv, line 3: .*answer is empty/],
    [
      'a wrong day in a row',
      'a.csv',
      'question,answer,valid_from\n"a\nb",b,\nc,d,soon\n',
      /^a\.csv, line 4: valid_from/,
    ],
    ['no text', 'a.html', '<nav>Home</nav>', /^a\.html: there is no text/],
    ['a PDF without text', 'a.pdf', makePdf([]), /^a\.pdf: .*only pictures/],
    ['a PDF that is none', 'a.pdf', 'hello', /^a\.pdf: .*no PDF/],
    ['an unknown ending', 'a.docx', 'x', /^a\.docx: .*"\.docx".*\.md/],
    [
      'other letters than UTF-8',
      'a.txt',
      new Uint8Array([97, 10, 98, 10, 0xb0, 0xa1]),
      /^a\.txt, line 3: .*UTF-8/,
    ],
    ['more than 5 MB', 'a.txt', new Uint8Array(largestBytes + 1).fill(97), /^a\.txt: .*5\.0 MB.*divide/],
  ]
  for (const [what, file, content, says] of faults)
    it(`with ${what} is refused, with what to do`, async () => {
      const error = await readDocument(file, typeof content === 'string' ? bytes(content) : content).catch(
        (reason: unknown) => reason,
      )
      expect(error).to.be.instanceOf(UnreadableDocument)
      expect((error as Error).message).to.match(says)
    })
})
