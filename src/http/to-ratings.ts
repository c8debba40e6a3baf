import type { Report, Reports } from '../desk/report.ts'

type Found = Awaited<ReturnType<Reports['ratings']>>
type Counted = Omit<Extract<Found, Report<object>>, 'kind' | 'from' | 'to'>
type Row = Counted['rows'][number]

/** Ratings as the API tells them. */
export function toRatings({ steps, rows, newest, names }: Counted) {
  const nameOf = new Map(names.map((one) => [one.id, one]))
  const total = rows.find((row) => row.at === null && row.accountId === null && row.answerer === null)
  return {
    steps: steps.map((at) => at.toISOString()),
    total: figures(total as Row),
    byStep: rows.flatMap((row) => (row.at ? [{ at: row.at.toISOString(), ...figures(row) }] : [])),
    byAccount: rows.flatMap((row) => {
      const account = row.accountId === null ? undefined : nameOf.get(row.accountId)
      if (!account) return []
      return [{ accountId: account.id, name: account.name, channel: account.channel, ...figures(row) }]
    }),
    byAnswerer: rows.flatMap((row) => (row.answerer ? [{ answerer: row.answerer, ...figures(row) }] : [])),
    newest: newest.map(({ conversationId, at, name, score, text }) => {
      return { conversationId, at: at.toISOString(), name, score, words: text ?? '' }
    }),
  }
}

function figures({ asked, rated, average, scores, inWords }: Row) {
  return { asked, rated, share: asked === 0 ? null : rated / asked, average, scores, inWords }
}
