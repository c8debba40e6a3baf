// What every answer is made of, whatever it says. Units and numbers are read elsewhere.
export const koreanStop = new Set(
  `것 거 수 때 등 및 더 또 또는 그 이 저 네 예 아니 있 없 하 되 해 돼 드리 드려 주 줘 받 받으 쓰 써 분 고객 고객님 저희 회사 다정텔레콤 정도 약 보통
  바로 모두 각 매월 매일 매달 매년 매주 월 하루 한달 달 년 일 만 최대 최소 까지 부터 이상 이하 안 뒤 후 전 동안 사이 경우 가능 불가 이용 사용 제공 지원 안내
  말씀 확인 문의 보시 보 가 오 와 나 나오 계속 따로 같이 그래서 그리고 하지만 다만 단 만약 혹시 언제든 언제든지 직접 미리 먼저 다시 처음 원하 원하시 필요 관련
  통해 위해 대해 따라 대한 위한 있으 없으 있고 없고 아래 위 중 중에 가운데 이내 이후 오전 오후 저녁 아침 밤 새벽 무료 유료 그동안 참고 부탁 감사 죄송 고맙 못
  하나 둘 셋 첫 두 세 네 몇 여러 쯤 매 당 씩 별 반드시 꼭 편하 자유롭 오늘 내일 어제 지금 현재 아직 이미 기본 총 전체 기준 으로 라고 들어 넣으 내 내시 않 안되 안돼 그대 그대로 그러 그렇 어떤 어떻 이렇 크 많 적 좋 괜찮 문제 되어 또한 또 특히 역시 물론 다 잘
  분들 분께 다른 해당 대개 대체로 누구 누구나 아무 가지 단계 장당 이런 그런 같은 다시 새로 스스로 서로 둘 모든 어느 여기 저기 이번 다음 지난 기존 데 곳 언제나 항상 아예 전혀 오직 오로지 다만 이렇게 그냥 때문 그중 만큼 마음껏 상관 관계 나중 안심 걱정 고민 고생 마침 다행 어디서든 안팎 혹여 만일 그대로 그만 이거 그거 저거 이건 그건 저는
  제가 저희가 우리 고객님께 손님 여러분 네네 맞습니다 맞아 그럼 그러면 그러니 그런데 근데 그리고 게다가 더구나 참 참고로 아쉽 아쉽지 아쉬 죄송하 감사하 확실 분명 실제 사실 정말 진짜 아주 매우
  무척 너무 조금 약간 대략 거의 보통 일반 주로 가끔 자주 종종 이따 이제 이때 그때 당시 동시 한번 한꺼번 차례 순서 방법 방식 점 면 측 쪽 바 만약에 설령 비록 어쨌든 아무튼 덕분 의해 의하 따르 경우에 경우엔 얼른 마음 편히 느긋 에서 얼마 얼마일 요금제`.split(
    /\s+/,
  ),
)
export const englishStop = new Set(
  `a an the and or but if then so as at by for from in into of off on onto out over per than that this these those to up with within without about after
  before between during until till while when where which who whose what how why is are was were be been being am do does did done has have had having can could may
  might must shall should will would not no nor yes it its it's they them their you your yours we us our ours i me my he she his her there here also just only even
  still very more most less least each every all any some both either other another such same own one once please get gets got need needs take takes make
  makes let lets use uses used using give gives given go goes come comes back too don't doesn't isn't aren't can't cannot won't wasn't weren't you're you'll you've we'll
  we're that's there's it'll i'm i've won krw gb mb mbps gbps kbps percent day days hour hours minute minutes month months year years week weeks time times am pm
  a.m p.m dajeong customer customers free fee like want able else because since although though however them well right sure daily monthly yearly
  charged charge cost costs price priced paid pay include includes included including available possible offer offers many much nobody something anything everything
  haven't hasn't hadn't couldn't wouldn't shouldn't you'd we'd they'd they're they've who's whenever wherever instead together ones two three four five six seven eight nine
  ten eleven thirteen fourteen sixteen seventeen eighteen nineteen twelve sorry happy glad afraid hear yes hello hi plus whereas nothing something beyond
  tend tends through somebody whatever yet straight indeed besides meanwhile course luckily unfortunately fortunately actually thanks thank great question news worry worries
  wonder mean means otherwise anyway anyhow regardless matter matters long short little bit lot lots few several various per via upon toward towards among amongst within without rule moment
  sure exactly right around let's here's there're what's you'd would've could've provided whichever whoever wherever whose hence thus therefore eleven sixty seventy eighty ninety first second
  third fourth fifth million dozen fortnight noon done doing gone went goes longer shorter anymore twelve fifteen twenty thirty forty fifty hundred thousand half again ever anyone anybody everyone someone everybody always never already soon later now down up away
  along below above under across behind itself themselves yourself really simply usually often however whether rather quite almost nearly around away`.split(
    /\s+/,
  ),
)

