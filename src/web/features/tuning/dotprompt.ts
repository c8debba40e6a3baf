import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippetCompletion,
} from '@codemirror/autocomplete'
import { yaml, yamlFrontmatter } from '@codemirror/lang-yaml'
import { LanguageSupport, StreamLanguage } from '@codemirror/language'
import type { Answer } from '../../lib/call.ts'

type Help = Answer<'GET /api/prompt-help'>['prompts'][number]

const words = new Set(['if', 'unless', 'ifEquals', 'unlessEquals', 'else', 'role'])

/** What stands between {{ and }}; everything else is what the model is told as it is. */
const template = StreamLanguage.define<{ inTag: boolean; inComment: boolean }>({
  name: 'dotprompt',
  startState: () => ({ inTag: false, inComment: false }),
  token(stream, state) {
    if (state.inComment) {
      if (stream.skipTo('}}')) {
        stream.match('}}')
        state.inComment = false
      } else stream.skipToEnd()
      return 'comment'
    }
    if (!state.inTag) {
      if (stream.match(/^\{\{~?!/)) {
        state.inComment = true
        return 'comment'
      }
      if (stream.match(/^\{\{\{?~?/)) {
        state.inTag = true
        return 'bracket'
      }
      stream.next()
      while (!stream.eol() && !stream.match('{{', false)) stream.next()
      return null
    }
    if (stream.match(/^~?\}?\}\}/)) {
      state.inTag = false
      return 'bracket'
    }
    if (stream.match(/^"[^"]*"?/)) return 'string'
    if (stream.match(/^[#/^]/)) return 'keyword'
    if (stream.match(/^>\s*[\w-]+/)) return 'propertyName'
    const word = stream.match(/^[\w-]+/)
    if (Array.isArray(word)) return words.has(word[0] ?? '') ? 'keyword' : 'variableName'
    stream.next()
    return null
  },
})

/** Prompts have front matter, which is YAML; parts and phrases are of one kind. */
export function languageOf(name: string): LanguageSupport {
  if (name.startsWith('plain/')) return yaml()
  return name.startsWith('_') ? new LanguageSupport(template) : yamlFrontmatter({ content: template })
}

const blocks: readonly Completion[] = [
  snippetCompletion('#if #{field}}}#{}{{/if}}', { label: '#if', type: 'keyword' }),
  snippetCompletion('#unless #{field}}}#{}{{/unless}}', { label: '#unless', type: 'keyword' }),
  snippetCompletion('#ifEquals #{field} "#{value}"}}#{}{{/ifEquals}}', {
    label: '#ifEquals',
    type: 'keyword',
  }),
  snippetCompletion('role "system"}}', { label: 'role "system"', type: 'keyword' }),
]

/** What a name stands for, beside it in the list. */
export interface Said {
  field: string
  part: string
  answer: string
  needed: string
}

/**
 * Offers, between {{ and }}, what the writer can tell this prompt and the parts that it may take in; in its front matter the fields that
 * it may declare and what its answer has to have.
 * @param parts by their names, with the _
 */
export function completions(name: string, help: readonly Help[], parts: readonly string[], said: Said) {
  const own = help.find((one) => one.name === name)
  // A part is told what the prompt is told that takes it in.
  const fields = own?.inputs ?? [...new Set(help.flatMap(({ inputs }) => inputs))]
  const needed = new Set(own?.needs)
  const inTag: Completion[] = [
    ...fields.map(
      (label): Completion => ({ label, type: 'variable', detail: said.field, apply: `${label}}}` }),
    ),
    ...(own ? parts : []).map((part): Completion => {
      const label = `>${part.slice(1)}`
      const boost = needed.has(part.slice(1)) ? 1 : 0
      return { label, type: 'class', detail: boost ? said.needed : said.part, apply: `${label}}}`, boost }
    }),
    ...blocks,
  ]
  const inFront: Completion[] = [
    ...fields.map(
      (label): Completion => ({ label, type: 'variable', detail: said.field, apply: `${label}: ` }),
    ),
    ...(own?.outputs ?? []).map(({ name: label, is }): Completion => {
      const detail = `${said.answer} · ${typeof is === 'string' ? is : is.join(' | ')}`
      return { label, type: 'property', detail, apply: `${label}: ` }
    }),
  ]

  return (context: CompletionContext): CompletionResult | null => {
    const tag = context.matchBefore(/\{\{~?[#>]?[\w-]*/)
    if (tag) {
      const from = tag.from + (/^\{\{~?/.exec(tag.text)?.[0].length ?? 2)
      return { from, options: inTag, validFor: /^[#>]?[\w-]*$/, filter: true }
    }
    const key = context.matchBefore(/^[ \t]+\w*/)
    if (!key || !own || !isInFront(context)) return null
    const from = key.from + (/^[ \t]+/.exec(key.text)?.[0].length ?? 0)
    if (from === context.pos && !context.explicit) return null
    return { from, options: inFront, validFor: /^\w*$/ }
  }
}

function isInFront({ state, pos }: CompletionContext): boolean {
  const before = state.sliceDoc(0, pos)
  return before.startsWith('---\n') && !/\n---[ \t]*\n/.test(before)
}
