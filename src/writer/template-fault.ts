/** What is wrong with a template, in words, and on which of its lines; null where that is not known. */
export interface TemplateFault {
  line: number | null
  why: string
}

/** What the library for templates says in its own signs, as somebody who writes a prompt can use it. */
export function readTemplateFault({ message }: Error): TemplateFault {
  const parse = /^Parse error on line (\d+):[\s\S]*?(?:Expecting ([^\n]*), )?got '(\w+)'/.exec(message)
  if (parse) {
    const [, line, expected = '', got = ''] = parse
    return { line: Number(line), why: parseFault(expected, got) }
  }
  const lexer = /^Lexical error on line (\d+)/.exec(message)
  if (lexer)
    return { line: Number(lexer[1]), why: 'there is a sign between {{ and }} that means nothing there' }
  const pair = /^(\S+) doesn't match (\S+) - (\d+)/.exec(message)
  if (pair) {
    const [, open, close, line] = pair
    return { line: Number(line), why: `{{#${open}}} is closed by {{/${close}}}` }
  }
  // What the library's own helpers trip over where they stand alone or are given too little.
  if (/\b(?:inverse|fn)\b/.test(message))
    return { line: null, why: '#if and its like need what they ask about, and end with {{/if}}' }
  return { line: null, why: message.split('\n', 1)[0] ?? message }
}

function parseFault(expected: string, got: string): string {
  if (got === 'OPEN_ENDBLOCK') return 'a {{/…}} closes nothing'
  if (got === 'INVERSE' || got === 'OPEN_INVERSE_CHAIN')
    return '{{else}} stands outside of {{#if}} and its like'
  if (got === 'CLOSE') return 'between {{ and }} there is something missing'
  if (got === 'EOF' && expected.includes('OPEN_ENDBLOCK')) return 'a {{#…}} is not closed by its {{/…}}'
  if (expected.includes("'CLOSE'")) return 'a {{ is not closed by }}'
  return 'what stands between {{ and }} cannot be read'
}