// What is done in English sentences whatever they are about: another text may well say it otherwise.
export const englishDoing = new Set(
  `mean find look turn show keep kept gone continu mov move answer happen becom see know com come reach want put set hold holder attempt rest say tell
  bring try ask happ look appear seem remain last stat usual involv handl deal choos pick click tap press typ type visit let allow enabl help receiv
  add apply appli begin began caus check com confirm contain count cover decid depend do drop enter exist expect fall fill find follow forget forgot giv given happen hear hold
  import issu join lead learn leav left lik list liv long mak manag mark meet nam need notic offer own pass pick plac point possibl prefer prepar provid pull push reach read realiz
  reason refer relat rememb repeat request requir result run sav search see select serv shar sit sort spend stand step suit suppos tak thing think thought tim touch track treat turn understand usabl valu view wait
  wish wonder writ wrot way cas amount part kind option detail information moment end sid piec full whol simpl easi easy big small larg great good well bad nic clear certain sur exact direct normal usual general regular special common ordinary availabl activ weigh carry spel walk fly drive eat drink watch listen talk speak sleep enjoy earn
  gather hang plug pack pour rush settl sound spread trust wrap guess grow feel fit land lift stay tend lack depart happi sort fetch grab hop slip stick`.split(
    /\s+/,
  ),
)

// Words that colleagues and models put for one another in answers of any brand.
const groups = [
  '매장 지점 점포',
  '월정액 요금',
  '수신 받는 받을',
  '반납 돌려 반환',
  '구매 구입 사시 사신 사실 산',
  '가격 값 금액 요금',
  '수수료 비용',
  '휴대폰 핸드폰 단말 기기 전화기',
  '변경 바꾸 바꿀 바꾼 교체',
  '해지 끊',
  '납부 내시 내야 냅',
  '신청 접수',
  '운영 열 엽 영업',
  '가입자 명의자',
  '자녀 아이 어린이',
  '환불 돌려',
  '휴무 쉬 쉽',
  '홈페이지 사이트 누리집',
  '메일 전자우편 이메일',
  '기사 기사님',
  '발송 보내 보냅',
  '종료 끝',
  '시작 처음',
  '친구 친구분',
  '작년 지난해',
  '기내 항공기 비행기',
  '쿠폰 이용권',
  '데이터 용량',
  '택배 배송',
  '추가 더해 더',
  '불편 어려',
  '한도 최대',
  '선물 보내',
  '차단 막',
  '설치 달',
  '어댑터 아답터',
  '본인 자기',
  '저절 자동 알아서',
  '이월 넘어',
  '나누 나눠 나뉘',
  '마음 변심',
  '바뀌 변심 바뀝',
  '장비 셋톱박스 모뎀',
  '가져 회수 수거',
  '출금 빠져나',
  '분실 잃어',
  '도난 훔',
  '반려동물 애완동물',
  '공휴일 휴일',
  '주말 토요일 일요일',
  '설정 켜져 켜 선택',
  '요금 비용 기본료 월정액 무료 통화료',
  '도와 대신 업무 처리',
  'member staff',
  'modem router',
  '만들 제조',
  '만든 제조',
  '금액 값 돈',
  '혼자 1인',
  '적립 쌓',
  '재서 측정 재고 잽',
  '깎 할인 감면',
  '누르 눌러',
  '동행 동반 일행',
  '접속 연결',
  '결제 납부 지불',
  '답변 답 회신',
  '상담원 상담사',
  '아이디 계정',
  '휴대전화 휴대폰',
  '방문 찾아',
  '대여 빌려 빌리 임대',
  '임대 빌려 빌리 대여',
  'tv televis',
  'theft stol steal thief thiev',
  'forward send',
  'charg fee bill',
  'gone used',
  'begin start',
  'accept refus reject tak',
  'bigger larg big',
  'monthly month',
  'person staff human peopl',
  'picture photo screenshot',
  'repair fix mend',
  'wrong incorrect',
  'quick fast',
  'night midnight evening',
  'phone handset device',
  'purchas buy bought',
  'store shop',
  'cancel clos terminat end',
  'send text',
  'mail email',
  'chang switch mov',
  'flat apartment home',
  'return sent',
  'reply answer respond',
  'start begin activ',
  'stop end',
  'open answer run',
  'kid child children',
  'call dial phon',
  'daily day',
  'compatibl support',
  'work run support',
  'line hotlin',
  'last valid run',
  'show see',
  'slow drop',
  'refund return',
  'borrow lend lent',
  'split divid',
  'bill invoic',
  'add top',
  'report tell',
  'foreign abroad oversea',
  'transfer chang mov',
  'speed limit',
  'colleagu staff agent',
  'delet remov',
  'attach upload',
  'country countri',
  'lock block',
  'prov show',
]
export const sameMeaning = new Map<string, string[]>()
for (const group of groups) {
  const words = group.split(' ')
  for (const word of words)
    sameMeaning.set(word, [...(sameMeaning.get(word) ?? []), ...words.filter((one) => one !== word)])
}
