import type { Language } from '../src/core/intent.ts'
import type { Json } from '../src/core/mention.ts'
import type { Refusal } from '../src/desk/decision.ts'
import type { Approved } from '../src/desk/review.ts'
import type { TooLate, Undone } from '../src/desk/undo.ts'
import { field, findingParts, submit, toCard } from './card.ts'
import { boxed, cut, escapeMarkdown, lines, literal, type Part, words } from './card-text.ts'
import type { Press } from './press.ts'
import { clock, type StaffWords, staffWords } from './staff-words.ts'
import type { Post } from './turn.ts'

/** What the desk said to a press. */
export type Outcome =
  | Approved
  | Undone
  | TooLate
  | Refusal
  | { kind: 'another-try' | 'handed-over' | 'given-back' | 'taken' }

/** What is said to a press, and what becomes of the card that it came from. */
export interface Reply {
  posts: Post[]
  /** The card is drawn as things stand now. */
  redraw: boolean
}

export interface Asked {
  language: Language
  now: Date
  /** It was pressed on a card, which tells by itself how it went. */
  onCard: boolean
}

// Teams takes 28 kB with everything around it.
const mostBytes = 24_000
const mostShown = 1_500

/** How a press is answered: pure, so that every turn of the dialog stands in a table of its tests. */
export function answerPress(press: Press, outcome: Outcome, asked: Asked): Reply {
  const { say } = staffWords[asked.language]
  const told = (text: string): Reply => ({ posts: asked.onCard ? [] : [{ text }], redraw: true })
  switch (outcome.kind) {
    case 'approved': {
      const until = outcome.undoUntil
      return told(until ? say.sentUntil(clock(until, asked.language, asked.now)) : say.sent)
    }
    case 'another-try':
      return told(say.rewriting)
    case 'handed-over':
      return { posts: [{ text: say.handedOver }], redraw: true }
    case 'given-back':
      return told(say.givenBack)
    case 'taken':
      return { posts: [{ text: say.taken }], redraw: true }
    case 'undone':
      return told(say.undone)
    case 'too-late':
      return { posts: [showText(say.tooLate, say.wentOut, outcome.text)], redraw: true }
    default:
      return refused(press, outcome, asked)
  }
}

function refused(press: Press, refusal: Refusal, { language, now }: Asked): Reply {
  const all = staffWords[language]
  const { say } = all
  switch (refusal.kind) {
    case 'not-found':
      return { posts: [{ text: say.noSuch }], redraw: false }
    case 'text-changed':
      return { posts: [{ text: say.changed }], redraw: true }
    case 'overtaken':
      return { posts: [{ text: say.overtaken }], redraw: true }
    case 'held':
      return { posts: [{ text: say.held(escapeMarkdown(refusal.by.name)) }], redraw: true }
    case 'already-decided': {
      const { by, at, text } = refusal
      const title = by && at ? say.already(by.name, clock(at, language, now)) : say.alreadyByMachine
      const wentOut = refusal.decision === 'approved' || refusal.decision === 'edited'
      const post = wentOut && text ? showText(title, say.wentOut, text) : { text: escapeMarkdown(title) }
      return { posts: [post], redraw: true }
    }
    case 'blocked':
      return {
        posts: [
          {
            text: say.blocked,
            card: toCard(
              [words(say.blocked, { weight: 'Bolder' }), ...findingParts(refusal.findings, language)],
              [],
            ),
          },
        ],
        redraw: false,
      }
    case 'needs-reason':
      return { posts: [askReason(press, refusal.findings, language, all)], redraw: false }
    case 'may-have-arrived':
      return { posts: [askSure(press, refusal.text, all)], redraw: false }
    case 'forbidden':
      return { posts: [{ text: refusal[language] }], redraw: false }
    default:
      return refusal satisfies never
  }
}

/** A text that went out, to the letter, with what is to be said of it. */
export function showText(title: string, name: string, text: string): Post {
  const shown = cut(literal(text), mostShown)
  const card = toCard(
    [
      words(title, { weight: 'Bolder' }),
      words(name, { isSubtle: true, size: 'Small' }),
      boxed([...lines(shown.text), ...(shown.left > 0 ? [words(`… +${shown.left}`)] : [])], 'emphasis'),
    ],
    [],
  )
  return { text: escapeMarkdown(title), card }
}

/** The same press once more, with a word beside it. */
function askAgain(press: Press, body: Part[], title: string, more: { [key: string]: Json }): Json {
  const { do: what, ...rest } = press
  return toCard(body, [submit(title, { do: what, ...rest, ...more }, 'positive')])
}

function askReason(
  press: Press,
  findings: Extract<Refusal, { kind: 'needs-reason' }>['findings'],
  language: Language,
  { say, input, button, card }: StaffWords,
): Post {
  const text = 'text' in press ? press.text : null
  const body = [
    words(say.needsReason, { weight: 'Bolder' }),
    ...findingParts(findings, language),
    ...(text === null ? [] : [boxed(lines(cut(literal(text), mostShown).text), 'emphasis')]),
    field('overrule', input.reason, 300, '', true),
  ]
  const { overrule: _, ...without } = press as { overrule?: unknown } & Press
  const asked = askAgain(without as Press, body, button.sendAnyway, {})
  // What does not fit on a card is not thrown away: it still stands in the field that it was typed in.
  if (Buffer.byteLength(JSON.stringify(asked)) > mostBytes) return { text: card.tooLong }
  return { text: say.needsReason, card: asked }
}

function askSure(press: Press, before: string, { say, button }: StaffWords): Post {
  const shown = showText(say.mayHaveArrived, say.wentOut, before)
  // Asked for another try, the console shows both and asks itself.
  if (press.do !== 'reply') return shown
  const body = [
    words(say.mayHaveArrived, { weight: 'Bolder' }),
    boxed(lines(cut(literal(before), mostShown).text), 'emphasis'),
    words(button.sendAnyway, { isSubtle: true }),
    boxed(lines(cut(literal(press.text), mostShown).text), 'emphasis'),
  ]
  const asked = askAgain(press, body, button.sendAnyway, { sure: true })
  return Buffer.byteLength(JSON.stringify(asked)) > mostBytes
    ? shown
    : { text: say.mayHaveArrived, card: asked }
}
