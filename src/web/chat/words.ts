export type Lang = 'ko' | 'en'

const ko = {
  title: (brand: string) => `${brand} 상담`,
  promise: 'AI 상담 · 사람 연결 가능',
  close: '상담창 닫기',
  connecting: '연결하고 있어요…',
  offline: '인터넷 연결이 끊겼어요. 보낸 말은 연결되면 전해져요.',
  lost: '연결이 끊겨 다시 잇고 있어요. 보낸 말은 연결되면 전해져요.',
  failed: '아직 연결하지 못했어요. 잠시 뒤에 저절로 다시 해 보고, 보낸 말은 그때 전해져요.',
  back: '다시 연결됐어요.',
  free: '이제 다시 보낼 수 있어요.',
  busy: '말이 많이 몰려 잠시 기다리고 있어요. 보낸 말은 곧 차례로 전해져요.',
  again: '지금 다시 연결',
  anew: '지난 대화가 끝나서 새 대화로 이어 갈게요.',
  noWindow: '상담창을 불러오지 못했어요. 연결을 확인하고 다시 시도해 주세요.',
  noFiles: '파일과 사진은 여기에서 받지 못해요. 글로 남겨 주세요.',
  tooLong: '한 번에 4,000자까지 보낼 수 있어요. 나누어서 보내 주세요.',
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
  back: 'You are connected again.',
  free: 'You can send again now.',
  busy: 'There is a lot going on, so we wait for a moment. What you sent is delivered in turn.',
  again: 'Connect now',
  anew: 'The earlier conversation has ended, so this is a new one.',
  noWindow: 'The chat could not be loaded. Check your connection and try again.',
  noFiles: 'Files and pictures cannot be sent here. Please write it in words.',
  tooLong: 'One message takes up to 4,000 characters. Please send it in parts.',
  closed: 'This chat is not available right now. Please reach us another way.',
}

export const words: Record<Lang, typeof ko> = { ko, en }
