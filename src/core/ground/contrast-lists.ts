// Kinds of things that stand in one another's place: a reply that names one where its source names another is wrong however
// alike the rest is. A line a set; " / " between the members, spaces between the ways to write one. Korean is looked for at
// the beginning of a word, English by its stem.
export const contrastSets = `
앱 어플 애플리케이션 / 매장 지점 점포 창구 대리점 영업점 / 전화 유선 콜센터 고객센터 / 홈페이지 웹사이트 누리집 웹 온라인 / 이메일 메일 전자우편 / 문자 sms 알림톡 / 우편 등기 / 채팅 챗봇 카카오톡 카톡 / 팩스 / 키오스크 무인
신용카드 카드 체크카드 / 계좌 통장 계좌이체 / 현금 지폐 / 포인트 적립금 마일리지 / 상품권 / 쿠폰 바우처 이용권 / 소액결제 / 가상계좌 무통장
본인 명의자 당사자 / 가족 배우자 직계 / 대리인 대리 / 법정대리인 보호자 부모 / 친구 지인 / 직원 상담원 담당자 상담사 / 기사 기사님
월요일 / 화요일 / 수요일 / 목요일 / 금요일 / 토요일 / 일요일 / 평일 주중 / 주말 / 공휴일 휴일 명절
오전 아침 / 오후 / 저녁 / 밤 야간 심야 / 새벽
당일 오늘 / 전날 전일 어제 / 다음날 익일 이튿날 내일
이번달 당월 이달 / 지난달 전월 / 다음달 익월
올해 금년 / 작년 지난해 전년 / 내년 다음해
봄 / 여름 / 가을 / 겨울
국내 한국 / 해외 외국 국외
국내선 / 국제선
왕복 / 편도
출발 / 도착 / 경유 환승
입국 / 출국
위탁 부치 / 기내 휴대
일반석 이코노미 / 비즈니스 비즈니스석 / 일등석 퍼스트
창가 / 통로 복도
성인 어른 / 어린이 아동 소아 / 청소년 / 유아 영아 / 시니어 어르신 노인 경로 / 학생 대학생
개인 / 법인 기업 사업자
신규 새로 / 기존 / 재가입
내국인 / 외국인
남성 남자 / 여성 여자
발신 거는 / 수신 받는
송금 이체 / 입금 / 출금 인출
예금 / 적금 / 대출 / 펀드
고정금리 / 변동금리
선불 / 후불
유선 / 무선
유료 / 무료 무상 공짜
환불 환급 / 교환 / 수리
구매자 고객 소비자 / 판매자 판매처 회사
단순변심 변심 / 불량 하자 파손 오배송 오류
가입 개통 / 해지 탈퇴
설치 / 철거
켜 켜면 켜져 켜지 / 끄 끄면 꺼져 꺼지 꺼 꺼집
시작 개시 / 종료 끝나 끝
인상 오르 올라 오릅 / 인하 내려가 내리 낮아
늘어 늘어나 증가 / 줄어 줄어들 감소
포함 / 제외 별도
허용 / 금지
의무 필수 / 선택 자율
상한 최대 최고 / 하한 최소 최저
전액 전부 / 일부 절반
위쪽 상단 위 / 아래쪽 하단 아래
왼쪽 / 오른쪽
먼저 우선 / 나중에 마지막
앞면 앞 / 뒷면 뒤
안드로이드 갤럭시 / 아이폰 ios 아이패드 애플
컴퓨터 pc 노트북 / 모바일 스마트폰 휴대폰 / 태블릿 패드
콘솔 / 스팀
냉장 / 냉동 / 실온 상온
손세탁 / 드라이클리닝 / 기계세탁 세탁기
배송 택배 / 픽업 수령 방문수령
반품 / 교환
새상품 새제품 / 중고
직영점 직영 / 대리점
주소 / 이름 성함 / 비밀번호 / 전화번호 / 이메일
여권 / 운전면허증 운전면허 / 주민등록증 / 학생증 / 등록증 / 가족관계증명서
골드 / 실버 / 플래티넘 / 다이아 / 브론즈 / vip
주간 / 월간 / 연간 / 일간
매일 / 매주 / 매월 매달 / 매년
하루 / 일주일 / 한달
공항 / 역 / 터미널 / 항구
빨간 빨강 적색 / 파란 파랑 청색 / 초록 녹색 / 노란 노랑 / 검은 검정 / 흰 하얀 흰색
면 / 울 / 가죽 / 실크
서버 / 클라이언트
길드 / 파티
보석 다이아 루비 / 골드 / 코인
복구 복원 / 삭제
등록 / 말소 삭제
승인 / 거절 반려
계정 / 캐릭터
음성 통화 / 데이터 / 문자
유심 / 이심 esim
분실 / 파손 / 도난
서울 / 부산 / 대구 / 인천 / 광주 / 대전 / 울산 / 제주 / 경기 / 강원
강남 / 홍대 / 명동 / 잠실 / 판교 / 여의도 / 신촌
일본 / 중국 / 미국 / 유럽 / 베트남 / 태국 / 대만 / 호주 / 영국 / 독일 / 프랑스 / 캐나다 / 필리핀 / 싱가포르 / 인도
영어 / 중국어 / 일본어 / 베트남어
자동 자동으로 자동이체 / 수동 직접 손수
무통보 / 사전통보
app / store shop branch / phone telephone hotline helpline / website web online / email mail / text sms / post letter / chat chatbot / fax / kiosk
card credit / cash / bank account / point mile / voucher coupon
parent guardian / child kid minor / spouse husband wife / friend / staff agent colleague / owner holder
monday / tuesday / wednesday / thursday / friday / saturday / sunday / weekday / weekend / holiday
morning / afternoon / evening / night midnight
today same-day / yesterday / tomorrow
spring / summer / autumn fall / winter
domestic / international overseas abroad foreign
one-way / round-trip
departure depart / arrival arrive
checked / carry-on cabin hand
economy / business / first
window / aisle
adult / child children / infant baby / senior / student / teenager
individual personal / corporate company business
new / existing / returning
outgoing / incoming
deposit / withdrawal withdraw
savings / current checking / loan
fixed / variable
prepaid / postpaid
wired / wireless
refund / exchange / repair / credit
buyer customer / seller
defective faulty damaged / unwanted
open / close closed
start begin / end expire stop finish
increase raise rise / decrease lower reduce fall
include included / exclude excluded
allow permit / forbid prohibit ban
mandatory compulsory required / optional
maximum / minimum
full entire whole / partial part half
before / after
above / below
left / right
first / last
android galaxy / iphone ios ipad apple
computer pc laptop / phone mobile / tablet
hand-wash / dry-clean / machine
delivery deliver courier / pickup collect
return / exchange
used / unused unopened
name / address / password / number
passport / licence license / visa
gold / silver / platinum / diamond / bronze
daily / weekly / monthly / yearly annual annually
airport / station / terminal / port
red / blue / green / yellow / black / white
cotton / wool / leather / silk
server / client
guild / party
gem crystal / gold / coin
restore recover / delete
approve accept / reject decline refuse
incoming / outgoing
voice call / data / text
lost / broken damaged / stolen
seoul / busan / daegu / incheon / daejeon / jeju
gangnam / hongdae / myeongdong / itaewon
japan / china / usa america / europe / vietnam / thailand / taiwan / australia / uk britain / germany / france / canada / singapore / india
english / chinese / japanese / vietnamese / korean / uzbek
automatically automatic / manually manual
sender / recipient receiver
lend loan / borrow
earlier early / later late
cheaper cheap / dearer expensive
more / less fewer
longer / shorter
higher / lower
faster / slower
`
