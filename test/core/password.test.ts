import { expect } from 'chai'
import { weaknessOf } from '../../src/core/password.ts'

const names = ['hana.kim@shop.example', '다정텔레콤', 'KT']

describe('a password that is tried first', () => {
  const tried: [password: string, why: string][] = [
    ['aaaaaaaaaa', 'password-repeats'],
    ['ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ', 'password-repeats'],
    ['12121212121212', 'password-repeats'],
    ['가나다가나다가나다가', 'password-repeats'],
    ['1234567890', 'password-repeats'],
    ['9876543210', 'password-repeats'],
    ['abcdefghijkl', 'password-repeats'],
    ['          ', 'password-repeats'],
    ['password1234', 'password-common'],
    ['P@ssW0rd2026!', 'password-common'],
    ['my password!!', 'password-common'],
    ['ｐａｓｓｗｏｒｄ１２', 'password-common'],
    ['qwertyuiop12', 'password-common'],
    ['1q2w3e4r5t!!', 'password-common'],
    ['비밀번호2026!!', 'password-common'],
    ['비밀번호2026!!'.normalize('NFD'), 'password-common'],
    ['qlalfqjsgh1234', 'password-common'],
    ['다정 2026 1123', 'password-common'],
    ['hana.kim@shop.example', 'password-name'],
    ['HanaKim1999!', 'password-name'],
    ['다정텔레콤2026!!', 'password-name'],
    ['다정텔레콤 화이팅', 'password-name'],
    ['kt20261123!!', 'password-name'],
  ]
  for (const [password, why] of tried)
    it(`${password}: ${why}`, () => expect(weaknessOf(password, names)).to.equal(why))

  for (const password of [
    '다정한 하루 보내세요',
    'only-they-know-it',
    'the first password',
    'correct horse battery staple',
    '하나네 강아지는 초코예요',
    'Xk3-9vQ_pLw2',
    '비 오는 날엔 파전이지',
  ])
    it(`but not ${password}`, () => expect(weaknessOf(password, names)).to.equal(null))
})
