import { z } from 'zod'

/** Whose answers a customer rated: colleagues', those that left by themselves, or both in one conversation. */
export const Answerer = z.enum(['colleague', 'itself', 'mixed'])
export type Answerer = z.infer<typeof Answerer>

/** The numbers of the ratings that can be listed one by one: who was asked, who gave a score, who wrote something. */
export const RatingFigure = z.enum(['asked-to-rate', 'rated', 'rated-in-words'])
export type RatingFigure = z.infer<typeof RatingFigure>
