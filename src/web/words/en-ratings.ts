import type { ratings as ko } from './ko-ratings.ts'
import type { Same } from './same.ts'

export const ratings: Same<typeof ko> = {
  title: 'Customer ratings',
  lead: 'When a chat is closed, its customer is asked once whether it helped, from 1 to 5. Counted on the day they were asked; the average is of those who gave a score.',
  average: 'Average',
  ofFive: '{{average}} of 5',
  point: '{{score}}/5',
  notYet: 'none yet',
  gave: '{{some}} gave a score',
  replied: 'Scored',
  ofAsked: '{{share}} of {{asked}} asked',
  asked: 'Asked',
  share: 'Response',
  scores: 'By score',
  scoreOf: 'Gave {{score}}',
  by: 'Shown by',
  bys: { answerer: 'Who answered', account: 'Account' },
  answerer: { colleague: 'A colleague', itself: 'Dajeong by itself', mixed: 'Both of them' },
  overTime: 'Ratings over time',
  words: 'What they wrote',
  newest: 'The newest {{some}}.',
  everyWord: 'Read all {{some}}',
  noWords: 'Nobody wrote anything yet.',
  noScore: 'no score',
  onlyScore: 'Wrote nothing',
  notAnswered: 'Has not answered yet',
  nobodyAsked:
    'Nobody was asked in these days. Once a chat was answered and its conversation is closed, its customer is asked once.',
  nobodyRated: '{{asked}} were asked, and nobody gave a score yet.',
  download: 'Download ratings as CSV',
}
