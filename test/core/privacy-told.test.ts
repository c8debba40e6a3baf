import { expect } from 'chai'
import { shownKinds } from '../../src/core/privacy/shown.ts'
import { findPersonal, type PersonalKind } from '../../src/core/privacy.ts'

/** What stands between the bars is what must be hidden, whole and nothing more. */
const cases: Partial<Record<PersonalKind, string[]>> = {
  'birth-date': [
    '생년월일은 |1990.03.14| 입니다',
    '생년월일 6자리 |031120| 넣었는데 안 맞대요',
    '성함 도하윤 / 생년월일 |19881105|',
    '저희 어머니 |1957년 4월 30일|생이신데 경로 할인 되나요',
    '아이가 |18.12.09|생인데 초등 요금인가요',
    '|2001-02-17| 출생입니다',
    '환자 문소율 |1962.11.08| 결과지 부탁드립니다',
    '예금주 서다온(|910305|) 입니다',
    '제 생일은 |1999년 1월 5일|이에요',
    '회원 임채아, |79/08/26|, 여 조회해 주세요',
    '생년월일 |일구구공공삼일사| 이에요',
    '|860123| 여자예요 보험료 얼마쯤이에요',
    'DOB: |12 May 1979|',
    'date of birth is |1985-07-30|, last name Okafor',
    'I was born on |3rd of June 1968| and your form says I am a minor',
    'born in Leeds on |21/09/1990|, passport renewed',
    'Passenger Nora Lindqvist, |14 Feb 1983|, seat 12A',
    'my son Theo (|2016-05-21|) needs a helmet',
    '|March 3, 1977| is my birthday and no coupon came',
    'her dob |04.11.2002|',
    'Birthdate |08151994| was typed wrong',
    'Patient: Ruth Adeyemi b. |07/02/1949|',
  ],
  plate: [
    '차량번호 |12가 3456| 주차 등록 부탁드려요',
    '|45머7712| 차에 기스 났어요',
    '제 차는 |123허4567| 흰색 코나예요',
    '|경기 37사 1234| 택시 신고합니다',
    '|인천80아1004| 기사님 난폭운전',
    '렌터카 |68하 9031| 반납했는데 결제가 또 됐어요',
    '세차 맡긴 |281조 5520| 언제 끝나요',
    '하이패스 |３７보 ６６１２| 미납이래요',
    '|09수2285| 견인됐다는데 어디로 가나요',
    '오토바이 |서울 강남 가 1234| 과태료 문의',
    '주차장에서 |316나 8890| 이 차가 막고 있어요',
    'my number plate is |AB12 CDE|',
    'plate: |7ABC123|, blue Honda',
    'reg |ye19 kfn| was clamped in your car park',
    'Registration number |LK68WVD|, parked 20 min',
    'licence plate |BD51-SMR| on the white van',
    'rego |1ABC234| expired, sorry, |XYZ 482| is my plate now',
    '|FG09 HJK| is my reg, why the fine?',
  ],
  phone: [
    '010~4471~9026 말고 |010～4471～9027|',
    '번호는 |010*2231*8890| 이요',
    '|010/8812/7743| 으로요',
    '|02~512~8841| 사무실이에요',
    'ring |oh two oh 7946 oh nine five eight|',
    'five five five? no: |six one seven, 555, oh one nine two|',
    '제 가게 |080-224-5536| 명의 변경',
  ],
  email: [
    '|sora.kim 골뱅이 지메일 닷컴| 으로 보내주세요',
    '|haru99골뱅이 다음 쩜 넷|',
    '|mint_cat 골뱅이 네이버|요',
    '|bora77@네이버점컴| 이에요',
    '|j.doe (골뱅이) gmail.com|',
    '|ahn 앳 kakao 점 com|',
  ],
  address: [
    'Send it to |8 Harbour Approach, Whitby, YO9 4XK| please',
    'I live at |27 Rue de la République, 69002 Lyon|',
    '|Hauptstraße 12, 10115 Berlin| ist meine Adresse',
    'ship to |Calle Mayor 5, 28013 Madrid|',
    '|Via Garibaldi 21, 16124 Genova|',
    '|Keizersgracht 123, 1015 CJ Amsterdam|',
    '|Apt 302, 15 Bongeunsaro, Gangnam-gu, Seoul| thanks',
    'to |101-1204, 77 Dongtan-daero, Hwaseong-si|',
    '|Wausan-ro 29-gil 14, Mapo-gu, Seoul| 2nd floor',
  ],
  'order-number': [
    'Ticket |HX-40291| still open',
    'your job no. |88213| is late',
    'Claim |CLM-2204817| rejected',
    'PCN |48210337| is wrong',
    '문의번호 |Q-20418| 답변 언제요',
    'invoice |INV-77120| was paid twice',
    'reference |50918233| please',
  ],
  'tracking-number': ['|RR 123 456 785 KR| 언제 와요', 'Parcel |LX-204-881-637-DE| is stuck'],
  secret: [
    'the code you sent me is |204 817|',
    'code I just got: |590331|',
    '|604817| 이게 인증번호 맞아요?',
    '인증번호가 문자로 온 건 |118 204| 인데 틀리대요',
    '|731 902| is the code you texted',
    '비밀번호 |1234|로 해놨는데 안 열려요',
  ],
}

