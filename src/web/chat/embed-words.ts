/** What the button on somebody's site says. */
export const embedWords = {
  ko: {
    open: '상담 열기',
    close: '상담 닫기',
    title: '상담',
    unread: (count: number) => `상담 열기, 읽지 않은 메시지 ${count}개`,
  },
  en: {
    open: 'Open the chat',
    close: 'Close the chat',
    title: 'Chat',
    unread: (count: number) => `Open the chat, ${count} unread ${count === 1 ? 'message' : 'messages'}`,
  },
}
