import { z } from 'zod'
import { ServiceTimes } from '../core/queue.ts'
import { Answerer, RatingFigure } from '../core/rated.ts'
import { Counted, CountedIntent, Fate, ReportStep, Service } from '../core/report.ts'
import { ratingReport } from './contract-ratings.ts'
import { Id, Problem, Words } from './shapes.ts'

const Time = z.iso.datetime({ offset: true })
const Count = z.number().int()

export const ReportQuery = z.object({
  from: z.iso.date().optional().meta({ description: 'The first day; 29 days before `to` if not given.' }),
  to: z.iso.date().optional().meta({ description: 'The last day, which belongs to it; today if not given.' }),
  account: Id.optional(),
  step: ReportStep.default('day'),
  zone: z.string().max(60).default('Asia/Seoul').meta({ description: 'Whose days they are.' }),
})

const Lag = z
  .object({
    count: Count.meta({ description: 'Messages that got there.' }),
    median: z.number().nullable(),
    p90: z.number().nullable(),
  })
  .meta({ id: 'Lag', description: 'Seconds from hearing a message; null where none got there.' })
const flow = { intent: CountedIntent.nullable(), heard: Count, drafted: Lag, approved: Lag, sent: Lag }
const Flow = z.object(flow).meta({ id: 'Flow' })
const span = { from: Time, to: Time.meta({ description: 'The moment that it ends before.' }) }

const cost = { tokensIn: Count, tokensOut: Count, costMicros: Count }
const DraftCost = z
  .object({
    writer: z.enum(['plain', 'model']).nullable(),
    version: z.string().nullable(),
    drafts: Count,
    ...cost,
  })
  .meta({
    id: 'DraftCost',
    description: 'By writer or by version; both null: together. Millionths of a US dollar.',
  })

const TopWord = z
  .object({
    stem: z.string(),
    word: z.string().meta({ description: 'As it is mostly written.' }),
    messages: Count,
    persons: Count,
  })
  .meta({ id: 'TopWord' })
const SaidWords = z
  .object({
    read: Count.meta({ description: 'Texts that were read: the newest.' }),
    whole: z.boolean().meta({ description: 'These were all.' }),
    words: z.array(TopWord),
  })
  .meta({ id: 'SaidWords' })

const ShareRow = z
  .object({
    intent: CountedIntent.nullable(),
    version: z.string().nullable(),
    colleague: z
      .string()
      .nullable()
      .meta({ description: 'An id; `dajeong` for what left by itself, whoever looked on.' }),
    name: z.string().nullable(),
    shares: z.object(Object.fromEntries(Fate.options.map((fate) => [fate, Count])) as Record<Fate, z.ZodInt>),
  })
  .meta({ id: 'ShareRow', description: 'By one of the three; all null: together.' })

const answered = { 400: Problem, 404: Problem }

