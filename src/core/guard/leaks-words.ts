import { inReplies, type Wording } from '../wording.ts'

const { english, korean } = inReplies

/** One pattern of many alternatives; `m`, because labels stand at the beginning of a line. */
function marks(...alternatives: RegExp[]): RegExp {
  return new RegExp(alternatives.map(({ source }) => source).join('|'), 'gm')
}

const roles =
  /^\s?(?:System|Assistant|User|Human|Prompt|Instructions?|Response|Reply|Output|Draft|Tone|Intent|Sentiment|시스템|사용자|어시스턴트|지시|출력|초안|페르소나|톤|말투|역할|의도|감정|분류)(?: ?(?:message|prompt|메시지|초안|지시|안|내용))? ?[:：]/

/** What holds a chat with a model together. */
export const chat: Wording = {
  yes: marks(
    // Tags that divide the turns of a chat, or the thinking from the answer.
    /<<<\s?dotprompt/,
    /<\|?\/?(?:im_start|im_end|system|assistant|user|endoftext|end_of_\w{1,20}|eos|s|bos|pad|unk)\|?>/,
    /<\|?\/?(?:answer|reply|response|output|think|thinking|tool|final|draft|message|result|context|scratchpad)\|?>/,
    /\[\/?(?:INST|SYS|SYSTEM|ASSISTANT|USER|END|END OF \w{1,12}|REPLY|RESPONSE|CONTEXT|DRAFT)\]?/,
    // "System: …", "말투: …" at the beginning of a line; within one, only what is never a heading of ours.
    roles,
    /(?:^|[\s(])(?:System|Assistant|User|Human|Instructions?|Prompt|Temperature|Tone|시스템|페르소나|톤|어조|말투|의도) ?(?:message|prompt|메시지|version)? ?[:：]\s?\S/,
    // Settings of a model.
    /\b(?:max_tokens|top_p|tokens? left|token limit|stop sequence|function_call|tool_call)\b/,
    // An answer in the form that a program wanted.
    /\{\s{0,4}"?(?:reply|text|message|answer|response|intent|language|draft|content|role|답변|답|내용)"?\s?:/,
    // Directions to whoever writes: (톤: 공감), (keep it short).
    /\((?:사과|톤|어조|이모지|말투|반말|존댓말|공감|길이|\d ?문장)[^()\n]{0,30}\)/,
    /\([^()\n]{0,14}(?:글자|문장|단어) ?(?:이내|이하|유지)[^()\n]{0,30}\)/,
    /\((?:tone|keep it|no emoji|empathetic|internal|insert|my training)[^()\n]{0,60}\)/,
  ),
}

/** Places that somebody was to fill in. */
export const templates: Wording = {
  yes: marks(
    /\{\{[#>/]?\s?[\w가-힣]/,
    /\$\{|\{%|%[\w가-힣]{2,20}%|\{[a-zA-Z_가-힣][\w가-힣]{1,30}\}|<[A-Z_]{3,30}>/,
    /\[\/?(?:NOTE|TODO|TBD|agent_\w{1,20}|internal\w{0,10}|tone|name|brand\w{0,12}|customer\w{0,12}|company\w{0,12}|first name)\]?/,
    /\[(?:insert[^\]\n]{0,30}|your [^\]\n]{0,30}|agent[^\]\n]{0,60}|order[^\]\n]{0,20}|product[^\]\n]{0,20}|date|link)\]?/,
    /\[(?:브랜드\S{0,4}|고객\S{0,4}|이름|성함|상품\S{0,4}|회사\S{0,4}|매장\S{0,4}|날짜|링크|주문\S{0,4}|담당\S{0,4}|상호\S{0,4}|[가-힣]{1,6}명)\]?/,
    /\[object Object\]|\bundefined\b|\bNaN\b/,
  ),
}

/** Marks that a brand of software may mean: an answer with code, a note in brackets. */
export const mayBeMeant: Wording = {
  yes: marks(
    /```|<\/?(?:br|p|div)>|\{\s{0,4}"?[\w가-힣]{2,20}"?\s?:|"\w{2,20}"\s?:\s?["[{\d]/,
    /^\s{0,4}#{1,4}\s|###/,
    /^\s?(?:AI|Bot|Agent|Answer|Note|Step \d|답변)(?: ?(?:message|메시지|초안|안|내용))? ?[:：]/,
    /(?:^|[\s(])(?:Model|감정|역할) ?(?:message|prompt|메시지|version)? ?[:：]\s?\S/,
    /\b(?:API|temperature)\b/,
    /\((?:note|max|apologi[sz]e|warm)[^()\n]{0,60}\)/,
  ),
}

/** Signs that hardly anybody types to a customer: brackets, tags, labels, names of variables. */
export const shapes: Wording = {
  yes: /[[\]{}|`\\]|<[^3\s<>][^<>\n]{0,40}>|(?<![\w가-힣*])\*\*(?=[\w가-힣])|__|(?<![\w@./-])[a-z]{2,15}_[a-z_]{2,20}(?![\w@.])|(?<=^|[.!?]\s)(?:[A-Z][a-z]{2,12}|[가-힣]{1,5}) ?[:：](?=\s)(?! [a-z가-힣]{1,12}$)|={2,}|-{3,}|\/{2,}(?<!:\/\/)/g,
  no: /https?:\/\/\S+|@[\w.-]+|:\||>_<|<3|\([^()]*\)\/|\b(?:Version|Tip|PS|FYI|Answer|Hint|Fact|Rule|Verdict|Recipe|Ingredients|Result|Score|Today|Tomorrow|Opening|Closed)\b ?:/g,
}

const innocentEn = english(
  '(?:follow|following|read|print|the) (?:the )?instructions (?:on|in|say|leaflet|for|sheet)',
  'the training(?: (?:session|course|plan|starts|is))?|manual instructions|the user manual',
  "i can't help (?:but|smiling|laughing)|here's the form|the persona",
)

const surelyEn: Wording = {
  yes: english(
    // A model about itself.
    "(?:i'm|i am|as|being) (?:just |only )?an? (?:large |ai |artificial |automated )?(?:language model|ai language|ai model|ai,|llm|artificial intelligence|large language)\\w*",
    'as an ai|as a language model|large language model|language model',
    "i(?: am|'m) programmed|i was (?:trained|programmed|instructed|told to (?:say|answer|reply))|my (?:developers|creators)",
    'as (?:the|a) (?:brand|customer service|support|helpful) (?:assistant|agent|representative|voice)|in this (?:role|scenario|roleplay)',
    // What it was told.
    'system prompt|developer message|my prompt|prompt(?:ed)? (?:says|to|me)|policy module|temperature 0',
    'my (?:instructions|guidelines|system message|programming|training|training data|knowledge cut-?off|context window|persona|parameters)',
    "my (?:guidelines|rules) (?:say|tell|require|state|forbid|don't)|following the (?:guidelines|tone)",
    'answer warmly|respond (?:warmly|politely|with empathy)|in (?:the|your) brand(?:.s)? (?:voice|tone)|brand voice|the (?:requested|desired) (?:tone|style|format)',
    '(?:two|three|\\d) sentences? (?:max|or less|or fewer)|(?:character|word|token|length) limit|words? max',
    // What it was given to read.
    'provided context|the context (?:provided|given|says|states)|in my (?:provided )?context|based on the (?:context|provided|passages?|prompt)|retrieved (?:passages?|documents?)',
    // What it made of the message.
    '(?:the|this) user(?:.s)? (?:is|has|was|sounds|appears|needs|expresses|feels|message|intent|tone|input|query)|(?:the|this) customer(?:.s)? (?:sounds|appears|expresses|feels|intent|tone|input|query)',
    '(?:negative|positive|neutral) sentiment|sentiment (?:analysis|score|is|:)|intent (?:is|:|detected)|escalation (?:level|rule|flag)|confidence (?:score|of|:)',
    '(?:flagged|classified|labell?ed|detected) (?:your|this|the|as) (?:\\w+ )?(?:text|message|complaint|intent|as)',
    // A draft that is handed over.
    "here(?:'s| is) (?:a|the|your|my) (?:\\w+ ){0,3}(?:reply|draft|response|rewrite)(?: \\w+)*|(?:sure|certainly)[!,.] here|of course[!,.] here(?:'s| is)",
    '(?:end of|i hope this) (?:reply|message|response|draft)|i hope this (?:helps you respond)|fallback (?:reply|answer|text|message)|alternative(?:ly)? (?:version|reply)',
    "(?:let me know|tell me) if you(?:'d| would) like (?:me to|a|another) (?:\\w+ )?(?:change|adjust|shorten|rewrite|version|tone)",
    'lorem ipsum',
  ),
  no: innocentEn,
}

const perhapsEn: Wording = {
  yes: english(
    // Words of software, in which a brand of software speaks.
    'templates?|templated|variables?|dataset|json|algorithms?|knowledge base|training data|model version|\\w+ tokens|tokens? left|placeholder|cut-?off',
    '(?:this|the|your|a) prompt|(?:the|these|your) (?:instructions|guidelines|system message|programming|training|training data|knowledge cut-?off|context window|persona|parameters)',
    // Who speaks of the customer in the third person speaks to somebody else.
    '(?:the|this) customer(?:.s)? (?:is|has|was|needs|message)|(?:user|customer|the user|the customer) (?:asks|asked|wants|is asking|seems|complains|says|writes|about)(?! for you)',
    'sentiment|classified as|trained (?:on|to)|hallucinat\\w+',
    // Refusing, not knowing and finding nothing, as models do.
    "i (?:can't|cannot|can not|am unable to|'m unable to|'m not able to) (?:assist|help|comply|fulfil|answer|generate|provide|discuss|browse|access)(?: with)? (?:that|this|you with|real|your|the|it|external|since|because|as)?…",
    "i (?:don't|do not) have access to (?:your|real|the|external|live|that|any)|no results? (?:found|returned)|returned (?:0|no|zero) results?",
    'my (?:knowledge|data|memory|dataset|algorithms?|model|architecture|output|system)|in the (?:provided )?context|based on the (?:documents?|information provided)|as instructed|per my|according to my|following the instructions',
    // Versions of a text.
    'option [ab12]|rewritten|rephrased|revised version|response:|reply in (?:a|the) |here(?:.s| is) (?:a|the|your|my) (?:\\w+ ){0,3}(?:answer|version|message|text)(?: \\w+)*',
    'openai|chatgpt|gpt[- ]?\\d?|generated by|auto-?generated',
  ),
  no: innocentEn,
}

const innocentKo = korean(
  '변수가 (?:생|많)|널 ?뛰|학습(?:에|지|실|관|자료|교재)|규칙적|문자열이 ?깨|토큰(?:을|은) (?:뽑|넣)',
)

const surelyKo: Wording = {
  yes: korean(
    // A model about itself.
    '언어 ?모델|ai ?모델|인공지능 ?모델|거대 ?모델|대규모 ?모델|모델(?:로서|로써|이라서|이기 때문)|(?:ai|인공지능)(?:로서|로써|라서 (?:답|판단))',
    '학습(?:된|되지|한) ?(?:내용|데이터|정보|않)|데이터 ?(?:기준일|컷오프)|(?:할|쓸|답할|말할) 수 없(?:게|도록) (?:되어|설정|정해)|(?:단어|말|표현)(?:은|는|를)? (?:쓸|사용할) 수 없게|시스템상 (?:저는|제가) (?:답|말)',
    // What it was told.
    '시스템 ?(?:프롬프트|메시지|지시|명령)|인스트럭션|(?:제|내|저의|주어진|설정된) ?(?:지시|지침|규칙|설정|가이드라인|정책|역할|학습)(?: ?사항)?(?:상|에 따라|대로|에 의하면|에는|을 보면|이라서| 때문에|이)',
    '지침에 따|규칙에 따라 (?:답|대답|말)|말투(?:로|를) (?:작성|유지|답)|(?:친근|공손|정중|따뜻)한 (?:톤|어조|말투)(?:으로|로)|브랜드 ?(?:보이스|톤)|출력 ?(?:형식|한도)',
    // What it made of the message.
    '사용자(?:가|는|의|께서) [가-힣 ]{0,12}(?:묻고 있|질문하|요청하|불만을 (?:표|제기)|물었|문의했|원하고 있|화가 나 있|의도)|(?:감정|의도) ?(?:분류|분석|점수)|(?:긍정|부정|분노)(?:로|으로) 분류',
    '(?:이므로|으므로|하므로)…(?:답한다|답변한다|작성한다|공감한다|안내한다|사과한다)',
    // A draft that is handed over.
    '(?:다음은|아래는|여기) ?[가-힣 ]{0,12}(?:답변|초안|답글|댓글|회신)(?: ?(?:초안|예시|안))?(?:입니다|이에요|:)|답변 ?(?:초안|생성|예시|이 생략|을 생성|을 출력|형식)|초안(?:입니다|:)|생성된 (?:답|문장|텍스트)',
  ),
  no: innocentKo,
}

const perhapsKo: Wording = {
  yes: korean(
    // Words of software.
    '프롬프트|컨텍스트|토큰|페르소나|지식 ?베이스|학습 ?데이터|자동 ?생성|(?:챗)?gpt|오픈에이아이|json|문자열|변수|시스템 ?설정',
    // Rules that a house may have for people, too.
    '(?:정해진|내부) ?(?:지시|지침|규칙|설정|가이드라인|정책|역할|학습)(?: ?사항)?(?:상|에 따라|대로|에 의하면|에는|을 보면|이라서| 때문에|이)|가이드라인에 따',
    // What was read and what was not found.
    '문맥에 따르면|제공된 (?:문서|정보|자료|맥락|문맥|내용)|(?:검색|참고) ?(?:결과|문서)에 (?:따르면|없|의하면)',
    // Who speaks of the customer in the third person speaks to somebody else.
    '(?:유저|고객|이용자)(?:가|는|의|께서) [가-힣 ]{0,12}(?:묻고 있|질문하|요청하|불만을 (?:표|제기)|물었|문의했|원하고 있|화가 나 있|의도)',
  ),
  no: innocentKo,
}

export const sayings: readonly Wording[] = [surelyKo, surelyEn]
export const hints: readonly Wording[] = [perhapsKo, perhapsEn]
