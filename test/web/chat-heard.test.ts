import { expect } from 'chai'
import { askForRating, CustomerState } from '../../dialogs/customer-step.ts'
import { until } from '../support/chat-world.ts'
import { type Heard, listen, openHeard } from './chat-heard.ts'
import { box, expectCalm, pastePicture, useChatSite } from './chat-site.ts'

const spoken = {
  ko: {
    ...{ brand: '다정텔레콤', open: '상담 열기', shut: '상담 닫기', panel: '상담', close: '상담창 닫기' },
    ...{ unread: '상담 열기, 읽지 않은 메시지 1개', promise: 'AI 상담 · 사람 연결 가능' },
    connecting: '연결하고 있어요…',
    hello:
      '상담창의 말: 안녕하세요, 다정텔레콤 상담 창이에요. 먼저 AI가 답을 준비해요. 사람이 필요하면 언제든 “상담원”이라고 남겨 주세요. 배송이 언제 오나요? 상담원 연결',
    choices: '골라서 답할 수 있어요. 입력 칸 바로 앞에 있어요.',
    toolbar: 'toolbar · 골라서 답하기',
    person: 'button · 상담원 연결',
    transcript: 'group · 대화 내용. 위아래 화살표 키로 이동할 수 있어요.',
    box: 'textbox · 메시지 입력',
    send: 'button · 보내기',
    ask: '언제 와요?',
    asked: '내가 쓴 말: 언제 와요?',
    typing: '답을 쓰고 있어요.',
    answer: '내일 도착해요.\n운송장은 https://post.example/1 이에요.',
    answered: '상담창의 말: 내일 도착해요. 운송장은 https://post.example/1 이에요.',
    link: '링크가 있어요. 입력 칸 앞의 대화 내용에 있어요.',
    rate: '상담창의 말: 이번 상담이 도움이 되셨나요? 1(아니요)부터 5(아주)까지 골라 주세요. 5점 4점 3점 2점 1점',
    scores: ['button · 5점', 'button · 4점', 'button · 3점', 'button · 2점', 'button · 1점'],
    four: '4점',
    rated: '내가 쓴 말: 4점',
    offline: '인터넷 연결이 끊겼어요. 보낸 말은 연결되면 전해져요.',
    back: '다시 연결됐어요.',
    noFiles: '파일과 사진은 여기에서 받지 못해요. 글로 남겨 주세요.',
  },
  en: {
    ...{
      brand: 'Dajeong',
      open: 'Open the chat',
      shut: 'Close the chat',
      panel: 'Chat',
      close: 'Close the chat',
    },
    ...{ unread: 'Open the chat, 1 unread message', promise: 'AI assistant · people are here too' },
    connecting: 'Connecting…',
    hello:
      'The chat said: Hello, this is Dajeong. An AI prepares the first answers. Write “human” whenever you want a person. 배송이 언제 오나요? Talk to a human',
    choices: 'There are suggested answers right before the message box.',
    toolbar: 'toolbar · Suggested answers',
    person: 'button · Talk to a human',
    transcript: 'group · Conversation. The arrow keys move through it.',
    box: 'textbox · Message',
    send: 'button · Send',
    ask: 'When will it come?',
    asked: 'You said: When will it come?',
    typing: 'An answer is being written.',
    answer: 'It comes tomorrow.\nThe parcel is at https://post.example/1 .',
    answered: 'The chat said: It comes tomorrow. The parcel is at https://post.example/1 .',
    link: 'It has a link, in the conversation before the message box.',
    rate: 'The chat said: Was this helpful? Choose from 1 (no) to 5 (very). 5 4 3 2 1',
    scores: ['button · 5', 'button · 4', 'button · 3', 'button · 2', 'button · 1'],
    four: '4',
    rated: 'You said: 4',
    offline: 'You are offline. What you send is delivered when you are back.',
    back: 'You are connected again.',
    noFiles: 'Files and pictures cannot be sent here. Please write it in words.',
  },
}

/** They are met one after the other, whatever stands between them. */
function expectInOrder(lines: readonly string[], wanted: readonly string[]): void {
  let from = 0
  for (const one of wanted) {
    const at = lines.indexOf(one, from)
    expect(at, `${one}, in:\n${lines.join('\n')}`).to.be.at.least(0)
    from = at + 1
  }
}

