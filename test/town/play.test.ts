import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { z } from 'zod'
import { BRAND_DAY, DayLine, readDay } from '../../src/town/day.ts'
import { playDay, readPace } from '../../src/town/play.ts'
import type { OpenTown } from '../../src/town/server.ts'
import { makeFolder, openTestTown, post, witness } from './client.ts'

const line = { id: 'a', at: 0, person: 'minji', name: '민지', text: '네', needsReply: true, kind: 'chatter' }

describe('a file of messages', () => {
  const folder = makeFolder()
  after(() => folder.remove())
  const write = (text: string): string => {
    const file = join(folder.path, 'day.jsonl')
    writeFileSync(file, text)
    return file
  }
  const lines = (...values: object[]) =>
    values.map((value) => JSON.stringify({ ...line, ...value })).join('\n')

  const bad: { title: string; text: string; says: RegExp }[] = [
    {
      title: 'that is empty',
      text: '\n\n',
      says: /There is no message in .*day\.jsonl: give it one JSON object a line\./,
    },
    {
      title: 'with a broken line',
      text: `${lines({})}\n{"id":`,
      says: /Line 2 of .* is not JSON: write one object a line\./,
    },
    { title: 'with a wrong field', text: lines({ at: 'soon' }), says: /Line 1 of .* is wrong at "at"/ },
    { title: 'with an unknown kind', text: lines({ kind: 'poem' }), says: /Line 1 of .* is wrong at "kind"/ },
    { title: 'with an id twice', text: lines({}, {}), says: /Line 2 of .* repeats the id "a"/ },
    { title: 'with silence', text: lines({ text: ' ' }), says: /Line 1 of .* says nothing/ },
    {
      title: 'that answers a later line',
      text: lines({ replyTo: 'b' }, { id: 'b' }),
      says: /Line 1 of .* names the line "b"/,
    },
    {
      title: 'with an edit of nothing',
      text: lines({ action: 'edit' }),
      says: /Line 1 of .* has an action but no target/,
    },
  ]
  for (const { title, text, says } of bad) {
    it(`${title} is refused in one sentence`, () => {
      expect(() => readDay(write(text))).to.throw(Error, says)
    })
  }

  it('that is not there is refused in one sentence', () => {
    expect(() => readDay(join(folder.path, 'none.jsonl'))).to.throw(/cannot be read .*: check the path\./)
  })

  it('is read in the order of its times', () => {
    const day = readDay(write(lines({ id: 'late', at: 9 }, { id: 'early', at: 1 })))
    expect(day.map((one) => one.id)).to.deep.equal(['early', 'late'])
  })
})

describe('the brand day', () => {
  const day = readDay(BRAND_DAY)

  it('has 120 messages and more, of every kind, in Korean and English', () => {
    expect(day.length).to.be.at.least(120)
    for (const kind of [
      'complaint',
      'question',
      'chatter',
      'thanks',
      'sarcasm',
      'spam',
      'bot',
      'handover',
      'privacy',
      'injection',
      'edit',
      'delete',
    ]) {
      expect(
        day.filter((one) => one.kind === kind),
        kind,
      ).to.not.have.length(0)
    }
    expect(day.filter((one) => one.lang === 'ko').length).to.be.above(80)
    expect(day.filter((one) => one.lang === 'en').length).to.be.above(25)
    expect(day.filter((one) => one.visibility === 'direct').length).to.be.above(5)
    expect(new Set(day.filter((one) => one.burst).map((one) => one.burst)).size).to.be.at.least(3)
  })

  it('lets people change and answer only what they said, and only to those who could see it', () => {
    const byId = new Map(day.map((one) => [one.id, one]))
    for (const one of day) {
      for (const other of [one.replyTo, one.target]) {
        if (other === undefined) continue
        expect(byId.get(other)?.person, one.id).to.equal(one.person)
        expect(byId.get(other)?.visibility, one.id).to.equal(one.visibility)
      }
    }
  })

  it('holds no personal data that could be real', () => {
    const numbers = day.flatMap((one) => one.text.match(/\d[\d-]{8,}/g) ?? [])
    expect(numbers.every((number) => /0000/.test(number) || number.startsWith('203.0.113'))).to.equal(true)
    const hosts = day.flatMap((one) => one.text.match(/https?:\/\/[^/\s]+/g) ?? [])
    expect(hosts.every((host) => host.endsWith('.example'))).to.equal(true)
  })
})

describe('playing', () => {
  let town: OpenTown
  beforeEach(async () => {
    town = await openTestTown()
  })
  afterEach(() => town.close())

  it('plays the whole brand day, so that the town saw what the file says', async () => {
    const day = readDay(BRAND_DAY)
    const ids = await playDay(day, { url: town.url, pace: Number.POSITIVE_INFINITY, to: 'brand' })
    const seen = new Map((await witness(town)).map((one) => [one.id, one]))
    expect(seen.size).to.equal(day.filter((one) => one.action === undefined).length)
    for (const one of day) {
      const status = seen.get(ids.get(one.id) ?? '')
      expect(status?.author, one.id).to.equal(one.person)
      expect(status?.visibility, one.id).to.equal(one.visibility)
      if (one.action === 'delete') expect(status?.deletedAt).to.be.a('string')
      if (one.action === 'edit') expect(status?.text).to.contain(one.text)
      if (one.replyTo) expect(status?.inReplyTo).to.equal(ids.get(one.replyTo))
    }
  })

  it('goes on under the answer of the brand', async () => {
    const day = [line, { ...line, id: 'b', at: 0.2, replyTo: 'a' }].map((one) => DayLine.parse(one))
    let answer: Promise<Response> | undefined
    const ids = await playDay(day, {
      url: town.url,
      pace: 1,
      to: 'brand',
      tell: (_, id) => {
        answer ??= post(town, { status: '@minji 네!', in_reply_to_id: id })
      },
    })
    const answered = z.looseObject({ id: z.string() }).parse(await (await answer)?.json())
    const second = (await witness(town)).find((one) => one.id === ids.get('b'))
    expect(second?.inReplyTo).to.equal(answered.id)
  })

  it('keeps the order and the distances of the file, at the pace asked for', async () => {
    const day = [0, 0.1, 0.2].map((at) => DayLine.parse({ ...line, id: `l${at}`, at }))
    const times: number[] = []
    const start = performance.now()
    await playDay(day, {
      url: town.url,
      pace: 0.5,
      to: 'brand',
      tell: () => times.push(performance.now() - start),
    })
    // A timer may be a millisecond early, never more; how late is the machine's affair.
    expect(times[1]).to.be.at.least(198)
    expect(times[2]).to.be.at.least(398)
  })

  it('reads a pace, and refuses what is none', () => {
    expect(['1x', '5x', '0.5x', '3', 'instant'].map(readPace)).to.deep.equal([
      1,
      5,
      0.5,
      3,
      Number.POSITIVE_INFINITY,
    ])
    for (const wrong of ['0x', 'fast', '-1x', '']) expect(() => readPace(wrong)).to.throw('is no pace')
  })

  it('says what to do when no town is there', async () => {
    const { url } = town
    await town.close()
    const play = playDay([DayLine.parse(line)], { url, pace: 1, to: 'brand' })
    const message = await play.then(
      () => 'played',
      (error: Error) => error.message,
    )
    expect(message).to.match(/^No town answers at .*: open one with "npm run town", or name it with --url\.$/)
    town = await openTestTown()
  })
})
