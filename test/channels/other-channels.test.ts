import { expect } from 'chai'
import { limitsFor, targetOf } from '../../src/channels/webchat/other-channels.ts'
import { webchat } from '../../src/channels/webchat/webchat.ts'

const window = { max: 2_000, unit: 'graphemes' }

describe('how long a reply may be', () => {
  for (const [channels, limits] of [
    [[], window],
    [['line'], window],
    [['line', 'telegram', 'unheard-of'], window],
    [['facebook'], { max: 2_000, unit: 'utf16' }],
    [['facebook', 'twilio'], { max: 1_600, unit: 'utf16' }],
    [['groupme', 'facebook'], { max: 1_000, unit: 'utf16' }],
  ] as const)
    it(`where an account is heard on ${channels.join(', ') || 'its window alone'}`, () => {
      expect(limitsFor(channels)).to.deep.equal(limits)
    })

  it('where it goes', () => {
    expect(targetOf({ channelId: 'line', dajeong: { own: false } })).to.deep.equal({
      channel: 'line',
      limits: { max: 5_000, unit: 'utf16' },
    })
    expect(targetOf({ channelId: 'directline', dajeong: { own: true } })).to.deep.equal({
      channel: null,
      limits: window,
    })
    expect(targetOf(null).channel).to.equal(null)
  })

  it('and what is longer is refused by the name of its channel, before anybody is called', async () => {
    const settings = webchat.settings.parse({ name: 'home', origins: 'https://shop.example' })
    const account = webchat.open(settings, {
      now: () => new Date(),
      log() {},
      chat: {
        post: async () => {
          throw new Error('it was called')
        },
        find: async () => null,
      },
    })
    const author = { nativeId: 'p', handle: 'p' }
    const ref = { channelId: 'facebook', dajeong: { own: false } }
    const reply = {
      ...{ id: 'r', text: '가'.repeat(2_001), language: 'ko', visibility: 'direct' as const },
      ...{ to: { nativeId: 'm', author, ref }, at: new Date(), prepared: null },
    }
    const error = await account.send(reply, AbortSignal.timeout(5_000)).catch((reason: unknown) => reason)
    expect((error as Error).message).to.equal(
      'The reply has 2001 characters and facebook takes 2000; write a shorter one.',
    )
  })
})
