import { expect } from 'chai'
import { htmlToText } from '../../../src/channels/mastodon/html.ts'

const anna = { acct: 'anna@social.example', url: 'https://social.example/@anna' }
const link = (href: string, shown: string) => `<a href="${href}">${shown}</a>`

describe('the HTML of a status as text', () => {
  const cases: [string, string, string][] = [
    ['nothing', '', ''],
    ['plain text', 'hi', 'hi'],
    ['paragraphs and breaks', '<p>a</p><p>b<br />c<br>d</p>', 'a\n\nb\nc\nd'],
    ['breaks at the end', 'a<br><br>', 'a'],
    ['entities', '&lt;3 &amp; &quot;x&quot; &#39;y&#39; &#x1F600; &nbsp;z', '<3 & "x" \'y\' 😀 \u00a0z'],
    ['text that only looks like a tag', '1 < 2 & 3 > 2', '1 < 2 & 3 > 2'],
    ['a family of emoji', '<p>👩‍👩‍👧</p>', '👩‍👩‍👧'],
    ['a zero-width space', 'a\u200bb', 'a\u200bb'],
    ['right-to-left text', '<p>שלום עולם</p>', 'שלום עולם'],
    ['a link as it is', link('https://a.example/x', 'https://a.example/x'), 'https://a.example/x'],
    [
      'a shortened link',
      link('https://a.example/x/y?z=1&amp;w=2', '<span class="ellipsis">a.example/x…</span>'),
      'https://a.example/x/y?z=1&w=2',
    ],
    ['a link with words', link('https://a.example/', 'press here'), 'press here (https://a.example/)'],
    [
      'a link that lies',
      link('https://evil.example/', 'https://bank.example'),
      'https://bank.example (https://evil.example/)',
    ],
    ['a link to no web address', link('javascript:alert(1)', 'x'), 'x'],
    ['a link without an address', '<a>x</a>', 'x'],
    ['a tag', link('https://a.example/tags/x', '#<span>x</span>'), '#x'],
    ['a known person', link(anna.url, '@<span>anna</span>'), '@anna@social.example'],
    ['an unknown person', link('https://other.example/@anna', '@<span>anna</span>'), '@anna'],
    ['a link of a known person under another name', link(anna.url, '@ben'), '@ben'],
    ['an image that stands for a word', 'I <img src="x" alt=":heart:"> it', 'I :heart: it'],
    [
      'a quotation, a list and a heading',
      '<h1>Head</h1><blockquote>q</blockquote><ul><li>a</li></ul>',
      'Head\n\n> q\n\n- a',
    ],
    ['a script and a style', 'a<script>x</script><style>y</style>b', 'ab'],
    ['tags that are never closed', '<p>a<p>b<strong>c', 'a\n\nbc'],
  ]
  for (const [what, html, text] of cases) {
    it(`reads ${what}`, () => {
      expect(htmlToText(html, [anna])).to.equal(text)
    })
  }

  it('comes to an end on tags in tags in tags, and shows that something was too deep', () => {
    expect(htmlToText(`<p>a</p>${'<div>'.repeat(20_000)}b`)).to.equal('a\n\n...')
  })
})
