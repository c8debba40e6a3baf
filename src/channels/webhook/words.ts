import type { ChannelWords, SettingWords } from '../channel.ts'

export const about: ChannelWords = {
  ko: {
    label: '웹훅',
    lead: '블로그 댓글이나 앱 리뷰처럼 여기에 없는 곳을 잇는 길이에요. 그쪽 프로그램이 서명한 메시지를 보내오고, 답장도 서명해서 그쪽으로 보내요.',
  },
  en: {
    label: 'Webhook',
    lead: 'For whatever is not named here, such as comments of a blog or reviews of an app: its program delivers signed messages to us, and gets our replies signed.',
  },
}

type Field = 'name' | 'secret' | 'deliverUrl' | 'brandHandle' | 'maxLength' | 'allowHttp'

export const fieldWords: Record<Field, { ko: SettingWords; en: SettingWords }> = {
  name: {
    ko: {
      label: '이름',
      help: '다른 웹훅과 구별하는 이름이에요. 예: blog, app-reviews',
      wrong: '글자와 숫자, 빈칸과 . _ - 만 쓸 수 있고 글자나 숫자로 시작해야 해요. 64자까지예요.',
    },
    en: {
      label: 'Name',
      help: 'Tells it from other webhooks: “blog”, “app-reviews”.',
      wrong: 'Use letters, digits, spaces and . _ -, begin with a letter or digit, and use 64 at most.',
    },
  },
  secret: {
    ko: {
      label: '서명 비밀값',
      help: '양쪽이 서로를 알아보는 값이에요. 그쪽 프로그램에 이미 있으면 넣고, 없으면 비워 두세요. 비워 두면 새로 만들어 한 번만 보여 드려요.',
      wrong: '16자 이상 512자까지 넣거나, 비워 두고 새로 만들게 하세요.',
    },
    en: {
      label: 'Signing secret',
      help: 'By this value both sides know each other. Give the one that the other program has; leave it empty and one is made and shown once.',
      wrong: 'Give 16 to 512 characters, or leave it empty and one is made.',
    },
  },
  deliverUrl: {
    ko: {
      label: '답장을 받을 주소',
      help: '승인된 답장을 이 주소로 보내요. 잇기 전에 확인 신호(ping)를 먼저 보내요.',
      wrong:
        'https://로 시작하는 주소를 넣어 주세요. http는 이 컴퓨터 안에서만, 또는 아래에서 허락했을 때만 쓸 수 있어요.',
    },
    en: {
      label: 'Where replies are delivered',
      help: 'Approved replies are sent there. Before it is connected, a ping is.',
      wrong:
        'Give an address that begins with https://; http is for this machine, or where it is allowed below.',
    },
  },
  brandHandle: {
    ko: {
      label: '그곳에서 쓰는 브랜드 이름',
      help: '이 이름으로 온 글은 브랜드가 쓴 것으로 보고 답하지 않아요. 없으면 비워 두세요.',
      wrong: '512자까지 넣어 주세요.',
    },
    en: {
      label: 'The brand’s handle there',
      help: 'What comes under this name is the brand’s own and is not answered. May be left empty.',
      wrong: 'Give 512 characters at most.',
    },
  },
  maxLength: {
    ko: {
      label: '답장의 최대 글자 수',
      help: '그곳에서 받을 수 있는 가장 긴 답장이에요.',
      wrong: '50 이상의 정수를 넣어 주세요.',
    },
    en: {
      label: 'Longest reply, in characters',
      help: 'The longest reply that can be shown there.',
      wrong: 'Give a whole number of 50 or more.',
    },
  },
  allowHttp: {
    ko: {
      label: '다른 컴퓨터로 http를 허락하기',
      help: '가는 길이 다른 방법으로 안전할 때만 켜세요. 켜면 답장이 암호화되지 않은 채로 나가요.',
      wrong: '켜거나 꺼 주세요.',
    },
    en: {
      label: 'Allow http to another machine',
      help: 'Only where the way there is safe by other means: replies go out unencrypted.',
      wrong: 'Turn it on or off.',
    },
  },
}
