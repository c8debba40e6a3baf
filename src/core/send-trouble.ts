/** What kept a reply from a customer of another channel; `channel` is its name. */
export type OtherTrouble = 'away' | 'not-taken' | 'no-token' | 'may-have-arrived'

interface Said {
  en(channel: string): string
  ko(channel: string): string
}

const others: Record<OtherTrouble, Said> = {
  away: {
    en: (channel) =>
      `This person can no longer be reached on ${channel}: their chat is not there any more, or they removed the brand. Reach them another way.`,
    ko: (channel) =>
      `${channel}에서 이분께 더는 닿을 수 없어요. 대화방이 없어졌거나 브랜드를 지우셨어요. 다른 방법으로 연락해 주세요.`,
  },
  'not-taken': {
    en: (channel) =>
      `${channel} does not take this reply: the person may have blocked the brand, or too much time has passed since they wrote. Reach them another way.`,
    ko: (channel) =>
      `${channel}에서 이 답을 받지 않았어요. 이분이 브랜드를 차단했거나, 글을 남긴 지 너무 오래되었을 수 있어요. 다른 방법으로 연락해 주세요.`,
  },
  'no-token': {
    en: (channel) =>
      `${channel} does not accept our bot; an operator compares MicrosoftAppId and MicrosoftAppPassword. It is tried again.`,
    ko: (channel) =>
      `${channel}에서 저희 봇을 받아 주지 않아요. 운영자가 MicrosoftAppId와 MicrosoftAppPassword를 확인해 주세요. 저절로 다시 해 봐요.`,
  },
  'may-have-arrived': {
    en: () => 'It may have arrived; look there before you answer by hand.',
    ko: () => '이미 전해졌을 수 있어요. 직접 답하기 전에 그 채널의 대화를 확인해 주세요.',
  },
}

const kinds: Record<string, string> = {
  gone: '채널에 답할 곳이 더는 없어요.',
  refused: '채널에서 이 답을 받지 않았어요.',
  network: '채널에 닿지 못했어요.',
  busy: '채널이 지금은 받을 수 없다고 해요.',
  auth: '채널이 이 계정을 받아 주지 않아요.',
}

/** As it is kept with the send. */
export function otherTrouble(kind: OtherTrouble, channel: string): string {
  return others[kind].en(channel)
}

/**
 * Why a reply was not sent, as a colleague reads it. What the network itself said stays as it said it.
 * @param why as it is kept with the send: the kind, a colon and the English words.
 */
export function saySendTrouble(why: string, language: 'ko' | 'en'): string {
  const [, kind = '', rest = why] = /^(gone|refused|network|busy|auth): ([\s\S]*)$/.exec(why) ?? []
  for (const said of Object.values(others)) {
    const [before = '', after = ''] = said.en('\n').split('\n')
    const to = after === '' ? before.length : rest.indexOf(after, before.length)
    if (!rest.startsWith(before) || to < 0) continue
    const channel = rest.slice(before.length, to)
    if (/\s/.test(channel)) continue
    const own = rest.slice(to + after.length)
    return language === 'en' ? `${said.en(channel)}${own}` : `${said.ko(channel)}${own}`
  }
  return language === 'ko' && kind in kinds ? `${kinds[kind]} (${rest})` : why
}
