import { expect } from 'chai'
import { covers, quantitiesOf, sameQuantity } from '../../src/core/ground/numbers.ts'
import { clausesOf, sentencesOf } from '../../src/core/ground/sentences.ts'

const same: [a: string, b: string][] = [
  ['5만 9천원', '59,000원'],
  ['오만구천 원', 'KRW 59,000'],
  ['1만 9,800원', '₩19,800'],
  ['5천5백원', '5,500 won'],
  ['1.5GB', '1500MB'],
  ['8기가', '8 GB'],
  ['오후 6시', '18:00'],
  ['저녁 8시 반', '오후 8시 30분'],
  ['6 p.m.', '오후 6시'],
  ['밤 12시', 'midnight'],
  ['2시간', '120분'],
  ['석 달', '3개월'],
  ['사흘', '3일'],
  ['2주', '14일'],
  ['1년', '12개월'],
  ['three working days', '3영업일'],
  ['November 3', '3 November'],
  ['11월 3일', 'November 3'],
  ['2026년 12월 5일', '12월 5일'],
  ['50 percent', '50%'],
  ['34세', '34살'],
  ['https://a.example/b/', 'a.example/b'],
  ['half an hour', '30 minutes'],
  ['an hour and a half', '90분'],
  ['한 시간 반', '90분'],
  ['half past ten', '10:30 p.m.'],
  ['a quarter to nine', '8:45 p.m.'],
  ['사흘', '72시간'],
  ['within a week', '7일'],
  ['반년', '6개월'],
  ['절반', '50%'],
  ['two thousand five hundred won', '2,500원'],
  ['half a million won', '500,000원'],
  ['2만 7천오백 원', '27,500원'],
  ['열아홉 살', '19세'],
  ['eight pounds', 'GBP 8'],
  ['23킬로', '23 kg'],
  ['월요일부터 금요일까지', 'weekdays'],
  ['2026. 12. 31.', '31 December 2026'],
  ['500메가', '500Mbps'],
  ['영업일 기준 3일', 'three working days'],
]

const unlike: [a: string, b: string][] = [
  ['3Mbps', '3Gbps'],
  ['5GB', '5일'],
  ['오전 6시', '오후 6시'],
  ['3영업일', '3일'],
  ['49,000원', '49,000포인트'],
  ['a.example/b', 'a.example/c'],
  ['080-000-0114', '080-000-0144'],
  ['2025년 12월 5일', '2026년 12월 5일'],
  ['four and six', '46'],
  ['GBP 8', 'EUR 8'],
  ['23 kg', '23 km'],
  ['평일', '주말'],
  ['사흘', '71시간'],
]

describe('Numbers, times and links in a text', () => {
  for (const [a, b] of same) it(`reads ${a} and ${b} as the same`, () => expect(alike(a, b)).to.equal(true))
  for (const [a, b] of unlike) it(`tells ${a} from ${b}`, () => expect(alike(a, b)).to.equal(false))

  it('gives a list the unit that is said at its end', () => {
    expect(quantitiesOf('12, 24 또는 36개월').map(({ unit, value }) => `${value} ${unit}`)).to.deep.equal([
      '12 month',
      '24 month',
      '36 month',
    ])
  })

  it('reads no time of day where something is only left as it is', () => {
    expect(quantitiesOf('콜백을 예약해 두시면 전화드려요')).to.deep.equal([])
  })

  it('takes what is open every day as open on Mondays, and not the other way round', () => {
    const [all] = quantitiesOf('매일')
    const [monday] = quantitiesOf('월요일')
    if (!all || !monday) throw new Error('no day was read')
    expect([covers(all, monday), covers(monday, all)]).to.deep.equal([true, false])
  })

  it('does not take the name of a network for an amount', () => {
    expect(quantitiesOf('다정 플러스 5G 요금제')).to.deep.equal([])
  })
})

describe('Sentences and clauses', () => {
  it('end at marks and lines, not inside numbers, links or times', () => {
    const text = '3.5GB예요. https://a.example/b.html 를 보세요! It opens at 9 a.m. every day. Bye\n둘째 줄'
    expect(sentencesOf(text).map((one) => one.text)).to.deep.equal([
      '3.5GB예요.',
      'https://a.example/b.html 를 보세요!',
      'It opens at 9 a.m. every day.',
      'Bye',
      '둘째 줄',
    ])
    for (const { text: piece, start, end } of sentencesOf(text))
      expect(text.slice(start, end)).to.equal(piece)
  })

  it('keep the cells of a row together', () => {
    expect(clausesOf('Prepaid Big, Price: KRW 46,000, Data: 45 GB')).to.have.length(1)
    expect(clausesOf('베이직은 12,100원이고 프리미엄은 18,700원이에요')).to.have.length(2)
  })
})

function alike(a: string, b: string): boolean {
  const [one, other] = [quantitiesOf(a)[0], quantitiesOf(b)[0]]
  if (!one || !other) throw new Error(`nothing was read from "${one ? b : a}"`)
  return sameQuantity(one, other)
}
