import type { savedTry as ko } from './ko-saved-try.ts'
import type { Same } from './same.ts'

export const savedTry: Same<typeof ko> = {
  title: 'Try it',
  lead: 'For each conversation that you choose, names are filled in and what it says now stands beside what you typed. Nothing is sent.',
  leadNew:
    'For each conversation that you choose, names are filled in and you see how it reads. Nothing is saved or sent.',
  leadSame:
    'Nothing is changed yet. For each conversation that you choose, names are filled in and you see how it reads now. Nothing is sent.',
  needsText: 'Write the reply above first.',
  needsPlaces: 'First mend the place that nothing can be filled into.',
  trying: 'Filling in…',
  done: 'Tried on {{count}}.',
  oldText: 'What stands below is from before your last change. Try again to see it anew.',
  oldLive: 'The saved reply has changed since. Try again to see what it says now beside yours.',
  live: 'What it says now',
  tried: 'What you typed',
  same: 'The same words',
  fine: 'Nothing was found in it.',
  length: 'Length {{counted}} / {{max}}',
  over: 'It is {{over}} over what this channel takes.',
  why: 'Why do you change it?',
  whyHint: 'At least 3 characters. Colleagues read it beside the earlier words and in the log.',
}
