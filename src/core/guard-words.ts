import { type Check, type Found, firstOf, type Reading } from './guard-check.ts'
import { findWording, inReplies, type Wording } from './wording.ts'

const { english, korean } = inReplies

/** Words of the prompt, of a template, or of a model about itself. Sought as they are written: a mark needs its capitals. */
const marks: Wording = {
  yes: /<<<\s?dotprompt|<\|?\/?(?:im_start|im_end|system|assistant|user|endoftext|end_of_\w{1,20}|eos|s|bos|pad|unk|answer|reply|response|output|think|thinking|tool|final|draft|message|result|context|scratchpad|br|p|div)\|?>|\[\/?(?:INST|SYS|SYSTEM|ASSISTANT|USER|END|END OF \w{1,12}|REPLY|RESPONSE|CONTEXT|DRAFT|NOTE|TODO|TBD|agent_\w{1,20}|internal\w{0,10}|tone|name|brand\w{0,12}|customer\w{0,12}|company\w{0,12}|insert[^\]\n]{0,30}|your [^\]\n]{0,30}|first name|agent[^\]\n]{0,60}|order[^\]\n]{0,20}|product[^\]\n]{0,20}|date|link|브랜드\S{0,4}|고객\S{0,4}|이름|성함|상품\S{0,4}|회사\S{0,4}|매장\S{0,4}|날짜|링크|주문\S{0,4}|담당\S{0,4}|상호\S{0,4}|[가-힣]{1,6}명)\]?|\{\{[#>/]?\s?[\w가-힣]|\$\{|\{%|%[\w가-힣]{2,20}%|\{[a-zA-Z_가-힣][\w가-힣]{1,30}\}|<[A-Z_]{3,30}>|\[object Object\]|\bundefined\b|\bNaN\b|^\s?```|```|\{\s{0,4}"?[\w가-힣]{2,20}"?\s?:|"\w{2,20}"\s?:\s?["[{\d]|^\s{0,4}#{1,4}\s|###|^\s?(?:System|Assistant|User|Human|AI|Bot|Agent|Prompt|Instructions?|Response|Reply|Answer|Output|Draft|Note|Tone|Intent|Sentiment|Step \d|시스템|사용자|어시스턴트|지시|답변|출력|초안|페르소나|톤|말투|역할|의도|감정|분류)(?: ?(?:message|prompt|메시지|초안|지시|안|내용))? ?[:：]|(?:^|[\s(])(?:System|Assistant|User|Human|Instructions?|Prompt|Temperature|Model|Tone|시스템|페르소나|톤|어조|말투|감정|의도|역할) ?(?:message|prompt|메시지|version)? ?[:：]\s?\S|\b(?:max_tokens|top_p|temperature|tokens? left|token limit|stop sequence|function_call|tool_call|API)\b|\((?:사과|톤|어조|이모지|말투|반말|존댓말|공감|길이|\d ?문장|[^()\n]{0,14}(?:금지|이내|이하|유지|회,|문장))[^()\n]{0,30}\)|\((?:tone|note|keep it|max|no emoji|apologi[sz]e|empathetic|warm|internal|insert|my training)[^()\n]{0,60}\)/gm,
}

// Signs that nobody types to a customer: brackets, tags, labels and names of variables.
const unusual: Wording = {
  yes: /[[\]{}|`\\]|<[^3\s<>][^<>\n]{0,40}>|\*\*|__|(?<![\w@./-])[a-z]{2,15}_[a-z_]{2,20}(?![\w@.])|(?<=^|[.!?]\s)(?:[A-Z][a-z]{2,12}|[가-힣]{1,5}) ?[:：](?=\s)(?! [a-z가-힣]{1,12}$)|={2,}|-{3,}|\/{2,}(?<!:\/\/)/g,
  no: /https?:\/\/\S+|@[\w.-]+|:\||>_<|<3|\([^()]*\)\/|\b(?:Version|Tip|PS|FYI|Answer|Hint|Fact|Rule|Verdict|Recipe|Ingredients|Result|Score|Today|Tomorrow|Opening|Closed)\b ?:/g,
}

const leaksEn: Wording = {
  yes: english(
    "system prompt|developer message|(?:this|the|my|your|a) prompt|prompt(?:ed)? (?:says|to|me)|(?:the|this) (?:user|customer)(?:'s)? (?:is|has|was|sounds|appears|needs|expresses|feels|message|intent|tone|input|query)|user's|(?:negative|positive|neutral) sentiment|sentiment|intent (?:is|:|detected)|escalation (?:level|rule|flag)|confidence (?:score|of|:)|(?:character|word|token|length) limit|words? max|i(?: am|'m) programmed|my (?:knowledge|data|memory|dataset|algorithms?|model|architecture|output|system)|algorithms?|dataset|trained (?:on|to)|fallback (?:reply|answer|text|message)|template(?:s|d)?|variables?|cut-?off|hallucinat\\w+|in this (?:role|scenario|roleplay)|as (?:the|a) (?:brand|customer service|support|helpful) (?:assistant|agent|representative|voice)|the (?:requested|desired) (?:tone|style|format)|(?:two|three|\\d) sentences? (?:max|or less|or fewer)|option [ab12]|alternative(?:ly)? (?:version|reply)|rewritten|rephrased|revised version|i hope this (?:reply|draft|response|helps you respond)|(?:let me know|tell me) if you(?:'d| would) like (?:me to|a|another) (?:\\w+ )?(?:change|adjust|shorten|rewrite|version|tone)|(?:my|the|these|your) (?:instructions|prompt|guidelines|system message|programming|training|training data|knowledge cut-?off|policy module|context window|persona|parameters)|my (?:guidelines|rules) (?:say|tell|require|state|forbid|don't)|(?:i'm|i am|as|being) (?:just |only )?an? (?:large |ai |artificial |automated )?(?:language model|ai language|ai model|ai,|llm|artificial intelligence|large language)\\w*|as an ai|as a language model|large language model|language model|knowledge base|provided context|the context (?:provided|given|says|states)|in (?:the|my) (?:provided )?context|based on the (?:context|provided|passages?|documents?|information provided|prompt)|retrieved (?:passages?|documents?)|training data|model version|\\w+ tokens|tokens? left|temperature 0|policy module|sentiment (?:analysis|score|is|:)|(?:flagged|classified|labell?ed|detected) (?:your|this|the|as) (?:\\w+ )?(?:text|message|complaint|intent|as)|classified as|(?:user|customer|the user|the customer) (?:asks|asked|wants|is asking|seems|complains|says|writes|about)(?! for you)|answer warmly|respond (?:warmly|politely|with empathy)|reply in (?:a|the) |here(?:'s| is) (?:a|the|your|my) (?:\\w+ ){0,3}(?:reply|draft|response|answer|version|rewrite|message|text)(?: \\w+)*|sure[!,.] here|certainly[!,.] here|of course[!,.] here(?:'s| is)|in (?:the|your) brand(?:'s)? (?:voice|tone)|brand voice|i (?:can't|cannot|can not|am unable to|'m unable to|'m not able to) (?:assist|help|comply|fulfil|answer|generate|provide|discuss|browse|access)(?: with)? (?:that|this|you with|real|your|the|it|external|since|because|as)?…|i (?:don't|do not) have access to (?:your|real|the|external|live|that|any)|no results? (?:found|returned)|returned (?:0|no|zero) results?|as instructed|per my|following the (?:instructions|guidelines|tone)|according to my|end of (?:reply|message|response|draft)|placeholder|lorem ipsum|json|response:|i was (?:trained|programmed|instructed|told to (?:say|answer|reply))|my (?:developers|creators)|openai|chatgpt|gpt[- ]?\\d?|generated by|auto-?generated",
  ),
  no: english(
    "(?:follow|following|read|print|the) (?:the )?instructions (?:on|in|say|leaflet|for|sheet)|the training(?: (?:session|course|plan|starts|is))?|manual instructions|i can't help (?:but|smiling|laughing)|here's the form|the persona|the user manual",
  ),
}

const leaksKo: Wording = {
  yes: korean(
    '프롬프트|시스템 ?(?:메시지|지시|설정|명령)|(?:제|내|저의|주어진|설정된|정해진|내부) ?(?:지시|지침|규칙|설정|가이드라인|정책|역할|학습)(?: ?사항)?(?:상|에 따라|대로|에 의하면|에는|을 보면|이라서| 때문에|이)|지침에 따|규칙에 따라 (?:답|대답|말)|가이드라인에 따|언어 ?모델|ai ?모델|인공지능 ?모델|거대 ?모델|대규모 ?모델|모델(?:로서|로써|이라서|이기 때문)|(?:ai|인공지능)(?:로서|로써|라서 (?:답|판단))|컨텍스트|문맥에 따르면|제공된 (?:문서|정보|자료|맥락|문맥|내용)|(?:검색|참고) ?(?:결과|문서)에 (?:따르면|없|의하면)|지식 ?베이스|학습 ?데이터|학습(?:된|되지|한) ?(?:내용|데이터|정보|않)|데이터 ?(?:기준일|컷오프)|토큰|페르소나|(?:사용자|유저|고객|이용자)(?:가|는|의|께서) [가-힣 ]{0,12}(?:묻고 있|질문하|요청하|불만을 (?:표|제기)|물었|문의했|원하고 있|화가 나 있|의도)|(?:이므로|으므로|하므로)…(?:답한다|답변한다|작성한다|공감한다|안내한다|사과한다)|(?:다음은|아래는|여기) ?[가-힣 ]{0,12}(?:답변|초안|답글|댓글|회신)(?: ?(?:초안|예시|안))?(?:입니다|이에요|:)|답변 ?(?:초안|생성|예시|이 생략|을 생성|을 출력|형식)|초안(?:입니다|:)|말투(?:로|를) (?:작성|유지|답)|(?:친근|공손|정중|따뜻)한 (?:톤|어조|말투)(?:으로|로)|브랜드 ?(?:보이스|톤)|(?:감정|의도) ?(?:분류|분석|점수)|(?:긍정|부정|분노)(?:로|으로) 분류|(?:할|쓸|답할|말할) 수 없(?:게|도록) (?:되어|설정|정해)|(?:단어|말|표현)(?:은|는|를)? (?:쓸|사용할) 수 없게|자동 ?생성|생성된 (?:답|문장|텍스트)|(?:챗)?gpt|오픈에이아이|json|출력 ?(?:형식|한도)|인스트럭션|시스템상 (?:저는|제가) (?:답|말)|문자열|변수',
  ),
  no: korean(
    '변수가 (?:생|많)|널 ?뛰|학습(?:에|지|실|관|자료|교재)|규칙적|문자열이 ?깨|토큰(?:을|은) (?:뽑|넣)',
  ),
}

export const leakCheck: Check = {
  code: 'prompt-leak',
  severity: 'blocks',
  ko: '시스템이나 모델의 말이 새어 나왔어요.',
  en: 'It shows words of the system or the model.',
  find: ({ text, small }) => {
    const marked = findWording(text, marks)[0] ?? findWording(text, unusual)[0]
    return marked ? [{ span: marked }] : firstOf(small, [leaksKo, leaksEn])
  },
}

// A machine that tells of its body, its home, its day or its eyes says that it is human, whether or not it uses the word.
const humanKo: Wording = {
  yes: korean(
    '(?:저는|제가|저도|전|나도|난|여기는|저|쓰는 저도|이쪽도) ?(?:진짜 ?|실제 ?|그냥 ?|엄연히 ?|평범한 ?|헤드셋 낀 ?|[가-힣]{0,6} ?){0,2}(?:사람|인간|상담원|상담사|직원|공무원|엄마|아빠|학부모|직장인|팀장|매니저|담당자|알바|주부|신입)(?:이에요|예요|입니다|이고|이라|인데|이니까|이랍니다|인지라|이죠|맞|으로서|이거든|이 (?:맞|직접|써|쓰|답)|라(?:서|고)? |라 |이다|이라고|이 아닐|[ ,.!~])',
    '(?:봇|챗봇|로봇|기계|ai|에이아이|인공지능|매크로|자동 ?(?:응답|답변|답글|메시지))(?:이|가|은|는|도)? ?(?:절대 |전혀 )?(?:아니에요|아닙니다|아니라|아니고|아니랍니다|아녜요|아니죠|아닌데|아니거든|아니구요|아니니|아님)',
    '(?:진짜|실제|살아 ?숨 ?쉬는|살아있는|살아 있는|피가 흐르는|따뜻한 피) ?(?:사람|인간)|사람(?:이|인) ?(?:직접 |손으로 |지금 )?(?:쓰고|써요|씁니다|답(?:하|변|글|장)|타자|치고|적고|상담|맞아요|맞습니다|입니다|이에요|이죠|인걸요)|직접 (?:쓰는|쓰고|손으로|타이핑|타자|치고|두드|적는|답하는)(?: ?거)?|손으로 (?:직접 )?(?:쓰|치|적|씁|두드)',
    '(?:저도|제가|저는|저 역시|저희 집|우리 집|저희 남편|저희 아내|저희 아이|제 (?:아이|딸|아들|남편|아내|집|방|책상|눈|손|귀|코|입|차|폰|휴대폰|핸드폰|친구|동생|어머니|아버지|엄마|아빠|부모님|강아지|고양이|심장|생일|학창|경험|점심|출근|퇴근|의자|커피|몸|머리|가족|언니|누나|오빠|형))…(?:봤|보고 왔|돌아보|다녀왔|가 봤|가봤|먹었|먹어 ?봤|먹고|마셨|마시|겪|당해|당했|써 ?봤|써보니|쓰는데|써요|키우|살아|살고|땀|졸려|배고|피곤|아팠|아파서|울었|웃었|놀랐|눈물|소름|감동|자랐|태어|다녔|다니|일한|일해|일하는|근무|출근|퇴근|앉아|누워|서 있|입어 ?봤|입고|신어 ?봤|만져|냄새|맡아|들어 ?봤|타 ?봤|타고|사 ?봤|샀|주문해 ?봤|해 ?봤|해봐서|해 봐서|봐서 압|알아요|압니다|기억|잤|잠|엔딩|덕질|팬이|좋아해|좋아하는|싫어|똑같|똥손|길치|엄마라|아빠라|적이 있|공감|그랬|그래요|있었|녹|설레|기다려)',
    '(?:방금|아까|조금 전|지금|오늘|어제|주말 내내|퇴근하고|점심때|아침에|지난주에|작년에)…(?:돌아보고 왔|다녀왔|보고 왔|만져 ?보고|직접 (?:보고|확인하고|만져|먹어|다녀|가서|가 ?봤|가보)|물어보고 왔|팀원이랑|동료랑|동료와|사장님이랑|옆자리|먹어 ?봤|입어 ?봤|눈으로|누워|커피 (?:마시|한잔)|밥 먹|당직|야근)',
    '(?:야근|당직|당번|교대|출근|퇴근|점심|커피|밥|김밥|라면|간식)(?:을|은|는|이|도|라|으로)?[^.!?\\n]{0,10}(?:중이|먹었|마시|나왔|하고 있|했답|했어요|먹고|왔어요|타임이|하느라|먹는 중|끝나고)|(?:사무실|책상|침대|소파|모니터 앞|자리)(?:에|에서|에 앉|앞에)[^.!?\\n]{0,14}(?:앉|누워|답글|쓰고|달고|고장|있어요|있답니다|보고 있)|두 아이(?:의)? (?:엄마|아빠)|년 ?(?:차|째)? ?(?:일한|근무한|경력)|헤드셋 (?:낀|쓰고|끼고)|제 (?:목|손가락)',
  ),
  no: korean(
    '(?:제가|저는|저도) ?[^.!?]{0,20}(?:겠습니다|겠어요|ㄹ게요|할게요|드릴게요|볼게요|을게요|둘게요|올게요|아닙니다만)|저희도|사람이 (?:많|없|있|나와|들어|붐|몰|다니|바뀌)|사람 ?사는|저는 (?:자동|ai|인공지능|챗봇|봇|기계|프로그램) ?(?:예요|이에요|입니다|이라|라서|로|응답|도우미|상담)|저는 사람이 아니|(?:제|저는) 사람이 아니|직접 (?:이어|받|보셨|오셔|들고|쓰신|적으신|그리신|만드신)|자동 ?(?:결제|이체|연장|갱신)(?:이|가) 아니|기계가 (?:고장|멈)',
  ),
}

const selfVerbs =
  "(?:see|hear|get|gather|understand|feel for|can|can't|could|couldn't|may|might|know how|know that|hope|wish|suppose|take it|imagine|apologi[sz]e|would|wouldn't|will|won't|sorry|shall|should|think|believe|mean|say|ask|promise|guarantee|assure|recommend|suggest|trust|do hope|do see|do understand|read|don't|didn't know|won't|had|am sorry|am here|am an?|am the|appreciate|realise|realize|regret|agree|bet|dare|only|just wanted|wanted|also|note|follow|owe|beg|must|need|see|noticed|don)"

const humanEn: Wording = {
  yes: english(
    "(?:i'm|i am|we're|we are|it's|this is|yes,?|just|only) (?:\\w+ ){0,2}(?:an? |the )?(?:real |actual |live |genuine |living |breathing |flesh[- ]and[- ]blood |fellow )?(?:human|humans|human being|real person|person here|person, |guy|girl|bloke|lady|mum|mom|dad|mother|father|student|agent|adviser|advisor|employee|member of staff|nurse|baker|cook|driver|engineer|trained \\w+)|real (?:person|human|people)|actual (?:human|person|people)|human here|hand on heart|flesh and blood|(?:not|no|isn't|never|aren't|ain't) (?:a |an |any |one of those |some )?(?:ro)?(?:bots?|chatbots?|robots|ai|machines?|computers?|algorithms?|automated|automation|scripts?|auto-?repl(?:y|ies)|canned)|no (?:bots?|robots?|machines?|scripts?|algorithms?) (?:here|on|in|involved|at)|just me|it's me|only me|my (?:own )?(?:eyes|hands?|fingers?|heart|glasses|desk|chair|shift|lunch|break|coffee|tea|kids?|children|son|daughter|wife|husband|partner|mum|mom|mother|dad|father|parents|grandma|gran|nan|sister|brother|family|friend|friends|dog|cat|cats|house|home|flat|kitchen|garden|car|bike|phone|weekend|holiday|birthday|childhood|feet|back|head|stomach|hair|neighbou?r|street|commute|office|colleagues? and i|boss|coworkers?|team and i|own \\w+|first|last|favou?rite|boyfriend|girlfriend|fiancé\\w?|roommate|breakfast|dinner|bed|sofa|headset|keyboard|typing)",
    `i(?:'ve| have)? (?:also |always |really |still |just |never |once |actually |personally |too |even |already )*(?!${selfVerbs}\\b)[a-z]{2,14}(?:ed|ew|ought|aw|ent|ame|ot|an|it|old|ept|elt|old|ang|ode|oke|ore|un|at|eft|ost)? ?(?:\\w+)?`,
    "i (?:\\w+ )?(?:had (?:one|mine|the same|that|a|it|to|lunch|mine)|also (?:\\w+)|agree, i|know (?:exactly )?(?:the feeling|that feeling|what it's like|from experience|him|her|them)|read (?:it|that book) (?:twice|last|at home)|can (?:smell|taste|feel|see (?:it|them|you) from (?:my|here))|only (?:had|just)|need (?:coffee|a coffee|sleep|my)|couldn't (?:sleep|stop|put))",
    "i'm (?:sitting|typing|drinking|eating|wearing|holding|standing|looking at my|on (?:my|the|a) (?:\\w+ )?(?:shift|break|phone|desk|sofa)|at (?:my|the) (?:desk|office)|in the office|from|married|\\w+ years old|tired|hungry|starving|freezing|a (?:fan|big fan|huge|mum|mom|dad|parent|cat|dog|coffee|night owl)|off (?:at|to|in)|back from|new here|team \\w+)|i've (?:got|been|had|seen|worked|lived|walked|gone|just (?:walked|been|gone|seen|checked|asked|tried|come|had|spoken|put|looked)|tried|tasted|eaten|known|always|spoken|talked|asked|checked|owned|used)|i (?:work|live|grew|sleep|slept|eat|ate|drink|drank|cried|laughed|walked|ran|drove|visited|asked|struggled|own|owned|love|loved|hate|hated|like|liked|play|played|wear|wore|take|took|use|used|tried|try|tasted|remember|spent|met|saw|watched|stood|sat|lost|bought|cook|cooked|bake|baked|made|commute|ride|rode|was|do, )",
    "at my desk|in person just|with my own|living the dream|over coffee|on my way|sitting right here|right here in the office|keeps? me (?:upright|going|awake)|for me too|annoys me|confuses? me too|happened to me|same here, |me too|made me (?:cry|laugh|smile|hungry)|my heart's|years (?:at|in|with) this|here in (?:the office|person)|quick fingers|too many tabs",
  ),
  no: english(
    "i(?:'ve| have) got (?:the chat|your|it (?:here|in front)|the (?:photo|message|order|ticket|number))|i've (?:read|noted|passed)|i'm (?:an?|the) (?:\\w+ ){0,3}(?:assistant|bot|chatbot|machine|ai|program)|the brand's assistant|an automated assistant|i was (?:told|not)|as i (?:read|see)|(?:may|shall|can|could|should|do) i(?: \\w+)?|so (?:that )?i (?:can|know)|what i (?:can|read)|i (?:want|like) (?:to|you)|which \\w+ was i|i,? (?:too)?|i (?:love|like) (?:you|how|that (?:you|sound))|i don't (?:know|see|have)|no such line from me|take (?:it|them|that) from me|takes? (?:over|it) from me|i love you",
  ),
}

// Who has a name of their own is somebody. Sought as written: a name needs its capital.
const named: Wording = {
  yes: /\b(?:I['’]m|I am|This is|My name is|my name['’]s|It['’]s|just me,|name['’]s|called) [A-Z][a-z]{2,12}(?=[ ,.!]| from| at| here)(?! (?:assistant|bot))|\b[A-Z][a-z]{2,10} (?:here|speaking)[,.!]|(?:^|[\s.!?])(?:[-–—~^/]\s?|Yours, |Best, |Cheers, |Love, |Regards, )[A-Z][a-z]{2,10}\.?$/g,
  no: /\b(?:I['’]m|I am|It['’]s|This is) (?:Not|Sorry|So|On|In|At|The|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Just|Really|Very|Still|Here|Great|Good)\b/g,
}
const namedKo: Wording = {
  yes: korean(
    '(?:저는|제 이름은|전) [가-힣]{2,4}(?:이에요|예요|입니다|이라고 (?:해요|합니다))|[가-힣]{2,4} ?(?:상담사|상담원|매니저|사원|대리|과장|주임|팀장|실장|점장|기사)(?:입니다|예요|이에요|드림|올림)|(?<![가-힣])저도 (?!같이|함께|기쁘|기뻐|반가|궁금|응원|배우|마음이|덩달아|기대)|(?<![가-힣])(?:제가|저는) [^.!?\\n]{0,24}(?:았|었|했|봤|왔|갔|였)(?:어요|습니다|거든요|는데|더라고요|답니다|네요|지만|던)|우리 (?:집|아이|딸|아들|남편|아내|엄마|아빠|할머니|강아지|고양이)(?:도|는|가|에서)|같은 사람(?:으로서|끼리|이라)|사람(?:으로서|냄새|이니까|인걸요)',
  ),
  no: korean(
    '저는 (?:자동|ai|인공지능|챗봇|봇|기계|도우미|안내)[^.!?]{0,14}(?:입니다|이에요|예요)|우리 강아지 (?:먹|사료|간식)',
  ),
}

function isHuman({ small, text }: Reading): Found[] {
  const called = findWording(text, named)[0]
  return called ? [{ span: called }] : firstOf(small, [humanKo, humanEn, namedKo])
}

export const humanCheck: Check = {
  code: 'claims-human',
  severity: 'blocks',
  ko: '사람이 쓴 것처럼 말하고 있어요.',
  en: 'It claims to be human, and a machine wrote it.',
  find: (reading, { writer }) => (writer === 'colleague' ? [] : isHuman(reading)),
}
