import { expect } from 'chai'
import { openHouse } from './house.ts'

describe('a password that is tried first', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  before(async () => {
    house = await openHouse()
  })
  after(() => house.close())

  const weak: [password: string, error: string][] = [
    ['password123456', 'password-common'],
    ['다정텔레콤2026!!', 'password-name'],
    ['aaaaaaaaaaaa', 'password-repeats'],
  ]

  it('is not taken by who changes theirs, and the old one stays', async () => {
    const who = await house.newcomer()
    const headers = { cookie: who.cookie }
    const change = (next: string) =>
      house.call('/api/change-password', { current: who.password, next }, headers)
    for (const [next, error] of [...weak, ['newcomer2026!', 'password-name']] as const) {
      const answer = await change(next)
      expect(answer.status, next).to.equal(422)
      expect(await answer.json()).to.include({ error })
    }
    const kept = await house.staff.signIn({ ...who, ip: 'here' })
    expect(kept.kind).to.equal('signed-in')
    expect((await change('비 오는 날엔 파전이지')).status).to.equal(200)
  })

  it('is not taken by a link, which holds until a better one is chosen', async () => {
    const person = { email: 'bomi@shop.example', name: '보미', role: 'agent', brandId: house.brandId }
    const invited = (await (await house.call('/api/invitations', person)).json()) as {
      link: { path: string }
    }
    const token = /#link=([\w-]+)$/.exec(invited.link.path)?.[1] ?? ''
    const accept = (password: string) => house.call('/api/links/accept', { token, password })
    for (const [password, error] of [...weak, ['bomi bomi 1999', 'password-name']] as const) {
      const answer = await accept(password)
      expect(answer.status, password).to.equal(422)
      expect(await answer.json()).to.include({ error })
    }
    expect(await (await accept('비 오는 날엔 파전이지')).json()).to.deep.equal({ email: person.email })
    expect((await accept('비 오는 날엔 빈대떡이지')).status).to.equal(403)
    expect(JSON.stringify(house.lines)).not.to.include('파전').and.not.to.include('password123456')
  })
})