describe('what is heard of the chat window by who does not see it', () => {
  const openSite = useChatSite()

  for (const lang of ['ko', 'en'] as const)
    it(`says in order what there is and what happens, each once: ${lang}`, async () => {
      const site = await openSite({ locale: lang === 'ko' ? 'ko-KR' : 'en-US' })
      const words = spoken[lang]
      const { page } = site
      await listen(site.context)
      await page.goto(site.site)
      const button = page.getByRole('button', { name: words.open, exact: true })
      await button.focus()
      await page.keyboard.press('Enter')
      const frame = await site.frame()
      await frame.waitForSelector(`${box}:focus`)
      const heard: Heard = await openHeard(page, frame)
      const story: string[] = []
      /** All of it, in the order in which it was said, and none of it twice. */
      const says = async (...more: string[]) => {
        story.push(...more)
        await until(async () => (await heard.announced()).length >= story.length)
        expect((await heard.announced()).map((one) => one.replaceAll('\u200b', ''))).to.deep.equal(story)
      }

      // It opens: where one is, that a machine answers, how to reach a person.
      await says(words.connecting, words.hello, words.choices)
      expect(await heard.focused()).to.equal(words.box)
      expectInOrder(await heard.around(), [`button · ${words.shut} · expanded`, `dialog · ${words.panel}`])
      expect((await heard.around()).find((one) => one.startsWith('Iframe'))).to.equal(
        `Iframe · ${words.panel}`,
      )
      expectInOrder(await heard.met(), [
        ...[`heading · ${words.brand}`, words.promise, `button · ${words.close}`, words.transcript],
        ...[words.toolbar, words.person, words.box, words.send],
      ])

      const [chat = ''] = await until(async () => ((await site.chats()).length > 0 ? site.chats() : null))
      await page.keyboard.type(words.ask)
      await page.keyboard.press('Enter')
      site.typing(chat)
      await says(words.asked, words.typing)
      await site.say(chat, words.answer)
      await says(words.answered, words.link)

      // The question how it was: each choice has a name that says of how many, and is pressed by keys.
      const { post } = askForRating(
        CustomerState.parse({ greeted: true, language: lang }),
        { conversationId: '1', closedAfter: '1' },
        new Date(),
      )
      const actions = post.suggestions?.map((value) => ({ type: 'imBack', title: value, value }))
      await site.say(chat, post.text, { suggestedActions: { actions } })
      await says(words.rate, words.choices)
      expectInOrder(await heard.met(), [words.toolbar, ...words.scores, words.box])
      await page.keyboard.press('Shift+Tab')
      expect(await heard.focused()).to.equal(words.scores[0])
      await page.keyboard.press('ArrowRight')
      expect(await heard.focused()).to.equal(words.scores[1])
      await page.keyboard.press('Enter')
      await until(async () => (await site.sent(chat)).includes(words.four))
      await says(words.rated)
      await frame.waitForSelector(`${box}:focus`)

      await site.context.setOffline(true)
      await says(words.offline)
      await site.context.setOffline(false)
      await says(words.back)
      // A picture is pasted: it cannot be sent, and that is said.
      await frame.evaluate(pastePicture)
      await says(words.noFiles)

      const lines = [...(await heard.met()), ...(await heard.around())].join('\n')
      if (lang === 'en') expect(lines.replaceAll('배송이 언제 오나요?', '')).to.not.match(/[가-힣]/)
      else
        expect(
          lines
            .match(/[A-Za-z]{3,}[^\n]*/g)
            ?.filter(
              (one) => !/^(?:[a-z]+ · |Iframe|Shop|Cart|Tab|Shift|Enter|ESC|https|[A-Za-z]+$)/.test(one),
            ) ?? [],
        ).to.deep.equal([])
      // Web Chat's own word for the line is that it is up, whatever it is.
      expect(lines).to.not.match(/Connectivity|Connected/)
      // Nothing that is pressed is without a name.
      expect(lines.split('\n').filter((one) => /^(?:button|link|textbox|image)$/.test(one))).to.deep.equal([])

      await page.keyboard.press('Escape')
      await button.waitFor()
      expect(await heard.focused()).to.equal(`button · ${words.open}`)
      await site.say(chat, words.back)
      await page.getByRole('button', { name: words.unread, exact: true }).waitFor()
      expect(await heard.focused()).to.equal(`button · ${words.unread}`)
      expectCalm(site, /ERR_|WebSocket/)
    })
})
