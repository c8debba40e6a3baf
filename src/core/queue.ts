import { z } from 'zod'
import type { Feeling, Urgency } from './intent.ts'
import type { Visibility } from './mention.ts'
import { afterOpenMinutes, type BusinessHours } from './opening-hours.ts'

// A week. With the fewest hours that a brand may be open, that is a little over three years.
const mostMinutes = 7 * 24 * 60
const Minutes = z.number().int().min(1).max(mostMinutes)
const Percent = z.number().int().min(10).max(100)

/** How soon somebody is answered: minutes of business hours by urgency; of `now`, minutes of any hour. */
export const ServiceTimes = z.object({
  now: Minutes.default(30),
  high: Minutes.default(60),
  normal: Minutes.default(240),
  low: Minutes.default(480),
  /** What is left of that for who is angry or vindictive, in percent. */
  upsetPercent: Percent.default(50),
  /** And for what everybody reads. */
  publicPercent: Percent.default(75),
})
export type ServiceTimes = z.infer<typeof ServiceTimes>

/** To whom a conversation goes that needs a colleague and has none. Only who is available gets any. */
export const Assignment = z.object({
  /** Everything, to whoever has the most room. */
  roundRobin: z.boolean().default(false),
  /** Who comes back, to the colleague who answered them last. */
  toWhoKnows: z.boolean().default(true),
})
export type Assignment = z.infer<typeof Assignment>

/** What an open matter is ordered by: the gravest of all that is open in the conversation. */
export interface Weight {
  urgency: Urgency
  feeling: Feeling
  visibility: Visibility
}

/** How soon an answer is promised, in minutes (at least 1). */
export function promisedMinutes(
  { urgency, feeling, visibility }: Weight,
  { upsetPercent, publicPercent, ...minutes }: ServiceTimes,
): number {
  const upset = feeling === 'angry' || feeling === 'vindictive'
  const calm = upset ? Math.floor((minutes[urgency] * upsetPercent) / 100) : minutes[urgency]
  const read = visibility === 'public' ? Math.floor((calm * publicPercent) / 100) : calm
  return Math.max(1, read)
}

/**
 * The rule of the queue: **who is due first is answered first**. Due is when the oldest message that nobody has answered came, plus
 * the time promised for what it is; urgency, feeling and how many read it shorten that time, and what waits comes nearer by itself.
 * So the order does not depend on the clock and can be an index. PostgreSQL counts the same (`service_due` in the migration of the
 * queue); a test compares the two.
 */
export function dueAt(arrived: Date, weight: Weight, times: ServiceTimes, hours: BusinessHours): Date {
  const minutes = promisedMinutes(weight, times)
  if (weight.urgency === 'now') return new Date(arrived.getTime() + minutes * 60_000)
  return afterOpenMinutes(hours, arrived, minutes)
}

const urgencyWords: Record<Urgency, { ko: string; en: string }> = {
  now: { ko: '지금 당장', en: 'cannot wait' },
  high: { ko: '급한 일', en: 'urgent' },
  normal: { ko: '보통 일', en: 'ordinary' },
  low: { ko: '급하지 않은 일', en: 'not urgent' },
}
const feelingWords: Partial<Record<Feeling, { ko: string; en: string }>> = {
  angry: { ko: '화가 난 분', en: 'angry' },
  vindictive: { ko: '단단히 벼르는 분', en: 'vindictive' },
}

/** Why a conversation stands where it stands, in a sentence for the colleague. @param minutes what is promised. */
export function whyDue(
  { urgency, feeling, visibility }: Weight,
  minutes: number,
): { ko: string; en: string } {
  const read = visibility === 'public' ? { ko: '모두가 보는 글', en: 'public' } : null
  const parts = [urgencyWords[urgency], feelingWords[feeling], read].filter((one) => one != null)
  const ko = urgency === 'now' ? `밤낮 없이 ${koTime(minutes)}` : `업무 시간으로 ${koTime(minutes)}`
  const en = urgency === 'now' ? `${enTime(minutes)}, day and night` : `${enTime(minutes)} of business hours`
  return {
    ko: `${parts.map((one) => one.ko).join(', ')}: ${ko} 안에 답해요.`,
    en: `${parts.map((one) => one.en).join(', ')}: an answer within ${en}.`,
  }
}

function koTime(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours}시간` : '', rest > 0 ? `${rest}분` : ''].filter(Boolean).join(' ')
}

function enTime(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ')
}
