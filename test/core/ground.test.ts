import { expect } from 'chai'
import fc from 'fast-check'
import type { Passage } from '../../src/core/ground/source.ts'
import { ground } from '../../src/core/ground.ts'
import { expectInProportion } from '../support/growth.ts'

const plus: Passage = {
  id: 'plus',
  heading: '다정 플러스 5G',
  text: '다정 플러스 5G는 월 49,000원에 데이터 50GB를 제공합니다. 다 쓴 뒤에는 최대 3Mbps로 쓸 수 있고 추가 요금은 없습니다.',
  validity: 'valid',
}
const light: Passage = {
  id: 'light',
  heading: '다정 라이트 5G',
  text: '다정 라이트 5G는 월 33,000원에 데이터 8GB를 제공합니다. 테더링은 4GB까지 됩니다.',
  validity: 'valid',
}
const oldLight: Passage = {
  ...light,
  id: 'old',
  text: '다정 라이트 5G는 월 35,000원입니다.',
  validity: 'expired',
}
const soonLight: Passage = {
  ...light,
  id: 'soon',
  text: '다정 라이트 5G는 월 37,000원입니다.',
  validity: 'future',
}
const store: Passage = {
  id: 'store',
  heading: '홍대점',
  text: '홍대점은 오전 10시 30분에 열어 오후 9시에 닫고, 주차장은 없습니다. 설날에만 쉽니다.\n\n보호필름 부착, 수수료: 3,000원\n명의 변경, 수수료: 10,000원',
  validity: 'valid',
}
const fee: Passage = {
  id: 'fee',
  heading: 'Late payment and refunds',
  text: 'Refunds take four to six working days. The transfer is free, and a bill of KRW 9,900 can be paid in the app until 6 p.m. Vouchers cannot be refunded.',
  validity: 'valid',
}
const agency: Passage = {
  id: 'agency',
  heading: '매장에서 처리하는 업무',
  text: '대리점에서는 명의 변경과 해지를 받지 않으니 직영 매장으로 오셔야 합니다.',
  validity: 'valid',
}
const pass: Passage = {
  id: 'pass',
  heading: '하루 로밍패스',
  text: '하루 로밍패스는 하루 9,900원으로 데이터를 씁니다. 쓰지 않은 날은 요금이 나오지 않습니다.',
  validity: 'valid',
}
const kids: Passage = {
  id: 'kids',
  heading: '새싹 키즈',
  text: '보호자는 앱에서 자녀 위치를 볼 수 있습니다. 유해 사이트 차단은 처음부터 켜져 있고 법정대리인만 해제할 수 있습니다.',
  validity: 'valid',
}
const found: Passage = {
  id: 'found',
  heading: '휴대폰을 잃어버렸을 때',
  text: '신고하면 발신이 즉시 막히고 수신은 고객이 고를 수 있습니다. 우체국에 맡겨진 휴대폰은 문자로 알려 드립니다.',
  validity: 'valid',
}
const dispute: Passage = {
  id: 'dispute',
  heading: 'Disputing a charge',
  text: 'You can dispute any item in the app within six months of the bill date.',
  validity: 'valid',
}

const box: Passage = {
  id: 'box',
  heading: '장비 반납',
  text: '잃어버리면 셋톱박스는 55,000원, 모뎀은 33,000원의 변상금이 청구됩니다. 장비는 14일 안에 돌려주셔야 합니다.',
  validity: 'valid',
}
const bag: Passage = {
  id: 'bag',
  heading: 'Bags',
  text: 'You can bring one cabin bag of up to 10 kg. Golf bags must be booked 48 hours before departure. Sign-in is locked after five wrong codes. A code is valid for three minutes.',
  validity: 'valid',
}

