import type { ChannelWords, SettingWords } from '../channel.ts'

export const about: ChannelWords = {
  ko: {
    label: '채팅 창',
    lead: '브랜드의 홈페이지에 다는 채팅 창이에요. 방문자가 쓴 말이 이곳으로 오고, 승인된 답이 그 창에 나타나요. 바깥 서비스는 쓰지 않아요.',
  },
  en: {
    label: 'Chat window',
    lead: 'A chat window for the brand’s own site. What visitors write comes here, and approved replies appear in their window. No outside service is used.',
  },
}

type Field =
  | 'name'
  | 'origins'
  | 'identitySecret'
  | 'greetingKo'
  | 'greetingEn'
  | 'topics'
  | 'color'
  | 'otherChannels'

export const fieldWords: Record<Field, { ko: SettingWords; en: SettingWords }> = {
  name: {
    ko: {
      label: '이름',
      help: '다른 채팅 창과 구별하는 이름이에요. 방문자에게는 보이지 않아요. 예: homepage',
      wrong: '글자와 숫자, 빈칸과 . _ - 만 쓸 수 있고 글자나 숫자로 시작해야 해요. 64자까지예요.',
    },
    en: {
      label: 'Name',
      help: 'Tells it from other chat windows; visitors do not see it: “homepage”.',
      wrong: 'Use letters, digits, spaces and . _ -, begin with a letter or digit, and use 64 at most.',
    },
  },
  origins: {
    ko: {
      label: '창을 달 홈페이지 주소',
      help: '이 주소의 페이지에만 창이 열려요. 여럿이면 쉼표로 나눠 주세요. 예: https://www.example.com, https://shop.example.com',
      wrong: 'https://로 시작하는 주소만, 경로 없이 쉼표로 나눠 넣어 주세요. 이 컴퓨터 안에서는 http도 돼요.',
    },
    en: {
      label: 'Pages that may show it',
      help: 'The window opens on pages of these addresses only; with commas between them: https://www.example.com, https://shop.example.com',
      wrong:
        'Give addresses that begin with https:// and have no path, with commas between them; http is for this machine only.',
    },
  },
  identitySecret: {
    ko: {
      label: '로그인한 방문자를 확인하는 비밀값',
      help: '홈페이지 서버가 이 값으로 “누구인지”에 서명하면, 그 방문자의 대화가 기기를 바꿔도 이어져요. 비워 두면 새로 만들어 한 번만 보여 드려요.',
      wrong: '32자 이상 512자까지 넣거나, 비워 두고 새로 만들게 하세요.',
    },
    en: {
      label: 'Secret that proves who is signed in',
      help: 'With it your site’s server signs who a visitor is, and their chat goes on from any device. Leave it empty and one is made and shown once.',
      wrong: 'Give 32 to 512 characters, or leave it empty and one is made.',
    },
  },
  greetingKo: {
    ko: {
      label: '첫인사 (한국어)',
      help: '비워 두면 저희 인사말을 써요. AI가 답한다는 것과 사람을 부르는 방법은 늘 뒤에 덧붙어요.',
      wrong: '500자까지 넣어 주세요.',
    },
    en: {
      label: 'Greeting (Korean)',
      help: 'Ours where it is empty. That an AI answers, and how to reach a person, is always said behind it.',
      wrong: 'Give 500 characters at most.',
    },
  },
  greetingEn: {
    ko: {
      label: '첫인사 (영어)',
      help: '영어로 들어온 방문자에게 하는 인사예요. 비워 두면 저희 인사말을 써요.',
      wrong: '500자까지 넣어 주세요.',
    },
    en: {
      label: 'Greeting (English)',
      help: 'For visitors who come in English. Ours where it is empty.',
      wrong: 'Give 500 characters at most.',
    },
  },
  topics: {
    ko: {
      label: '먼저 보여 줄 질문',
      help: '인사와 함께 누를 수 있게 보여 줘요. 쉼표로 나눠 여섯 개까지 넣어 주세요. 예: 배송이 언제 오나요?, 요금제를 바꾸고 싶어요',
      wrong: '하나에 60자씩, 여섯 개까지 쉼표로 나눠 넣어 주세요.',
    },
    en: {
      label: 'Questions to offer',
      help: 'Shown with the greeting, to be pressed; up to six with commas between them: When does my order come?, I want to change my plan',
      wrong: 'Give up to six of 60 characters each, with commas between them.',
    },
  },
  color: {
    ko: {
      label: '색',
      help: '창 머리와 단추의 색이에요. 예: #2f6f5e. 글자가 잘 안 보일 색이면 글자색이 따라 바뀌어요.',
      wrong: '#2f6f5e처럼 #과 여섯 자리로 넣어 주세요.',
    },
    en: {
      label: 'Colour',
      help: 'Of the window’s head and button: #2f6f5e. Its words turn dark or light so that they can be read.',
      wrong: 'Give # and six digits: #2f6f5e.',
    },
  },
  otherChannels: {
    ko: {
      label: '함께 받을 Bot Framework 채널',
      help: 'Azure를 거쳐 오는 고객 채널의 이름이에요. 쉼표로 나눠 주세요. 예: line, facebook. 없으면 비워 두세요.',
      wrong: '소문자 이름을 쉼표로 나눠 넣어 주세요.',
    },
    en: {
      label: 'Other Bot Framework channels of customers',
      help: 'Names of channels that come through Azure, with commas between them: line, facebook. May be left empty.',
      wrong: 'Give names in small letters with commas between them.',
    },
  },
}
