import { z } from 'zod'
import { Answerer } from '../core/rated.ts'

const Time = z.iso.datetime({ offset: true })
const Count = z.number().int()

const ratings = {
  asked: Count.meta({ description: 'Closed conversations that were asked about.' }),
  rated: Count.meta({ description: 'Those that gave a score.' }),
  share: z.number().nullable().meta({ description: 'Rated, of asked; null where nobody was asked.' }),
  average: z.number().nullable().meta({ description: 'Of the scores; null where nobody gave one.' }),
  scores: z.array(Count).length(5).meta({ description: 'How many gave 1, 2, 3, 4 and 5.' }),
  inWords: Count.meta({ description: 'Those that wrote something.' }),
}
const Ratings = z.object(ratings).meta({ id: 'Ratings' })

/** What customers said of how they were helped. */
export const ratingReport = {
  steps: z.array(Time),
  total: Ratings,
  byStep: z.array(z.object({ at: Time, ...ratings })),
  byAccount: z.array(z.object({ accountId: z.string(), name: z.string(), channel: z.string(), ...ratings })),
  byAnswerer: z
    .array(z.object({ answerer: Answerer, ...ratings }))
    .meta({ description: 'Whose answers they had since the closing before: `mixed` is some of both.' }),
  newest: z
    .array(
      z.object({
        conversationId: z.string(),
        at: Time,
        name: z.string(),
        score: z.number().int().nullable(),
        words: z.string(),
      }),
    )
    .meta({ description: 'The newest five with words.' }),
}
