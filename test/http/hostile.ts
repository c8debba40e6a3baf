import { makePdf, makeUnfoldingPdf } from '../knowledge/pdf.ts'

const zip = Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0])

/** Files that are refused: what they are, what they are called, what is in them. */
export const uploads: [says: string, name: string, content: Uint8Array | string | (() => Uint8Array)][] = [
  ['a zip under the name of a text', 'a.txt', zip],
  ['a program under the name of a text', 'a.md', Buffer.from('\x7fELF\x02\x01\x01\x00', 'latin1')],
  ['a picture under the name of a page', 'a.html', Buffer.from('\x89PNG\r\n\x1a\n\x00', 'latin1')],
  ['a page under the name of a PDF', 'a.pdf', '<script>alert(1)</script>'],
  ['a PDF under the name of a text', 'a.txt', makePdf(['x'])],
  ['half a PDF', 'a.pdf', makePdf(['x']).slice(0, 70)],
  ['a PDF that unfolds to 600 MB', 'a.pdf', () => makeUnfoldingPdf(600_000_000)],
  ['a picture that is a script', 'a.svg', '<svg onload="alert(1)"/>'],
  ['a program', 'a.exe', 'MZ'],
  ['a page of no kind', 'a', 'text'],
  ['no letters at all', 'a.txt', ''],
  ['letters that are no UTF-8', 'a.txt', Buffer.from([0xff, 0xfe, 0x41])],
  ['5 MB and a letter', 'a.txt', 'x'.repeat(5_000_001)],
  ...[
    ...[
      '../a.md',
      '../../etc/passwd.md',
      '..\\a.md',
      '/etc/a.md',
      'a/../../b.md',
      'C:\\a.md',
      'a\u0000.md',
      '.',
    ],
    ...['..', 'a\r\nset-cookie: x.md', '<img src=x>.md', 'x'.repeat(201), 'con:.md', 'a|b.md'],
  ].map((name): [string, string, string] => [
    `what is called ${JSON.stringify(name.slice(0, 24))}`,
    name,
    '# 말',
  ]),
]

/** Ways out of a folder, as servers have been made to take them. */
export const waysOut = [
  ...[
    '../',
    '..%2f',
    '%2e%2e/',
    '%2e%2e%2f',
    '%252e%252e%252f',
    '..%5c',
    '..\\',
    '%c0%ae%c0%ae/',
    '..;/',
    './/../',
  ],
  ...['....//', '%2e%2e%5c', '..%00/', '..%u2215', '%uff0e%uff0e/'],
]

/** Where they start. */
export const starts = ['/assets/', '/desk/', '/api/', '/api/prompts/', '/api/conversations/', '/']

/** Where they would lead. */
export const ends = ['package.json', 'src/config.ts', 'etc/passwd', '.env', 'data/secret']

/** Addresses that are asked for nothing, because they are our own network’s or no page’s. */
export const addresses = [
  ...[
    'http://127.0.0.1/',
    'http://localhost/',
    'http://[::1]/',
    'http://0/',
    'http://2130706433/',
    'http://0x7f.1/',
  ],
  ...[
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://10.0.0.1/',
  ],
  ...[
    'http://192.168.0.1/',
    'http://172.16.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
  ],
  ...['http://[fd00:ec2::254]/', 'http://[fe80::1]/', 'http://[64:ff9b::7f00:1]/', 'http://[2002:7f00:1::]/'],
  ...[
    'http://localhost.:80/',
    'http://①②⑦.0.0.1/',
    'http://127。0。0。1/',
    'http://user:pw@8.8.8.8/',
    'http://8.8.8.8:22/',
  ],
  ...[
    'file:///etc/passwd',
    'ftp://8.8.8.8/',
    'gopher://127.0.0.1/',
    'data:text/html,x',
    'javascript:alert(1)',
    'dict://x/',
  ],
  ...[
    '//127.0.0.1/',
    'http:127.0.0.1',
    'http:\\\\127.0.0.1\\',
    ' http://127.0.0.1/',
    'http://127.0.0.1\u0000.example/',
  ],
]

/** Requests that another server would read as another number of requests, or not at all. */
export const requests: [says: string, bytes: string][] = [
  ['a length that is a sign', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: +1\r\n\r\nx'],
  ['a length twice over', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1, 2\r\n\r\nx'],
  ['chunks in an odd spelling', 'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: xchunked\r\n\r\n0\r\n\r\n'],
  ['chunks and a space', 'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding : chunked\r\n\r\n0\r\n\r\n'],
  ['a chunk of no size', 'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
  ['a folded header', 'GET / HTTP/1.1\r\nhost: x\r\nx: a\r\n b\r\n\r\n'],
  ['a header with a NUL', 'GET / HTTP/1.1\r\nhost: x\r\nx: a\u0000b\r\n\r\n'],
  ['no host', 'GET / HTTP/1.1\r\n\r\n'],
  ['a space before its method', '  GET / HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['20 kB of headers', `GET / HTTP/1.1\r\nhost: x\r\ncookie: ${'y'.repeat(20_000)}\r\n\r\n`],
]

const ours = { 'x-dajeong': '1', 'content-type': 'application/json' }
/** How a page of somebody else’s would call us. @param own our origin. */
export const foreignMeans: [says: string, headers: (own: string) => Record<string, string>][] = [
  ['without our header', () => ({ 'content-type': 'application/json' })],
  ['as a form', () => ({ 'content-type': 'application/x-www-form-urlencoded' })],
  ['as plain text, which asks nobody first', () => ({ 'content-type': 'text/plain' })],
  ['as a form with a file', () => ({ 'content-type': 'multipart/form-data; boundary=x' })],
  ['with another value of our header', () => ({ ...ours, 'x-dajeong': 'true' })],
  ['from another origin', () => ({ ...ours, origin: 'https://evil.example' })],
  ['from no origin at all', () => ({ ...ours, origin: 'null' })],
  ['from an origin that begins like ours', (own) => ({ ...ours, origin: `${own}.evil.example` })],
  ['from another port', () => ({ ...ours, origin: 'http://127.0.0.1:1' })],
  ['from another site, as the browser says', () => ({ ...ours, 'sec-fetch-site': 'cross-site' })],
  ['from a neighbour of ours', () => ({ ...ours, 'sec-fetch-site': 'same-site' })],
]
