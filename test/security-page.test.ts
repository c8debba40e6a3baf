import { existsSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { forged } from './dialogs/forged.ts'
import { addresses, ends, foreignMeans, requests, starts, uploads, waysOut } from './http/hostile.ts'
import { payloads } from './web/payloads.ts'

const page = readFileSync(new URL('../docs/security.md', import.meta.url), 'utf8')
const rows = page.split('\n').filter((line) => line.startsWith('| ') && line.includes('test.ts'))
const rowOf = (kind: string) => rows.find((line) => line.startsWith(`| ${kind} |`)) ?? ''

describe('the page about security', () => {
  const tried: [kind: string, says: string][] = [
    ['words that were written to run', `${payloads.length} texts`],
    ['the same in the address', `${payloads.length} texts`],
    ["another page's call", `${foreignMeans.length} means`],
    ['uploads', `${uploads.length} files`],
    ['ways out of the folder', `${waysOut.length * starts.length * ends.length} paths`],
    ['inner addresses', `${addresses.length} addresses`],
    ['forged tokens of chats', `${Object.keys(forged).length} tokens`],
    ['broken and smuggled requests', `${requests.length} kinds`],
  ]
  for (const [kind, says] of tried)
    it(`says of ${kind} as many as are tried`, () => expect(rowOf(kind)).to.include(`| ${says}`))

  it('has no text twice, so that none is counted twice', () => {
    for (const list of [payloads, addresses, uploads.map(([says]) => says), requests.map(([says]) => says)])
      expect(new Set(list).size).to.equal(list.length)
  })

  it('is told in the README with the same number', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    expect(readme).to.include(`${payloads.length} texts that were written to run`)
  })

  it('names tests that are there', () => {
    const named = [...page.matchAll(/test\/[\w./-]+\.test\.ts/g)].map(([path]) => path)
    expect(named.length).to.be.at.least(15)
    for (const path of named) expect(existsSync(new URL(`../${path}`, import.meta.url)), path).to.equal(true)
  })
})
