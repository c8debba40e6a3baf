import { namesOfChannel } from '../src/core/channel-names.ts'
import type { Finding } from '../src/core/draft.ts'
import type { Language } from '../src/core/intent.ts'
import type { Json } from '../src/core/mention.ts'
import { saySendTrouble } from '../src/core/send-trouble.ts'
import type { CardStory } from '../src/desk/card-story.ts'
import { boxed, cut, escapeMarkdown, harmless, lines, literal, type Part, words } from './card-text.ts'
import { ours } from './press.ts'
import { clock, type StaffWords, staffWords } from './staff-words.ts'

export interface Drawing {
  language: Language
  /** Where the conversation is in the console; null where nobody told what the console's address is. */
  link: string | null
  /** There is a model that can follow a word of guidance. */
  canGuide: boolean
  now: Date
}

// Teams takes 28 kB with everything around it.
const mostBytes = 24_000
const mostFindings = 6
// What a card shows of a text, each step where the one before made too large a card.
const steps = [
  { said: 1_500, draft: 3_000 },
  { said: 800, draft: 2_400 },
  { said: 400, draft: 1_600 },
  { said: 200, draft: 1_000 },
  { said: 100, draft: 300 },
]

/** The card of one message for colleagues: Adaptive Cards 1.4, drawn alike by Teams and Web Chat. */
export function drawCard(story: CardStory, drawing: Drawing): Json {
  let card: Json = {}
  for (const step of steps) {
    card = cardOf(story, drawing, step)
    if (Buffer.byteLength(JSON.stringify(card)) <= mostBytes) break
  }
  return card
}

/** In place of a card whose conversation is no more. */
export function drawGone(language: Language): Json {
  return toCard([words(staffWords[language].card.gone, { isSubtle: true })], [])
}

/** What whoever cannot draw the card reads: whose words they are is for the card alone. */
export function tellCard({ state }: CardStory, { language, link, now }: Drawing): string {
  const at = (when: string) => clock(when, language, now)
  const title = titleOf(state, staffWords[language], at, escapeMarkdown).text
  return link === null || !isOpen(state) ? title : `${title}\n\n${link}`
}

const isOpen = ({ kind }: CardStory['state']) =>
  kind === 'waiting' || kind === 'with-person' || kind === 'failed'

/** A card of any parts. */
export function toCard(body: Part[], actions: Part[]): Json {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    body,
    ...(actions.length > 0 ? { actions } : {}),
  }
}

export function submit(
  title: string,
  data: { [key: string]: Json },
  style?: 'positive' | 'destructive',
): Part {
  return { type: 'Action.Submit', title, data: { by: ours, ...data }, ...(style ? { style } : {}) }
}

function fold(title: string, body: Part[], action: Part): Part {
  return {
    type: 'Action.ShowCard',
    title,
    card: { type: 'AdaptiveCard', version: '1.4', body, actions: [action] },
  }
}

/** A field to type in. @param most letters. */
export function field(id: string, label: string, most: number, value = '', isRequired = false): Part {
  return {
    ...{ type: 'Input.Text', id, label, isMultiline: true, maxLength: most },
    ...(value === '' ? {} : { value }),
    ...(isRequired ? { isRequired, errorMessage: label } : {}),
  }
}

function titleOf(
  state: CardStory['state'],
  say: StaffWords,
  at: (when: string) => string,
  /** How a name is made harmless where the title stands. */
  named: (name: string) => string = harmless,
) {
  const { card } = say
  switch (state.kind) {
    case 'waiting':
      return { text: card.waiting, color: 'Accent' }
    case 'with-person':
      return { text: card.withPerson, color: 'Warning' }
    case 'decided':
      if (state.state === 'failed') return { text: card.failed, color: 'Attention' }
      return {
        text:
          state.by === null
            ? card.decidedByMachine(at(state.at))
            : card.decided(named(state.by), at(state.at)),
        color: 'Good',
      }
    case 'refused':
      return {
        text: state.by && state.at ? card.refusedBy(named(state.by), at(state.at)) : card.refused,
        color: 'Default',
      }
    case 'failed':
      return { text: card.failed, color: 'Attention' }
    case 'overtaken':
    case 'writing':
    case 'ignored':
    case 'withdrawn':
      return { text: card[state.kind], color: 'Default' }
    default:
      return state satisfies never
  }
}

function cardOf(story: CardStory, drawing: Drawing, most: { said: number; draft: number }): Json {
  const { language, now } = drawing
  const say = staffWords[language]
  const at = (when: string) => clock(when, language, now)
  const { state } = story
  const title = titleOf(state, say, at)
  const body: Part[] = [words(title.text, { weight: 'Bolder', size: 'Medium', color: title.color })]
  body.push(words(personLine(story, say, language), { isSubtle: true, spacing: 'None' }))
  if (state.kind === 'withdrawn') return toCard(body, [])
  if (isOpen(state) && story.reading) body.push(words(readingLine(story.reading, say), { spacing: 'None' }))
  const holder = state.kind === 'waiting' ? state.heldBy : state.kind === 'with-person' ? state.holder : null
  if (holder !== null) body.push(words(say.card.heldBy(harmless(holder)), { weight: 'Bolder' }))
  if (state.kind === 'waiting' && state.takenBackBy !== null)
    body.push(words(say.card.takenBack(harmless(state.takenBackBy))))
  if (state.kind === 'with-person' && state.why)
    body.push(...titled(say.card.why, harmless(state.why), 300, say))
  if (state.kind === 'failed' && state.why)
    body.push(words(say.card.failedWhy(cut(harmless(saySendTrouble(state.why, language)), 300).text)))
  if (state.kind === 'with-person' && state.summary)
    body.push(...titled(say.card.summary, harmless(state.summary), most.said, say))
  body.push(...titled(say.card.said, harmless(story.said.join('\n')), isOpen(state) ? most.said : 300, say))
  if (state.kind === 'decided') {
    body.push(...titled(say.card.answer, literal(state.text), most.draft, say, 'emphasis'))
    if (state.undoUntil) body.push(words(say.card.willGo(at(state.undoUntil)), { isSubtle: true }))
  }
  const { draft } = story
  const whole = draft === null || cut(draft.text, most.draft).left === 0
  if (draft) {
    body.push(...titled(say.card.draft, literal(draft.text), most.draft, say, 'emphasis'))
    if (!whole) body.push(words(say.card.tooLong, { color: 'Warning', weight: 'Bolder' }))
    body.push(...findingParts(draft.findings, language, say))
  }
  if (story.sources.length > 0)
    body.push(
      words(`${say.card.sources}: ${cut(harmless(story.sources.join(' · ')), 300).text}`, { isSubtle: true }),
    )
  return toCard(body, actionsOf(story, drawing, whole))
}

