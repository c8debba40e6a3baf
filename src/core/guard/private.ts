import { findPersonal, type PersonalKind } from '../privacy.ts'
import { findWording, inReplies, type Span, type Wording } from '../wording.ts'
import { type Check, type Found, firstOf, type GuardRequest, type Reading } from './check.ts'

const { english, korean } = inReplies

// These open something or last a whole life: no public reply is worth them, whoever approves it.
const neverPublic: readonly PersonalKind[] = ['resident-number', 'card', 'secret']

function personal(reading: Reading, { visibility, personText }: GuardRequest): Found[] {
  if (visibility !== 'public') return []
  const { text } = reading
  const theirs = new Set(findPersonal(personText).map((one) => bare(personText.slice(one.start, one.end))))
  const shown = findPersonal(text).map((one): Found => {
    const repeated = theirs.has(bare(text.slice(one.start, one.end)))
    const severity = repeated || neverPublic.includes(one.kind) ? 'blocks' : 'person'
    const en = `A public reply has something that looks like personal data (${one.kind}).`
    return { span: [one.start, one.end], severity, firm: true, en }
  })
  if (shown.length > 0) return shown
  const told = firstOf(reading.small, [tellsKo, tellsEn]).concat(firstSpan(text, namesEn))
  return told.length > 0 ? told.slice(0, 1) : asks(reading)
}

function bare(found: string): string {
  return found
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s().-]/g, '')
}

function firstSpan(text: string, wording: Wording): Found[] {
  return findWording(text, wording)
    .slice(0, 1)
    .map((span) => ({ span }))
}

const tellsKo: Wording = {
  yes: korean(
    '\\d{2,4} ?년 ?(?:\\d{1,2} ?월 ?\\d{1,2} ?일 ?)?(?:생|출생)|\\d{1,2} ?월 ?\\d{1,2} ?일 ?생|\\d{2} ?년생|(?:아파트|빌라|빌딩|오피스텔|맨션|주택|타운|단지|힐스|파크|하우스)\\s?\\d{0,4}(?:동)?\\s?\\d{1,4} ?호|\\d{1,4} ?동 ?\\d{1,4} ?호|[가-힣]{2,6}(?:로|길) ?\\d{1,4}(?:번지|-\\d{1,4}|,|예요|이에요|입니다| ?번길)?(?=[ ,.)]|로|으로|예|이|입|에|$)|\\d{1,4}번지|[가-힣]{2,4} (?:님|씨|고객님|회원님|군|양)(?:의|은|는|이|가|께서|께|으로|로|,|이시|이신|이세|맞|앞| )…(?:\\d{3,}|생년|주소|번호|계좌|예약|생이|년생|주문|내역|맞으시|앞으로 발급|호실|객실)|(?:주문|예약|증권|접수|회원|고객|송장|계약|승인|카드|계좌)(?:번호)? ?[:은는]? ?[a-z]{0,4}-?\\d[\\d-]{3,}[^.!?\\n]{0,20}(?:님|씨)|\\d[\\d-]{5,}…(?:계좌|고객님 번호|번호 맞)|(?:은행|뱅크) ?\\d[\\d-]{6,}|[a-z][a-z0-9]{2,14}_[a-z0-9_]{2,12} ?(?:계정|님|아이디)|(?:아이디|계정)(?:는|은|가|이)? ?[a-z0-9_]{5,20}(?:이|로|시|님)|[가-힣]{2,4} (?:님|씨)(?:은|는)? [^.!?\\n]{0,12}(?:직원|입사|근무|거주|사시는|생이|살(?:이|로))',
  ),
}

const tellsEn: Wording = {
  yes: english(
    'born (?:on )?(?:the )?\\d{1,2}(?:st|nd|rd|th)? \\w+ \\d{4}|born (?:on )?\\w+ \\d{1,2},? \\d{4}|born in \\d{4}|date of birth,? \\d|dob \\d|\\d{1,4} (?:\\w+ ){1,2}(?:street|st|road|rd|avenue|ave|lane|ln|row|hill|drive|close|court|way|place|square|terrace|gardens?|grove|crescent|mews|park|quay|walk|view|rise|green|boulevard|yard)(?:,|\\.|!|\\?| flat| apartment| \\w+ correct|$| is| was)|flat \\d+|apartment \\d+|apt\\.? \\d+|(?:customer|account|policy|member|membership|booking|reservation|order|case|passport|patient|card|id|licen[cs]e|tracking|loyalty) ?(?:number|id|no\\.?|ref|code)?,? #?[a-z]{0,3}-?\\d[\\d -]{3,}[^.!?\\n]{0,30}|order #?[\\w-]*\\d{3,}[\\w-]* (?:for|of|in the name)|your (?:\\w+ )?(?:number|address|email|account|iban|password|pin|passport) (?:is(?! \\w+ing)|ends|ending|on file)',
  ),
}

