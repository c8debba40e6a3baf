import { z } from 'zod'
import { Intent } from './intent.ts'

/** How far apart the points of a drawn line are. */
export const ReportStep = z.enum(['hour', 'day', 'week'])
export type ReportStep = z.infer<typeof ReportStep>

/** What a message was about, as far as somebody has read it. */
export const CountedIntent = z.enum([...Intent.options, 'unread'])
export type CountedIntent = z.infer<typeof CountedIntent>

/** What became of the draft for a message; drafts that nobody has decided about are none of these. */
export const Fate = z.enum([
  'unedited', // sent as it was drafted, by a colleague or by itself
  'lightly-edited', // less than `lightly` of it changed
  'rewritten',
  'refused',
  'by-hand', // a colleague wrote it without a draft
])
export type Fate = z.infer<typeof Fate>

/** An edit that changed less than this share of the words is a light one. */
export const lightly = 0.4

/** How a message stands to the time that was promised for its answer. What needs none is none of these. */
export const Service = z.enum(['kept', 'missed', 'waiting'])
export type Service = z.infer<typeof Service>

/** The numbers that the messages behind them can be listed for. */
export const Counted = z.enum([
  'heard',
  'drafted',
  'approved',
  'sent',
  'decided',
  ...Fate.options,
  'promised',
  ...Service.options,
])
export type Counted = z.infer<typeof Counted>

/** Who a draft left by when no colleague decided. */
export const itself = 'dajeong'
