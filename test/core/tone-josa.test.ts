import { expect } from 'chai'
import { josa } from 'es-hangul'
import fc from 'fast-check'
import { lastSound } from '../../src/core/tone/josa.ts'

// 은/는, 으로/로: together they tell a vowel, ㄹ and every other final consonant apart.
const cases: [word: string, topic: string, way: string][] = [
  ['요금', '은', '으로'],
  ['배송', '은', '으로'],
  ['서울', '은', '로'],
  ['데이터', '는', '로'],
  ['요금 (월)', '은', '으로'],
  ['데이터(5G)', '는', '로'],
  ['“유심”', '은', '으로'],
  ['배송 🚚', '은', '으로'],
  ['LTE', '는', '로'],
  ['5G', '는', '로'],
  ['eSIM', '은', '으로'],
  ['USIM', '은', '으로'],
  ['DM', '은', '으로'],
  ['SKT', '는', '로'],
  ['URL', '은', '로'],
  ['VPN', '은', '으로'],
  ['iPhone', '은', '으로'],
  ['Samsung', '은', '으로'],
  ['Galaxy', '는', '로'],
  ['Google', '은', '로'],
  ['Gmail', '은', '로'],
  ['app', '은', '으로'],
  ['web', '은', '으로'],
  ['Internet', '은', '으로'],
  ['wifi', '는', '로'],
  ['router', '는', '로'],
  ['Netflix', '는', '로'],
  ['YouTube', '는', '로'],
  ['Sam', '은', '으로'],
  ['0', '은', '으로'],
  ['1', '은', '로'],
  ['2', '는', '로'],
  ['3', '은', '으로'],
  ['6', '은', '으로'],
  ['7', '은', '로'],
  ['8', '은', '로'],
  ['10', '은', '으로'],
  ['100', '은', '으로'],
  ['59,000', '은', '으로'],
  ['1.0', '은', '으로'],
  ['1.5', '는', '로'],
  ['010-1234-5678', '은', '로'],
  ['100%', '는', '로'],
  ['2만원', '은', '으로'],
]

describe('the particle after an inserted word', () => {
  for (const [word, topic, way] of cases) {
    it(`says ${word}${topic}, ${word}${way}`, () => {
      const sound = lastSound(word)
      expect([josa.pick(sound, '은/는'), josa.pick(sound, '으로/로')]).to.deep.equal([topic, way])
    })
  }

  it('has no sound for what cannot be read', () => {
    for (const word of ['', '😀', '!!', '()']) expect(lastSound(word)).to.equal('')
  })

  it('is one Hangul syllable or nothing, whatever the word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (word) => {
        expect(lastSound(word)).to.match(/^[가-힣]?$/)
      }),
    )
  })
})
