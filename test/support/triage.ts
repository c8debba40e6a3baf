import { readFileSync } from 'node:fs'
import { shippedWeights as shippedFile } from '../../src/make-reader.ts'
import { makeTriage, type Triage } from '../../src/writer/triage/triage.ts'
import { unpackWeights, type Weights } from '../../src/writer/triage/weights.ts'

export function shippedWeights(): Weights {
  return unpackWeights(readFileSync(shippedFile))
}

/** The classifier with the weights that are shipped. */
export function shippedTriage(): Triage {
  return makeTriage(shippedWeights())
}
