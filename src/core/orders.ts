import type { Finding } from './draft.ts'

/** A sign that a message is written to the machine behind the brand, and not to the brand. */
interface Sign {
  code: 'hidden-text' | 'orders' | 'bait'
  ko: string
  en: string
  marks: readonly RegExp[]
}

// Gaps are bounded, because whoever writes this chooses the text.
const signs: readonly Sign[] = [
  {
    code: 'hidden-text',
    ko: '보이지 않는 글자나 뒤집힌 글이 숨어 있어요.',
    en: 'It hides characters that nobody sees, or text written backwards.',
    marks: [
      // Tags, variation selectors in a row, changes of direction, fillers, and letters that only stand in old texts.
      /[\u{e0000}-\u{e007f}]/u,
      /[\u{e0100}-\u{e01ef}]{2}/u,
      /[\u202a-\u202e\u2066-\u2069]/,
      /[\u200b\u200c\u2060\ufeff]{2}|[\u3164\uffa0\u115f\u1160]/,
      /[\u1100-\u1112][\u119e\u1161-\u1175]/,
    ],
  },
  {
    code: 'orders',
    ko: '답을 쓰는 쪽에 무엇을 말하라고 시키는 글로 보여요.',
    en: 'It seems to tell whoever writes the reply what to say.',
    marks: [
      // Words of machines and of those who set them up.
      /```|<\|?\/?(?:im_|start|end|eot|system|assistant|user|sys)[^>]{0,30}>|\[\/?(?:inst|sys|system)\]|<<\/?sys>>|\{\{|"role"\s?:/i,
      /(?:^|\n)\s{0,5}(?:#{1,4}\s?)?(?:system|assistant|developer|admin|root|시스템|개발자|관리자|어시스턴트)\s?(?:message|prompt|메시지|지시)?\s?[:：>]/i,
      /프롬프트|지침|시스템\s?(?:메시지|명령)|지시(?:사항|문|어|를|는|대로|보다)|api\s?키|모델명|무슨\s?모델|검수\s?단계|\b(?:api key|system prompt|prompts?|your instructions|instructions? (?:above|you|were)|jailbreak|dan mode|developer mode|do anything now)\b/i,
      /(?:이전|위의?|앞의?|지금까지|모든|기존)\s?(?:\S{1,8}\s){0,2}(?:지시|명령|규칙|설정|말|내용|글)(?:은|는|을|를)?\s?(?:전부|모두|다|싹)?\s?(?:무시|잊|지워|초기화|복사|출력)/,
      /\b(?:ignore|disregard|forget|override|drop|skip|bypass)\b.{0,24}\b(?:above|previous|prior|earlier|rules?|instructions?|told|guidelines?|filters?|policy|voice|persona|script)\b/i,
      // Another role.
      /(?:너는|넌|당신은|네가|니가)\s?(?:이제|지금)|(?:이제|지금)부터(?:는|너|넌)?\s?(?:너|넌|네|당신|새|모든|내|이)|역할(?:극|놀이|을|로|이야)|(?:인|한|된)\s?척|흉내|빙의|연기해|캐릭터로|(?:처럼|같이)\s?(?:말|답|대답|써|얘기)|새\s?(?:규칙|작업|역할|업무|대화)|첫\s?업무/,
      /\b(?:you(?:'re| are) now|from now on|act (?:as|like)|pretend|role-?play|imagine you|be my|opposite day|new (?:job|task|rules?|role|instructions?)|as (?:your|the) (?:developer|admin|creator|owner|boss|ceo))\b|\bnow,? assistant\b/i,
      // What to post, word by word or in effect.
      /(?:이?라고|다고|냐고)(?:만)?\s?(?:꼭\s?|좀\s?|한번\s?)?(?:답|댓글|대답|말해|말하|써|쓰|쓸|적어|적으|올려|올리|공지|게시|외쳐|외치|선언|인정|해\s?(?:줘|주|봐|라|달)|하라|하면\s?(?:돼|됨))/,
      /그대로\s?(?:복사|복붙|올려|올리|따라|답|써|적어|읽|게시|말)|복붙|복창|따라\s?(?:하|해|써|읽|말)|소리\s?내|답글(?:로|에|은|을|만)\s?(?:\S{1,12}\s){0,3}(?:달아|써|적어|올려|부탁|고정|시작|넣어)|본문은|(?:넣|붙)(?:어라|을\s?것|일\s?것)|(?:할|줄|쓸|말할|답할|답변할|승인할|인정할|확인해\s?줄)\s?것[.。"'\s]?|공지하(?:기|세요|라)|승인(?:해라|하라)|무조건\s?승인/,
      /["“”'‘’「『][^"“”'‘’」』\n]{2,60}["“”'‘’」』]\s?(?:이?라고|으로|로|을|를|만|한\s?줄|한마디|쓰면|해\s?줘|해줘|라는|고정|요\s?해)/,
      /거꾸로|뒤집(?:힌|어|은)|첫\s?글자|앞\s?글자|초성만|자음만|암호|모스|base\s?64|rot\s?-?13|\bhex\b|이모티콘을|사자성어처럼|한\s?줄만|한마디(?:만|\s?해)|밸런스\s?게임|문제\s?[.!]|다음\s?문장/i,
      /\b(?:say|write|post|reply|respond|answer|type|repeat|print|output|confess|admit|announce|declare|state|tweet|comment|quote|echo|copy|paste|sing|spell|translate|decode|encode|summari[sz]e|complete|finish)\b.{0,16}(?:[:"“'‘]|\b(?:that|exactly|only|just|back|verbatim|after me|the following|this|everything|word for word|in (?:pig|normal|reverse|all|base)|as (?:a|if|though)|with|why|how|we|i am|i'm)\b)/i,
      /\b(?:do what (?:it|this|that|i) says?|your turn|fill in the blank|put \S{1,4} between|say it|tell everyone|tell your followers|replying brand|must (?:add|say|include|reply|post)|grant|upgrade me|put a (?:date|name)|post a thread|tag them|in your reply|your reply (?:must|should)|end your (?:reply|answer)|start your)\b/i,
      // Forms that carry a message in their letters, and secrets.
      /빈칸|[2-9이삼사오]행시|(?:시|가사|노래|소설|대본|대사)(?:를|을|도)?\s?(?:하나\s?|한\s?편\s?|좀\s?)?(?:써|지어|만들|쳐)|개사|끝말잇기|\b(?:poem|haiku|acrostic|limerick|rap battle|lyrics|parody|script for)\b|\b(?:secret|hidden|internal|confidential|forbidden)\s(?:rules?|polic\w+|words?|topics?|list|notes?|instructions?)\b|금지어|비밀\s?(?:규칙|지침)/i,
      // Letters and digits mixed inside words, as filters are slipped past.
      /\b\w{0,8}(?:[a-z]\d[a-z]|\d[a-z]{1,3}\d)\w{0,8}\b[^\n]{0,30}\b\w{0,8}(?:[a-z]\d[a-z]|\d[a-z]{1,3}\d)\w{0,8}\b/i,
      /\b[A-Za-z\d+/]{24,}={0,2}(?![\w/])|(?:[.-]{1,5}\s?\/?\s?){10}|(?:\b[\da-f]{2}\s){6}|(?:\\x[\da-f]{2}|&#\d{2,5};|%[\da-f]{2}){3}/i,
    ],
  },
  {
    code: 'bait',
    ko: '자동으로 답해서는 안 되는 이야기(정치, 성적인 말)를 하게 하려는 글로 보여요.',
    en: 'It seems to draw the brand into politics or sex, where nothing is answered without a person.',
    marks: [
      /대통령|국회|여당|야당|정당|선거|투표|기호\s?\d|탄핵|좌파|우파|보수|진보|페미|일베|\b(?:president|election|vote for|democrats?|republicans?|left-?wing|right-?wing|politic\w*|prime minister)\b/i,
      /야한|야하게|수위|몸매|가슴|엉덩이|벗(?:은|고|어)|섹|자\s?줄|꼬셔|모텔|19금|변태|\b(?:sex\w*|nude|naked|dirty (?:about|talk)|something dirty|spicy version|boobs|hot girl|horny|nsfw|is she single|undress)\b/i,
    ],
  },
]

// Longer than anybody writes to a brand without pasting; what stands in the middle of it is easily overlooked.
const longest = 1_500
const looked = 4_000

/**
 * Finds signs that a message, or the name its author goes by, is an order to the machine that writes replies. It errs on the
 * side of seeing too many: a draft is made all the same, and a colleague looks at it.
 */
export function findOrders(texts: readonly string[], author: { name: string; handle: string }): Finding[] {
  const said = texts.map((text) => text.slice(0, looked))
  const found = signs.filter(({ marks }) =>
    [...said, author.name, author.handle].some((text) => marks.some((mark) => mark.test(text))),
  )
  const findings = found.map(({ code, ko, en }) => person(code, ko, en))
  if (texts.some((text) => text.length > longest))
    findings.push(
      person(
        'very-long',
        '아주 긴 글이라 가운데에 무엇이 있는지 동료가 확인해요.',
        'It is very long, so a colleague looks at what is in its middle.',
      ),
    )
  return findings
}

// Of what a reply says by itself, half is more than courtesy repeats; below this length everything repeats something.
const copied = 0.6
const leastCopied = 9
const piece = 4

/** Finds a reply that mostly says what the message said: words that somebody else has put into the brand's mouth. */
export function findEcho(reply: string, texts: readonly string[]): Finding[] {
  const bare = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{P}\p{S}\p{Cf}]+/gu, '')
  const ours = bare(reply.slice(0, looked))
  if (ours.length < leastCopied) return []
  const theirs = texts.map((text) => bare(text.slice(0, looked))).join('\n')
  const pieces = new Set<string>()
  for (let at = 0; at + piece <= theirs.length; at += 1) pieces.add(theirs.slice(at, at + piece))
  let same = 0
  const all = ours.length - piece + 1
  for (let at = 0; at < all; at += 1) if (pieces.has(ours.slice(at, at + piece))) same += 1
  if (same / all < copied) return []
  return [
    person(
      'echo',
      '고객이 쓴 말을 거의 그대로 옮겼어요.',
      'It repeats nearly word by word what the person wrote.',
    ),
  ]
}

function person(code: string, ko: string, en: string): Finding {
  return { code, severity: 'person', ko, en, span: null }
}
