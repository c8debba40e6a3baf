import { cardLooksOf, paletteOf, stylesOf } from '../../src/web/chat/looks.ts'

export interface Look {
  lang: 'ko' | 'en'
  scheme: 'light' | 'dark'
}

/** Web Chat as its makers ship it. What it posts goes to `/post` as it is, and it shows what `/told` brings. @param as who sits before it. */
export function clientPage(as: string, { lang, scheme }: Look): string {
  const isDark = scheme === 'dark'
  const palette = paletteOf(null, isDark)
  // As it comes where it is light; in the dark everything that embeds it has to say what its colours are.
  const looks = isDark
    ? {
        styleOptions: stylesOf(palette, true),
        adaptiveCardsHostConfig: cardLooksOf(palette),
      }
    : { styleOptions: { primaryFont: 'P' } }
  const styleOptions = { ...looks.styleOptions, bubbleMaxWidth: 640, adaptiveCardsParserMaxVersion: '1.4' }
  const given = { userID: as, locale: lang === 'ko' ? 'ko-KR' : 'en-US', ...looks, styleOptions }
  return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><style>
  @font-face{font-family:P;src:url(/font.woff2)}
  html,body,#chat{height:100%;margin:0;font-family:P}button,textarea,code{font-family:P !important}
  ${isDark ? `.ac-pushButton:not(.style-positive,.style-destructive){background:${palette.paper} !important}.ac-textInput{background:${palette.paper};color:${palette.ink};border-color:${palette.line}}` : ''}
</style>
<div id="chat"></div><script src="/webchat.js"></script><script>
  const observable = (start) => ({
    subscribe(next) {
      const observer = typeof next === 'function' ? { next } : next
      start((value) => observer.next && observer.next(value), () => observer.complete && observer.complete(),
        (error) => observer.error && observer.error(error))
      return { unsubscribe() {} }
    },
    [Symbol.observable || '@@observable']() { return this },
  })
  let told = null
  const directLine = {
    connectionStatus$: observable((next) => { next(0); next(1); next(2) }),
    activity$: observable((next) => { told = next }),
    postActivity: (activity) => observable((next, done, fail) => {
      fetch('/post?as=${as}', { method: 'POST', body: JSON.stringify(activity) })
        .then((answer) => answer.json())
        .then(({ id, echo }) => { told(echo); next(id); done() }, fail)
    }),
    getSessionId: () => observable((next, done) => { next(''); done() }),
    end() {},
  }
  WebChat.renderWebChat({ directLine, ...${JSON.stringify(given)} }, document.getElementById('chat'))
  let after = 0
  async function listen() {
    const { activities, next } = await (await fetch('/told?as=${as}&after=' + after)).json()
    after = next
    for (const activity of activities) told(activity)
    setTimeout(listen, 60)
  }
  listen()
</script></html>`
}
