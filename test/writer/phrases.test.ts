import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { Language } from '../../src/core/intent.ts'
import { hear } from '../../src/writer/heard.ts'
import { fill, sentenceOf } from '../../src/writer/phrase-text.ts'
import { loadPhrases, readPhrases } from '../../src/writer/phrases.ts'
import { expectInProportion } from '../support/growth.ts'

const folder = new URL('../../prompts/plain', import.meta.url).pathname
const phrases = { ko: loadPhrases(folder, 'ko'), en: loadPhrases(folder, 'en') }

describe('Phrases', () => {
  for (const [word, said] of [
    ['인터넷', '인터넷이'],
    ['데이터', '데이터가'],
    ['eSIM', 'eSIM이'],
    ['5G', '5G가'],
    ['LTE', 'LTE가'],
  ] as const) {
    it(`take the particle that ${word} asks for`, () => {
      expect(fill('{topic:이/가} 말썽이에요.', { topic: word })).to.equal(`${said} 말썽이에요.`)
    })
  }

  it('begin with a capital letter and have no space before a mark', () => {
    expect(sentenceOf(['', 'when was it', '?'])).to.equal('When was it?')
  })

  for (const [language, text, word] of [
    ['en', 'I am so happy, this is simple', undefined],
    ['en', 'The app crashes', 'the app'],
    ['ko', '와이파이가 안 잡혀요', '와이파이'],
    ['ko', '통화정책 이야기', undefined],
    ['ko', '정말앱', undefined],
  ] as const) {
    it(`find what "${text}" is about by whole words`, () => {
      expect(hear(phrases[language], [text]).topics[0]?.word).to.equal(word)
    })
  }

  it('are read in time that grows with the message', () => {
    for (const unit of ['또 ', '안 ', 'not ', '(((('])
      for (const language of Language.options)
        expectInProportion((text) => hear(phrases[language], [text]), unit, 4_000)
  })

  const source = readFileSync(join(folder, 'ko.yaml'), 'utf8')

  it('are refused with the line on which the fault is', () => {
    const wrong = source.replace('- 이렇게 말해 주셔서', '- 고맙네.')
    const line = wrong.split('\n').indexOf('  glad:') + 2
    expect(() => readPhrases(wrong, 'ko', 'ko.yaml')).to.throw(`slot ends a sentence (line ${line})`)
  })

  const broken: [title: string, change: (yaml: string) => string, reason: RegExp][] = [
    ['that are no YAML', () => 'lines: [', /ko\.yaml cannot be used: .+line 1/s],
    ['of another language', (yaml) => yaml.replace('language: ko', 'language: en'), /language: it is "en"/],
    [
      'that point to a line that is not there',
      (yaml) => yaml.replace('talk/glad]', 'talk/glads]'),
      /replies\.welcome: there is no line "glads"/,
    ],
    [
      'with a slot that nobody fills',
      (yaml) => yaml.replace('{name}님 반갑고,', '{nickname}님 반갑고,'),
      /lines\.unknown: "\{nickname\}님 반갑고,"/,
    ],
    [
      'that do not end their sentence',
      (yaml) =>
        yaml.replace(
          '오늘 하루가 환해[졌어요|졌습니다].\n        - 정말',
          '오늘 하루가 환해[졌어요|졌습니다]\n        - 정말',
        ),
      /lines\.glad: every phrase of its last slot/,
    ],
    [
      'that end it too early',
      (yaml) => yaml.replace('- 이렇게 말해 주셔서', '- 고맙네.'),
      /lines\.glad: only its last slot/,
    ],
    [
      'without 합쇼체',
      (yaml) => yaml.replace('힘이 불끈 [나요|납니다]!', '힘이 불끈 나요!'),
      /lines\.glad: "힘이 불끈 나요!" has no 합쇼체/,
    ],
    [
      'that are too few',
      (yaml) =>
        yaml.replace(
          / {2}glad:[\s\S]*? {2}comfort:/,
          '  glad:\n    slots:\n      - - 좋[아요|습니다].\n  comfort:',
        ),
      /"glad" makes 1 sentences for everybody, and 120/,
    ],
    [
      'that are too long',
      (yaml) => yaml.replace('- 이렇게 말해 주셔서', `- ${'가'.repeat(130)}`),
      /lines\.glad: it can be \d+ characters long/,
    ],
    [
      'with words that mean nothing here',
      (yaml) => yaml.replace('words: [환불 (들어|받|됐|되)]', 'words: ["환불 [들어]"]'),
      /talks\.thanks-refund\.words.+has a sign that means nothing here/,
    ],
    [
      'of a kind that is not there',
      (yaml) => yaml.replace('of: [bill]', 'of: [billing]'),
      /kinds: there is no kind "billing"/,
    ],
    ['with a key that nobody reads', (yaml) => `${yaml}\nextra: 1\n`, /Unrecognized key: "extra"/],
  ]
  for (const [title, change, reason] of broken) {
    it(`${title} are refused with the file and the reason`, () => {
      const place = mkdtempSync(join(tmpdir(), 'phrases-'))
      expect(change(source)).not.to.equal(source)
      writeFileSync(join(place, 'ko.yaml'), change(source))
      expect(() => loadPhrases(place, 'ko')).to.throw(reason)
    })
  }

  it('that are missing are refused with the file', () => {
    expect(() => loadPhrases('/nowhere', 'en')).to.throw(/\/nowhere\/en\.yaml cannot be used: ENOENT/)
  })
})
