import { expect } from 'chai'
import { addressOf, readAddress, sayAddress } from '../../src/web/features/documents/address.ts'
import { addresses } from '../http/hostile.ts'
import { payloads } from './payloads.ts'

describe('the address of a page', () => {
  const read: [typed: string, url: string][] = [
    ['https://shop.example/returns?lang=ko#top', 'https://shop.example/returns?lang=ko'],
    ['  http://Shop.Example ', 'http://shop.example/'],
    ['shop.example/returns', 'https://shop.example/returns'],
    ['wiki.example:8443/a', 'https://wiki.example:8443/a'],
    ['https://shop.example/반품', 'https://shop.example/%EB%B0%98%ED%92%88'],
  ]
  for (const [typed, url] of read)
    it(`is read from ${JSON.stringify(typed)}`, () => expect(readAddress(typed)).to.deep.equal({ url }))

  const unread: [typed: string, fault: string][] = [
    ['', 'no-address'],
    ['반품 안내', 'no-address'],
    ['shop example', 'no-address'],
    ['//shop.example/', 'no-address'],
    ['ftp://shop.example/', 'not-web'],
    ['javascript:alert(1)', 'not-web'],
    ['mailto:a@shop.example', 'not-web'],
    ['https://me:secret@shop.example/', 'with-password'],
    [`https://shop.example/${'가'.repeat(30)}`, 'too-long'],
  ]
  for (const [typed, fault] of unread)
    it(`is none: ${JSON.stringify(typed.slice(0, 40))}`, () =>
      expect(readAddress(typed)).to.deep.equal({ fault }))

  it('is linked to only where it is a page’s', () => {
    expect(addressOf('https://shop.example/returns')).to.equal('https://shop.example/returns')
    for (const name of [
      'roaming.md',
      'https.md',
      'javascript:alert(1)//https://shop.example',
      'https://',
      'http:x',
    ])
      expect(addressOf(name), name).to.equal(null)
    for (const name of [...payloads, ...addresses]) {
      const address = addressOf(name)
      if (address !== null) expect(new URL(address).protocol, name).to.match(/^https?:$/)
    }
  })

  it('is said in its own letters, unless they hide something', () => {
    expect(sayAddress('https://shop.example/%EB%B0%98%ED%92%88?q=%2F')).to.equal(
      'https://shop.example/반품?q=%2F',
    )
    for (const address of [
      'https://shop.example/%E2%80%AEmoc.live',
      'https://shop.example/a%20https://bank.example',
      'https://shop.example/%E0%A4%A',
      'https://shop.example/%00',
    ])
      expect(sayAddress(address)).to.equal(address)
  })
})