const held: [title: string, reply: string, passages: Passage[]][] = [
  ['the same in other words', '플러스 5G는 한 달에 4만 9천원이고 데이터는 50GB예요.', [light, plus]],
  ['numbers in words', '라이트 5G는 월 삼만삼천 원이에요.', [light]],
  ['a time written another way', '홍대점은 21:00에 닫아요.', [store]],
  ['a row of a table', '보호필름 부착은 3천원이에요.', [store]],
  ['what is not there, said otherwise', '홍대점에는 주차장이 없어요.', [store]],
  ['a condition that need not be met', '대리점에서는 명의 변경이 안 되니 직영 매장으로 와 주세요.', [agency]],
  ['what is denied of a day', '데이터를 안 쓰신 날에는 요금이 나오지 않아요.', [pass]],
  ['a cost that is none', '다 쓰셔도 추가 요금은 나오지 않아요.', [plus]],
  ['numbers as digits', 'Refunds take 4 to 6 working days.', [fee]],
  ['days as hours', 'Golf bags must be booked at least two days before departure.', [bag]],
  ['one of a thing', 'You can bring 1 cabin bag weighing up to ten kilos.', [bag]],
  ['the right row of a list', '모뎀을 잃어버리시면 변상금 33,000원이 청구돼요.', [box]],
  ['a fact after warm words', '많이 속상하셨겠어요, 장비는 2주 안에 돌려주시면 돼요.', [box]],
  ['a verbatim copy', '장비는 14일 안에 돌려주셔야 합니다.', [box]],
  ['won before and after the number', 'A bill of 9,900 won can be paid in the app until 18:00.', [fee]],
]

const unheld: [title: string, reply: string, passages: Passage[]][] = [
  ['another number', '플러스 5G는 데이터 60GB를 제공해요.', [plus]],
  ['another unit', '다 쓰시면 최대 3Gbps로 쓸 수 있어요.', [plus]],
  ['the number of another product', '라이트 5G는 월 49,000원이에요.', [light, plus]],
  ['facts of two passages', '플러스 5G는 테더링이 4GB까지 돼요.', [light, plus]],
  ['another row of the table', '명의 변경은 3,000원이에요.', [store]],
  ['the opposite', '홍대점에는 주차장이 있어요.', [store]],
  ['a cost where there is none', '다 쓰시면 추가 요금이 나와요.', [plus]],
  ['a place that is nowhere', '삼산점에서도 부착해 드려요.', [store]],
  ['a link that is nowhere', '자세한 내용은 https://dajeong.example/x 에 있어요.', [store]],
  ['the opposite in English', 'Vouchers can be refunded.', [fee]],
  ['another number in English', 'Refunds take ten working days.', [fee]],
  ['a charge in English', 'The transfer is charged.', [fee]],
  ['another way of telling', '우체국에 맡겨진 휴대폰은 전화로 알려 드려요.', [found]],
  ['somebody who may not', '유해 사이트 차단은 자녀도 해제할 수 있어요.', [kids]],
  ['another subject in the same sentence', '신고하시면 수신이 바로 막혀요.', [found]],
  ['what holds for some, told of all', 'You can dispute any item at any time.', [dispute]],
  ['the number of the other in a list', '모뎀을 잃어버리시면 변상금 55,000원이 청구돼요.', [box]],
  ['the number of another sentence', 'Sign-in is locked after three wrong codes.', [bag]],
  ['the other side of a time', 'Golf bags must be booked 48 hours after departure.', [bag]],
  [
    'a wrong fact after warm words',
    "I'm so sorry, golf bags must be booked 72 hours before departure.",
    [bag],
  ],
  ['anything when nothing is cited', '라이트 5G는 월 33,000원이에요.', []],
]

const talk = [
  '많이 답답하셨겠어요.',
  '말씀해 주셔서 고맙습니다!',
  '혹시 어떤 요금제를 쓰고 계신가요?',
  '디엠으로 남겨 주시면 담당자가 살펴볼게요.',
  '이 부분은 제가 확실히 알지 못해서 담당자에게 전해 드렸어요.',
  "I'm really sorry about the trouble.",
  'Could you tell us which plan you are on?',
  "I don't know that for sure, so I've passed it to a colleague.",
]

