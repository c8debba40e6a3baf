import { makeFastText, tutorial } from './fast-text.ts'
import { makeNatural } from './natural.ts'
import { makeNlpJs } from './nlp-js.ts'
import type { Learner, Order } from './order.ts'
import { makeWink } from './wink.ts'

interface Peer {
  name: string
  package: string
  make(language: Order['language']): Promise<Learner>
}

/** Classifiers that a team on Node could have taken instead of ours; each with its package's own settings. */
export const peers: readonly Peer[] = [
  { name: 'natural', package: 'natural', make: makeNatural },
  { name: 'NLP.js', package: 'node-nlp', make: makeNlpJs },
  { name: 'wink', package: 'wink-naive-bayes-text-classifier', make: makeWink },
  { name: 'fastText', package: 'fasttext.wasm.js', make: (language) => makeFastText(language) },
  // At its defaults fastText has hardly learned anything from some thousand rows, so it is measured at its best as well.
  {
    name: 'fastText, as its tutorial trains it',
    package: 'fasttext.wasm.js',
    make: (language) => makeFastText(language, tutorial),
  },
]
