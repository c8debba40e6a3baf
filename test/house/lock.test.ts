import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { findMissing, type Lock } from '../../scripts/lock.ts'

describe('the lock file', () => {
  for (const folder of ['', 'test/networks/', 'eval/peers/']) {
    const lock = JSON.parse(
      readFileSync(new URL(`../../${folder}package-lock.json`, import.meta.url), 'utf8'),
    ) as Lock

    it(`of ./${folder} has the optional packages of every platform, without which npm ci refuses it (npm run lock)`, () => {
      expect(findMissing(lock)).to.deep.equal([])
    })

    it(`of ./${folder} names no registry`, () => {
      expect(JSON.stringify(lock)).to.not.include('"resolved"')
    })
  }

  it('would be seen to lack a package', () => {
    const lock: Lock = {
      packages: { 'node_modules/a': { optionalDependencies: { 'a-linux-x64': '1.0.0' } } },
    }
    expect(findMissing(lock)).to.deep.equal([{ name: 'a-linux-x64', version: '1.0.0', dev: false }])
  })
})
