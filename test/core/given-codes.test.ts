import { expect } from 'chai'
import { withoutGivenCodes } from '../../src/core/given-codes.ts'
import { ground } from '../../src/core/ground.ts'

const given = ['주문 A-1203 아직도 안 왔어요. 기기는 KX-77이고 3일 기다렸어요']

describe('Codes that somebody gave', () => {
  const cases: [string, string][] = [
    ['A-1203 건 말씀이시군요', '       건 말씀이시군요'],
    ['A-1204 건 말씀이시군요', 'A-1204 건 말씀이시군요'],
    ['3일 기다리셨군요', '3일 기다리셨군요'],
    ['KX-77, A-1203', '     ,       '],
    ['', ''],
  ]
  for (const [text, left] of cases)
    it(`leaves ${JSON.stringify(left)}`, () => expect(withoutGivenCodes(text, given)).to.equal(left))

  it('are talk among talk, and held against the sources where something is said of them', () => {
    const codesIn = (reply: string, thread: string[]) =>
      ground(reply, { passages: [], thread }).findings.map(({ code }) => code)
    const asks = '많이 답답하셨겠어요. 언제 주문하셨는지 디엠으로 알려 주시겠어요? A-1203'
    expect(codesIn(asks, given)).to.deep.equal([])
    expect(codesIn(asks, ['주문이 안 왔어요'])).to.deep.equal(['unsupported'])
    expect(codesIn('A-1203은 내일 도착해요.', given)).to.deep.equal(['unsupported'])
  })

  it('are found in time that grows with the text', () => {
    const text = 'A1-'.repeat(20_000)
    expect(withoutGivenCodes(text, given)).to.have.length(text.length)
  })
})
