import { expect } from 'chai'
import { plainSummary, type SummaryStory } from '../../src/core/summary.ts'
import { readingOf } from '../support/reading.ts'

const at = (time: string) => new Date(`2026-11-22T${time}:00Z`)
const person = { name: '하나', handle: '@hana@town.example' }

function story(more: Partial<SummaryStory> = {}): SummaryStory {
  return {
    ...{ person, visibility: 'public', heldBy: null },
    turns: [
      {
        ...{ from: 'person', text: '인터넷이 사흘째\n안 돼요', at: at('09:05'), stage: 'sent' },
        classification: readingOf({ intent: 'complaint' }),
      },
      { from: 'brand', text: '많이 답답하셨죠. 바로 살펴볼게요.', at: at('09:10'), by: null },
      {
        ...{
          from: 'person',
          text: '고소할 거예요. 상담원 연결해 주세요',
          at: at('10:00'),
          stage: 'with-person',
        },
        classification: readingOf({
          ...{ intent: 'complaint', feeling: 'angry', urgency: 'high', topic: 'outage', confidence: 0.91 },
          ...{ wantsPerson: true, risks: ['legal'], sure: { risks: 0.8, wantsPerson: 0.9 } },
          words: { risks: ['고소'] },
        }),
      },
    ],
    ...more,
  }
}

describe('a plain summary', () => {
  it('says who, since when, what they want, what to be careful of, what waits and what we said', () => {
    expect(plainSummary(story({ heldBy: '민아' }), 'ko').split('\n')).to.deep.equal([
      '누구: 하나 (@hana@town.example) · 공개 · 11월 22일 18:05부터 남긴 말 2개',
      '바라는 것: 불만 · 장애 · 화남 · 서둘러야 함 (확신 91%)',
      '사람과 이야기하고 싶어 해요.',
      '조심할 것: 법적 문제, “고소”',
      '처음 한 말: “인터넷이 사흘째 안 돼요”',
      '답을 기다리는 말 1개, 마지막: “고소할 거예요. 상담원 연결해 주세요”',
      '우리가 한 답 1개, 마지막: “많이 답답하셨죠. 바로 살펴볼게요.” (자동 답변, 11월 22일 18:10)',
      '맡은 동료: 민아',
    ])
  })

  it('says the same in English', () => {
    const lines = plainSummary(story(), 'en').split('\n')
    expect(lines[0]).to.equal('Who: 하나 (@hana@town.example) · in public · 2 messages since 22 Nov, 18:05')
    expect(lines).to.include('They ask for a person.')
    expect(lines).to.include('Careful: legal matter, “고소”')
  })

  it('says a suspicion as one', () => {
    const classification = readingOf({
      ...{ wantsPerson: true, risks: ['press'], sure: { risks: 0.2, wantsPerson: 0.1 } },
    })
    const turns = [{ from: 'person', text: '음', at: at('09:00'), stage: 'waiting', classification }] as const
    const text = plainSummary(story({ turns }), 'ko')
    expect(text).to.include('혹시 언론').and.to.include('혹시 사람과')
    expect(text).not.to.include('이야기하고 싶어 해요.')
  })

  it('leaves out what its author took back, and says when nothing is open', () => {
    const gone = {
      from: 'person',
      text: '비밀',
      at: at('09:00'),
      stage: 'withdrawn',
      classification: null,
    } as const
    const done = {
      from: 'person',
      text: '고마워요',
      at: at('09:01'),
      stage: 'ignored',
      classification: null,
    } as const
    const text = plainSummary(story({ turns: [gone, done] }), 'ko')
    expect(text).not.to.include('비밀')
    expect(text).to.include('답을 기다리는 말은 없어요.').and.to.include('아직 아무 답도 하지 않았어요.')
    expect(plainSummary(story({ turns: [gone] }), 'en')).to.equal('Nothing waits for an answer.')
  })

  it('cuts long words of others, never inside a letter', () => {
    const text = '👩‍👩‍👧‍👦가나다 '.repeat(100)
    const turns = [{ from: 'person', text, at: at('09:00'), stage: 'waiting', classification: null }] as const
    const longest = Math.max(
      ...plainSummary(story({ turns }), 'ko')
        .split('\n')
        .map((line) => line.length),
    )
    expect(longest).to.be.below(400)
    expect(plainSummary(story({ turns }), 'ko').isWellFormed()).to.equal(true)
  })
})
