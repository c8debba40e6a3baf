import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Where a row of a foreign source stands among the folders that were given; docs/triage.md says where each comes from. */
const files = {
  kote: 'kote/data.jsonl',
  hatescore: 'hatescore/data.jsonl',
  'curse-2runo': 'curse-2runo/data.jsonl',
  'tac-tweet-acts': 'tac-tweet-acts/data.jsonl',
  hint3: 'hint3/data.jsonl',
  'care-conversations': 'care-conversations/data.jsonl',
  // The same collection as its authors publish it, of which the one above has a part.
  'care-whole': 'care-whole',
  'vader-tweets': 'vader/tweets_GroundTruth.txt',
  'vader-amazon': 'vader/amazonReviewSnippets_GroundTruth.txt',
} as const
export const SourceName = z.enum(Object.keys(files) as (keyof typeof files)[])
export type SourceName = z.infer<typeof SourceName>

/** What a row is known by where its text may not stand: the first 16 hexadecimal digits of its SHA-256. */
export function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** The first of the folders that has the file, or null. */
export function findIn(folders: readonly string[], file: string): string | null {
  return folders.map((folder) => join(folder, file)).find((path) => existsSync(path)) ?? null
}

/** The rows of a source as they are; none where no folder has it. */
export function rowsOf(folders: readonly string[], source: SourceName): Record<string, unknown>[] {
  const path = findIn(folders, files[source])
  if (path === null) return []
  if (path.endsWith('.txt')) return readVader(path)
  if (source === 'care-whole') return readCareConversations(path)
  return linesOf(path) as Record<string, unknown>[]
}

/** Every text of a source; of conversations what the customers wrote. */
export function textsOf(folders: readonly string[], source: SourceName): string[] {
  return rowsOf(folders, source).flatMap((row) => {
    if (!Array.isArray(row.turns)) return [String(row.text)]
    const turns = row.turns as { role: string; text: string }[]
    return turns.flatMap((turn) => (turn.role === 'client' ? [turn.text] : []))
  })
}

export function linesOf(path: string): unknown[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown)
}

/** `id TAB mean TAB text`: how pleased people found a sentence, from -4 to 4. */
export function readVader(path: string): { mean: number; text: string }[] {
  return readFileSync(path, 'latin1')
    .split('\n')
    .flatMap((line) => {
      const [, mean, text] = line.split('\t')
      return text ? [{ mean: Number(mean), text: text.trim() }] : []
    })
}

const Conversations = z.array(
  z.object({
    dialogContent: z.array(z.looseObject({ client: z.string().optional(), message: z.string().optional() })),
  }),
)

/** What customers wrote in conversations as IBM published them; whom and what they named is cut down as in the other sources. */
function readCareConversations(folder: string): { text: string }[] {
  return ['dev.json', 'test.json'].flatMap((name) => {
    const path = join(folder, name)
    if (!existsSync(path)) return []
    const conversations = Conversations.parse(JSON.parse(readFileSync(path, 'utf8')))
    return conversations.flatMap(({ dialogContent }) =>
      dialogContent.flatMap(({ client, message }) =>
        client === undefined || message === undefined ? [] : [{ text: cutDown(message) }],
      ),
    )
  })
}

function cutDown(text: string): string {
  return text
    .replace(/https?:\s?\/*\S*/g, 'http://url')
    .replace(/\S+@\S+\.[\p{L}\p{N}_]+/gu, '<email>')
    .replace(/@[\p{L}\p{N}_]+/gu, '@user')
    .replace(/\d{7,}/g, '<num>')
    .replace(/\s+/g, ' ')
    .trim()
}

/** NSMC's reviews as they were collected: a file a film, each with ratings from 1 to 10. */
export function readFilmReviews(folders: readonly string[]): { rating: number; text: string }[] {
  const folder = findIn(folders, 'nsmc/raw')
  if (folder === null) return []
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.sort().flatMap((name) => {
    const reviews = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      review: string
      rating: string
    }[]
    return reviews.map(({ review, rating }) => ({ rating: Number(rating), text: review }))
  })
}
