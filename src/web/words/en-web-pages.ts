import type { webPages as ko } from './ko-web-pages.ts'
import type { Same } from './same.ts'

export const webPages: Same<typeof ko> = {
  address: 'Address of a web page',
  hint: 'The text of a page that everybody can read. Fetching the same address again brings its document up to date. Up to 5 MB.',
  take: 'Fetch the page',
  tryFirst: 'Try before fetching',
  why: 'Why do you fetch it? (may be left out)',
  taking: 'Reading the page and running the cases…',
  failing:
    '{{name}}: mend the page, or the case if it no longer holds, and fetch it again. If you use it all the same, the page is read again as it is then.',
  from: 'Fetched from',
  anew: 'Fetch the page again',
  anewLead:
    'What stands at this address is read again. If it is different, it becomes a new version and is in use at once; if not, nothing changes.',
  anewDo: 'Fetch it again',
  faults: {
    'no-address': 'This is no address. Give one that begins with https://.',
    'not-web': 'Only addresses that begin with https:// or http:// are fetched.',
    'with-password': 'The address holds a name or a password. Give one that everybody can read.',
    'too-long':
      'The address is longer than 200 characters; a letter that is not Latin may count as nine. Give a shorter one, or save the page and upload it.',
    port: 'Nothing is fetched from ports other than 80 and 443, unless an operator names the server in KNOWLEDGE_URL_HOSTS.',
    'not-public':
      'This address is not on the open internet, or sends on to one that is not, so it is not fetched. For a server of your own, an operator has to name it in KNOWLEDGE_URL_HOSTS.',
    'unknown-host': 'There is no such server. See whether the address is spelled right.',
    'too-slow':
      'It could not be read within 15 seconds. Try again in a moment, or save the page and upload it.',
    unreachable: 'The server could not be reached. See whether the address opens in a browser.',
    'not-found': 'There is no page at this address. Open it in a browser and mend the address.',
    'not-open':
      'Not everybody may read this page. Give an address that everybody can read, or save the page and upload it.',
    status: 'The server sent an error in place of the page. Try again in a moment.',
    redirects: 'It sends on more than three times. Give the address at which a browser ends.',
    kind: 'What stands at this address cannot be read. HTML, text, Markdown, CSV and PDF can.',
    compressed: 'The server sends it compressed, so it cannot be read. Save the page and upload it.',
    'too-large': 'The page is larger than 5 MB. Save the part that you need and upload it.',
    letters: 'The letters of the page cannot be read. Save it as UTF-8 and upload it.',
    'not-as-said': 'Inside it is not what its server says. Save the page and upload it.',
    empty:
      'There is no text in this page. If its text appears only after it was opened, save what it shows and upload it.',
    changed:
      'The text of the page has changed since you tried it, so it was not fetched. Try it again, or press “Fetch the page” to take it as it is now.',
  },
}
