import { expect } from 'chai'
import { Topic, topicOf, usualTopics } from '../../src/core/topic.ts'

const topics = [
  Topic.parse({ name: '요금제', words: ['요금제', '데이터'], like: ['price', 'payment'] }),
  Topic.parse({ name: '데이터 쿠폰', words: ['데이터 쿠폰'] }),
  Topic.parse({ name: 'Outage', words: ['down'], like: ['outage'] }),
]

describe('What a message is about', () => {
  const cases: [
    title: string,
    text: string,
    heard: 'price' | 'outage' | 'store' | null,
    name: string | null,
  ][] = [
    ['a word of the brand', '데이터가 너무 비싸요', null, '요금제'],
    ['the longest of its words', '데이터 쿠폰 어디서 써요', null, '데이터 쿠폰'],
    ['a word, whatever the classifier hears', 'is it DOWN?', 'price', 'Outage'],
    ['what the classifier hears, without a word', '왜 이렇게 비싸요', 'price', '요금제'],
    ['nothing, when nothing fits', '매장 어디예요', 'store', null],
    ['nothing at all', '', null, null],
  ]
  for (const [title, text, heard, name] of cases) {
    it(`goes by ${title}`, () => {
      expect(topicOf(text, heard, topics)?.name ?? null).to.equal(name)
    })
  }

  it('is one of the built-in topics for a brand without a list of its own', () => {
    expect(topicOf('배송 언제 와요', 'outage', usualTopics)).to.deep.equal({ name: 'outage', word: null })
  })

  it('needs words of two letters or more, so that no letter decides', () => {
    expect(Topic.safeParse({ name: 'x', words: ['a'] }).success).to.equal(false)
  })
})
