import { englishStem } from './stem.ts'

// Words that colleagues and models put for one another in answers of any brand, by general knowledge and not by any one
// sentence. Korean ones are looked for anywhere in a text without its spaces, English ones by their stem.

const korean = `
구매 구입 사시 사신 사면 산다 샀 주문 사고; 가격 값 금액 요금 비용 이용료 원입; 비용 요금 수수료 돈 금액; 요금 월정액 이용료 사용료 기본료; 환불 환급 돌려 반환 되돌 취소; 환불금 환급금 돌려받는 환불;
반품 반환 돌려보 되돌려 돌려; 교환 바꿔 바꾸 교체 새것 새제품; 변경 바꾸 바꿀 바꿔 바뀌 바꾼 수정 전환 옮기 옮겨 고치; 수정 고치 바꾸 변경 정정; 전환 바뀌 바꾸 변경 넘어 옮겨; 취소 철회 무르 물리 물릴 없던;
철회 취소 무르 거두 물리; 해지 끊 탈퇴 그만 없애 종료 해약; 탈퇴 해지 나가 그만; 중단 멈추 멈춰 멈춥 중지 정지 끊기 끊겨 끊깁; 중지 멈추 멈춰 멈춥 중단 정지; 정지 멈추 멈춰 멈춥 중단 막혀 막히 잠;
종료 끝 마감 마치 마칩 닫 종결; 마감 끝 종료 닫 문닫 까지; 시작 개시 열리 열려 처음 부터 켜; 개시 시작; 신청 접수 요청 청하 가입 등록; 접수 신청 받습 받아 맡기 맡겨 제출; 요청 신청 부탁 청하 요구 문의 말씀;
등록 신청 입력 올리 올려 가입 추가 넣; 제출 내시 내야 내면 보내 올리 올려 첨부 제시; 제시 보여 보이 내보 제출 지참; 지참 가져 챙겨 들고 갖고 가지고 챙기; 가져 지참 챙겨 들고 갖고;
준비 챙겨 챙기 지참 가져 마련; 첨부 올리 올려 붙이 붙여 보내; 입력 적 쓰 넣 눌러 누르 치; 기재 적혀 적힌 적어 쓰여 쓰인 표시 기록; 작성 적 쓰 써 남기 채우;
납부 내시 내야 냅 내면 내고 결제 지불 지급 납입 완납; 결제 납부 지불 내시 내야 내면 계산 구매 값; 지불 납부 결제 내시 내야 부담 치르; 부담 내시 내야 냅 물어 지불 내면;
지급 드립 드려 줍 주 나옵 나와 들어 입금 제공 드리 쌓 적립; 제공 드립 드려 드리 줍 주 지급 들어 포함 나옵 나와 받 있 발급 증정; 증정 드립 드려 선물 제공 사은 드리 받; 발급 드립 드려 나옵 나와 받 만들 떼;
발송 보내 보냅 전송 출고 부쳐 부칩 드립 출발; 출고 발송 보내 보냅 나가 나갑 출발; 전송 보내 보냅 발송; 보내 발송 전송 전달 부쳐 송금 출고; 배송 배달 택배 도착 보내 발송 받; 배달 배송 택배 도착;
도착 받 배송 오 들어; 수령 받 찾 가져 픽업; 수신 받는 받을 받기 들어오 받; 수거 회수 가져 가지러 찾으러 거둬 걷어; 회수 수거 가져 거둬 찾아가; 반납 돌려 반환 되돌 회수 갖다; 입금 들어 이체 넣 지급 송금 보내;
송금 보내 이체 입금; 이체 송금 보내 옮기 옮겨 입금; 출금 빠져 인출 찾 빼 뽑; 인출 출금 찾 빼 뽑; 충전 채우 채워 넣; 적립 쌓 모이 모아 모으 지급 드립 드려 들어; 사용 쓰 쓸 써 쓴 쓰기 이용 활용 적용;
이용 쓰 쓸 써 쓴 사용 활용 타; 적용 반영 받 해당 되 쓰 쓸 깎 할인; 반영 적용 바뀌 올라 나타 보이 들어 업데이트; 할인 깎 감면 저렴 싸 빼 혜택 덜; 감면 깎 할인 덜 면제 빼; 면제 무료 감면 없 안내 받지않 빼;
인상 오르 올라 오릅 올리 올려 비싸; 인하 내리 내려 내립 낮추 낮춰 싸; 증가 늘 늘어 많아 올라; 감소 줄 줄어 적어 떨어; 초과 넘 넘기 넘어 넘으 이상 더; 미달 못미 모자 부족 못채; 부족 모자 적 없 못미;
추가 더해 더 덧 별도 따로 추가로 늘리 늘려; 별도 따로 추가 더; 연장 늘리 늘려 더길 미루 미뤄 늦추 연기; 연기 미루 미뤄 늦추 늦춰 늦어 연장; 지연 늦 밀리 밀려 지체 늦어; 단축 줄이 줄여 짧;
만료 끝나 끝 지나 소멸 사라 없어; 소멸 사라 없어 만료 지워 날아; 유효 쓸 쓰실 쓰 사용 유효기간 기한; 이월 넘어 넘겨 옮겨; 가능 수있 됩 되 돼; 불가 수없 안되 안돼 안됩 못; 허용 가능 수있 됩 돼 괜찮;
금지 안되 안돼 안됩 못 수없 불가 막; 제한 막 못 수없 까지 한도 안되 한정; 차단 막 못 끊 제한; 보장 보호 보상 책임 약속 드립; 보상 배상 물어 보장 지급 변상; 배상 보상 물어 변상; 보호 지켜 지키 안전 보장;
보관 맡 두 저장 남 간직 보유; 저장 보관 남 담 기록; 삭제 지우 지워 지웁 없애 파기 폐기; 파기 폐기 지우 지워 없애 삭제; 공개 보이 보여 밝히 알리 발표; 확인 보 조회 살펴 알아 체크 점검 검토;
조회 보 확인 찾아 살펴 검색; 검토 살펴 확인 보 심사 따져; 심사 검토 살펴 확인 따져 승인; 승인 허락 통과 확인 인정 심사; 거절 안받 못받 거부 반려 퇴짜; 거부 거절 막 안받; 안내 알려 알립 말씀 설명 공지 통지;
통지 알려 알립 안내 연락 문자; 공지 알려 알립 안내 게시; 연락 전화 알려 문자 메시지 말씀; 문의 물어 여쭤 연락 질문 말씀 상담; 상담 문의 통화 이야기 도움; 답변 답 회신 대답 연락 답장; 회신 답 답변 답장 연락;
방문 오 찾아 들러 가 들르 내방; 예약 잡 신청 미리; 대기 기다 줄; 대여 빌려 빌리 임대 렌탈 렌트; 임대 빌려 빌리 대여 렌탈; 설치 달 놓 깔 장착 세우; 수리 고치 고쳐 고침 손보 as a/s 정비;
고장 안되 망가 이상 불량 먹통; 파손 깨 부서 망가 금이 손상; 손상 상하 깨 망가 파손 훼손; 불량 하자 결함 이상 고장 문제; 하자 불량 결함 이상 문제; 분실 잃어 잃 없어 두고; 도난 훔 도둑 없어;
가입 들 만들 등록 신청 개설 개통 시작 회원; 개설 만들 여 열 가입 트; 개통 가입 시작 열 켜 활성; 생성 만들 새로; 제작 만들 제조; 설정 정하 정해 켜 지정 선택 맞추 바꾸 세팅;
지정 정하 정해 고르 골라 선택 설정; 선택 고르 골라 고를 골랐 택 정하; 활성 켜 켤 시작; 해제 풀 풀어 끄 꺼 없애 취소; 연결 이어 잇 접속 붙; 접속 연결 들어 로그인; 누르 눌러 클릭 탭 선택 터치;
운영 열 엽 영업 문 운영 일하; 영업 열 엽 운영 문; 휴무 쉬 쉽 닫 문닫 휴점 휴일; 휴일 공휴일 쉬는 빨간날; 탑승 타 탈 올라 승선; 승차 타 탈; 하차 내 내리; 출발 떠나 떠 이륙 나서; 이륙 출발 뜨 떠;
수하물 짐 가방 캐리어; 위탁 부치 부칠 맡기 맡길 부쳐; 휴대 들고 갖고 가지고 기내; 동반 함께 같이 데리 데려 동행 태우; 기내 항공기 비행기 안; 좌석 자리; 상담원 상담사 직원 사람; 직원 담당자 상담원 스태프;
매장 지점 점포 가게 영업점; 지점 매장 영업점 창구 점포; 창구 지점 영업점 은행; 단말 기기 휴대폰 핸드폰 전화기 폰 단말기; 휴대폰 핸드폰 단말 기기 폰 휴대전화 스마트폰; 제품 상품 물건 기기 물품 것;
상품 제품 물건 물품 것; 물건 제품 상품 물품; 물품 제품 상품 물건; 사진 이미지 화면 캡처 찍; 영수증 구매내역 증빙 내역; 서류 문서 증빙 신분증 증명서; 증명 증빙 서류 확인 보여;
신분증 신분 주민등록증 여권 운전면허; 홈페이지 사이트 누리집 웹 온라인 웹사이트; 웹사이트 홈페이지 사이트 웹 온라인; 애플리케이션 앱 어플; 메일 전자우편 이메일; 메시지 문자 알림 톡; 알림 문자 메시지 통지 푸시 알려;
고객센터 콜센터 상담 대표번호 전화; 본인 자기 직접 명의자 당사자 스스로; 자녀 아이 어린이 아들 딸 자식; 아이 어린이 자녀 아동 소아 유아; 어린이 아이 자녀 아동 소아 유아; 부모 보호자 엄마 아빠 어머니 아버지;
보호자 부모 법정대리인 어른; 미성년 청소년 아이 자녀 어린; 성인 어른; 가족 식구 세대 배우자; 배우자 남편 아내 부부; 친구 지인 친구분; 회원 고객 가입자 멤버 손님; 이용자 고객 가입자 회원 사용자 손님;
사용자 이용자 고객 회원; 승객 손님 고객 탑승객 여행객; 손님 고객 승객 회원 투숙; 유저 이용자 플레이어 플레이 회원; 플레이어 유저 이용자 게이머; 캐릭터 아바타 영웅; 계정 아이디 id; 아이디 계정 id;
비밀번호 비번 암호 패스워드; 아이템 물건 장비 상품; 혜택 할인 이점 서비스 특전 선물; 쿠폰 이용권 할인권 교환권; 등급 레벨 단계 티어; 횟수 번 회; 기한 기간 날짜 까지 마감; 기간 동안 기한 사이 까지;
당일 그날 오늘 같은날 날; 익일 다음날 이튿날 내일; 익월 다음달; 전월 지난달 저번달 이전달; 당월 이번달 그달; 매월 달마다 매달 월; 매달 달마다 매월 월; 매년 해마다 매해 연; 연간 해마다 1년 한해 연;
평일 주중 월요일; 주말 토요일 일요일 토·일; 야간 밤 새벽 심야; 즉시 바로 곧바로 곧 당장; 바로 즉시 곧바로 곧 당장; 저절 자동 알아서; 자동 저절 알아서 따로하지; 직접 손수 본인 스스로 찾아;
전액 전부 모두 다 100% 고스란; 전부 모두 다 전액 전체; 일부 부분 조금; 무료 공짜 무상 0원 없 면제 비용없; 무상 공짜 무료 0원 비용없; 유료 돈 비용 요금 부과 원; 미리 사전 앞서 전에 먼저;
사전 미리 앞서 전에; 이후 뒤 후 다음 지나 부터; 초기화 리셋 다시 처음; 무제한 제한없 마음껏 무한 얼마든지; 최대 까지 많아야 한도 최고 최장; 최소 적어도 이상 최저; 한도 최대 까지 제한;
동시 한꺼번 같이 함께 한번에; 중복 같이 함께 겹 두번 동시; 합산 합쳐 더해 모아 합; 분할 나누 나눠 할부 나뉘; 할부 나누 나눠 분할; 공유 나누 나눠 함께 같이; 양도 넘기 넘겨 주 다른사람 물려; 이사 옮기 집 이전;
이전 옮기 옮겨 이사 예전 전; 위약금 해지수수료 벌금 물어; 연체 밀리 밀려 늦 미납 못내; 미납 밀리 밀려 안낸 연체 못낸; 청구 내 부과 요금 나옵 나와 물 받; 부과 붙 내 청구 물 나옵 나와 받;
발생 생기 생겨 나옵 나와 붙 들; 소진 다쓰 다쓴 다써 다썼 바닥 떨어 동나 끝; 소요 걸리 걸려 걸립 필요; 걸려 소요 걸립 안에; 처리 진행 해드 끝 완료 반영; 진행 하 처리 열리 열려; 완료 끝 마치 마친 되 처리;
조건 요건 기준 자격; 자격 조건 대상 해당; 대상 해당 한해 자격 분; 제외 빼 빠지 빠져 않 안되 못 해당하지; 포함 들어 있 합 담 함께; 해당 대상 적용 속하; 동일 같 똑같; 상이 다르 다릅 달라;
변동 달라 바뀌 변하; 인증 확인 본인확인 증명; 로그인 접속 들어; 다운로드 내려받 깔 설치 받; 업데이트 최신 갱신 올리; 갱신 새로 연장 업데이트 다시; 재발급 다시 새로; 재설정 다시 새로 바꾸;
복구 되살 살려 되돌 돌려 복원; 복원 되살 살려 되돌 복구; 탈취 해킹 도용 훔; 도용 훔 몰래 해킹; 사기 피싱 속; 신고 알려 알리 접수 말씀; 고객 손님 회원 가입자 이용자; 세탁 빨 빨래 세척; 세척 닦 씻 세탁;
건조 말리 말려; 착용 입 쓴 신 낀 신어; 개봉 뜯 열 포장; 포장 상자 박스 싸; 훼손 뜯 망가 상하 손상; 동봉 같이 함께 넣; 왕복 오가 가고오; 편도 가는 한쪽; 현금 돈 지폐; 통장 계좌; 계좌 통장;
이자 금리 이율; 금리 이자 이율; 대출 빌려 빌리 융자; 상환 갚 납부; 예치 맡기 맡겨 넣; 해외 외국 국외 나라밖; 외국 해외 국외; 국내 우리나라 한국; 한국 국내 우리나라; 입장 들어; 퇴실 나가 체크아웃 비우;
입실 들어 체크인; 투숙 묵 숙박 머무; 숙박 묵 투숙 박 머무; 조식 아침; 석식 저녁; 주차 차를 차량 차; 차량 차 자동차; 위치 곳 자리 장소 있; 출구 나와 나오; 인원 명 사람; 연령 나이 살 세; 생일 생신 태어;
선물 보내 주 증정; 응모 참여 신청; 당첨 뽑 추첨; 추첨 뽑 당첨; 재고 물량 남은 남아 수량; 품절 없 다팔 떨어; 입고 들어 재입고; 기사 기사님 배달원; 문제 이상 오류 장애; 오류 에러 문제 이상 잘못;
장애 먹통 문제 고장 끊; 원인 이유 까닭 때문; 이유 사유 까닭 원인; 사유 이유 까닭; 종류 가지 유형; 목록 리스트 내역; 내역 기록 목록 이력; 기록 내역 이력 남; 개인정보 정보; 동의 허락 승낙; 권한 권리 허용;
의무 해야 꼭; 필수 꼭 반드시 해야 필요; 필요 있어야 해야 꼭 필수 드; 불필요 필요없 없어도 안해도; 맞춤 제작 주문; 단종 판매종료 안팔 나오지않; 판매 팔 파 팝; 출시 나오 나옵 나온 새로; 신규 새로 처음 새;
기존 쓰던 원래 이전 예전; 최초 처음 첫; 마지막 끝 최종; 남은 잔여 나머지; 잔여 남은 남는 나머지; 나머지 남은 잔여; 잔액 남은 잔고; 빠르 빨리 신속 급; 신속 빠르 빨리; 늦게 지연 늦 뒤늦; 느려 속도 낮아 제한;
화질 영상; 안전 보호 지키; 심하 크 많; 관계없 상관없 무관 언제든 구분없; 상관 관계 무관 구분; 비롯 포함; 모바일 휴대폰 앱 스마트폰; 교부 발급 드립 주; 만들 제작 제조 발급 개설; 돌려 반납 반환 환불 환급;
보이 표시 나타 공개 노출; 표시 보이 나타 적혀 떠 뜹; 노출 보이 공개 드러; 이내 안 내 까지; 경과 지나 지난 넘; 지나 경과 넘 뒤 후; 맡기 보관 접수 위탁 예치; 쌓여 적립 모이; 고르 선택 지정; 골라 선택 지정;
깎아 할인 감면; 넘기 초과 경과 이월; 넘어 이월 초과 전환; 늘어 증가 추가; 줄어 감소 축소; 열려 운영 영업 시작; 막혀 차단 제한 정지; 잠기 차단 제한 정지 잠금; 풀려 해제 풀리; 멈춰 중단 정지 중지;
끝나 종료 마감 만료; 사라 소멸 삭제 없어; 없어 소멸 사라 삭제 분실; 지워 삭제 소멸; 바꿔 변경 교환 교체 전환; 바꾸 변경 교환 교체 전환; 옮겨 이전 이동 변경 전환; 받으 수령 수신 지급 제공 드립;
내시 납부 결제 제출 부담 지불; 내야 납부 결제 제출 부담 지불; 갚으 상환; 빌려 대여 임대 대출; 고쳐 수리 수정; 걸리 소요; 들어 포함 입금 제공; 빠져 출금 제외; 타실 탑승; 타고 탑승; 부치 위탁 발송;
실을 위탁 탑재; 데려 동반; 데리 동반; 묵으 투숙 숙박; 챙겨 지참 준비; 챙기 지참 준비; 나눠 분할 할부 공유; 나누 분할 할부 공유; 합쳐 합산 결합; 합치 합산 결합; 모아 적립 합산; 잡으 예약;
찾으 수령 인출 출금 조회; 찾아 방문 조회; 물어 배상 보상 문의; 여쭤 문의; 알려 안내 통지 공지 신고; 뜯으 개봉 훼손; 뜯지 개봉 미개봉; 깨지 파손; 망가 파손 고장; 잃어 분실; 켜면 활성 설정; 끄면 해제
`
/** Verbs of one syllable by that syllable, since their endings melt into what follows: 붙어, 붙는, 붙으면. */
const verbs = `
붙 부과 추가 더해 더하 발생 청구 적립 첨부 지급; 넘 이상 초과 경과 이월 지나; 넣 추가 등록 입력 포함 가입 납입 충전; 빼 할인 제외 차감 공제 감면 출금; 빠 출금 할인 제외 차감 공제;
열 운영 영업 시작 개점 개시 오픈; 닫 마감 종료 폐점 영업; 끊 해지 종료 중단 정지 종료; 막 차단 제한 정지 금지 불가; 받 수령 수신 접수 지급 제공; 찾 수령 인출 출금 조회 방문 픽업; 맡 위탁 보관 접수 예치;
부 위탁 발송 더해 부과; 싣 위탁 탑재 수하물; 타 탑승 승차; 태 탑승 동반; 묶 결합 합쳐 묶음; 쌓 적립 모이 지급; 모 적립 합산 결합 수집; 깎 할인 감면 차감; 팔 판매; 갚 상환 납부; 늘 증가 추가 연장 확대;
줄 감소 단축 축소 할인; 남 잔여 나머지 보관 잔액; 잃 분실 도난; 풀 해제 복구; 잠 잠금 정지 제한; 뜯 개봉 훼손 포장; 깨 파손 손상 해지; 망 파손 고장 손상; 고 수리 수정 선택; 씻 세척; 빨 세탁 빠르 신속;
묵 투숙 숙박; 물 부담 문의 배상; 걸 소요 발신 전화 통화; 켜 활성 설정 시작; 켤 활성 설정 시작; 끄 해제 종료; 꺼 해제 종료; 골 선택 지정; 고르 선택 지정; 옮 이전 이동 변경 전환; 바 변경 교환 교체 전환;
돌 반납 반환 환불 반품 되돌; 되 복구 환불 복원 가능; 지 삭제 경과; 없 소멸 삭제 무료; 사 구매 구입 소멸; 잡 예약; 뽑 추첨 출력 인출; 적 기재 입력 작성 기록; 쓰 사용 이용 작성 활용;
써 사용 이용 작성 활용; 나 발급 지급 제공 부과 배송 출시; 들 소요 포함 가입 입금; 올 등록 제출 첨부 인상 게시; 내 납부 제출 결제 부담 지불; 보 확인 조회 발송 제시; 알 안내 통지 공지 확인;
빌 대여 임대 대출; 챙 지참 준비; 가 방문 지참; 오 방문 도착; 미 연기 연장 미납; 밀 연체 지연 미납; 멈 중단 정지 종료; 사라 소멸 삭제
`
const english = `
buy purchase order bought get; purchase buy bought order; order purchase buy bought; price cost fee charge rate;
cost price fee charge run; fee charge cost price surcharge; charge fee cost bill; refund reimburse return repay money back;
reimburse refund repay; repay refund reimburse; return send bring back; exchange swap replace trade switch;
swap exchange replace switch change; replace swap exchange new replacement substitute; replacement replace new;
change switch modify move alter update edit swap; modify change alter edit; switch change move swap;
move change transfer switch relocate shift; cancel call terminate end withdraw stop close; terminate cancel end;
withdraw cancel take revoke cash; stop end halt suspend cease pause discontinue; suspend pause stop freeze hold block;
pause suspend stop freeze; freeze pause suspend block lock; end finish stop expire close terminate over;
finish end complete close; expire lapse end run vanish valid expiry disappear; lapse expire end; vanish disappear expire;
disappear vanish expire lost; begin start commence open; start begin commence open activate; launch start begin release open;
apply request sign register ask; request ask apply; ask request; register enroll sign apply join; enroll register sign join;
join enroll sign register become; sign register enroll join; submit send hand file upload provide give;
send ship mail submit forward deliver dispatch post; ship send dispatch deliver shipping; dispatch ship send;
deliver ship arrive delivery bring send; delivery shipping shipment arrive deliver; shipping delivery ship postage deliver;
arrive reach come delivery deliver land get; receive get arrive collect; collect pick gather receive fetch;
pickup collect pick; carry bring take hold; bring carry take present show; present show bring; show display present appear see;
display show appear; pay settle cover payment cost charge; payment pay settle; settle pay; owe pay due;
provide give offer supply include come; give provide offer grant issue; offer give provide; grant give;
issue give send provide release; credit add give post pay earn; earn get collect gain accumulate accrue; gain earn get;
add include credit top extra; include contain come cover comprise part; contain include; cover include insure pay protect;
exclude leave omit except; use spend apply redeem enjoy; spend use; redeem use exchange spend; apply use count valid;
valid good usable work accept; accept take allow honour; allow permit let accept able; permit allow let;
forbid ban prohibit allow; prohibit ban forbid allow; ban block prohibit forbid suspend; block stop prevent ban lock bar;
restrict limit cap; limit cap maximum restrict most ceiling up; ceiling limit maximum cap most up;
leftover remain left unused rest; lack no without; type enter spell write; spell type write; spelling name letter;
mistype type wrong; mistake wrong error spell; clerk staff agent; deduct take use count eat subtract; eat use deduct;
liability liable responsible; liable liability responsible; responsible liable liability; boarding board gate;
ticket booking fare flight; fare ticket price; booking ticket reservation flight; ban suspend block suspension;
suspension ban suspend block; appeal complain review dispute; progress level save; withdrawal withdraw cash take machine;
atm machine cash; machine atm; abroad country foreign overseas; loan lend borrow phone; wage salary pay income;
salary wage pay income; employer company job work; outside beyond except; extra additional more; collect pick fetch take;
clear delete remove empty; empty blank nothing; blank empty; annoy sorry; proof evidence document receipt; trial test period;
twin two double; household family home; nationwide country everywhere; everywhere all anywhere; lifetime forever life;
forever permanent lifetime good; permanent forever good; temporary while short; cap limit maximum;
maximum most limit top highest; minimum least lowest; discount reduction off cheaper saving reduce cut;
reduce cut lower slow decrease drop; lower reduce cut decrease drop; decrease reduce drop fall lower;
increase raise rise grow higher boost; raise increase lift up; rise increase; waive free drop;
free complimentary cost charge nothing waive; complimentary free; extra additional more further another surplus add;
additional extra more further add another; separate extra own; extend prolong lengthen longer extension;
extension extend longer; postpone delay defer reschedule; delay late postpone; late delay overdue;
reschedule change move rebook; rebook change reschedule; carry roll; rollover carry roll; transfer move send pass convert;
convert change exchange turn; remain stay keep left last; keep stay remain retain store hold; retain keep store hold;
store keep save shop branch; save keep store; delete erase remove wipe; erase delete remove wipe; remove delete take erase;
notify tell inform alert message email text; inform tell notify; tell inform notify say let; alert notify warn;
contact reach call message write get; call phone ring dial contact telephone; phone call telephone ring mobile handset;
message text write contact; reply answer respond response; answer reply respond; respond reply answer;
check look see review verify confirm view; review check look examine assess; verify check confirm prove identify authenticate;
confirm verify check; view see check look; prove show verify evidence proof; proof evidence receipt show document;
document paper proof id; identification id passport; approve accept grant pass; refuse reject decline deny turn;
reject refuse decline; decline refuse reject; visit come go stop; book reserve reservation booking schedule arrange;
reserve book hold; booking reservation book; reservation booking book; wait hold queue; borrow rent lend loan hire lease;
rent hire lease borrow; lend loan borrow; install set fit put; repair fix mend service; fix repair mend;
break damage crack fault; broken damage crack faulty; damage break crack harm broken; fault defect problem faulty broken;
faulty defective broken fault; defect fault faulty problem defective; defective faulty fault defect; lost lose missing;
lose lost forfeit miss; forfeit lose; steal theft stolen; create make open set; open start create unlock;
activate start turn enable switch; enable turn activate allow switch; disable turn deactivate switch; set choose fix pick;
choose select pick opt; select choose pick; pick choose select collect; decide choose; press tap click hit;
tap press click touch; connect link join pair; link connect; log sign login; login log sign; board boarding get plane;
boarding board; depart leave departure fly take; departure depart leave takeoff flight; leave depart go;
luggage baggage bag suitcase case; baggage luggage bag suitcase; bag baggage luggage; suitcase baggage luggage bag;
cabin carry-on hand onboard; seat place; passenger traveller traveler customer flyer; traveller passenger guest visitor;
guest visitor customer; customer member user client shopper guest; member customer user; user customer member player account;
player user gamer; gamer player; character hero avatar; item product thing article piece goods; product item article goods;
goods item product; parcel package order box shipment; package parcel box bundle; box package packaging;
packaging box wrapping wrap package; receipt invoice proof bill; invoice bill receipt; app application;
website site online web page; online website web internet site; branch store shop office; shop store branch; desk counter;
counter desk; agent staff representative colleague adviser person; staff agent employee colleague crew team;
employee staff worker; team staff agent; helpline hotline line support; hotline helpline line call; support help service;
parent guardian mother father; guardian parent; child kid minor children young; kid child children;
minor child kid teenager young under; adult grown; infant baby; baby infant; spouse husband wife partner; relative family;
family relative household; password passcode code pin; account profile id; tier level grade status rank; level tier grade;
coupon voucher code; voucher coupon; gift present free give; reward benefit bonus point gift; bonus reward extra gift;
benefit perk reward advantage; perk benefit reward; deadline date limit cutoff due; period time term window span;
term period contract; window period time; immediately instantly straight right once instant;
instantly immediately straight right; automatically itself auto automatic; automatic automatically itself; yearly annual year;
annual yearly year; monthly month; weekly week; daily day; whole full entire complete all; full whole entire complete all;
entire whole full all; partial part some; part partial some; half 50; double twice; once time single; single one once;
both two; several many; unlimited limitless endless limit; together combine both along; combine together merge join stack;
stack combine together; merge combine; share split divide; split share divide; penalty fee charge fine; fine penalty;
overdue late unpaid; unpaid overdue outstanding; bill invoice charge statement; statement bill; happen occur take;
occur happen; complete finish full done; process handle take review; handle process deal; eligible qualify entitle can;
qualify eligible entitle; condition term requirement state; requirement condition need; require need must ask;
need require must; necessary need required must; compulsory required must need mandatory; optional choose need;
same identical equal; identical same; different other another; various different; download install get; update upgrade new;
upgrade move update; renew extend again renewal; renewal renew; restore recover back return; recover restore back;
reset restart clear; hack compromise; report tell notify flag; wash clean; clean wash; wear worn; worn wear used;
unopened seal opened; seal unopened; unworn worn wear; unused used use; used use; cash money; money cash fund; fund money;
interest rate; loan borrow lend; deposit put pay; abroad overseas foreign international; overseas abroad foreign international;
foreign abroad overseas; domestic home local; local domestic; journey trip travel; trip journey travel; travel trip journey go;
flight plane fly; plane aircraft flight; hotel accommodation; breakfast morning; car vehicle; vehicle car; park parking;
address location; location place address where; place location spot; near close; people person guest; person people anyone;
age old year; birthday birth; draw raffle winner; winner win; stock available sold; sell sale sold; release launch;
new latest fresh; existing current old; current existing present now; first initial; initial first; last final; final last;
remaining left rest remain; rest remaining remain; balance left remaining; fast quick speed quickly; quick fast speed;
speed fast quick slow; slow speed throttle reduce; throttle slow speed reduce; problem issue fault error trouble;
issue problem give; error problem fault mistake; mistake error wrong; outage down problem; reason cause why; cause reason;
history record log; record history log keep; information detail data; detail information; consent agree permission;
permission consent allow; agree consent accept; guarantee promise warranty; warranty guarantee; safe secure protect;
secure safe protect; protect cover safe; help assist support; assist help; get receive have obtain; obtain get receive;
take last need; last take; hour time; evening night; night evening; morning am; weekend saturday sunday; weekday monday friday;
holiday closed; mobile phone cell; cell mobile phone; pet animal dog cat; animal pet; dog pet; meal food dish; food meal;
drink beverage; medicine medication; wheelchair mobility; pram stroller buggy; stroller pram buggy
`
const groupsOf = (list: string) =>
  list
    .trim()
    .split(/;\s*/)
    .map((group) => group.split(/\s+/))

/** What may stand for the first word of a line. */
export const everyday = new Map<string, string[]>()
for (const [head = '', ...others] of groupsOf(korean)) {
  everyday.set(head, [...(everyday.get(head) ?? []), ...others])
}
/** What may stand for a verb, by its first syllable. */
export const everydayVerbs = new Map(
  groupsOf(verbs).map(([head = '', ...others]): [string, string[]] => [head, others]),
)
for (const [head = '', ...others] of groupsOf(english)) {
  const stem = englishStem(head)
  everyday.set(stem, [...(everyday.get(stem) ?? []), ...others.map(englishStem)])
}