// Names need their capitals.
const namesEn: Wording = {
  yes: /\b(?:Mr|Mrs|Ms|Miss|Mx)\.? [A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15})?|\b(?:Congrats to|daughter|son|child|wife|husband|to|for|it|is|of|name) [A-Z][a-z]{2,12} [A-Z][a-z]{2,14}(?=[,.?!]| from| of| in| is| on| at|$)(?=[^.!?\n]{0,60}(?:\d|\?|from class|in class))|[A-Z][a-z]{2,12} [A-Z][a-z]{2,14}(?:,| from) (?:\d|class|room|flat|born)/g,
}

const dataKo =
  '(?:성함|성명|실명|(?<!(?:차|품|매장|가게|지점|게임|역|모델|기기|앱|메뉴|영화|책|곡|동네|도시|나라|숙소|호텔) ?)이름(?:과|이랑|하고)|아이 이름|전화 ?번호|연락처|휴대폰|휴대전화|핸드폰|폰 ?번호|집 ?주소|주소|생년월일|생일|생년|주민(?:등록)? ?번호|주민번호|민번|계좌|카드 ?번호|카드번호|cvc|유효기간|이메일|메일 ?주소|메일|비밀번호|비번|인증번호|아이디|계정|여권|면허증|신분증 ?(?:사진|번호|사본)|통장|동호수|몇 호(?!기|선|점|차)|호수|도어락|현관)'
const asksKo: Wording = {
  yes: korean(
    `${dataKo}…(?:남겨|적어|알려 ?(?:주|줘)|써|달아|올려|입력해|말씀해|주시면|주세요|주시겠|부탁|보내|불러|확인해 ?주)`,
    `(?:댓글|여기|이곳|아래|답글|공개)(?:에|로|에다|으로)?…${dataKo}…`,
    '(?:가입하신|등록하신|쓰시는) (?:이메일|메일|번호|전화|주소|계정|아이디)…(?:아래|여기|이곳|댓글|남겨|적어)|(?:주문번호|예약번호|회원번호|접수번호|고객번호|송장번호)(?:와|랑|하고|이랑|과)? ?(?:성함|이름|연락처|휴대폰|전화|생년)',
  ),
}
const asksEn: Wording = {
  yes: english(
    "(?:phone|mobile|cell|telephone|account|card|bank|passport|social security|door|pin|security) (?:numbers?|code|details)(?:,| and| or| so| here| below| in| under| plus)…|(?:write|type|post|leave|drop|share|reply|comment|send|give|put|tell|add|confirm|provide|pop|enter) (?:me |us |it |just |in |with )*(?:your|the|both|their|his|her|full|a)? ?(?:\\w+ ){0,3}(?:address|phone|mobile|email|e-?mail|birth ?dates?|birthdays?|date of birth|dob|card(?: number)?|account(?: number)?|iban|full names?|surname|login|password|passport|pin|door code|number|id|licen[cs]e)…|what(?:'s| is| are) your (?:\\w+ )?(?:surname|full name|last name|address|phone|mobile|email|number|door code|date of birth|birthday|account|card|password|pin|login|iban|postcode|zip)…|(?:could|can|may|would) (?:you|i|we) (?:please )?(?:post|have|get|share|write|confirm|leave|tell us|give us|send us) your (?:\\w+ )?(?:phone|address|email|number|full|date of birth|card|account|surname|mobile|birthday|login|name and)…|your (?:phone|address|full name|email|mobile|date of birth|account number|card number|surname)[^.!?\\n]{0,30}(?:below|here|in the comments|in this thread|under this|publicly)",
  ),
}
const privatelyKo =
  /디엠|dm|쪽지|비공개|다이렉트|1:1|개인 ?메시지|메시지로|말고|마시고|마세요|지 ?말|올리지|적지|쓰지|남기지|지우|가려|가리/
