import { expect } from 'chai'
import fc from 'fast-check'
import { contrast, inkOn, readColor, standingOut } from '../../src/core/contrast.ts'

const color = fc.integer({ min: 0, max: 0xffffff }).map((one) => `#${one.toString(16).padStart(6, '0')}`)

describe('contrast', () => {
  it('is counted as WCAG does', () => {
    expect(contrast('#ffffff', '#000000')).to.be.closeTo(21, 0.01)
    expect(contrast('#ffffff', '#777777')).to.be.closeTo(4.48, 0.01)
    expect(contrast('#123456', '#123456')).to.equal(1)
  })

  it('of letters that are chosen for a ground is always enough to read', () => {
    fc.assert(fc.property(color, (ground) => contrast(inkOn(ground), ground) >= 4.5))
  })

  it('is reached by a shade of any colour on our own grounds, light and dark', () => {
    for (const grounds of [
      ['#faf7f2', '#ffffff', '#f3eee6'],
      ['#191715', '#23201d', '#2c2825'],
    ]) {
      fc.assert(
        fc.property(color, (one) => {
          const shade = standingOut(one, grounds)
          return grounds.every((ground) => contrast(shade, ground) >= 4.5)
        }),
      )
    }
    expect(standingOut('#a84a28', ['#ffffff'])).to.equal('#a84a28')
  })

  it('reads colours of three and six digits, and nothing else', () => {
    expect(readColor('#A84A28')).to.equal('#a84a28')
    expect(readColor('#fa0')).to.equal('#ffaa00')
    for (const text of ['red', '#12345', 'a84a28', '#a84a28;x', 'url(#a)', ''])
      expect(readColor(text)).to.equal(null)
  })
})
