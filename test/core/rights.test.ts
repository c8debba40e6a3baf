import { expect } from 'chai'
import { brandsWith, type Membership, may, mayGive, Role, rightsOf, roleAt } from '../../src/core/rights.ts'

const at = (brandId: string | null, role: Role): Membership => ({ brandId, role })

describe('roles and rights', () => {
  it('grow from role to role', () => {
    for (const [place, role] of Role.options.entries()) {
      const below = Role.options[place - 1]
      if (below) expect(rightsOf[role]).to.include.members([...rightsOf[below]])
    }
  })

  it('hold at their brand and nowhere else', () => {
    const mine = [at('1', 'approver')]
    expect(may(mine, 'approve', '1')).to.equal(true)
    expect(may(mine, 'approve', '2')).to.equal(false)
    expect(may(mine, 'approve', null)).to.equal(false)
    expect(may([], 'read', '1')).to.equal(false)
  })

  it('of every brand hold at each, and the higher of two counts', () => {
    const mine = [at(null, 'viewer'), at('7', 'admin')]
    expect(roleAt(mine, '1')).to.equal('viewer')
    expect(roleAt(mine, '7')).to.equal('admin')
    expect(roleAt([at(null, 'owner'), at('7', 'agent')], '7')).to.equal('owner')
    expect(brandsWith(mine, 'read')).to.equal('every')
    expect(brandsWith(mine, 'tune')).to.deep.equal(['7'])
    expect(brandsWith([at('9', 'viewer'), at('10', 'agent')], 'read')).to.deep.equal(['10', '9'])
  })

  it('may be given by admins and owners of the brand, those of owners by owners alone', () => {
    const admin = [at('1', 'admin')]
    const owner = [at('1', 'owner')]
    expect(mayGive(admin, { from: null, to: 'admin' }, '1')).to.equal(true)
    expect(mayGive(admin, { from: null, to: 'owner' }, '1')).to.equal(false)
    expect(mayGive(admin, { from: 'owner', to: null }, '1')).to.equal(false)
    expect(mayGive(admin, { from: null, to: 'viewer' }, '2')).to.equal(false)
    expect(mayGive(admin, { from: null, to: 'viewer' }, null)).to.equal(false)
    expect(mayGive(owner, { from: 'owner', to: 'viewer' }, '1')).to.equal(true)
    expect(mayGive(owner, { from: null, to: 'owner' }, null)).to.equal(false)
    expect(mayGive([at('1', 'approver')], { from: null, to: 'viewer' }, '1')).to.equal(false)
  })
})
