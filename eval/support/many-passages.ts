/**
 * Documents of a big brand that sells and mends thousands of things: passages about other matters than the sample brand's, in
 * the same words of service (prices, hours, refunds, stores), which is what makes a search slow and mistaken. The same number
 * gives the same passages.
 */
export function* manyPassages(
  count: number,
  seed: number,
): Generator<{ language: 'ko' | 'en'; heading: string; text: string }> {
  const random = makeRandom(seed)
  const pick = <T>(list: readonly T[]): T => {
    // Few words are frequent and many are rare, as in any language.
    const place = Math.floor(list.length * random() ** 1.6)
    return list[Math.min(place, list.length - 1)] as T
  }
  for (let at = 0; at < count; at++) {
    const language = random() < 0.65 ? 'ko' : 'en'
    const { kinds, makers, sentences, headings } = words[language]
    const name = `${pick(makers)} ${pick(kinds)} ${pick(series)}-${100 + Math.floor(random() * 900)}`
    const fill = (sentence: string) =>
      sentence.replace(/\{(\w+)\}/g, (_, slot: string) => {
        if (slot === 'name') return name
        if (slot === 'n') return String(1 + Math.floor(random() * 30))
        if (slot === 'price')
          return `${(1 + Math.floor(random() * 300)).toLocaleString('en')},${pick(['000', '500', '900'])}`
        return pick(words[language].slots[slot] ?? [''])
      })
    const text = Array.from({ length: 4 + Math.floor(random() * 3) }, () => fill(pick(sentences))).join(' ')
    yield { language, heading: fill(pick(headings)), text }
  }
}

/** mulberry32: small, quick, and good enough to choose words by. */
function makeRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const series =
  'A B C D E F G H K L M N P Q R S T V W X Z AX BX CX DS EV FX GT HD KR LS MX NX PR QX RS SL TX VX WR XG ZX'.split(
    ' ',
  )