/** A text under its name, cut with a word about it. */
function titled(
  name: string,
  text: string,
  most: number,
  say: StaffWords,
  // Only this one and `default` have colours in every client: elsewhere letters may stand on a ground of their own colour.
  style?: 'emphasis',
): Part[] {
  const shown = cut(text, most)
  if (shown.text.trim() === '') return []
  const parts = [...lines(shown.text)]
  if (shown.left > 0) parts.push(words(say.card.left(shown.left), { isSubtle: true }))
  return [words(name, { isSubtle: true, size: 'Small', spacing: 'Medium' }), boxed(parts, style ?? 'default')]
}

function personLine({ person, visibility, channel }: CardStory, say: StaffWords, language: Language): string {
  const name =
    person.name && person.name !== person.handle ? `${person.name} (${person.handle})` : person.handle
  return `${cut(harmless(name), 80).text} · ${harmless(namesOfChannel(channel)[language])} · ${say.visibility[visibility]}`
}

function readingLine(reading: NonNullable<CardStory['reading']>, say: StaffWords): string {
  const parts: string[] = [
    say.intent[reading.intent],
    say.feeling[reading.feeling],
    say.urgency[reading.urgency],
  ]
  for (const risk of reading.risks) parts.push(`⚠ ${say.risk[risk]}`)
  return parts.join(' · ')
}

/** What was found in a text, what keeps it from going out first. */
export function findingParts(
  findings: readonly Finding[],
  language: Language,
  say = staffWords[language],
): Part[] {
  const rank = { blocks: 0, person: 1, note: 2 }
  const sorted = findings.toSorted((a, b) => rank[a.severity] - rank[b.severity])
  if (sorted.length === 0) return []
  const parts = sorted.slice(0, mostFindings).map((one) =>
    words(
      `${{ blocks: '⛔', person: '⚠', note: '·' }[one.severity]} ${cut(harmless(one[language]), 240).text}`,
      {
        spacing: 'None',
        ...(one.severity === 'blocks' ? { color: 'Attention' } : {}),
      },
    ),
  )
  if (sorted.length > mostFindings) parts.push(words(say.card.more(sorted.length - mostFindings)))
  return [words(say.card.found, { isSubtle: true, size: 'Small', spacing: 'Medium' }), ...parts]
}

const longestInput = 10_000

function actionsOf(story: CardStory, { language, link, canGuide }: Drawing, whole: boolean): Part[] {
  const { button, input } = staffWords[language]
  const { conversationId: conversation, version, draft, state } = story
  const open: Part[] = link === null ? [] : [{ type: 'Action.OpenUrl', title: button.open, url: link }]
  const again = { do: 'another-try', conversation, version }
  const anotherTry = canGuide
    ? fold(button.anotherTry, [field('guidance', input.guidance, 300)], submit(button.anotherTry, again))
    : submit(button.anotherTry, again)
  const handOver = submit(button.handOver, { do: 'hand-over', conversation })
  if (state.kind === 'waiting' && draft) {
    const seen = { conversation, draft: draft.id, hash: draft.hash }
    // What is not shown whole, and what nobody can overrule, is not sent from here.
    const blocked = draft.findings.some(({ severity }) => severity === 'blocks')
    const doubtful = draft.findings.some(({ severity }) => severity === 'person')
    const reason = field('overrule', input.reason, 300, '', true)
    const approve = { do: 'approve', ...seen }
    const send = doubtful
      ? fold(button.approveAnyway, [reason], submit(button.sendAnyway, approve, 'positive'))
      : submit(button.approve, approve, 'positive')
    const text = field('text', input.text, longestInput, draft.text, true)
    const edit = fold(button.edit, [text], submit(button.send, { do: 'edit', ...seen }, 'positive'))
    return [...(whole && !blocked ? [send] : []), ...(whole ? [edit] : []), anotherTry, handOver, ...open]
  }
  if (state.kind === 'with-person') {
    const reply = { do: 'reply', conversation, version }
    const text = field('text', input.reply, longestInput, '', true)
    const back = submit(button.giveBack, { do: 'give-back', conversation })
    const write = fold(button.reply, [text], submit(button.send, reply, 'positive'))
    return [write, ...(state.holder === null ? [handOver] : []), back, ...open]
  }
  if (state.kind === 'decided' && state.undoUntil)
    return [submit(button.undo, { do: 'undo', conversation, send: state.sendId }, 'destructive'), ...open]
  if (state.kind === 'failed') return [anotherTry, handOver, ...open]
  return open
}
