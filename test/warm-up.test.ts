import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { makeLook } from '../src/core/look.ts'
import { makeShippedGuard } from '../src/make-guard.ts'
import { warmUp } from '../src/warm-up.ts'
import { makeLocalReader } from '../src/writer/local-reader.ts'
import { loadPhrases } from '../src/writer/phrases.ts'
import { makePlainWriter } from '../src/writer/plain-writer.ts'
import { shippedTriage } from './support/triage.ts'

const folder = fileURLToPath(new URL('../prompts/plain', import.meta.url))

describe('the warming up', () => {
  it('drafts and looks at what people want, in both languages, and asks for nothing else', async () => {
    const drafted: string[] = []
    let looked = 0
    const phrases = { ko: loadPhrases(folder, 'ko'), en: loadPhrases(folder, 'en') }
    const local = makeLocalReader({ triage: shippedTriage() })
    const plain = makePlainWriter({ phrases, read: async (request) => local(request) })
    const look = makeLook(makeShippedGuard())
    await warmUp(
      { id: 'b1', name: '다정텔레콤' },
      {
        plain: {
          ...plain,
          draft(request, signal) {
            drafted.push(`${request.classification.language} ${request.classification.intent}`)
            return plain.draft(request, signal)
          },
        },
        look(text, request) {
          looked += 1
          return look(text, request)
        },
      },
    )
    expect(drafted).to.have.members(
      ['ko', 'en'].flatMap((language) =>
        ['complaint', 'question', 'chatter'].map((one) => `${language} ${one}`),
      ),
    )
    expect(looked).to.equal(6)
  })
})
