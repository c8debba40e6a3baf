import { z } from 'zod'
import { findPersonal, maskPersonal } from '../core/privacy.ts'
import { answerLines, Id } from './json-lines.ts'

// `npm run -s mask < messages.jsonl`: reads {"id", "text"} a line and writes {"id", "masked", "found"} for each, in order, with
// each place in the original text in UTF-16 units.

await answerLines(z.object({ id: Id, text: z.string() }), ({ text }) => ({
  masked: maskPersonal(text),
  found: findPersonal(text),
}))
