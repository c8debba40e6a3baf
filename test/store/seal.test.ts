import { expect } from 'chai'
import { OperatorError } from '../../src/store/data-folder.ts'
import { seal, sealingKey, unseal } from '../../src/store/seal.ts'

const key = sealingKey('a secret')
const value = { token: '비밀', nested: [1, null] }

describe('sealed credentials', () => {
  const sealed = seal(key, 'mastodon 1', value)
  const fails = (work: () => unknown) =>
    expect(work).to.throw(OperatorError, /cannot be opened with this key/)

  it('come back as they were', () => {
    expect(unseal(key, 'mastodon 1', sealed)).to.deep.equal(value)
  })

  it('look different each time and show nothing', () => {
    expect(seal(key, 'mastodon 1', value).equals(sealed)).to.equal(false)
    expect(sealed.includes(Buffer.from('비밀'))).to.equal(false)
    expect(sealed.includes(Buffer.from('token'))).to.equal(false)
  })

  it('do not open when any byte was changed', () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      fails(() => unseal(key, 'mastodon 1', changed))
    }
  })

  it('do not open when they were cut short or grew', () => {
    for (const size of [0, 5, 12, 20, 27, sealed.length - 1])
      fails(() => unseal(key, 'mastodon 1', sealed.subarray(0, size)))
    fails(() => unseal(key, 'mastodon 1', Buffer.concat([sealed, Buffer.of(0)])))
  })

  it("do not open with another key or in another account's row", () => {
    fails(() => unseal(sealingKey('a secret '), 'mastodon 1', sealed))
    fails(() => unseal(key, 'mastodon 2', sealed))
    fails(() => unseal(key, 'bluesky 1', sealed))
  })

  it('never name the secret in what they complain of', () => {
    try {
      unseal(sealingKey('hunter2'), 'mastodon 1', sealed)
    } catch (error) {
      expect(`${error} ${(error as Error).stack}`).not.to.include('hunter2')
    }
  })
})
