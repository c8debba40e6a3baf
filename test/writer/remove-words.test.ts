import { expect } from 'chai'
import { Policy, Voice } from '../../src/core/policy.ts'
import { similarity } from '../../src/core/similar.ts'
import { toneOf } from '../../src/core/tone.ts'
import { loadRemoval, writeRemoval } from '../../src/writer/remove-words.ts'
import { CannotWrite, type DraftRequest } from '../../src/writer/writer.ts'
import { look } from '../support/looking.ts'
import { readingOf } from '../support/reading.ts'

const removal = loadRemoval()
const limits = { max: 500, unit: 'graphemes' } as const
const said = '배송이 안 와요. 010-2345-6789로 전화 주세요'

function request(change: Partial<DraftRequest> = {}, voice: 'haeyo' | 'hapsyo' = 'haeyo'): DraftRequest {
  const classification = change.classification ?? readingOf({ intent: 'complaint', risks: ['personal-data'] })
  const place = { classification, turns: [], visibility: 'public', texts: [said], limits } as const
  return {
    ...{ id: 'one', person: { name: '하나', handle: 'hana' }, brandId: '1', brandName: '다정' },
    ...{ voice: Voice.parse({}), alreadySent: [], showPersonal: true },
    background: { passages: [], examples: [], earlier: [] },
    ...place,
    ...{ turns: [], texts: [said] },
    tone: toneOf({ ...place, voice, showsPersonal: true }),
    ...change,
  }
}

describe('asking to remove what is personal', () => {
  const sets = { haeyo: removal.ko.haeyo, hapsyo: removal.ko.hapsyo, en: removal.en }
  for (const [name, lines] of Object.entries(sets)) {
    it(`has at least 20 ways in ${name}, none of which the guard stops or finds alike`, () => {
      expect(new Set(lines).size).to.be.at.least(20)
      const classification = readingOf({ intent: 'complaint', language: name === 'en' ? 'en' : 'ko' })
      for (const line of lines) {
        const place = { limits, visibility: 'public', classification, policy: Policy.parse({}) } as const
        const found = look(line, { ...place, alreadySent: [], personText: said, writer: 'plain' })
        expect(
          found.map(({ code }) => code),
          line,
        ).to.deep.equal([])
        const others = lines.filter((other) => other !== line)
        expect(Math.max(...others.map((other) => similarity(line, other))), line).to.be.below(0.9)
        expect(line).to.not.match(/\d/)
        if (name === 'hapsyo') expect(line).to.match(/(?:니다|시오|니까)[.?]$/)
        if (name === 'haeyo') expect(line).to.match(/(?:요)[.?]$/)
      }
    })
  }

  it('is the tone of a public message that shows it', () => {
    expect(request().tone).to.include({ strategy: 'ask-to-remove', humour: false, apology: 'none' })
  })

  it('speaks the level of the voice and the language of the person', () => {
    expect(removal.ko.haeyo).to.include(writeRemoval(removal, request()).text)
    expect(removal.ko.hapsyo).to.include(writeRemoval(removal, request({}, 'hapsyo')).text)
    const classification = readingOf({ intent: 'complaint', language: 'en' })
    expect(removal.en).to.include(writeRemoval(removal, request({ classification })).text)
  })

  it('says the same to the same request, and nothing twice to one person', () => {
    expect(writeRemoval(removal, request())).to.deep.equal(writeRemoval(removal, request()))
    const alreadySent: string[] = []
    for (const _ of removal.ko.haeyo) alreadySent.push(writeRemoval(removal, request({ alreadySent })).text)
    expect(new Set(alreadySent).size).to.equal(removal.ko.haeyo.length)
    expect(() => writeRemoval(removal, request({ alreadySent }))).to.throw(CannotWrite)
  })
})
