import type { ChannelWords, SettingWords } from '../channel.ts'

export const about: ChannelWords = {
  ko: {
    label: 'Bluesky',
    lead: '브랜드 계정의 핸들과 앱 비밀번호가 필요해요. 언급과 답글을 듣고, 앱 비밀번호가 허락하면 쪽지도 들어요.',
  },
  en: {
    label: 'Bluesky',
    lead: 'It needs the handle of the brand’s account and an app password. Mentions and replies are heard, and direct messages where the app password allows it.',
  },
}

type Field = 'service' | 'identifier' | 'password' | 'chatProxy'

export const fieldWords: Record<Field, { ko: SettingWords; en: SettingWords; format?: 'uri' }> = {
  service: {
    format: 'uri',
    ko: {
      label: '서비스 주소',
      help: '대부분 https://bsky.social 이에요. 직접 운영하는 서버라면 그 주소를 넣으세요.',
      wrong: 'https://로 시작하는 주소를 넣어 주세요.',
    },
    en: {
      label: 'Service address',
      help: 'https://bsky.social for most accounts; for a server of your own, its address.',
      wrong: 'Give an address that begins with https://.',
    },
  },
  identifier: {
    ko: {
      label: '핸들 또는 이메일',
      help: '브랜드 계정의 핸들이에요. 예: brand.bsky.social',
      wrong: '브랜드 계정의 핸들이나 이메일을 넣어 주세요.',
    },
    en: {
      label: 'Handle or e-mail',
      help: 'The handle of the brand’s account, for example brand.bsky.social',
      wrong: 'Give the handle or the e-mail address of the brand’s account.',
    },
  },
  password: {
    ko: {
      label: '앱 비밀번호',
      help: 'Bluesky 앱의 설정 → 개인정보 보호 및 보안 → 앱 비밀번호에서 새로 만드세요. 쪽지도 들으려면 만들 때 ‘다이렉트 메시지 접근 허용’을 켜세요. 계정의 비밀번호는 넣지 마세요.',
      wrong: '앱 비밀번호를 그대로 붙여 넣어 주세요.',
    },
    en: {
      label: 'App password',
      help: 'Make one in Bluesky under Settings → Privacy and security → App passwords; allow access to direct messages if they are to be heard. Do not give the account’s own password.',
      wrong: 'Paste the app password as it is.',
    },
  },
  chatProxy: {
    ko: {
      label: '쪽지를 나르는 서버',
      help: '바꿀 일이 거의 없어요. 쪽지를 나르는 서버가 따로 있을 때만 그 DID를 넣으세요.',
      wrong: 'did:web:…처럼 did:로 시작하는 이름을 넣어 주세요.',
    },
    en: {
      label: 'Who carries direct messages',
      help: 'Seldom changed: the DID of the server that carries direct messages, where it is another one.',
      wrong: 'Give a name that begins with did:, such as did:web:….',
    },
  },
}