const privatelyEn =
  /\bdms?\b|direct|privat|message|inbox|don['’]t|do not|never|without|no need|leave out|not here|understood, no/

/** In public nobody is asked for their data; asked for it in a private message they are well served. */
function asks({ small, sentences }: Reading): Found[] {
  for (const { span, korean: inKorean } of sentences) {
    const part = small.slice(...span)
    if ((inKorean ? privatelyKo : privatelyEn).test(part)) continue
    const at = findWording(part, inKorean ? asksKo : asksEn)[0]
    if (at) return [{ span: [span[0] + at[0], span[0] + at[1]] }]
  }
  return []
}

export const personalCheck: Check = {
  code: 'personal-data',
  severity: 'person',
  ko: '공개 답글에 개인정보로 보이는 내용이 있거나, 공개된 곳에서 개인정보를 묻고 있어요.',
  en: 'A public reply shows personal data, or asks for it where everybody reads the answer.',
  find: personal,
}

// With a scheme, or bare as networks make links of it. A handle (@name@host) is no link.
const linkPattern =
  /https?:\/\/[^\s<>"']+|(?<![@\w.-])(?:www\.)?[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|net|org|edu|gov|kr|jp|cn|tw|hk|sg|vn|th|in|id|uk|us|ca|au|nz|ie|de|fr|es|it|nl|pt|pl|ru|se|no|fi|dk|ch|at|eu|br|mx|ar|za|io|co|me|gg|ly|to|app|dev|shop|store|mall|link|page|site|website|online|info|help|support|biz|xyz|gl|be|tv|fm|ai|so|im|la|cc|club|cafe|blog|news|live|life|world|today|top|tech|space|studio|agency|email|chat|care|health|bank|insurance|travel|tours|food|fit|fun|art|design|media|social|cloud|digital|solutions|services|center|city|market|gift|gifts|deals|sale|pro|one|red|blue|pink|zone|run|test|example|invalid|local|internal|gle|kim|moe|wiki|land|house|games|game|dental|clinic|school|academy|business|company|group|team|works|tools|delivery|express|taxi|pizza|bar|pub|beer|wine|coffee|restaurant|hotel|rentals)(?![\w-]|\.\w)(?::\d{2,5})?(?:[/?#][^\s<>"']*)?/gi

// Written so that no network makes a link of it, or none that the list above knows: a path behind any host, a host of Korean
// letters, an address of numbers, a dot in words or in brackets, another scheme.
const otherLinks =
  /(?<![\p{L}\p{N}@./-])(?:hxxps?|ftp|tg|kakaotalk|kakaolink|intent|market|itms-apps|line):\/\/[^\s<>"']+|(?<![\p{L}\p{N}@./-])[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,4}\.[a-z]{2,24}\/[\w?#%=&./~-]{1,200}|(?<![\p{L}\p{N}@./-])[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,3}\.(?:한국|com|net|org|kr|io|shop|xyz|info|site|store)(?![\w-]|\.\w)|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{2,5})?\/[^\s<>"']*|[\w-]{2,63}\s?(?:\[\.\]|\(\.\)|\[dot\]|\(dot\)|\{\.\})\s?[a-z]{2,12}(?![a-z])|(?<![\w.-])[a-z][\w-]{1,62} (?:dot|닷|점) ?(?:com|net|org|co|kr|io|shop|xyz|컴|넷|씨오)(?![a-z])|[\p{L}\p{N}-]{1,63} ?(?:닷컴|닷넷|쩜컴|점컴)(?![가-힣]{3})|(?<![\w@.-])[a-z0-9-]{3,63} \.(?:com|net|org|kr|shop|xyz)(?![\w-])/giu

// Looked for first, because nearly all replies have none.
const dotted = /[./]\S|[[({]\.|[[( ]dot|닷|점 ?[컴c]|[닷점] /i

function links({ text }: Reading, { linkHosts }: GuardRequest): Found[] {
  const allowed = linkHosts.map((host) => hostOf(host)).filter((host) => host !== null)
  const plain = [...text.matchAll(linkPattern)]
  // Where both see one, it is told once.
  const others = (dotted.test(text) ? [...text.matchAll(otherLinks)] : []).filter(
    ({ index, 0: { length } }) =>
      !plain.some((one) => one.index < index + length && index < one.index + one[0].length),
  )
  return [...plain, ...others].flatMap((match): Found[] => {
    const host = hostOf(match[0])
    if (host && allowed.some((ours) => host === ours || host.endsWith(`.${ours}`))) return []
    const span: Span = [match.index, match.index + match[0].length]
    const ko = `허용되지 않은 링크예요: ${host ?? match[0]}`
    return [{ span, ko, en: `It links to a host that is not on the list: ${host ?? match[0]}` }]
  })
}

function hostOf(link: string): string | null {
  const url = URL.parse(link.includes('://') ? link : `https://${link}`)
  return url?.hostname.replace(/\.$/, '') || null
}

export const linkCheck: Check = {
  code: 'link',
  severity: 'person',
  ko: '허용되지 않은 링크가 있어요.',
  en: 'It links to a host that is not on the list.',
  find: links,
}
