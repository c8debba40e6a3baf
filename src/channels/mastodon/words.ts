import type { ChannelWords, SettingWords } from '../channel.ts'

export const about: ChannelWords = {
  ko: {
    label: 'Mastodon',
    lead: '브랜드 계정이 있는 Mastodon 서버의 주소와 접근 토큰이 필요해요. 언급과 답글, 쪽지를 듣고 같은 자리에 답해요.',
  },
  en: {
    label: 'Mastodon',
    lead: 'It needs the address of the server where the brand’s account lives, and an access token. Mentions, replies and direct messages are heard and answered there.',
  },
}

export const fieldWords: Record<'url' | 'token', { ko: SettingWords; en: SettingWords; format?: 'uri' }> = {
  url: {
    format: 'uri',
    ko: {
      label: '서버 주소',
      help: '브랜드 계정이 있는 서버예요. 예: https://mastodon.social',
      wrong: 'https://로 시작하는 서버 주소를 넣어 주세요.',
    },
    en: {
      label: 'Server address',
      help: 'The server where the brand’s account lives, for example https://mastodon.social',
      wrong: 'Give the address of the server, beginning with https://.',
    },
  },
  token: {
    ko: {
      label: '접근 토큰',
      help: '그 서버에 브랜드 계정으로 로그인해 설정 → 개발 → 새 애플리케이션을 만들고 read:accounts, read:notifications, read:statuses, write:statuses를 켜세요. 만든 애플리케이션을 열면 액세스 토큰이 보여요.',
      wrong: '액세스 토큰을 빈칸 없이 그대로 붙여 넣어 주세요.',
    },
    en: {
      label: 'Access token',
      help: 'Sign in to that server as the brand, open Preferences → Development → New application, and allow read:accounts, read:notifications, read:statuses and write:statuses. The application’s page then shows the token.',
      wrong: 'Paste the access token as it is; it has no spaces.',
    },
  },
}
