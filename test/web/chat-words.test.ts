import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { webChatWords } from '../../src/web/chat/web-chat-words.ts'

const place = new URL('../../node_modules/botframework-webchat-api/src/localization/', import.meta.url)
const own = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`${language}.json`, place), 'utf8'))

describe('the words of the chat window', () => {
  it('are all Korean where the window is', () => {
    const [english, korean] = [own('en-US'), { ...own('ko-KR'), ...webChatWords.ko }]
    const keys = Object.keys(english).filter((key) => !key.startsWith('_'))
    expect(keys.length).to.be.greaterThan(80)
    const foreign = keys.filter((key) => {
      const said = korean[key]
      // Names of keys, and a file's own name; and what says nothing says it in every language.
      if (/^(ACCESS_KEY|FILE_CONTENT_ALT$)/.test(key) || said?.trim() === '') return false
      return said === undefined || !/[가-힣]/.test(said)
    })
    expect(foreign).to.deep.equal([])
  })
})