const nothing: Record<string, string[]> = {
  'a date of something else': [
    '90년생도 가입되나요',
    '2018년생 아이 옷 사이즈',
    '1998년 3월 2일에 창립했다던데요',
    '2025년 3월 14일 생방송 봤어요',
    '2025.08.15 생산된 우유예요',
    '2025-09-01 생긴 매장 어디예요',
    '생일 파티 2025-11-22 예약하려고요',
    '생일 이벤트 2021.05.01부터 한다면서요',
    '생년월일 입력칸이 안 눌려요',
    '생년월일 8자리로 넣으라는데 어디에요',
    '출생신고 2025.03.05에 했어요',
    '콘서트 (2019.05.04) 영상 있나요',
    '회원 가입 2020-01-05에 했는데 등급이 그대로예요',
    '김민수 고객님 2020-04-02에 방문했어요',
    '강남점 (2019.05.01) 오픈 때부터 단골',
    'our shop was born on 3 May 1990',
    'happy birthday to your brand!',
    'Order placed 12 May 2024 and nothing yet',
    'concert on 14 March 2020 was cancelled',
    'Best before 07/22/2025, can I eat it?',
    'the album came out on 1 June 1967',
    'Patient portal down since 2025-09-03',
  ],
  'a count, and no plate': [
    '12가지 맛 3456원 행사',
    '10주 2000원이면 싸네요',
    '30도 1500ml 물 넣으면 되나요',
    '12조 3456억 매출이래요',
    '100자 1000원이면 비싸요',
    '60수 4000원 원단',
    '101호 1203 방 예약 되나요',
    '10모 3000원짜리 두부',
    '50부 1200장 인쇄 얼마예요',
    '차 마시려고 12가지 2024년 신상 샀어요',
    '주차 30구 2000개 들어왔대요',
    'dinner plate 27CM or 30CM?',
    'steel plate 10MM thick',
    'product registration 20241122 fails',
    'plates of 12, pack of 4',
    'which number plate bracket fits 2021 Golf',
    'is registration open for Class 2025',
  ],
  "a company's own line": [
    '080-742-5000 계속 통화중',
    '08007425000 이건 뭐예요',
    'called 1-833-555-0144 twice',
    '1 (888) 555-0171 hangs up on me',
    '+1 800 555 0100 is not answering',
    'Is 0330 123 4567 yours?',
    '0808 157 0192 rings out',
    '0845 600 1234 costs how much',
    '+44 345 600 4000 from abroad?',
  ],
  'a product, a version or a flight': [
    '모델번호 20418833612 단종인가요',
    '품번 48210337719 재입고',
    'SKU 4482039918 out of stock',
    'part no. 330-18844201 for the mixer',
    '버전 3.12.0.144 깔았더니 느려요',
    '2.4.18.201 펌웨어 언제 나와요',
    'upgraded to v10.0.22.1 and it died',
    'flight 7C1302 order a meal?',
    'OZ1085편 예약 변경',
  ],
  'nobody in particular': [
    '비번 0000으로 쓰는 사람이 있다고요?',
    '비밀번호 1234 같은 거 쓰지 말래요',
    '을지로 골뱅이 다음에 또 먹어요',
    '골뱅이 네이버 맛집 검색했어요',
    'one two three four five six seven eight, dance!',
    'two of three, four of five, six to seven',
    '행사 2025.11.08~2025.11.23 주문 가능?',
    'phone case SM-50918 in stock?',
    'Rue des Tanneurs sounds nice',
    'a store on Teheran street, Seoul?',
  ],
}

describe('What is personal because it is told as such', () => {
  for (const [kind, texts] of Object.entries(cases)) {
    for (const marked of texts) {
      const parts = marked.split('|')
      const text = parts.join('')
      it(`finds the ${kind} in ${text}`, () => {
        const found = findPersonal(text)
        expect(found.map(({ start, end }) => text.slice(start, end))).to.include.members(
          parts.filter((_, at) => at % 2 === 1),
        )
        expect(found.map((one) => one.kind)).to.include(kind)
      })
    }
  }

  for (const [what, texts] of Object.entries(nothing)) {
    for (const text of texts) {
      it(`finds nothing in ${what}: ${text}`, () => {
        expect(findPersonal(text)).to.deep.equal([])
      })
    }
  }

  it('asks for birth dates and plates to be taken away', () => {
    expect(shownKinds('생년월일 900314, 차 12가 3456')).to.deep.equal(['birth-date', 'plate'])
  })
})
