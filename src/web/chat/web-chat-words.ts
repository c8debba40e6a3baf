import type { Lang } from './words.ts'

/**
 * Web Chat has its own words in both languages. These read better, are missing in its Korean, or are true of this window: its own
 * say which keys to press where a finger is as likely, and that it is connected whatever the line does.
 */
export const webChatWords: Record<Lang, Record<string, string>> = {
  ko: {
    ACTIVITY_BOT_ATTACHED_ALT: '상담창이 보낸 것:',
    ACTIVITY_BOT_SAID_ALT: '상담창의 말:',
    ACTIVITY_YOU_SAID_ALT: '내가 쓴 말:',
    ACTIVITY_INTERACTIVE_FOOTNOTE_ALT: '눌러서 쓸 수 있어요.',
    ACTIVITY_INTERACTIVE_REASON_INTERACTIVE_CONTENT_ALT: '누르거나 적을 수 있는 것이 있어요.',
    ACTIVITY_INTERACTIVE_REASON_LINK_ALT: '링크가 있어요.',
    ACTIVITY_INTERACTIVE_REASON_SEND_FAILED_ALT: '전해지지 않았어요.',
    ACTIVITY_STATUS_SEND_FAILED_RETRY: '전해지지 않았어요. [다시 보내기][RETRY].',
    ADAPTIVE_CARD_ERROR_BOX_TITLE_PARSE: '이 카드를 보여 드리지 못했어요',
    ADAPTIVE_CARD_ERROR_BOX_TITLE_RENDER: '이 카드를 보여 드리지 못했어요',
    CONNECTIVITY_STATUS_ALT: ' ',
    KEYBOARD_HELP_CHAT_HISTORY_ACCESS_ITEMS_IN_MESSAGE_HEADER: '말 안에 있는 링크와 버튼으로 들어가기',
    KEYBOARD_HELP_CHAT_HISTORY_HEADER: '대화 내용',
    KEYBOARD_HELP_CHAT_HISTORY_LEAVE_MESSAGE_HEADER: '말에서 나오기',
    KEYBOARD_HELP_CHAT_HISTORY_MOVE_BETWEEN_ITEMS_HEADER: '말 안에서 옮겨 다니기',
    KEYBOARD_HELP_CHAT_HISTORY_MOVE_BETWEEN_MESSAGES_HEADER: '앞뒤 말로 옮겨 가기',
    KEYBOARD_HELP_CHAT_WINDOW_BODY_DO_ACTION_HEADER: '누르기',
    KEYBOARD_HELP_CHAT_WINDOW_BODY_MOVE_BETWEEN_ITEMS_HEADER: '상담창 안에서 옮겨 다니기',
    KEYBOARD_HELP_CHAT_WINDOW_HEADER: '상담창',
    KEYBOARD_HELP_CLOSE_BUTTON_ALT: '키보드 안내 닫기',
    KEYBOARD_HELP_HEADER: '키보드로 쓰는 법',
    MARKDOWN_EXTERNAL_LINK_ALT: '새 창에서 열려요.',
    SEND_BOX_IS_EMPTY_TOOLTIP_ALT: '메시지를 먼저 적어 주세요.',
    SUGGESTED_ACTIONS_ALT: '골라서 답하기',
    SUGGESTED_ACTIONS_LABEL_ALT: '골라서 답하기',
    TEXT_INPUT_ALT: '메시지 입력',
    TEXT_INPUT_PLACEHOLDER: '메시지를 입력해 주세요',
    TEXT_INPUT_SEND_BUTTON_ALT: '보내기',
    TRANSCRIPT_ARIA_LABEL_ALT: '대화 내용. 위아래 화살표 키로 옮겨 다닐 수 있어요.',
    TRANSCRIPT_ARIA_ROLE_ALT: '대화 내용',
    TRANSCRIPT_LIVE_REGION_INTERACTIVE_LABEL_ALT:
      '누르거나 적을 수 있는 것이 있어요. 입력 칸 앞의 대화 내용에 있어요.',
    TRANSCRIPT_LIVE_REGION_INTERACTIVE_WITH_LINKS_LABEL_ALT:
      '링크가 있어요. 입력 칸 앞의 대화 내용에 있어요.',
    TRANSCRIPT_LIVE_REGION_SEND_FAILED_ALT: '메시지가 전해지지 않았어요.',
    TRANSCRIPT_LIVE_REGION_SUGGESTED_ACTIONS_LABEL_ALT: '골라서 답할 수 있어요. 입력 칸 바로 앞에 있어요.',
    TRANSCRIPT_LIVE_REGION_SUGGESTED_ACTIONS_WITH_ACCESS_KEY_LABEL_ALT:
      '골라서 답할 수 있어요. 입력 칸 바로 앞에 있어요.',
    TRANSCRIPT_MORE_MESSAGES: '아래에 더 있어요',
    TRANSCRIPT_NEW_MESSAGES: '새 메시지',
    TRANSCRIPT_TERMINATOR_TEXT: '대화의 끝이에요',
    TYPING_INDICATOR_ALT: '답을 쓰고 있어요',
    TYPING_INDICATOR_MULTIPLE_TEXT: '답을 쓰고 있어요.',
    TYPING_INDICATOR_SINGLE_TEXT: '답을 쓰고 있어요.',
  },
  en: {
    ACTIVITY_BOT_ATTACHED_ALT: 'The chat sent:',
    ACTIVITY_BOT_SAID_ALT: 'The chat said:',
    ACTIVITY_INTERACTIVE_FOOTNOTE_ALT: 'Press to use it.',
    ACTIVITY_INTERACTIVE_REASON_INTERACTIVE_CONTENT_ALT: 'There is something to press or fill in.',
    ACTIVITY_INTERACTIVE_REASON_LINK_ALT: 'It has a link.',
    ADAPTIVE_CARD_ERROR_BOX_TITLE_PARSE: 'This card could not be shown',
    ADAPTIVE_CARD_ERROR_BOX_TITLE_RENDER: 'This card could not be shown',
    CONNECTIVITY_STATUS_ALT: ' ',
    KEYBOARD_HELP_CLOSE_BUTTON_ALT: 'Close the help on keys',
    KEYBOARD_HELP_HEADER: 'By keyboard',
    MARKDOWN_EXTERNAL_LINK_ALT: 'Opens in a new window.',
    SUGGESTED_ACTIONS_LABEL_ALT: 'Suggested answers',
    TEXT_INPUT_ALT: 'Message',
    TEXT_INPUT_PLACEHOLDER: 'Write a message',
    TEXT_INPUT_SEND_BUTTON_ALT: 'Send',
    TRANSCRIPT_ARIA_LABEL_ALT: 'Conversation. The arrow keys move through it.',
    TRANSCRIPT_ARIA_ROLE_ALT: 'conversation',
    TRANSCRIPT_LIVE_REGION_INTERACTIVE_LABEL_ALT:
      'There is something to press or fill in, in the conversation before the message box.',
    TRANSCRIPT_LIVE_REGION_INTERACTIVE_WITH_LINKS_LABEL_ALT:
      'It has a link, in the conversation before the message box.',
    TRANSCRIPT_LIVE_REGION_SUGGESTED_ACTIONS_LABEL_ALT:
      'There are suggested answers right before the message box.',
    TRANSCRIPT_LIVE_REGION_SUGGESTED_ACTIONS_WITH_ACCESS_KEY_LABEL_ALT:
      'There are suggested answers right before the message box.',
    TRANSCRIPT_TERMINATOR_TEXT: 'End of the conversation',
    TYPING_INDICATOR_ALT: 'An answer is being written',
    TYPING_INDICATOR_MULTIPLE_TEXT: 'An answer is being written.',
    TYPING_INDICATOR_SINGLE_TEXT: 'An answer is being written.',
  },
}
