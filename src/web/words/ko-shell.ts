/** What stands around every room, in Korean. */
export const shell = {
  tabsBefore: '앞쪽 목록 보기',
  tabsAfter: '뒤쪽 목록 보기',
  notFound: '주소가 바뀌었거나 잘못 적혔을 수 있어요. 위에서 갈 곳을 고르거나 아래로 돌아가 주세요.',
  toApprove: '승인 대기로 가기',
  practice: '연습',
  showPassword: '비밀번호 보이기',
  hidePassword: '비밀번호 가리기',
  goodPassword:
    '나만 아는 짧은 문장이 가장 좋아요. 흔한 말, 이메일이나 브랜드 이름, 되풀이한 글자는 쓸 수 없어요.',
} as const
