import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import type { Helping } from '../../src/desk/helping.ts'
import { makeScene, type Scene, type Setting } from '../desk/scene.ts'
import { signedInAs } from '../http/people.ts'
import { seedAccount } from '../support/database.ts'
import { type StaffPage, useStaffPage } from './staff-page.ts'

describe('one conversation, on the staff’s page', () => {
  const openPage = useStaffPage()
  let house: StaffPage['house']
  let page: StaffPage['page']
  let signIn: StaffPage['signIn']

  async function open(scene: Scene, tab = 'all') {
    await page.goto(`${house.server.url}/desk/${tab}/${scene.conversationId}`)
    if ((await page.locator('input[name=email]').count()) > 0 || !(await signedIn())) await signIn()
    await page.waitForSelector('.conversation')
  }
  async function signedIn() {
    await page.waitForSelector('input[name=email], #top')
    return (await page.locator('#top').count()) > 0
  }
  /** A draft that waits; what is approved goes out after a minute. */
  async function drafted(more: Setting = {}): Promise<Scene> {
    const policy = {
      undoSeconds: 60,
      disclosure: { on: false, againAfterHours: 24, channels: {}, ko: null, en: null },
    }
    const { id } = await seedAccount(house.test.db, { nativeId: randomUUID(), policy })
    const scene = await makeScene(house.test.db, '배송 언제 와요?', { accountId: id, ...more })
    await scene.draft('방금 출발했어요!')
    return scene
  }
  async function another(name: string) {
    const made = await signedInAs(house.test.db, 'approver', null)
    await house.test.db.updateTable('colleagues').set({ name }).where('id', '=', made.id).execute()
    const call = (path: string, body: unknown) => house.call(path, body, { cookie: made.cookie })
    return { ...made, call }
  }
  const pathOf = (scene: Scene) => `/api/conversations/${scene.conversationId}`
  const toast = (words: string) => page.waitForSelector(`#toast.shown:has-text("${words}")`)
  const more = async (words: string) => {
    await page.click('.more-acts')
    await page.click(`[role=menuitem]:has-text("${words}")`)
  }

  describe('an approval', () => {
    beforeEach(async () => {
      ;({ house, page, signIn } = await openPage())
    })

    it('is counted down and taken back by a key, and the text is kept', async () => {
      const scene = await drafted()
      await open(scene)
      await page.fill('#reply', '방금 출발했어요.')
      await page.click('#send')
      await page.waitForSelector('#undo-bar:has-text("초 뒤에 나가요")')
      expect(await page.textContent('#aloud')).to.match(/하나님께 보낼 답을 승인했어요. (60|59)초 안에/)
      expect(await scene.stages()).to.deep.equal(['approved'])
      await page.keyboard.press('z')
      await toast('되돌렸어요')
      expect(await scene.stages()).to.deep.equal(['waiting'])
      expect(await page.inputValue('#reply')).to.equal('방금 출발했어요.')
      expect(await page.locator('#undo-bar').count()).to.equal(0)
    })

    it('is read out once and not with each second', async () => {
      const scene = await drafted()
      await open(scene)
      await page.evaluate(
        `globalThis.heard = []; new MutationObserver(() => heard.push(document.querySelector('#aloud').textContent)).observe(document.querySelector('#aloud'), { childList: true, characterData: true, subtree: true })`,
      )
      await page.keyboard.press('a')
      await page.waitForSelector('#undo-bar')
      const first = await page.textContent('.count-down')
      await page.waitForSelector(`.count-down:not(:has-text("${first}"))`)
      const heard = (await page.evaluate('heard')) as string[]
      expect(heard.filter((one) => one.includes('되돌려요'))).to.have.length(1)
      expect(await page.locator('#undo-bar [aria-live], #undo-bar[role=status]').count()).to.equal(0)
    })

    it('can be taken back where it stands in the thread', async () => {
      const scene = await drafted()
      await open(scene)
      await page.keyboard.press('a')
      await page.click('.turn.queued .undo-line button')
      await toast('되돌렸어요')
      await page.waitForSelector('#reply')
      expect(await page.inputValue('#reply')).to.equal('방금 출발했어요!')
    })

    it('says what went out when it is too late', async () => {
      const scene = await drafted()
      await open(scene)
      await page.keyboard.press('a')
      await page.waitForSelector('#undo-bar')
      await house.test.pool.query(`update sends set state = 'sending', tried_at = now()`)
      await page.keyboard.press('z')
      await toast('이미 나가고 있어서 되돌릴 수 없어요. 나가는 글: “방금 출발했어요!”')
      expect(await page.locator('#undo-bar').count()).to.equal(0)
    })
  })

  describe('who is here', () => {
    beforeEach(async () => {
      ;({ house, page, signIn } = await openPage())
    })

    it('is shown by name, and whoever has it to themselves decides alone', async () => {
      const scene = await drafted()
      const jimin = await another('지민')
      await open(scene)
      await jimin.call(`${pathOf(scene)}/presence`, { doing: 'typing' })
      await page.waitForSelector('#company:has-text("지민 (쓰는 중)")')
      await jimin.call(`${pathOf(scene)}/take`, {})
      await page.waitForSelector('#lease:has-text("지민님이 답하고 있어서")')
      expect(await page.isDisabled('#send')).to.equal(true)
      await page.keyboard.press('a')
      await toast('지민님이 답하고 있어서')
      expect(await scene.stages()).to.deep.equal(['waiting'])
      await page.click('#take')
      await page.waitForSelector('#let-go')
      expect(await page.isEnabled('#send')).to.equal(true)
      const theirs = await jimin.call(`${pathOf(scene)}/take`, {})
      expect(theirs.status).to.equal(409)
      await page.click('#let-go')
      await page.waitForSelector('#let-go', { state: 'detached' })
    })

    it('is told of the one at this page, and no more when they have left', async () => {
      const scene = await drafted()
      await open(scene)
      const doing = async () => {
        const { rows } = await house.test.pool.query<{ doing: string }>('select doing from presences')
        return rows.map((one) => one.doing)
      }
      await page.waitForResponse((answer) => answer.url().endsWith('/presence') && answer.ok())
      expect(await doing()).to.deep.equal(['looking'])
      await page.fill('#reply', '곧 도착해요')
      await page.waitForResponse(
        (answer) => answer.request().postData()?.includes('typing') === true && answer.ok(),
      )
      await page.keyboard.press('Escape')
      const gone = page.waitForResponse(
        (answer) => answer.request().postData()?.includes('gone') === true && answer.ok(),
      )
      await page.keyboard.press('Escape')
      await gone
      expect(await doing()).to.deep.equal([])
    })
  })

  describe('a note', () => {
    beforeEach(async () => {
      ;({ house, page, signIn } = await openPage())
    })

    it('calls a colleague by a few letters, stands in the thread and is not lost by a reload', async () => {
      const scene = await drafted()
      const jimin = await another('지민')
      await open(scene)
      await page.locator('.note-form textarea').pressSequentially('환불 건이에요 @지')
      await page.waitForSelector('.note-names [role=option]:has-text("지민")')
      await page.keyboard.press('Enter')
      expect(await page.inputValue('.note-form textarea')).to.equal('환불 건이에요 @지민 ')
      await page.reload()
      await page.waitForSelector('.note-form')
      expect(await page.inputValue('.note-form textarea')).to.equal('환불 건이에요 @지민 ')
      await page.focus('.note-form textarea')
      await page.keyboard.press('Control+Enter')
      await toast('메모를 남기고 지민님을 불렀어요')
      await page.waitForSelector('.thread .note:has-text("동료만 봐요")')
      expect(await page.inputValue('.note-form textarea')).to.equal('')
      expect(await scene.sends()).to.deep.equal([])
      const told = await house.call('/api/me/mentions', undefined, { cookie: jimin.cookie })
      expect(((await told.json()) as { notes: unknown[] }).notes).to.have.length(1)
      await page.click('.note .link')
      await page.click('[role=dialog] .main')
      await page.waitForSelector('.note', { state: 'detached' })
    })

    it('that calls the colleague rings the bell until its conversation is opened', async () => {
      const scene = await drafted()
      await house.test.db.updateTable('colleagues').set({ name: '수아' }).execute()
      const jimin = await another('지민')
      await page.goto(house.server.url)
      await signIn()
      await page.waitForSelector('.bell')
      await jimin.call(`${pathOf(scene)}/notes`, { text: '@수아 봐 주세요' })
      await page.reload()
      await page.waitForSelector('.bell[aria-label="나를 부른 메모 1개"]')
      await page.click('.bell')
      await page.click('[role=menuitem]:has-text("봐 주세요")')
      await page.waitForSelector('.thread .note:has-text("지민님의 메모")')
      await page.waitForSelector('.bell[aria-label="나를 부른 메모"]')
    })
  })

  describe('beside an answer', () => {
    const guided: unknown[] = []
    const helping: Helping = {
      canRewrite: true,
      rewrite: async ({ text }) => ({ kind: 'rewritten', text, findings: [] }),
      summary: async () => null,
      translate: async () => ({ kind: 'not-found' }),
    }

    it('it is put off until tomorrow and brought back, and what was typed stays', async () => {
      ;({ house, page, signIn } = await openPage())
      const scene = await drafted()
      await open(scene)
      await page.fill('#reply', '내일 다시 볼게요')
      await more('나중에 보기')
      await page.click('.snooze button:has-text("내일 아침")')
      await page.waitForSelector('#snoozed:has-text("9:00")')
      const row = await house.test.db
        .selectFrom('conversations')
        .select('snoozed_until')
        .executeTakeFirstOrThrow()
      const tomorrow = new Date()
      tomorrow.setDate(tomorrow.getDate() + 1)
      expect(new Date(String(row.snoozed_until)).getDate()).to.equal(tomorrow.getDate())
      expect(await page.inputValue('#reply')).to.equal('내일 다시 볼게요')
      await page.click('#snoozed button')
      await page.waitForSelector('#snoozed', { state: 'detached' })
    })

    it('a time that has passed is not taken', async () => {
      ;({ house, page, signIn } = await openPage())
      const scene = await drafted()
      await open(scene)
      await more('나중에 보기')
      await page.fill('.snooze input', '2020-01-01T09:00')
      await page.click('.snooze .main')
      await page.waitForSelector('.snooze:has-text("90일 안의 때를")')
    })

    it('it is marked as spam', async () => {
      ;({ house, page, signIn } = await openPage())
      const scene = await drafted()
      await open(scene)
      await more('스팸이에요')
      await page.click('[role=dialog] .main')
      await toast('스팸으로 표시했어요')
      expect(await scene.stages()).to.deep.equal(['refused'])
    })

    it('the person is left alone by the machine, with a reason', async () => {
      ;({ house, page, signIn } = await openPage())
      const scene = await drafted()
      await open(scene)
      await more('자동으로 답하지 않기')
      expect(await page.isDisabled('[role=dialog] .main')).to.equal(true)
      await page.fill('[role=dialog] textarea', '전화로 부탁하셨어요')
      await page.click('[role=dialog] .main')
      await page.waitForSelector('#wish')
    })

    it('a saved reply comes in with its names, as an edit', async () => {
      ;({ house, page, signIn } = await openPage())
      const scene = await drafted()
      const { id: brandId } = await house.test.db
        .selectFrom('brands')
        .select('id')
        .where('name', '=', '다정텔레콤')
        .executeTakeFirstOrThrow()
      await house.test.db.updateTable('accounts').set({ brand_id: brandId }).execute()
      await house.call('/api/saved-replies', {
        ...{ name: '인사', language: 'ko', text: '{{person.name}}님, 반가워요.' },
      })
      await open(scene)
      await page.keyboard.press(';')
      await page.waitForSelector('[role=option]:has-text("인사")')
      await page.keyboard.press('Enter')
      await toast('넣었어요')
      expect(await page.inputValue('#reply')).to.equal('하나님, 반가워요.')
      expect(await page.textContent('#send')).to.equal('고친 글로 보내기')
      await page.fill('#reply', '직접 쓴 글. ')
      await page.click('#saved')
      await page.fill('[role=dialog] input', '반가')
      await page.keyboard.press('Enter')
      await page.waitForSelector('[role=dialog]', { state: 'detached' })
      expect(await page.inputValue('#reply')).to.equal('직접 쓴 글. 하나님, 반가워요.')
      await page.click('#saved')
      await page.click('.save-reply summary')
      await page.fill('.save-reply input', '인사')
      await page.click('.save-reply button')
      await page.waitForSelector('.save-reply:has-text("이미 있어요")')
      await page.fill('.save-reply input', '다른 인사')
      await page.click('.save-reply button')
      await page.waitForSelector('[role=option]:has-text("다른 인사")')
    })

    it('another try is told what is wanted of it', async () => {
      ;({ house, page, signIn } = await openPage({ helping }))
      const scene = await drafted()
      await open(scene)
      await page.route('**/another-try', (route) => {
        guided.push(route.request().postDataJSON())
        return route.fulfill({ status: 200, json: { kind: 'done' } })
      })
      await page.fill('#guidance input', '사과부터 해 주세요')
      await page.keyboard.press('Enter')
      await toast('했어요')
      expect(guided).to.deep.equal([{ version: await scene.version(), guidance: '사과부터 해 주세요' }])
      expect(await page.inputValue('#guidance input')).to.equal('')
    })
  })

  describe('the customer’s card', () => {
    beforeEach(async () => {
      ;({ house, page, signIn } = await openPage())
    })

    it('links two names with a reason and takes that back', async () => {
      const scene = await drafted()
      const accountId = scene.accountId
      await makeScene(house.test.db, '저 하나예요', {
        accountId,
        handle: '@hana2@town.example',
        name: '하나 둘째',
      })
      await open(scene)
      await page.click('#card')
      await page.waitForSelector('#person-card:has-text("@hana@town.example")')
      await page.click('#link-person summary')
      await page.waitForSelector('#link-person:has-text("이름이나 아이디가 같은 사람은 없어요")')
      await page.fill('#link-person input', '하나')
      await page.click('label:has-text("하나 둘째")')
      await page.fill('#link-person textarea', '전화로 확인했어요')
      await page.click('#link-person button[type=submit]')
      await toast('같은 사람으로 이었어요')
      await page.waitForSelector('#person-card:has-text("전화로 확인했어요")')
      await page.waitForSelector('#person-card .talks a:has-text("저 하나예요")')
      await page.click('[aria-label="떼어 놓기: 하나 둘째"]')
      await page.click('.ask-line .main')
      await toast('떼어 놓았어요')
      await page.waitForSelector('#person-card:has-text("다른 대화가 없어요")')
    })

    it('offers who goes by the same name before anybody is looked for', async () => {
      const scene = await drafted()
      await makeScene(house.test.db, '여기도 하나예요', {
        ...{ accountId: scene.accountId, handle: 'somebody-else', name: '하나' },
      })
      await open(scene)
      await page.click('#card')
      await page.click('#link-person summary')
      await page.click('#link-person label:has-text("somebody-else")')
      await page.fill('#link-person textarea', '주문 번호가 같아요')
      await page.click('#link-person button[type=submit]')
      await toast('같은 사람으로 이었어요')
      await page.waitForSelector('#person-card .talks a:has-text("여기도 하나예요")')
    })

    it('forgets a person after a warning, with a reason, and shows the receipt', async () => {
      const scene = await drafted()
      await open(scene)
      await page.fill('#reply', '하나님께 쓰던 글')
      await page.click('#card')
      await page.click('#forget')
      expect(await page.textContent('#forget-form')).to.include('되돌릴 수 없어요')
      expect(await page.isDisabled('#forget-form .main')).to.equal(true)
      await page.click('label:has-text("본인이 원했어요")')
      expect(await page.isDisabled('#forget-form .main')).to.equal(true)
      await page.click('label:has-text("되돌릴 수 없다는 것을")')
      await page.click('#forget-form .main')
      await page.waitForSelector('#receipt')
      const receipt = String(await page.textContent('#receipt'))
      expect(receipt).to.match(/[0-9a-f]{64}/)
      expect(await page.textContent('.mantine-Drawer-title')).to.equal('영수증')
      expect(await page.getAttribute('#receipt a', 'href')).to.match(/^https:\/\/town\.example\//)
      expect(await house.test.db.selectFrom('persons').selectAll().execute()).to.deep.equal([])
      await page.keyboard.press('Escape')
      await page.waitForSelector('#receipt', { state: 'detached' })
      await page.waitForSelector('.conversation', { state: 'detached' })
      expect(String(await page.evaluate('JSON.stringify(localStorage)'))).not.to.include('하나님께')
    })
  })
})
