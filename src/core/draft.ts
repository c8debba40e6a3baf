import { z } from 'zod'
import { Json } from './mention.ts'

/** What a check saw in a text. `blocks`: never sent as it is; `person`: a colleague decides; `note`: for the record. */
export const Finding = z.object({
  code: z.string().min(1).max(40),
  severity: z.enum(['blocks', 'person', 'note']),
  ko: z.string(),
  en: z.string(),
  span: z.tuple([z.number().int().min(0), z.number().int().min(0)]).nullable(),
})
export type Finding = z.infer<typeof Finding>

/** What a writer hands over: a text, and everything that is needed to know later how it came about. */
export const Written = z.object({
  text: z.string().min(1),
  language: z.enum(['ko', 'en']),
  writer: z.enum(['plain', 'model', 'colleague']),
  model: z.string().nullable(),
  /** Names of the phrases or prompts it was made from, with the hash of each. */
  madeFrom: z.record(z.string(), Json),
  /** Everything that the writer was given, so that the same text can be made again; null where somebody wrote by hand. */
  inputs: Json.nullable().default(null),
  /** Ids of the passages that it rests on, as it says. */
  cites: z.array(z.string()).default([]),
  /** False where the writer says that it does not know what was asked. */
  known: z.boolean().optional(),
  /** Why the plain writer had to take over from the model, in one sentence. */
  fellBack: z.string().nullable(),
  tokensIn: z.number().int().min(0),
  tokensOut: z.number().int().min(0),
  /** Cost in millionths of a US dollar. */
  costMicros: z.number().int().min(0),
})
export type Written = z.infer<typeof Written>
