import { expect } from 'chai'
import { atNames } from '../../src/core/at-names.ts'
import { fillIn, unknownVariables } from '../../src/core/saved-reply.ts'

describe('a saved reply', () => {
  const values = { 'person.name': '하나', 'brand.name': '다정상회', 'colleague.name': '민아' }

  it('has its places filled in, with or without space in the braces', () => {
    expect(
      fillIn('{{person.name}} 님, {{ brand.name }}의 {{colleague.name}}입니다. $& {x}', values),
    ).to.equal('하나 님, 다정상회의 민아입니다. $& {x}')
  })

  it('never reads what a name holds as a variable', () => {
    const sly = { ...values, 'person.name': '{{brand.name}}$1' }
    expect(fillIn('{{person.name}} 님', sly)).to.equal('{{brand.name}}$1 님')
  })

  for (const [text, unknown] of [
    ['안녕하세요', []],
    ['{{person.name}} {{ colleague.name }}', []],
    ['{{person.email}} {{person.name}} {{x}}', ['person.email', 'x']],
    ['{{constructor}}', ['constructor']],
    ['{{person.name} 님', ['{{']],
    ['{{}}', ['']],
    ['끝 }}', ['{{']],
  ] as const)
    it(`knows what cannot be filled in: ${text}`, () => {
      expect(unknownVariables(text)).to.deep.equal(unknown)
    })
})

describe('whom a note speaks to', () => {
  const staff = ['민', '민아', '준', '준', 'Mina Kim', ''].map((name, place) => ({ id: String(place), name }))
  for (const [text, ids] of [
    ['@민아 이것 좀 봐 주세요', ['1']],
    ['@민, @민아야', ['0', '1']],
    ['@준님', ['2', '3']],
    ['(@mina kim) please', ['4']],
    ['hello@민아.kr 로 보냈대요', []],
    ['민아한테 물어보세요 @', []],
  ] as const)
    it(`is found in “${text}”`, () => {
      expect(atNames(text, staff).map(({ id }) => id)).to.deep.equal(ids)
    })
})
