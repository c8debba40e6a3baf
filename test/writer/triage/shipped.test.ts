import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import fc from 'fast-check'
import { readExamples } from '../../../src/writer/triage/learn/examples.ts'
import { makeTriage } from '../../../src/writer/triage/triage.ts'
import { unpackWeights } from '../../../src/writer/triage/weights.ts'

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

describe('the triage that is shipped', () => {
  const triage = makeTriage(unpackWeights(readFileSync(root('prompts/triage/weights.bin'))))
  const examples = readExamples(root('prompts/triage/examples')).flatMap((one) => one.examples)

  it('has examples enough of its own, each said once', () => {
    expect(examples.length).to.be.at.least(3_000)
    expect(examples.filter(({ lang }) => lang === 'ko').length).to.be.at.least(2_000)
    const seen = new Set<string>()
    const twice = examples.filter(({ lang, text }) => {
      const key = `${lang} ${text}`
      return seen.size === seen.add(key).size
    })
    expect(twice.map(({ text }) => text)).to.deep.equal([])
  })

  it('fits its file, and was trained on these examples', () => {
    expect(statSync(root('prompts/triage/weights.bin')).size).to.be.at.most(3_000_000)
    const right = examples.filter(({ text, intent }) => triage(text).intent[0]?.value === intent[0])
    expect(right.length / examples.length).to.be.at.least(0.9)
  })

  it('has an answer for every text', () => {
    const odd = [
      '',
      ' ',
      '😀😀',
      '\u0000\u0000',
      'ㅋ'.repeat(10_000),
      'x '.repeat(5_000),
      '\ud800',
      'مرحبا',
      'Здравствуйте',
    ]
    const check = (text: string) => {
      const { intent, needsReply, feeling } = triage(text)
      expect(intent.length).to.be.at.least(1)
      for (const { confidence } of [...intent, needsReply, feeling]) expect(confidence).to.be.within(0, 1)
    }
    odd.forEach(check)
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), check))
  })

  it('answers lines in order on the command line, and says which it could not read', () => {
    const input = [
      '{"id":"a","text":"배송이 왜 이렇게 늦어요? 일주일째예요"}',
      'nonsense',
      '{"id":2,"text":"","lang":"en"}',
    ]
    const { stdout, status } = spawnSync(process.execPath, [root('src/triage.ts')], {
      input: `${input.join('\n')}\n`,
      encoding: 'utf8',
    })
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines[0]).to.include({
      id: 'a',
      intent: 'complaint',
      needsReply: true,
      language: 'ko',
      level: 'polite',
    })
    expect(lines[1]?.error).to.equal('line 2 is not JSON')
    expect(lines[2]).to.include({ id: 2 })
    expect(status).to.equal(1)
  })
})
