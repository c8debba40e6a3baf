import { namesOfChannel } from '../src/core/channel-names.ts'
import type { Language } from '../src/core/intent.ts'
import { dayIn } from '../src/core/report-days.ts'
import { brandsWith } from '../src/core/rights.ts'
import type { QueueRow } from '../src/desk/inbox.ts'
import type { LinkedChat } from '../src/desk/staff-chats.ts'
import { asItIs } from '../src/desk/trial.ts'
import { field, findingParts, submit, toCard } from './card.ts'
import { boxed, cut, harmless, lines, literal, type Part, words } from './card-text.ts'
import type { StaffDesk } from './staff-desk.ts'
import { staffWords } from './staff-words.ts'
import type { Post } from './turn.ts'

const zone = 'Asia/Seoul'
const mostListed = 5
// A chat's service waits for no turn longer than 15 s.
const tryMs = 12_000
const longestTried = 4_000

/** What waits, due first: counts, and the first few with a button each. */
export async function tellQueue(
  desk: StaffDesk,
  { colleague, memberships, language }: LinkedChat,
): Promise<Post> {
  const { say, button } = staffWords[language]
  const brands = brandsWith(memberships, 'read')
  const list = (tab: 'to-approve' | 'with-person') =>
    desk.inbox.list({ tab, after: null, most: mostListed, brands })
  const [counts, approve, person] = await Promise.all([
    desk.inbox.counts(colleague.id, brands),
    list('to-approve'),
    list('with-person'),
  ])
  const text = say.queue(counts['to-approve'], counts['with-person'], counts.mine)
  const seen = new Set<string>()
  const rows = [...approve.conversations, ...person.conversations]
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .slice(0, mostListed)
  if (rows.length === 0) return { text: say.nothing }
  const body = rows.flatMap((row) => [
    boxed(rowParts(row, language), 'emphasis'),
    {
      type: 'ActionSet',
      spacing: 'None',
      actions: [submit(button.show, { do: 'show', conversation: row.id })],
    },
  ])
  return { text, card: toCard([words(text, { weight: 'Bolder' }), ...body], []) }
}

function rowParts({ person, account, via, lastText, overdue }: QueueRow, language: Language): Part[] {
  const who = cut(harmless(person.name || person.handle), 60).text
  const where = harmless(namesOfChannel(via ?? account.channel)[language])
  return [
    words(`${overdue ? '⏰ ' : ''}${who} · ${where}`, { weight: 'Bolder' }),
    words(cut(harmless(lastText.replace(/\s+/g, ' ')), 140).text, { spacing: 'None' }),
  ]
}

/** Today in a line, with another where customers were asked how they were helped. */
export async function tellReport(
  desk: StaffDesk,
  { colleague, memberships, language }: LinkedChat,
  now: Date,
): Promise<string> {
  const { say } = staffWords[language]
  const today = dayIn(zone, now)
  const ask = { from: today, to: today, accountId: null, step: 'day', zone } as const
  const [report, ratings, counts] = await Promise.all([
    desk.reports.overview(ask),
    desk.reports.ratings(ask),
    desk.inbox.counts(colleague.id, brandsWith(memberships, 'read')),
  ])
  if (report.kind !== 'report' || ratings.kind !== 'report') return say.noReport
  const { heard, sent } = report.total
  const line = say.report({
    ...{ heard, sent: sent.count, waiting: counts['to-approve'], withPerson: counts['with-person'] },
  })
  const all = ratings.rows.find((row) => row.at === null && row.accountId === null && row.answerer === null)
  if (!all || all.asked === 0) return line
  return `${line}\n\n${say.reportRatings(all.asked, all.rated, all.average?.toFixed(1) ?? null)}`
}

/** Asks once more, with room for a reason. */
export function askStop({ language }: LinkedChat): Post {
  const { say, button, input } = staffWords[language]
  const body = [words(say.stopAsk, { weight: 'Bolder' }), field('why', input.why, 300)]
  return { text: say.stopAsk, card: toCard(body, [submit(button.stopNow, { do: 'stop' }, 'destructive')]) }
}

/** Answers a pasted message with the prompt as it is; nothing is kept but what it cost. */
export async function tryMessage(
  desk: StaffDesk,
  { language }: LinkedChat,
  pasted: { id: string; text: string },
): Promise<Post> {
  const { say, card } = staffWords[language]
  if (pasted.text === '') return { text: say.tryWhat }
  const signal = AbortSignal.timeout(tryMs)
  const message = {
    ...{ id: `chat-${pasted.id}`, texts: [pasted.text.slice(0, longestTried)], channel: 'webhook' },
    ...{ accountId: null, visibility: 'direct' as const, language: null, bot: false, conversationId: null },
    ...{ person: { id: null, name: '', handle: '' }, turns: [], alreadySent: [], answersBefore: 0 },
  }
  try {
    const result = await desk.tryDraft(
      { brandId: desk.rights.houseBrand, message, versions: asItIs, mode: 'send' },
      signal,
    )
    const answer = cut(literal(result.text ?? ''), 3_000)
    const body = [
      words(result.text === null ? say.triedNothing : say.tried, { weight: 'Bolder' }),
      ...(answer.text === '' ? [] : [boxed(lines(answer.text), 'emphasis')]),
      ...(answer.left > 0 ? [words(card.left(answer.left), { isSubtle: true })] : []),
      words(harmless(result.decision[language]), { isSubtle: true }),
      ...findingParts(result.findings, language),
    ]
    return { text: result.text === null ? say.triedNothing : say.tried, card: toCard(body, []) }
  } catch (error) {
    if (signal.aborted) return { text: say.tryLate }
    throw error
  }
}
