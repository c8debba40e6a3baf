/** What the chat itself says to a customer, apart from any answer. */
export interface CustomerWords {
  hello(brand: string): string
  machine: string
  person: string
  waits: string
  withPerson: string
  /** @param when as they read it on their clock. */
  closed(when: string): string
  /** @param what a thing, as a prompt names it. */
  ask(what: string): string
  /** @param what they were asked for, and have told. */
  told(what: string): string
  rate: string
  scores: readonly string[]
  thanks: string
  sorry: string
  words: string
  lost: string
  /** A picture or a file came without a word. */
  files: string
  /** What a colleague reads in the place of its words. */
  onlyFiles: string
}

export const customerWords: Record<'ko' | 'en', CustomerWords> = {
  ko: {
    hello: (brand) => `안녕하세요, ${brand} 상담 창이에요.`,
    machine: '먼저 AI가 답을 준비해요. 사람이 필요하면 언제든 “상담원”이라고 남겨 주세요.',
    person: '상담원 연결',
    waits: '담당자가 답을 확인하고 있어요. 창을 닫으셔도 답은 여기에 남아 있어요.',
    withPerson: '담당자에게 전해 드렸어요. 창을 닫으셔도 답은 여기에 남아 있어요.',
    closed: (when) =>
      `지금은 상담 시간이 아니에요. ${when}부터 담당자가 확인해요. 창을 닫으셔도 답은 여기에 남아 있어요.`,
    ask: (what) => `${what}도 여기에 남겨 주시겠어요? 더 빨리 살펴볼 수 있어요. 지금 모르셔도 괜찮아요.`,
    told: (what) => `${what} 잘 받았어요. 고맙습니다.`,
    rate: '이번 상담이 도움이 되셨나요? 1(아니요)부터 5(아주)까지 골라 주세요.',
    scores: ['5점', '4점', '3점', '2점', '1점'],
    thanks: '고맙습니다. 더 나아지는 데 쓸게요.',
    sorry: '솔직하게 알려 주셔서 고맙습니다. 무엇이 아쉬웠는지 한 줄만 남겨 주시겠어요?',
    words: '남겨 주신 말을 담당자에게 전했어요. 고맙습니다.',
    lost: '방금 하신 말을 받지 못했어요. 한 번 더 보내 주세요.',
    files: '사진이나 파일은 여기서 볼 수 없어요. 어떤 일인지 글로 적어 주시겠어요?',
    onlyFiles: '(사진이나 파일)',
  },
  en: {
    hello: (brand) => `Hello, this is ${brand}.`,
    machine: 'An AI prepares the first answers. Write “human” whenever you want a person.',
    person: 'Talk to a human',
    waits: 'A colleague is looking at the answer. It will stay here even if you close this window.',
    withPerson: 'A colleague has your message now. The answer will stay here even if you close this window.',
    closed: (when) =>
      `Our colleagues are back ${when}. The answer will stay here even if you close this window.`,
    ask: (what) =>
      `One thing would help us look into it sooner: ${what}. Just write it here. If you do not have it at hand, that is fine.`,
    told: (what) => `Thank you, we have ${what}.`,
    rate: 'Was this helpful? Choose from 1 (no) to 5 (very).',
    scores: ['5', '4', '3', '2', '1'],
    thanks: 'Thank you. We will use it to get better.',
    sorry: 'Thank you for being frank. Would you tell us in a line what was missing?',
    words: 'Your words were passed on to a colleague. Thank you.',
    lost: 'What you wrote did not reach us. Please send it once more.',
    files: 'Pictures and files cannot be seen here. Would you tell us in words what it is about?',
    onlyFiles: '(picture or file)',
  },
}
