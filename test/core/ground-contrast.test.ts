import { expect } from 'chai'
import { contrasts, namedIn } from '../../src/core/ground/contrast.ts'

const cases: [claim: string, there: string, absent: string[]][] = [
  ['전화로 알려 드려요', '결과는 문자로 보내 드립니다', ['전화']],
  ['문자로 알려 드려요', '결과는 문자로 보내 드립니다', []],
  ['화요일에 쉬어요', '매주 수요일에 쉽니다', ['화요일']],
  ['you can pay by card', 'you can pay in cash', ['card']],
  ['you can pay by card', 'you can pay by card or in cash', []],
  ['앱과 매장에서 돼요', '앱에서 신청합니다', []],
]

describe('What stands in one another’s place', () => {
  for (const [claim, there, absent] of cases) {
    it(`${absent.length > 0 ? 'finds' : 'leaves'} "${claim}" against "${there}"`, () => {
      const named = namedIn(there)
      expect(contrasts(namedIn(claim), named, named).absent).to.deep.equal(absent)
    })
  }

  it('tells what another sentence of the source names from what none names', () => {
    const everywhere = namedIn('앱에서 신청합니다. 매장에서 받습니다.')
    expect(contrasts(namedIn('매장에서 신청해요'), namedIn('앱에서 신청합니다'), everywhere)).to.deep.equal({
      absent: [],
      shifted: ['매장'],
    })
  })
})
