import type { Json } from '../src/core/mention.ts'

/** A part of a card, as Adaptive Cards names it. */
export type Part = { [key: string]: Json }

// Letters that turn the direction of what stands beside them, or stand between others unseen.
const unseen = /[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g
const joiner = '\u2060'

/**
 * What a customer wrote, as data: nothing in it links, is a date or a mention, or turns the direction of our own words. It is shown
 * in runs of text, which know no Markdown.
 */
export function harmless(text: string): string {
  return text
    .replace(unseen, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('://', `:${joiner}//`)
    .replaceAll('{{', `{${joiner}{`)
    .replaceAll('@', `@${joiner}`)
    .replace(/<(?=[a-z/!])/gi, `<${joiner}`)
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, `.${joiner}`)
}

/** A text that is shown to the letter: a card would make a date of what looks like one. */
export function literal(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('{{', `{${joiner}{`)
}

/** For words of ours that have a name in them and are read as Markdown. */
export function escapeMarkdown(text: string): string {
  return harmless(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_~[\]()#+|>!-]/g, '\\$&')
    .replaceAll('<', '‹')
}

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' })

/** The first so many letters as a reader counts them, and how many are left out. */
export function cut(text: string, most: number): { text: string; left: number } {
  if (text.length <= most) return { text, left: 0 }
  const letters = [...graphemes.segment(text)]
  if (letters.length <= most) return { text, left: 0 }
  return {
    text: letters
      .slice(0, most)
      .map(({ segment }) => segment)
      .join(''),
    left: letters.length - most,
  }
}

type Look = { weight?: 'Bolder'; color?: string; isSubtle?: boolean; size?: string; strikethrough?: boolean }

/** Words that are nobody's Markdown, a block for each line. */
export function lines(text: string, look: Look = {}, most = 60): Part[] {
  const all = text.split('\n')
  // What is on more lines than that goes on in the last, so that nothing of it is lost.
  const shown = all.length > most ? [...all.slice(0, most - 1), all.slice(most - 1).join(' ')] : all
  return shown.flatMap((line, place) =>
    line.trim() === ''
      ? []
      : [
          {
            type: 'RichTextBlock',
            spacing: place === 0 ? 'Small' : 'None',
            inlines: [{ type: 'TextRun', text: line, ...look }],
          },
        ],
  )
}

/** One line of words of ours. */
export function words(text: string, look: Look & { spacing?: string } = {}): Part {
  const { spacing = 'Small', ...rest } = look
  return { type: 'RichTextBlock', spacing, inlines: [{ type: 'TextRun', text, ...rest }] }
}

/** The same parts on a ground of their own. */
export function boxed(items: Part[], style: 'default' | 'emphasis'): Part {
  return { type: 'Container', style, spacing: 'Small', items }
}
