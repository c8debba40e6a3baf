import { expect } from 'chai'
import { around, unlike } from '../../src/core/ground/bounds.ts'
import { plain, quantitiesIn } from '../../src/core/ground/numbers.ts'

const apart: [a: string, b: string][] = [
  ['3만 원 이상', '3만 원 이하'],
  ['at least 20 euros', 'up to 20 euros'],
  ['출발 24시간 전', '출발 24시간 후'],
  ['7일 안에', '7일 뒤'],
  ['월 9,900원', '하루 9,900원'],
  ['3 euros a month', '3 euros a year'],
  ['within 5 days', 'after 5 days'],
]
const alike: [a: string, b: string][] = [
  ['3만 원 이상', '최소 3만 원'],
  ['up to 20 euros', 'no more than 20 euros'],
  ['출발 24시간 전', '출발 24시간 전까지'],
  ['월 9,900원', '한 달에 9,900원'],
  ['월 9,900원', '9,900원'],
]

describe('What stands around a number', () => {
  for (const [a, b] of apart)
    it(`tells "${a}" from "${b}"`, () => expect(unlike(read(a), read(b))).to.equal(true))
  for (const [a, b] of alike)
    it(`takes "${a}" for "${b}"`, () => expect(unlike(read(a), read(b))).to.equal(false))
})

function read(text: string) {
  const small = plain(text)
  const [quantity] = quantitiesIn(small)
  if (!quantity) throw new Error(`nothing was read from "${text}"`)
  return around(small, quantity)
}
