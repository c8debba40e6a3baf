import { expect } from 'chai'
import i18next from 'i18next'
import { shippedPrompts } from '../../src/live-prompts.ts'
import { readFault, sayFault, sayPlacedFault } from '../../src/web/features/tuning/fault.ts'
import { promptFaults as en } from '../../src/web/words/en-prompt-faults.ts'
import { tuning as tuningEn } from '../../src/web/words/en-tuning.ts'
import { promptFaults as ko } from '../../src/web/words/ko-prompt-faults.ts'
import { tuning } from '../../src/web/words/ko-tuning.ts'
import { checkAskTopics } from '../../src/writer/ask-topics.ts'
import { checkPhrases } from '../../src/writer/phrase-files.ts'
import { BadPrompt, loadPrompts } from '../../src/writer/prompt-file.ts'

const files = shippedPrompts()
const textOf = (name: string) => files.get(name)?.text ?? ''

/** What the server says of these words in the place of those that are shipped. */
async function faultOf(name: string, change: (text: string) => string): Promise<string> {
  const text = change(textOf(name))
  expect(text, 'changed').to.not.equal(textOf(name))
  try {
    if (name.startsWith('plain/')) checkPhrases(name, text)
    else await loadPrompts(new Map(files).set(name, { path: `prompts/${name}.prompt`, text }))
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('the server finds nothing wrong with it')
}

type Broken = [name: string, change: (text: string) => string, says: string]
const put =
  (from: string | RegExp, to: string) =>
  (text: string): string =>
    text.replace(from, to)
const add = (more: string) => (text: string) => `${text.trimEnd()}\n${more}`

const broken: readonly Broken[] = [
  ['translate', add('{{#if language}}x'), '닫히지 않았어요'],
  ['translate', add('x {{language\n'), '중괄호 두 개로 연 것이 닫히지'],
  ['translate', add('{{#if language}}x{{/unless}}'), '#if 으로 열었는데 /unless 로 닫았어요'],
  ['translate', add('{{/if}}'), '연 적이 없는 것을'],
  ['translate', add('{{else}}'), '{{else}} 는 {{#if …}} 안에만'],
  ['translate', add('{{}}'), '비었거나 덜 적혔어요'],
  ['translate', add('{{ifEquals language "ko"}}'), '무엇을 볼지'],
  ['translate', put('  temperature: 0', '\ttemperature: 0'), '탭으로'],
  ['translate', put('config:\n', 'config:\n   a: 1\n'), '들여쓰기가'],
  ['translate', put('config:', 'description: a\nconfig:'), '두 번 나와요'],
  ['translate', put('Shows a', '"Shows a'), '따옴표가 닫히지'],
  ['translate', put('[ko, en]', '[ko, en'), '괄호가 닫히지'],
  ['translate', put('Shows a', 'Shows: a'), '글 안에 콜론'],
  ['translate', put('config:', 'config'), '콜론(:)이 없거나'],
  ['translate', put('Shows a', '@Shows a'), '@ 로 시작할 수 없어요'],
  ['translate', put('temperature: 0', 'temperature: *x'), '따옴표로 감싸'],
  ['translate', put('temperature: 0', 'temperature: 9'), 'config.temperature”은(는) 2보다'],
  ['translate', put('temperature: 0', 'temperature: hot'), '숫자를 적어 주세요'],
  ['translate', put('config:', 'colour: red\nconfig:'), '“colour”라는 이름은'],
  ['translate', put(/input:[\s\S]*?output:/, 'output:'), '“input”이(가) 빠졌어요'],
  ['translate', put('format: json', 'format: text'), '하나를 적어 주세요: json'],
  ['translate', put('texts(array): string', 'texts(array): strong'), '“strong”이라는 종류는'],
  ['translate', put('texts(array)', 'texts(foo)'), '괄호 안의 종류 “foo”'],
  ['translate', put('texts(array)', 'words(array)'), '“texts”을(를) 읽는데'],
  ['translate', put('texts(array): string', 'texts: string'), '목록(array)이어야'],
  ['translate', add('{{customer}}'), '“customer”은(는) input에'],
  ['plain/ko', put('language: ko', 'language: kp'), '하나를 적어 주세요: ko, en'],
  ['plain/ko', put('language: ko', 'language: en'), '언어가 달라요'],
  ['plain/ko', put('language: ko', 'x: 1\nlanguage: ko'), '“x”라는 이름은'],
  ['plain/ko', put(/emoji: .*/, 'emoji: [a]'), '3개 이상'],
  ['plain/ko', put('동료가', '"동료가'), '따옴표가 닫히지'],
  ['plain/ko', put('\n  net:', '\n\tnet:'), '탭으로'],
  ['plain/ko', put('[apology]', '[sorry]'), '하나를 적어 주세요: apology'],
  ['plain/ko', put('lines:\n', 'linez:\n'), '“lines”이(가) 빠졌어요'],
]

describe('What is wrong with a prompt', () => {
  before(async () => {
    await i18next.init({
      ...{ lng: 'ko', fallbackLng: false, interpolation: { escapeValue: false } },
      resources: {
        ko: { translation: { tuning, promptFaults: ko } },
        en: { translation: { tuning: tuningEn, promptFaults: en } },
      },
    })
  })

  for (const [name, change, says] of broken)
    it(`is said in both languages, with its line: ${says}`, async () => {
      const message = await faultOf(name, change)
      await i18next.changeLanguage('ko')
      const fault = readFault(name, message)
      expect(sayFault(fault)).to.include(says).and.not.include('읽는 프로그램의 말')
      if (says !== '언어가 달라요') expect(fault.line).to.be.a('number')
      await i18next.changeLanguage('en')
      expect(sayFault(fault))
        .to.match(/^[^가-힣]+$/)
        .and.not.include('The reader says')
    })

  it('names a topic that there is not, and those that there are', async () => {
    const text = textOf('reply-complaint').replace('topics: [delivery', 'topics: [delivary')
    const source = { path: 'prompts/reply-complaint.prompt', text }
    const why = () => checkAskTopics('reply-complaint', source, [{ name: '예약', words: [], like: [] }])
    expect(why).to.throw(BadPrompt)
    try {
      why()
    } catch (error) {
      const fault = readFault('reply-complaint', (error as Error).message)
      expect(fault.line).to.equal(text.split('\n').findIndex((one) => one.includes('delivary')) + 1)
      await i18next.changeLanguage('ko')
      expect(sayFault(fault)).to.include('“delivary”이라는 주제는 없어요').and.include('예약, delivery')
      await i18next.changeLanguage('en')
      expect(sayFault(fault)).to.include('There is no topic called “delivary”')
    }
  })

  it('names the words that it stands in, where they are others', async () => {
    const message = await faultOf('_voice', add('{{#if brandName}}'))
    await i18next.changeLanguage('ko')
    const line = textOf('_voice').trimEnd().split('\n').length + 1
    expect(sayPlacedFault('_voice', message)).to.match(new RegExp(`^${line}번째 줄: .*닫히지 않았어요`))
    expect(sayPlacedFault('translate', message)).to.match(
      new RegExp(`^이 글이 아니라 _voice의 ${line}번째 줄에 있어요\\. .*닫히지 않았어요`),
    )
  })

  it('keeps what nobody has foreseen in the words of the reader', async () => {
    await i18next.changeLanguage('ko')
    expect(sayPlacedFault('translate', 'prompts/translate.prompt:3: Something else')).to.equal(
      '3번째 줄: 여기를 읽을 수 없어요. 들여쓰기, 콜론, 따옴표, 괄호를 봐 주세요. (읽는 프로그램의 말: Something else)',
    )
  })
})
