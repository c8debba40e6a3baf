import i18next from 'i18next'
import type { promptFaults } from '../../words/ko-prompt-faults.ts'

type Key = keyof typeof promptFaults
type Known = [
  pattern: RegExp,
  key: Key,
  values?: (found: readonly string[]) => Record<string, string | undefined>,
]

const say = (key: string, values: Record<string, string | undefined> = {}) =>
  i18next.t(`promptFaults.${key}` as 'promptFaults.tab', values)
const nameOf = (path: string | undefined) => path || i18next.t('promptFaults.here')
const kindOf = (folder: string, kind = '') => {
  const known = `promptFaults.${folder}.${kind}`
  return i18next.exists(known) ? i18next.t(known as 'promptFaults.kinds.string') : kind
}
const tidy = (some = '') => some.replaceAll('"', '').replaceAll('|', ', ')
const block = { open: '{{#if …}}', close: '{{/if}}', else: '{{else}}' }

// Of templates, of YAML, of the fields of its settings, of what a model is asked for, of phrases.
const known: readonly Known[] = [
  [/^a \{\{#…\}\} is not closed/, 'blockOpen', () => block],
  [/^a \{\{ is not closed/, 'braceOpen'],
  [/^a \{\{\/…\}\} closes nothing/, 'blockStray'],
  [/^\{\{else\}\} stands outside/, 'elseStray', () => block],
  [/^between \{\{ and \}\} there is something missing/, 'tagEmpty'],
  [/^(?:what stands between \{\{ and \}\} cannot|there is a sign between \{\{)/, 'tagWrong'],
  [/^\{\{#(\S+)\}\} is closed by \{\{\/(\S+)\}\}/, 'pair', ([, open, close]) => ({ open, close })],
  [/^#if and its like need/, 'helper', () => block],
  [/^Tabs are not allowed/, 'tab'],
  [/must start at the same column|^Sequence item without - indicator/, 'indent'],
  [/^Map keys must be unique/, 'twice'],
  [/^Missing closing ['"]quote/, 'quote'],
  [/^Flow (?:map|sequence) in block collection|^Missing , |^Missing space after : in/, 'bracket'],
  [/^Nested mappings are not allowed/, 'colonInText'],
  [/^Implicit (?:map )?keys|^A block sequence may not be used as an implicit/, 'noColon'],
  [
    /^Plain value cannot start with (?:reserved character |[\w ]+ )?(\S+)/,
    'reserved',
    ([, sign]) => ({ sign }),
  ],
  [
    /^(?:Unresolved alias|An alias node|Alias |Anchor |A node can have|Anchors and tags|Unresolved tag)/,
    'alias',
  ],
  [/^Invalid escape sequence/, 'escape'],
  [
    /^(?:Unexpected |Block scalar header|Expected a flow scalar|Missing directives|Block collection|Comments must)/,
    'stray',
  ],
  [
    /^(\S*): Unrecognized keys?: "([^"]+)"/,
    'unknownKey',
    ([, at = '', key]) => ({ at: at && `${at}:`, key }),
  ],
  [/^front matter: Unrecognized keys?: "([^"]+)"/, 'unknownKey', ([, key]) => ({ at: '', key })],
  [/^(\S*): Invalid input: expected \w+, received undefined/, 'missing', ([, at]) => ({ at: nameOf(at) })],
  [
    /^(\S*|front matter): Invalid input: expected (\w+), received/,
    'wrongKind',
    ([, at, kind]) => ({ at: nameOf(at), kind: kindOf('kinds', kind) }),
  ],
  [
    /^(\S*): Invalid (?:option: expected one of|input: expected|key in record: expected one of) (".+")/,
    'oneOf',
    ([, at, some]) => ({ at: nameOf(at), some: tidy(some) }),
  ],
  [
    /^(\S*): Too big: expected number to be <=?(\S+?)\.?$/,
    'atMost',
    ([, at, most]) => ({ at: nameOf(at), most }),
  ],
  [
    /^(\S*): Too small: expected number to be >=?(\S+?)\.?$/,
    'atLeast',
    ([, at, least]) => ({ at: nameOf(at), least }),
  ],
  [/^(\S*): Too small: expected \w+ to have >=1 /, 'empty', ([, at]) => ({ at: nameOf(at) })],
  [
    /^(\S*): Too small: expected \w+ to have >=(\d+) /,
    'tooFew',
    ([, at, least]) => ({ at: nameOf(at), least }),
  ],
  [/^asks: no topic is called "(.+)"; there are (.+)\.$/, 'noTopic', ([, name, some]) => ({ name, some })],
  [/^the writer reads "(.+)" of the answer/, 'notAsked', ([, key]) => ({ key })],
  [/^the writer does not read "(.+)" of an answer/, 'notRead', ([, key]) => ({ key })],
  [/^"(.+)" has to be one of (.+?)\.?$/, 'outputOneOf', ([, key, some]) => ({ key, some })],
  [
    /^"(.+)" has to be a (?:text |list )?\(?(\w+)/,
    'outputKind',
    ([, key, kind]) => ({ key, kind: kindOf('outputKinds', kind) }),
  ],
  [/no Picoschema: .*unsupported scalar type '(.+)'/, 'scalar', ([, type]) => ({ type })],
  [/no Picoschema: .*parenthetical types.*got: (.+?)\.?$/, 'parenthesis', ([, type]) => ({ type })],
  [/^its (\w+) schema is no Picoschema/, 'schema', ([, side]) => ({ side })],
  [
    /^(\S+): it can be (\d+) characters long, and (\d+) is/,
    'sentenceLong',
    ([, at, long, most]) => ({ at, long, most }),
  ],
  [/^(\S+): every phrase of its last slot/, 'sentenceEnds', ([, at]) => ({ at })],
  [/^(\S+): only its last slot ends/, 'sentenceMiddle', ([, at]) => ({ at })],
  [/^\S+: "(.+)" has no 합쇼체/, 'noHapsyo', ([, phrase]) => ({ phrase })],
  [/^\S+: "(.+)" does not end in 해요체/, 'noHaeyo', ([, phrase]) => ({ phrase })],
  [/^\S+: "(.+)" does not end in 합쇼체/, 'endHapsyo', ([, phrase]) => ({ phrase })],
  [/^\S+: there is no line "(.+)"/, 'noLine', ([, name]) => ({ name })],
  [/^\S+: there is no kind "(.+)"/, 'noKind', ([, name]) => ({ name })],
  [
    /^\S+: "(.+)" makes (\d+) sentences for everybody, and (\d+)/,
    'fewSentences',
    ([, name, count, most]) => ({ name, count, most }),
  ],
  [/^\S+: "(.+)" has a brace or bracket/, 'strayBrace', ([, phrase]) => ({ phrase })],
  [/^\S+: "(.+)" has a sign that means nothing/, 'wordSign', ([, word]) => ({ word })],
  [/^\S+: "(.+)" has brackets that do not fit/, 'wordBrackets', ([, word]) => ({ word })],
  [/^\S+: "(.+)" has more than two …/, 'wordDots', ([, word]) => ({ word })],
  [/^language: it is "/, 'otherLanguage'],
]

/** What is wrong with how words are written, as a colleague reads it; what nobody has foreseen keeps the reader's own words. */
export function sayWhy(why: string): string {
  for (const [pattern, key, values] of known) {
    const found = pattern.exec(why)
    if (found) return say(key, values?.(found)).trim()
  }
  return say('unknown', { why })
}
