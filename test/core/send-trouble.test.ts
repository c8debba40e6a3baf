import { expect } from 'chai'
import { ChannelError } from '../../src/channels/channel.ts'
import { otherTrouble, saySendTrouble } from '../../src/core/send-trouble.ts'
import { asReplyTrouble } from '../../src/reply-trouble.ts'

/** As flow/send.ts keeps it with the send. */
function kept(kind: ChannelError['kind'], said: string, channel = 'line'): string {
  const error = asReplyTrouble(new ChannelError(kind, said), channel) as ChannelError
  return `${error.kind}: ${error.message}`
}

describe('why a reply was not sent', () => {
  const own = 'line.example said 403 (Forbidden): "blocked (by them)"'
  const table: [ChannelError['kind'], string][] = [
    ['gone', 'line에서 이분께 더는 닿을 수 없어요. 대화방이 없어졌거나'],
    ['refused', 'line에서 이 답을 받지 않았어요. 이분이 브랜드를 차단했거나'],
    ['auth', 'line에서 저희 봇을 받아 주지 않아요. 운영자가'],
    ['busy', '채널이 지금은 받을 수 없다고 해요.'],
    ['network', '채널에 닿지 못했어요.'],
  ]
  for (const [kind, says] of table)
    it(`is said in both languages, with what the network itself said: ${kind}`, () => {
      const why = kept(kind, own)
      const korean = saySendTrouble(why, 'ko')
      expect(korean).to.include(says).and.include(`(${own})`)
      // Beside the network's own words and names nothing is English.
      const rest = korean.replace(`(${own})`, '').replace(/MicrosoftApp(Id|Password)|line/g, '')
      expect(rest).to.not.match(/[A-Za-z]/)
      expect(saySendTrouble(why, 'en'))
        .to.include(own)
        .and.not.match(/[가-힣]/)
    })

  it('says that it may have arrived', () => {
    const why = `refused: ${otherTrouble('may-have-arrived', 'line')}`
    expect(saySendTrouble(why, 'ko')).to.equal(
      '이미 전해졌을 수 있어요. 직접 답하기 전에 그 채널의 대화를 확인해 주세요.',
    )
    expect(saySendTrouble(why, 'en')).to.equal('It may have arrived; look there before you answer by hand.')
  })

  it('leaves alone what is none of these', () => {
    for (const why of ['', '모델이 없어요', 'constructor: x', 'It is over. (x)', 'away: y'])
      for (const language of ['ko', 'en'] as const) expect(saySendTrouble(why, language)).to.equal(why)
  })
})