describe('What a reply rests on', () => {
  for (const [title, reply, passages] of held) {
    it(`keeps ${title}`, () => {
      const { findings, groundings } = ground(reply, { passages, thread: [] })
      expect(findings).to.deep.equal([])
      expect(groundings[0]).to.include({ kind: 'fact' })
      expect(groundings[0]?.passages).to.have.length(1)
    })
  }

  for (const [title, reply, passages] of unheld) {
    it(`asks a person about ${title}`, () => {
      const { findings } = ground(reply, { passages, thread: [] })
      expect(findings.map(({ code, severity }) => [code, severity])).to.deep.equal([
        ['unsupported', 'person'],
      ])
      expect(findings[0]?.span).to.deep.equal([0, reply.length])
      // A colleague is told what it is that nothing holds.
      expect(findings[0]?.ko).to.match(/근거를 찾지 못했어요: ".+"|이 문장 전체/)
    })
  }

  for (const reply of talk) {
    it(`leaves talk alone: ${reply}`, () => {
      const { findings, groundings } = ground(reply, { passages: [plus, fee], thread: [] })
      expect(findings).to.deep.equal([])
      expect(groundings.map(({ kind }) => kind)).to.deep.equal(['talk'])
    })
  }

  it('blocks what only an expired passage says', () => {
    const { findings } = ground('라이트 5G는 월 35,000원이에요.', { passages: [light, oldLight], thread: [] })
    expect(findings.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ['expired-source', 'blocks'],
    ])
    expect(findings[0]?.ko).to.contain('다정 라이트 5G')
  })

  it('prefers the valid passage to the expired one that says the same', () => {
    const passages = [{ ...light, id: 'old', validity: 'expired' as const }, light]
    const { findings, groundings } = ground('라이트 5G는 월 33,000원이에요.', { passages, thread: [] })
    expect(findings).to.deep.equal([])
    expect(groundings[0]?.passages).to.deep.equal(['light'])
  })

  it('asks a person about what is not valid yet', () => {
    const { findings } = ground('라이트 5G는 월 37,000원이에요.', {
      passages: [light, soonLight],
      thread: [],
    })
    expect(findings.map(({ code }) => code)).to.deep.equal(['unsupported'])
    expect(findings[0]?.en).to.contain('not valid yet')
  })

  it('lets the person’s own words hold up what is given back to them, and nothing else', () => {
    const thread = ['요금이 87,400원 나왔어요. 청춘은 3만원이라던데 맞아요?']
    const codes = (reply: string) =>
      ground(reply, { passages: [plus], thread }).findings.map(({ code }) => code)
    expect(codes('요금이 87,400원 나와서 놀라셨지요.')).to.deep.equal([])
    expect(codes('요금이 78,400원 나와서 놀라셨지요.')).to.deep.equal(['unsupported'])
    expect(codes('네, 청춘은 3만원이에요.')).to.deep.equal(['unsupported'])
  })

  it('holds a name of the brand against the source', () => {
    const request = { passages: [light], thread: [], names: ['하루 로밍패스'] }
    expect(ground('하루 로밍패스는 월 33,000원이에요.', request).findings).to.have.length(1)
  })

  it('names what no source has, in both languages', () => {
    const [finding] = ground('플러스 5G는 월 51,000원이에요.', { passages: [plus], thread: [] }).findings
    expect(finding?.ko).to.contain('51,000원')
    expect(finding?.en).to.contain('51,000원')
  })

  it('finds the one wrong sentence of several, where it stands', () => {
    const wrong = '테더링은 9GB까지 돼요.'
    const reply = `기다리게 해서 죄송해요! 라이트 5G는 월 33,000원이에요. ${wrong} 더 궁금한 점이 있으세요?`
    const { findings, groundings } = ground(reply, { passages: [light], thread: [] })
    expect(findings.map(({ span }) => reply.slice(...(span ?? [0, 0])))).to.deep.equal([wrong])
    expect(groundings.map(({ kind }) => kind)).to.deep.equal(['talk', 'fact', 'fact', 'talk'])
  })

  it('never throws, and its spans lie inside the text in order', () => {
    const piece = fc.constantFrom(
      '월 ',
      '3만',
      '9천',
      '원',
      '5GB',
      ' 오후 6시',
      '. ',
      '\n',
      'no ',
      'free ',
      '안 돼요',
      'https://',
      '12-',
      '-',
      ',',
      '만',
    )
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(text, text, (reply, source) => {
        const passages: Passage[] = [
          { id: 'a', heading: source.slice(0, 20), text: source, validity: 'valid' },
        ]
        let before = 0
        for (const { span } of ground(reply, { passages, thread: [source] }).groundings) {
          expect(span[0]).to.be.at.least(before)
          expect(span[1]).to.be.within(span[0] + 1, reply.length)
          before = span[1]
        }
      }),
    )
  })

  for (const hostile of ['9,', '3만 ', '한 ', 'a.b', '1-', '없이', '.', '오전 1시', ' and ', '*1', 'krw ']) {
    it(`reads 20,000 characters of "${hostile}" in time`, () => {
      expectInProportion((reply) => ground(reply, { passages: [plus, fee], thread: [] }), hostile)
    })
  }
})