/** What happened with the messages, in numbers. */
export const reportContracts = {
  reportOverview: {
    method: 'GET',
    path: '/api/reports/overview',
    name: 'reportOverview',
    summary: 'Messages by step and intent, and how long they took to a draft, to approval and to the answer.',
    who: 'colleague',
    right: 'read',
    query: ReportQuery,
    answers: {
      200: z.object({
        ...span,
        steps: z.array(Time),
        total: Flow,
        byIntent: z.array(Flow),
        rows: z.array(z.object({ at: Time, ...flow })),
      }),
      ...answered,
    },
  },
  reportShares: {
    method: 'GET',
    path: '/api/reports/shares',
    name: 'reportShares',
    summary:
      'What became of drafts: sent as they were, lightly edited, rewritten, refused; or written by hand.',
    who: 'colleague',
    right: 'read',
    query: ReportQuery,
    answers: { 200: z.object({ ...span, rows: z.array(ShareRow) }), ...answered },
  },
  reportService: {
    method: 'GET',
    path: '/api/reports/service',
    name: 'reportService',
    summary: 'How many messages were answered within the time that was promised.',
    who: 'colleague',
    right: 'read',
    query: ReportQuery,
    answers: {
      200: z.object({
        ...span,
        times: ServiceTimes.meta({
          description: 'The policy’s, by which it is counted; in minutes of its business hours.',
        }),
        rows: z.array(
          z.object({
            intent: CountedIntent.nullable(),
            kept: Count,
            missed: Count,
            waiting: Count,
            share: z.number().nullable().meta({ description: 'Kept, of kept and missed.' }),
          }),
        ),
      }),
      ...answered,
    },
  },
  reportCosts: {
    method: 'GET',
    path: '/api/reports/costs',
    name: 'reportCosts',
    summary: 'Tokens and cost by UTC day, by who wrote the drafts and by the version of their words.',
    who: 'colleague',
    right: 'read',
    query: ReportQuery,
    answers: {
      200: z.object({
        ...span,
        days: z
          .array(z.object({ day: z.iso.date(), ...cost }))
          .nullable()
          .meta({ description: 'Of the whole brand; null when one account is asked about.' }),
        drafts: z.array(DraftCost),
        readingMicros: Count.meta({ description: 'What asking about unsure messages cost.' }),
      }),
      ...answered,
    },
  },
  reportWords: {
    method: 'GET',
    path: '/api/reports/words',
    name: 'reportWords',
    summary: 'What messages are about, and the most used words of the customers beside the brand’s own.',
    who: 'colleague',
    right: 'read',
    query: ReportQuery.extend({ most: z.coerce.number().int().min(1).max(200).default(30) }),
    answers: {
      200: z.object({
        ...span,
        topics: z.array(z.object({ topic: z.string(), messages: Count })),
        customers: SaidWords,
        brand: SaidWords,
      }),
      ...answered,
    },
  },
  reportRatings: {
    method: 'GET',
    path: '/api/reports/ratings',
    name: 'reportRatings',
    summary: 'How customers rated the help, by the day they were asked, by account and by who answered them.',
    who: 'colleague',
    right: 'read',
    query: ReportQuery,
    answers: { 200: z.object({ ...span, ...ratingReport }), ...answered },
  },
  reportConversations: {
    method: 'GET',
    path: '/api/reports/conversations',
    name: 'reportConversations',
    summary: 'The conversations behind a number: one entry for each message, or draft, that it counts.',
    who: 'colleague',
    right: 'read',
    query: ReportQuery.extend({
      what: z
        .enum([
          ...[...Counted.options, ...RatingFigure.options],
          ...(['written', 'asked', 'spent', 'customers-say', 'brand-says'] as const),
        ])
        .default('heard')
        .meta({
          description: `Which number: of the overview, of the shares (${Fate.options.join(', ')}; \`decided\` is their sum), of the service (${Service.options.join(', ')}; \`promised\` is their sum), drafts of the costs (\`written\`), messages that a model was asked about (\`asked\`), conversations that it read or wrote for on a \`day\` (\`spent\`), texts with a word (\`-say\`, \`-says\`), ratings (${RatingFigure.options.join(', ')}).`,
        }),
      intent: CountedIntent.optional(),
      at: Time.optional().meta({ description: 'The `at` of a row of the overview.' }),
      version: Words(200).optional(),
      colleague: z
        .string()
        .regex(/^(?:\d{1,18}|dajeong)$/)
        .optional(),
      topic: Words(60).optional(),
      writer: z.enum(['plain', 'model']).optional().meta({ description: 'With `written`.' }),
      day: z.iso.date().optional().meta({ description: 'With `spent`: a UTC day.' }),
      stem: Words(60).min(1).optional().meta({ description: 'With `customers-say` and `brand-says`.' }),
      score: z.enum(['1', '2', '3', '4', '5']).optional().meta({ description: 'With `rated`.' }),
      answerer: Answerer.optional().meta({ description: 'With ratings: whose answers they had.' }),
      after: Id.optional().meta({ description: '`next` of the page before.' }),
      most: z.coerce.number().int().min(1).max(1_000).default(100),
    }),
    answers: {
      200: z.object({
        ...span,
        items: z.array(
          z.object({
            conversationId: z.string(),
            mentionId: z.string().nullable(),
            draftId: z.string().nullable(),
            at: Time,
            name: z.string().meta({ description: 'Whose conversation it is.' }),
            text: z.string().nullable().meta({
              description:
                'How the message begins, or the draft where it is one; null where it was deleted. Of a rating the words with it, null where there are none.',
            }),
            score: z.number().int().nullable().optional().meta({ description: 'Of a rating only.' }),
          }),
        ),
        next: z.string().nullable(),
      }),
      ...answered,
    },
  },
} as const

/** What can be asked of the export, which streams and so is no contract. */
export const ExportQuery = ReportQuery.omit({ step: true }).extend({
  of: z.enum(['conversations', 'ratings']).default('conversations'),
  format: z.enum(['csv', 'json']).default('csv'),
  bom: z.enum(['0', '1']).default('0'),
  texts: z.enum(['0', '1']).default('0'),
})
