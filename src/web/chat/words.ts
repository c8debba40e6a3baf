export type Lang = 'ko' | 'en'

const ko = {
  title: (brand: string) => `${brand} 상담`,
  promise: 'AI 상담 · 사람 연결 가능',
  close: '상담창 닫기',
  connecting: '연결하고 있어요…',
  offline: '인터넷 연결이 끊겼어요. 보낸 말은 연결되면 전해져요.',
  lost: '연결이 끊겨 다시 잇고 있어요. 보낸 말은 연결되면 전해져요.',
  failed: '아직 연결하지 못했어요. 잠시 뒤에 저절로 다시 해 보고, 보낸 말은 그때 전해져요.',
  busy: '말이 많이 몰려 잠시 기다리고 있어요. 보낸 말은 곧 차례로 전해져요.',
  again: '지금 다시 연결',
  anew: '지난 대화가 끝나서 새 대화로 이어 갈게요.',
  noWindow: '상담창을 불러오지 못했어요. 연결을 확인하고 다시 시도해 주세요.',
  closed: '지금은 이 상담창을 쓸 수 없어요. 다른 방법으로 문의해 주세요.',
}

const en: typeof ko = {
  title: (brand) => `Chat with ${brand}`,
  promise: 'AI assistant · people are here too',
  close: 'Close the chat',
  connecting: 'Connecting…',
  offline: 'You are offline. What you send is delivered when you are back.',
  lost: 'The connection was lost and is being restored. What you send is delivered then.',
  failed: 'Still not connected. It is tried again by itself, and what you sent is delivered then.',
  busy: 'There is a lot going on, so we wait for a moment. What you sent is delivered in turn.',
  again: 'Connect now',
  anew: 'The earlier conversation has ended, so this is a new one.',
  noWindow: 'The chat could not be loaded. Check your connection and try again.',
  closed: 'This chat is not available right now. Please reach us another way.',
}

export const words: Record<Lang, typeof ko> = { ko, en }

/** Web Chat has its own words in both languages; these read better, or are missing in its Korean. */
export const webChatWords: Record<Lang, Record<string, string>> = {
  ko: {
    ACTIVITY_BOT_ATTACHED_ALT: '상담창이 보낸 것:',
    ACTIVITY_BOT_SAID_ALT: '상담창의 말:',
    ACTIVITY_STATUS_SEND_FAILED_RETRY: '전해지지 않았어요. [다시 보내기][RETRY].',
    TRANSCRIPT_LIVE_REGION_SEND_FAILED_ALT: '메시지가 전해지지 않았어요.',
    TYPING_INDICATOR_ALT: '답을 쓰고 있어요',
    SUGGESTED_ACTIONS_ALT: '골라서 답하기',
    SUGGESTED_ACTIONS_LABEL_ALT: '골라서 답하기',
    TEXT_INPUT_ALT: '메시지 입력',
    TEXT_INPUT_PLACEHOLDER: '메시지를 입력해 주세요',
    TEXT_INPUT_SEND_BUTTON_ALT: '보내기',
    TYPING_INDICATOR_SINGLE_TEXT: '답을 쓰고 있어요.',
    TYPING_INDICATOR_MULTIPLE_TEXT: '답을 쓰고 있어요.',
    TRANSCRIPT_MORE_MESSAGES: '아래에 더 있어요',
    TRANSCRIPT_NEW_MESSAGES: '새 메시지',
  },
  en: {
    ACTIVITY_BOT_ATTACHED_ALT: 'The chat sent:',
    ACTIVITY_BOT_SAID_ALT: 'The chat said:',
    TYPING_INDICATOR_SINGLE_TEXT: 'An answer is being written.',
    TYPING_INDICATOR_MULTIPLE_TEXT: 'An answer is being written.',
    TEXT_INPUT_ALT: 'Message',
    TEXT_INPUT_PLACEHOLDER: 'Write a message',
    TEXT_INPUT_SEND_BUTTON_ALT: 'Send',
  },
}
