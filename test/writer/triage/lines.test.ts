import { expect } from 'chai'
import { Example } from '../../../src/writer/triage/learn/example.ts'
import type { Lesson } from '../../../src/writer/triage/learn/lessons.ts'
import { layLines } from '../../../src/writer/triage/learn/lines.ts'
import { outputs } from '../../../src/writer/triage/outputs.ts'
import { logit, sigmoid } from '../../../src/writer/triage/weights.ts'

const calibrations = () => outputs.map(() => ({ bias: 0, scale: 1, slope: 1, shift: 0, line: 0.5 }))
// As likely as not, by the planes alone.
const undecided = new Float64Array(outputs.length)

function lesson(risky: boolean, natural: number): Lesson {
  const risks = risky ? ['legal'] : []
  return {
    example: Example.parse({ text: 'my lawyer said so', lang: 'en', intent: ['complaint'], risks }),
    ...{ matter: 1, natural, own: true },
  }
}

describe('how far words that show a risk are believed', () => {
  const believed = (lessons: Lesson[]) => {
    const { slope, shift } = layLines(
      'en',
      calibrations(),
      lessons,
      lessons.map(() => undecided),
    ).risk
    return sigmoid(slope * logit(0.5) + shift)
  }
  const usual = [...Array(9).fill(lesson(false, 1)), lesson(true, 1)]

  it('is as far as they hold in messages that stand for a usual day', () => {
    expect(believed(usual)).to.be.within(0.05, 0.25)
  })

  it('is not raised by files that are full of risks', () => {
    const rare = Array(90).fill(lesson(true, 0))
    expect(believed([...usual, ...rare])).to.be.closeTo(believed(usual), 1e-9)
  })

  it('is as it is where no usual message shows one', () => {
    expect(believed(Array(5).fill(lesson(true, 0)))).to.be.closeTo(0.5, 1e-9)
  })
})