const words = {
  ko: {
    kinds:
      '냉장고 세탁기 건조기 에어컨 청소기 전자레인지 밥솥 정수기 가습기 제습기 공기청정기 선풍기 오븐 식기세척기 믹서기 커피머신 토스터 전기포트 다리미 안마의자 침대 소파 책상 의자 옷장 서랍장 조명 스탠드 커튼 러그 매트리스 이불 베개 수납함 자전거 유모차 카시트 텐트 캠핑의자 등산화 운동화 재킷 코트 가방 지갑 모자 우산 프린터 모니터 키보드 마우스 스피커 이어폰 카메라 렌즈 삼각대 드론 면도기 드라이어 칫솔 체중계 혈압계'.split(
        ' ',
      ),
    makers:
      '한빛 새봄 푸른솔 다온 가람 미르 누리 온새 라온 해솔 별하 도담 소담 예솔 아라 시원 든든 포근 반짝 튼튼'.split(
        ' ',
      ),
    headings: [
      '{name} 사용 방법',
      '{name} {part} 교체',
      '{name} {trouble} 때 확인할 것',
      '{name} 가격과 혜택',
      '{name} 보증과 수리',
      '{name} 배송과 설치',
      '{name} 반품 기준',
      '{name} 청소와 관리',
    ],
    sentences: [
      '{name}의 {part}는 {n}개월마다 교체하는 것이 좋습니다.',
      '{part}에서 {trouble} 경우에는 전원을 끄고 {n}분 뒤에 다시 켜 주세요.',
      '정가는 {price}원이며 {who} 고객에게는 {n}% 할인해 드립니다.',
      '구매 후 {n}일 안에 {place}에 접수하시면 무료로 바꿔 드립니다.',
      '{who} 고객은 {place}에서 {price}원을 추가로 내면 {service}를 신청할 수 있습니다.',
      '{service}는 평일 오전 {n}시부터 오후 {n}시까지 {place}에서 받습니다.',
      '색상은 {color}, {color}, {color} 세 가지이고 무게는 {n}kg입니다.',
      '{part} 보증 기간은 {n}년이고, 소비자 과실이면 수리비 {price}원이 청구됩니다.',
      '{place}에서 예약하면 {n}영업일 안에 {service} 기사가 방문합니다.',
      '물이 닿으면 {trouble} 수 있으니 {part}를 마른 천으로 닦아 주세요.',
      '{color} 모델은 {n}월부터 판매하며 재고가 없으면 주문을 취소하고 환불해 드립니다.',
      '설명서 {n}쪽의 그림처럼 {part}를 끼우고 소리가 날 때까지 눌러 주세요.',
      '{service} 요금은 월 {price}원이고 언제든지 해지할 수 있습니다.',
      '포인트는 결제 금액의 {n}%가 쌓이며 {place}에서 쓸 수 있습니다.',
      '전화 상담은 대표번호로, 사진이 있으면 앱의 {service} 메뉴로 보내 주세요.',
    ],
    slots: {
      part: '필터 모터 호스 배터리 손잡이 바퀴 리모컨 받침대 뚜껑 물통 먼지통 칼날 팬 센서 버튼 화면 전선 어댑터 지퍼 깔창 안감 브러시 노즐 다리 선반 경첩'.split(
        ' ',
      ),
      trouble: [
        '소음이 나는',
        '냄새가 나는',
        '물이 새는',
        '작동하지 않는',
        '멈추는',
        '뜨거워지는',
        '불이 깜박이는',
        '색이 변하는',
        '삐걱거리는',
      ],
      who: '신규 멤버십 단골 학생 가족 법인 어르신 재구매 온라인 매장'.split(' '),
      place: '고객센터 매장 온라인몰 서비스센터 앱 물류센터 대리점 백화점 홈페이지'.split(' '),
      service: [
        '방문 수리',
        '정기 관리',
        '새벽 배송',
        '조립 서비스',
        '보증 연장',
        '회수 서비스',
        '맞춤 제작',
        '선물 포장',
        '대여 서비스',
      ],
      color: '하양 검정 회색 남색 분홍 노랑 초록 베이지 갈색 하늘색 보라 은색'.split(' '),
    } as Record<string, readonly string[]>,
  },
  en: {
    kinds:
      'fridge washer dryer heater vacuum microwave cooker purifier humidifier fan oven dishwasher blender kettle iron armchair bed sofa desk chair wardrobe drawer lamp curtain rug mattress duvet pillow bicycle stroller tent boots sneakers jacket coat bag wallet hat umbrella printer monitor keyboard mouse speaker headphones camera lens tripod drone shaver toothbrush scale'.split(
        ' ',
      ),
    makers:
      'Northwood Bluebay Halden Merrow Tessel Oakline Brightley Corvane Pinella Sunder Wexford Ashdown Marlow Fenwick'.split(
        ' ',
      ),
    headings: [
      'How to use the {name}',
      'Replacing the {part} of the {name}',
      'When the {name} {trouble}',
      'Price of the {name}',
      'Warranty for the {name}',
      'Delivery of the {name}',
      'Returning the {name}',
      'Cleaning the {name}',
    ],
    sentences: [
      'The {part} of the {name} should be replaced every {n} months.',
      'If the {part} {trouble}, switch it off, wait {n} minutes and switch it on again.',
      'The price is KRW {price}, with {n}% off for {who} customers.',
      'Bring it to {place} within {n} days and we exchange it free of charge.',
      'For KRW {price} more, {who} customers can book {service} at {place}.',
      'Call from {n} a.m. to {n} p.m. on weekdays and ask for {service}.',
      'It comes in {color}, {color} and {color} and weighs {n} kg.',
      'The warranty of the {part} is {n} years; other repairs cost KRW {price}.',
      'After you order, {service} takes {n} business days from {place}.',
      'Water can make it stop, so wipe the {part} with a dry cloth.',
      'If the {color} model is out of stock we cancel the order and refund your card.',
      'Push in the {part} as shown on page {n} until it clicks.',
      '{service} costs KRW {price} a month and can be cancelled at any time.',
      'You earn {n}% in points that you can spend at {place}.',
    ],
    slots: {
      part: 'filter motor hose battery handle wheel remote base lid tank bin blade sensor button screen cable adapter zip insole lining brush nozzle leg shelf hinge'.split(
        ' ',
      ),
      trouble: [
        'makes noise',
        'smells',
        'leaks',
        'does not work',
        'stops',
        'gets hot',
        'blinks',
        'changes colour',
        'squeaks',
      ],
      who: 'new member loyal student family business senior returning online'.split(' '),
      place: [
        'the store',
        'our website',
        'the service center',
        'the app',
        'the warehouse',
        'an agency',
        'customer service',
      ],
      service: [
        'a home visit',
        'regular care',
        'express delivery',
        'assembly',
        'an extended warranty',
        'pick-up',
        'gift wrapping',
        'rental',
      ],
      color: 'white black grey navy pink yellow green beige brown blue purple silver'.split(' '),
    } as Record<string, readonly string[]>,
  },
}
