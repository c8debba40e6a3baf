import type { Decision } from './decide.ts'
import type { Language } from './intent.ts'
import type { Said } from './policy-changes.ts'
import type { Strategy } from './tone/rules.ts'

/** How politely a reply speaks Korean; `none` where it is in another language. */
export type HeardLevel = 'haeyo' | 'hapsyo' | 'none'

/** What the values that a case may ask for are called, as the console calls them where one chooses them. */
export const caseNames: {
  strategy: Readonly<Record<Strategy, Said>>
  /** `none` where there are no letters to tell by. */
  language: Readonly<Record<Language | 'other' | 'none', Said>>
  level: Readonly<Record<HeardLevel, Said>>
  decision: Readonly<Record<Decision['kind'], Said>>
} = {
  strategy: {
    listen: { ko: '들어 주고 인정하기', en: 'listen and own it' },
    inform: { ko: '알려 주고 약속하기', en: 'inform and guarantee' },
    'thank-and-act': { ko: '고마워하고 움직이기', en: 'thank and act' },
    'answer-first': { ko: '답부터 하기', en: 'answer first' },
    'play-along': { ko: '같이 놀기', en: 'play along' },
    welcome: { ko: '고마움을 반기기', en: 'welcome a thank-you' },
    silence: { ko: '답하지 않기', en: 'say nothing' },
    'ask-to-remove': { ko: '지워 달라고 부탁하기', en: 'ask them to remove it' },
  },
  language: {
    ko: { ko: '한국어', en: 'Korean' },
    en: { ko: '영어', en: 'English' },
    other: { ko: '다른 언어', en: 'another language' },
    none: { ko: '글자가 없어요', en: 'no letters' },
  },
  level: {
    haeyo: { ko: '해요체', en: 'haeyo (gentle)' },
    hapsyo: { ko: '합쇼체', en: 'hapsyo (formal)' },
    none: { ko: '한국어가 아니에요', en: 'not in Korean' },
  },
  decision: {
    send: { ko: '보내기', en: 'send' },
    ask: { ko: '동료가 확인', en: 'a colleague looks' },
    'hand-over': { ko: '동료가 답하기', en: 'a colleague answers' },
    ignore: { ko: '답 없음', en: 'no reply' },
  },
}
