import { expect } from 'chai'
import { limitsIn, reachUnlike, standingsOf } from '../../src/core/ground/scope.ts'

const reaches: [claim: string, source: string, unlike: string[]][] = [
  ['액정 쿠폰은 매달 드려요', '가입 후 6개월이 지나면 쿠폰을 한 번 드립니다', ['매달']],
  ['쿠폰은 매달 2장이에요', '쿠폰이 매월 2장 앱으로 발급되며', []],
  ['요금제는 여러 번 바꿀 수 있어요', '요금제는 한 달에 한 번 바꿀 수 있습니다', ['여러 번']],
  ['정지는 다음 날 풀려요', '보통 1시간 안에 정지가 풀립니다', ['다음 날']],
  ['늦게 돌려주셔도 괜찮아요', '늦으면 5,000원이 청구됩니다', ['셔도 괜찮']],
  ['you can go back at any time.', 'you cannot change back for three months.', ['at any time']],
  [
    'the deposit can only be paid to a korean account.',
    'it is paid to a korean account, or abroad.',
    ['only'],
  ],
  ['police reports are only needed for theft.', 'police reports are only needed for theft.', []],
]

describe('How far a statement reaches', () => {
  for (const [claim, source, unlike] of reaches) {
    it(`${unlike.length > 0 ? 'finds' : 'leaves'} "${claim}" against "${source}"`, () => {
      expect(reachUnlike(claim, source)).to.deep.equal(unlike)
    })
  }

  it('tells a denied word from one that is said, and from one that may be either', () => {
    expect(standingsOf('예약하지 않은 고객', '예약')).to.deep.equal(['denied'])
    expect(standingsOf('예약하시면 먼저 상담해요', '예약')).to.deep.equal(['said'])
    expect(standingsOf('예약 고객을 먼저 상담하고', '예약')).to.deep.equal(['open'])
    expect(standingsOf('다시 신청할 필요가 없습니다', '신청')).to.deep.equal(['denied'])
    expect(standingsOf('the line is closed', 'clos')).to.deep.equal([])
  })

  it('reads to whom or where something is limited', () => {
    expect(limitsIn('법정대리인만 해제할 수 있습니다')).to.deep.equal(['법정대리인'])
    expect(limitsIn('하지만 매장에서는 됩니다')).to.deep.equal([])
    expect(limitsIn('you may sign up only for prepaid plans')).to.deep.equal(['for prepaid plans'])
  })
})
