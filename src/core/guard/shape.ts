import { blank, inReplies, inSmall, type Span } from '../wording.ts'

const { english, korean } = inReplies

/** What a sentence does. A `statement` is what is left: it tells, claims, offers or judges something. */
export type Shape = 'statement' | 'question' | 'request' | 'door' | 'apology' | 'thanks' | 'feeling'

export interface Sentence {
  span: Span
  /** In small letters, with spaces where somebody is quoted. */
  small: string
  korean: boolean
  shape: Shape
}

// Between marks of quotation somebody else speaks, mostly the person themselves.
const quoted =
  /"[^"\n]{1,60}"|“[^”\n]{1,60}”|‘[^’\n]{1,60}’|(?<![\p{L}\p{N}])'[^'\n]{1,60}'(?![\p{L}\p{N}])/gu
// Nor are the words of an address said; which address it is, another check asks.
const addresses =
  /https?:\/\/\S+|(?<![\w.-])(?:@?[\w-]{1,63}[@.]){1,6}[a-z]{2,24}(?:\/[^\s<>]*)?(?=[\s가-힣,)!?]|$)/gi
// A dot ends a sentence where a space or the end follows, so that numbers, hosts and times stay whole.
const ends = /[.!?…~]+["'”’)\]]*(?=\s|$)|\n+/g

/** The text as it is searched: as long as before, in small Latin letters, without what is only quoted. */
export function searchable(text: string): string {
  return inSmall(blank(blank(text, quoted), addresses))
}

/** Takes a reply apart and tells what each of its sentences does. */
export function readSentences(text: string): Sentence[] {
  const small = searchable(text)
  const sentences: Sentence[] = []
  let start = 0
  for (const stop of [...[...small.matchAll(ends)].map((one) => one.index + one[0].length), small.length]) {
    if (/[\p{L}\p{N}]/u.test(text.slice(start, stop))) {
      const part = small.slice(start, stop)
      const isKorean = readsKorean(part)
      const opening = sentences.length === 0 && /[\p{L}\p{N}]/u.test(text.slice(stop))
      const shape = isKorean ? koreanShape(part) : englishShape(part, opening)
      sentences.push({ span: [start, stop], small: part, korean: isKorean, shape })
    }
    start = stop
  }
  return sentences
}

/** A name or a word of the other script does not make a sentence one of that language. */
function readsKorean(small: string): boolean {
  return (small.match(/[가-힣]/g)?.length ?? 0) * 3 > (small.match(/[a-z]/g)?.length ?? 0)
}

const doorKo = korean(
  '담당|책임자|관리자|점장|매니저|실장|원장님?이|운영팀|개발팀|디자인팀|기획팀|번역팀|광고팀|부서가|부서에|만든 팀|주방이|본사|동료가|상담원이',
)
const requestKo = korean(
  '(?:주세요|주십시오|주실래요|주시겠|주시면|부탁|바랍니다|들려주|알려 ?주|보여 ?주|말씀해|적어 ?주|남겨 ?주|보내 ?주|올려 ?주|열어 ?주)',
  '디엠|dm|쪽지|메시지로|이야기를? (?:이어|나누)|이어가면',
)
const apologyKo = korean('죄송|사과드|사과의|사과를|송구|미안')
const thanksKo = korean('고마[워웠]|고맙|감사|축하|반가[워웠]|반갑|응원해|환영')
const feelingKo =
  /(?:겠어요|겠습니다|겠네요|겠군요|겠죠|겠지요|군요|시죠|셨죠|시지요|셨지요|으시죠|텐데요|실까요|을까요|실지요|신지요|셨어요|만해요|만하지요|만합니다)[\s.!?~…]*$/
const heartKo = korean(
  '마음(?:이|은|도|을)? ?(?:이 )?(?:많이 |더 |조금 |한결 )?(?:무겁|무거|아픕|아파|쓰[여이]|상하|가벼|편[해안]|놓이|풀리|느껴|든든)|것 같(?:아요|습니다)|길 바라|바랍니다|보내세요|되세요|힘내|응원|전해져|넘길 일이|나 봐요|(?:잘|꼼꼼히|반갑게) (?:읽었|받았|봤|보았|들었)|고생 많|고생하셨|애쓰|쉬어 ?(?:가|주)|푹 쉬|안녕하세요|날이 있죠|이야기네요|(?:일|상황|순간|날|시간)이(?:네요|었네요|었군요|셨네요|었겠)|화가 (?:났|나)|들을 수 있|믿음이|걱정(?:이|돼|되|됩)|무겁(?:습니다|네요|게 읽)|안타깝|아쉽|느껴(?:져|집)|헤아|보여요|당연해요|듣고 싶|여쭙|다행이',
)
// "…하겠습니다" of ours is no feeling about them.
const oursKo =
  /(?:드리|하|시키|되게|두|않|만들|챙기|잡|풀|빼|보답하|맞추|없(?:도록|게) ?하)겠(?:습니다|어요)|도록 (?:하|해)|요구하/

function koreanShape(small: string): Shape {
  // "죄송합니다만 …" is the beginning of something else.
  const after = small.split(/(?:죄송|미안|송구)(?:합니다|스럽)?(?:다만|만|하지만|지만)\s/)[1]
  if (after) return koreanShape(after)
  if (has(small, apologyKo)) return 'apology'
  if (has(small, requestKo)) return has(small, doorKo) ? 'door' : 'request'
  if (/\?\s*$|(?:나요|까요|가요)[\s.~]*$/.test(small)) return 'question'
  if (has(small, doorKo) && !oursKo.test(small) && /(?:듣|들을|이어|받|봅|봐요|볼|넘|옮|읽)/.test(small))
    return 'door'
  if (has(small, thanksKo)) return 'thanks'
  if ((feelingKo.test(small) && !oursKo.test(small)) || has(small, heartKo)) return 'feeling'
  return 'statement'
}

const doorEn = english(
  'colleagues?',
  '(?:a |our |the )?(?:right person|pharmacist|nurse|specialist)s? (?:takes|will|can)',
  'people in charge',
)
const requestEn = english(
  'please',
  "let's (?:begin|start|try|take)",
  '(?:by|via|in|through|with) (?:a )?(?:dms?|direct messages?|private(?: messages?| chat)?)',
  'dms?|direct message|private message|privately|in private|directly',
  '(?:send|tell|message|write|dm|drop|give|show|let) (?:it |them )?(?:to )?(?:us|me)',
  'would you|could you|can you|would like to hear|i.d like to (?:hear|pass|know|understand)|we.d like to',
)
const apologyEn = english('sorry', 'apolog(?:y|ies|ise|ize|ised|ized)', 'regret', 'our bad', 'forgive')
const thanksEn = english(
  'thank(?:s| you)',
  'appreciate',
  'congratulations|congrats',
  'welcome',
  'good that you',
)
const heartEn = english(
  '(?:i|we) (?:see|hear|get|gather|understand|can (?:see|imagine|understand|hear)|feel|know how)',
  "(?:i'm|we're) (?:listening|reading|here|glad|with you)",
  'understood|noted|fair(?: enough| point)?|you.re right|you are right',
  'upset(?:ting)?|angry|anger|annoy(?:s|ing|ed)?|frustrat\\w+|disappoint\\w+|(?:a|real) (?:shame|pity|letdown|nuisance)|no fun|let down|let you down|makes? sense|you deserve\\w*|you.re owed|every right to|had reason to|wish it had|(?:(?:your|the) (?:question|message|note)|what you(?:.d like to know| asked| wrote)) (?:reached|arrived|came|landed|has our)|came through|good to hear|expect better|deserved better|anyone would|nobody needs|shouldn.t be|how it should|takes? the joy|must (?:have|be|feel|hurt)|(?:isn.t|not|shouldn.t be) (?:right|okay|fair|good enough)|nobody should|(?:it|that|this|one|line|toy|receipt) shouldn.t',
)

// The mark is sometimes forgotten: "Since when has it been like this for you".
const asksEn =
  /^\s*(?:and |so |but )?(?:since |until |from |by )?(?:when|where|why|who|how(?: long| often| many \w+| much)?|(?:which|what)(?: \w+)?) (?:is|are|was|were|has|have|had|did|do|does|can|could|would|will|should) (?:it|this|that|you|they|the|your|there|we)(?![a-z'’])/

function englishShape(small: string, opening: boolean): Shape {
  if (has(small, apologyEn)) return 'apology'
  if (/\?["'”’)\s]*$/.test(small) || asksEn.test(small)) return 'question'
  if (has(small, doorEn)) return 'door'
  if (has(small, requestEn)) return 'request'
  if (has(small, thanksEn)) return 'thanks'
  if (has(small, heartEn)) return 'feeling'
  if (
    /^[\s"“‘']*(?:yes|yep|yeah|no|nope|sure|absolutely|definitely|certainly|totally|perfectly|of course|don['’]?t worry|no worries|not at all|it['’]?s (?:safe|fine|normal|okay|perfectly|totally|just|only|completely)|that['’]?s (?:safe|fine|normal|okay|perfectly|totally|just|only|completely)|you can|you may|you could|just)(?![a-z])/.test(
      small,
    )
  )
    return 'statement'
  // The first of several mostly gives back what happened ("Three weeks without a line.") and may look like anything.
  return opening ? 'feeling' : 'statement'
}

function has(small: string, pattern: RegExp): boolean {
  return small.search(pattern) >= 0
}
