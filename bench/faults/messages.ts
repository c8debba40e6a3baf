import type { Saying } from './town.ts'

export type Kind = 'answer' | 'spam' | 'bot' | 'thanks'

/** One message of the load and what ought to become of it: only `answer` may be answered, and must be. */
export interface Said {
  id: string
  key: string
  kind: Kind
  person: string
  text: string
  visibility: 'public' | 'direct'
}

/** A message about to be said. */
export interface Planned {
  saying: Saying
  said: Omit<Said, 'id'>
}

export interface Sayings {
  /** A message that must be answered, by somebody new. */
  one(): Planned
  /** Messages in the order and at the distance in which one person says them; `threaded` when each answers the last. */
  some(): { threaded: boolean; each: (Planned & { afterMs: number })[] }
  /** The same person speaks again. */
  again(said: Said): Planned
}

/** Every message carries a key of its own, which replies repeat, so that it can be told what an answer is about. */
export function keysIn(text: string): string[] {
  return text.match(/\bN\d+\b/g) ?? []
}

// Clear and calm, so that nothing but a fault keeps them from being answered; no questions, because what no document answers
// waits for a colleague. The last of each are for the model to read, because the classifier is unsure of them. One person keeps
// to one language: a reply in another one than the message's would wait as well.
const asking = [
  ['인터넷이 어제부터 자꾸 끊겨요.', '앱이 켜지자마자 꺼져요.', '배송이 아직 안 왔어요.', '화면이 좀 그래요'],
  [
    'My parcel is still not here.',
    'The app will not open since the update.',
    'The order page shows an error.',
    'the orange one on the left',
  ],
]
const spam = '선착순 당첨! 지금 클릭하고 코인 수익 받으세요 대출 투자 https://prize.example/now'
const thanks = ['감사합니다!', '고마워요!', 'Thanks!']

/** What people say next: mostly one message, sometimes a burst, sometimes something that nobody may answer. */
export function makeSayings(): Sayings {
  let number = 0
  const speakers = new Map<string, string[]>()

  function plan(kind: Kind, person: string, words: string, visibility: Said['visibility']): Planned {
    number += 1
    const key = `N${number}`
    const text = `${words} (${key})`
    const bot = kind === 'bot' ? { bot: true } : {}
    return {
      said: { key, kind, person, text, visibility },
      saying: { person, name: person, text, visibility, ...bot },
    }
  }
  function ask(person: string, visibility: Said['visibility']): Planned {
    const words = speakers.get(person) ?? pick(asking)
    speakers.set(person, words)
    return plan('answer', person, pick(words), visibility)
  }
  const stranger = () => `p${number + 1}`
  const where = () => (Math.random() < 0.2 ? 'direct' : 'public')
  const alone = (planned: Planned) => ({ threaded: false, each: [{ ...planned, afterMs: 0 }] })

  return {
    one: () => ask(stranger(), where()),
    again: (said) => ask(said.person, said.visibility),
    some() {
      const dice = Math.random()
      const person = stranger()
      const visibility = where()
      if (dice < 0.08) return alone(plan('spam', person, spam, visibility))
      if (dice < 0.16) return alone(plan('bot', person, '오늘 서울은 맑음, 18도입니다', visibility))
      if (dice < 0.24) return alone(plan('thanks', person, pick(thanks), visibility))
      if (dice > 0.4) return alone(ask(person, visibility))
      const count = 2 + Math.floor(Math.random() * 2)
      const longest = Math.random() < 0.5 ? 250 : 1_500
      const each = Array.from({ length: count }, () => ({
        ...ask(person, visibility),
        afterMs: 60 + Math.random() * longest,
      }))
      return { threaded: Math.random() < 0.5, each }
    },
  }
}

function pick<T>(all: readonly T[]): T {
  return all[Math.floor(Math.random() * all.length)] as T
}
