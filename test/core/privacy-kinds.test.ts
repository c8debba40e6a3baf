import { expect } from 'chai'
import { findPersonal, maskPersonal, type PersonalKind } from '../../src/core/privacy.ts'

/** What stands between the bars is what must be hidden, whole and nothing more. */
const cases: Record<PersonalKind, string[]> = {
  'resident-number': [
    '주민번호 |900101-1234567|이요',
    '|900101 - 1234567|',
    '|９００１０１－１２３４５６７|',
    '주민번호는 |90.01.01-2345678|',
    '외국인등록번호 |900101-5123456|',
    '말로 하면 |구공공일공일 일이삼사오육칠| 이에요',
    '주민번호 앞에 |910223 뒤에 2345671| 이에요',
    'my ssn is |123-45-6789|',
  ],
  phone: [
    '|공일공 일이삼사 오육칠팔| 이에요',
    '|공1공-2345-6789|로',
    '|010에 1234에 5678| 이에요',
    '|010 다시 1234 다시 5678|로',
    '|(02) 123-4567| 입니다',
    '|02)123-4567|',
    '|010ㅡ1234ㅡ5678|',
    '|(+82)10-1234-5678|',
    '|o1o-2345-6789|',
    '|07700 900123| is mine',
    '|(404) 555-0143|',
    "it's |oh seven seven double oh, nine double oh, four one seven|",
    '가게 대표번호 |1588-3372| 명의를 옮기려고요',
  ],
  card: [
    '카드 |4111 1111 1111 1111|',
    '카드 끝자리 |1234|, 유효기간 |10/30|, CVC |798| 이에요',
    '|5500005555555559|, |12/28|, |400|',
    'card ending |9231|, expires |08/27|',
  ],
  'bank-account': [
    '환불은 신한 |110-123-456789|로',
    '국민 |176312 02 138548| 김하율',
    '계좌 |1002-245-443890| (우리)에서',
    'Sort code |20-48-72|, account number |58949736|',
    '|GB82 WEST 1234 5698 7654 32| 로 보내요',
  ],
  passport: ['여권 |M12345678|', '여권 |M123A4567|', '여권번호 |m 1234 5678|', 'passport |718149550|'],
  'driver-licence': ['면허 |11-12-123456-01|', '|부산 08-414428-50| 이에요', 'licence |BLAKE859219XU9LS|'],
  address: [
    '주소는 |서울 강남구 테헤란로 123, 4층 501호| 예요',
    '|역삼동 123-45 반지하|예요',
    '|월드컵북로 56길 19, 1203호| 로',
    '|강원 춘천시 퇴계동 983 한숲시티 110동 405호| 공동현관',
    '|푸른솔아파트 101동 1203호| 입니다',
    'Send it to |14 Larkspur Close, Reading RG6 3QT| now',
    'at |1220 Juniper St Apt 5C, Portland, OR 97205|',
    'it is |123 Teheran-ro, Gangnam-gu, Seoul, 4F Unit 501|',
  ],
  email: [
    '|hong at naver dot com| 으로',
    '|minju.lee골뱅이한메일닷넷| 이요',
    '|jwpark (at) daum (dot) net|',
    '|고래진 골뱅이 네이버 점 컴|',
  ],
  'birth-date': ['생년월일 |1990.03.14| 이에요', '|1994년 7월 23일|생입니다', 'DOB |07/22/1991|, please'],
  plate: ['차량번호 |12가 3456| 등록', '|서울 32바 8174| 기사님', 'plate |LK68 WVD| was fined'],
  'order-number': ['주문번호 |20250802-0019446| 언제', '|ORD-Y2L8G3| 주문', 'order #|2190723| never'],
  'tracking-number': [
    '운송장 |1234-5678-9013| 어디',
    'tracking |1ZTU9K3X6818596056|',
    '|RN 4634 1568 5GB|',
    'Tracking number |9400 1288 0307 8744 8588 97|',
  ],
  ip: ['|175.212.167.168| 로', '|73 점 248 점 27 점 129|', '|2001:db8::8a2e:370:7334|'],
  secret: [
    '비번은 |qwer1234!| 이에요',
    '인증번호 |482913| 왔어요',
    '문자로 |144449| 인증번호 왔는데',
    '공동현관 비번은 |1204*|',
    '|npm_QiaJAknSRLgSWwB3TZrVHJHacjxsA5WzuRCa|',
    'recovery codes |MSBU-B6SF-48KW| and |VDVU-B7QJ-MZR7|',
    'postgres://app:|kestrel9wing|@db/prod',
    'gate code |C19X| please',
  ],
  digits: ['이거 |729103846| 뭐예요'],
}

const nothing = [
  '고객센터 1588-1234 맞죠?',
  '국번 없이 114',
  '고객센터 080-000-1234 무료',
  '카드 3개월 할부 되죠?',
  '101동이 102동보다 잘생겼대요',
  '테헤란로 쪽에 지점 생긴다던데',
  '서울 강남구에도 매장 있어요?',
  '다시 바로 3번 눌렀어요',
  '지난 주 로또 번호가 03 11 19 27 33 41 이었대요',
  'ISBN 979-11-6224-123-4',
  '바코드 8801234567893',
  '1234567890 이라고 쳐도 반응 없어요',
  '파이가 3.14159265358979',
  '비밀번호는 8자리 이상이에요?',
  '인증번호 6자리인데 4자리만 입력돼요',
  '2026-11-22에 주문했어요',
  '129000원 주문',
  'IMG_20250214_183022.jpg',
  '공유기 192.168.0.1, DNS 8.8.8.8',
  '일 이 있어서 사 오 일 걸려요',
  'error code 23505',
  'promo code SAVE20',
  'Galaxy S26 8GB',
  'is there a store on Oxford Street?',
  'look at naver.com',
]

describe('What is personal, and what only looks like it', () => {
  for (const [kind, texts] of Object.entries(cases)) {
    for (const marked of texts) {
      it(`finds the ${kind} in ${marked.replaceAll('|', '')}`, () => {
        const text = marked.replaceAll('|', '')
        const found = findPersonal(text)
        const told = found.map(({ start, end }) => text.slice(start, end))
        expect(told).to.deep.equal(marked.split('|').filter((_, at) => at % 2 === 1))
        expect(new Set(found.map((one) => one.kind))).to.deep.equal(new Set([kind]))
      })
    }
  }

  for (const text of nothing) {
    it(`finds nothing in ${text}`, () => {
      expect(findPersonal(text)).to.deep.equal([])
    })
  }

  it('leaves nothing of two kinds that touch or overlap', () => {
    expect(maskPersonal('예약 카드 5149 0721 9474 2326 07/28')).to.equal('예약 카드 [card]')
    expect(maskPersonal('010-1234-5678 010-8765-4321')).to.equal('[phone] [phone]')
  })

  it('knows a foreigner by the check digit that counts two more', () => {
    const digits = '900101512345'
    const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]
    const sum = weights.reduce((all, weight, at) => all + weight * Number(digits[at]), 0)
    const check = (11 - (sum % 11) + 2) % 10
    expect(findPersonal(`${digits}${check}`)[0]?.kind).to.equal('resident-number')
    expect(findPersonal(`${digits}${(check + 5) % 10}`)[0]?.kind).not.to.equal('resident-number')
  })
})
