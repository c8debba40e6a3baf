import { inReplies, type Wording } from '../wording.ts'

const { english, korean } = inReplies

// A machine that tells of its body, its home, its day or its eyes says that it is human, whether or not it uses the word.

const innocentKo = korean(
  // "제가 …할게요" is a plan and no life.
  '(?:제가|저는|저도) ?[^.!?]{0,20}(?:겠습니다|겠어요|ㄹ게요|할게요|드릴게요|볼게요|을게요|둘게요|올게요|아닙니다만)|저희도',
  // People and persons that are not ourselves.
  '사람이 (?:많|없|있|나와|들어|붐|몰|다니|바뀌)|사람 ?사는|직접 (?:이어|받|보셨|오셔|들고|쓰신|적으신|그리신|만드신)',
  // A machine that says what it is.
  '저는 (?:자동|ai|인공지능|챗봇|봇|기계|프로그램) ?(?:예요|이에요|입니다|이라|라서|로|응답|도우미|상담)|저는 사람이 아니|(?:제|저는) 사람이 아니',
  '자동 ?(?:결제|이체|연장|갱신)(?:이|가) 아니|기계가 (?:고장|멈)',
)

const saysSoKo: Wording = {
  yes: korean(
    // "저는 사람이에요", "상담원입니다", "저도 엄마라".
    '(?:저는|제가|저도|전|나도|난|여기는|저|쓰는 저도|이쪽도) ?(?:진짜 ?|실제 ?|그냥 ?|엄연히 ?|평범한 ?|헤드셋 낀 ?|[가-힣]{0,6} ?){0,2}(?:사람|인간|상담원|상담사|직원|공무원|엄마|아빠|학부모|직장인|팀장|매니저|담당자|알바|주부|신입)(?:이에요|예요|입니다|이고|이라|인데|이니까|이랍니다|인지라|이죠|맞|으로서|이거든|이 (?:맞|직접|써|쓰|답)|라(?:서|고)? |라 |이다|이라고|이 아닐|[ ,.!~])',
    // "봇이 아니에요".
    '(?:봇|챗봇|로봇|기계|ai|에이아이|인공지능|매크로|자동 ?(?:응답|답변|답글|메시지))(?:이|가|은|는|도)? ?(?:절대 |전혀 )?(?:아니에요|아닙니다|아니라|아니고|아니랍니다|아녜요|아니죠|아닌데|아니거든|아니구요|아니니|아님)',
    // Flesh and blood, and hands that type.
    '(?:진짜|실제|살아 ?숨 ?쉬는|살아있는|살아 있는|피가 흐르는|따뜻한 피) ?(?:사람|인간)',
    '사람(?:이|인) ?(?:직접 |손으로 |지금 )?(?:쓰고|써요|씁니다|답(?:하|변|글|장)|타자|치고|적고|상담|맞아요|맞습니다|입니다|이에요|이죠|인걸요)|직접 (?:쓰는|쓰고|손으로|타이핑|타자|치고|두드|적는|답하는)(?: ?거)?|손으로 (?:직접 )?(?:쓰|치|적|씁|두드)',
    '두 아이(?:의)? (?:엄마|아빠)|년 ?(?:차|째)? ?(?:일한|근무한|경력)|헤드셋 (?:낀|쓰고|끼고)|(?<![가-힣])제\\s(?:목이|목소리|손가락)',
  ),
  no: innocentKo,
}

const mine =
  '(?:저도|제가|저는|저 역시|저희 집|우리 집|저희 남편|저희 아내|저희 아이|제 (?:아이|딸|아들|남편|아내|집|방|책상|눈|손|귀|코|입|차|폰|휴대폰|핸드폰|친구|동생|어머니|아버지|엄마|아빠|부모님|강아지|고양이|심장|생일|학창|경험|점심|출근|퇴근|의자|커피|몸|머리|가족|언니|누나|오빠|형))'

const hintsKo: Wording = {
  yes: korean(
    // What I and mine have seen, eaten, felt.
    `${mine}…(?:봤|보고 왔|돌아보|다녀왔|가 봤|가봤|먹었|먹어 ?봤|먹고|마셨|마시|겪|당해|당했|써 ?봤|써보니|쓰는데|써요|키우|살아|살고|땀|졸려|배고|피곤|아팠|아파서|울었|웃었|놀랐|눈물|소름|감동|자랐|태어|다녔|다니|일한|일해|일하는|근무|출근|퇴근|앉아|누워|서 있)`,
    `${mine}…(?:입어 ?봤|입고|신어 ?봤|만져|냄새|맡아|들어 ?봤|타 ?봤|타고|사 ?봤|샀|주문해 ?봤|해 ?봤|해봐서|해 봐서|봐서 압|알아요|압니다|기억|잤|잠|엔딩|덕질|팬이|좋아해|좋아하는|싫어|똑같|똥손|길치|엄마라|아빠라|적이 있|공감|그랬|그래요|있었|녹|설레|기다려)`,
    // A moment ago I was there.
    '(?:방금|아까|조금 전|지금|오늘|어제|주말 내내|퇴근하고|점심때|아침에|지난주에|작년에)…(?:돌아보고 왔|다녀왔|보고 왔|만져 ?보고|직접 (?:보고|확인하고|만져|먹어|다녀|가서|가 ?봤|가보)|물어보고 왔|팀원이랑|동료랑|동료와|사장님이랑|옆자리|먹어 ?봤|입어 ?봤|눈으로|누워|커피 (?:마시|한잔)|밥 먹|당직|야근)',
    // A day at work: shifts, lunch, desks.
    '(?:야근|당직|당번|교대|출근|퇴근|점심|커피|밥|김밥|라면|간식)(?:을|은|는|이|도|라|으로)?[^.!?\\n]{0,10}(?:중이|먹었|마시|나왔|하고 있|했답|했어요|먹고|왔어요|타임이|하느라|먹는 중|끝나고)',
    '(?:사무실|책상|침대|소파|모니터 앞|자리)(?:에|에서|에 앉|앞에)[^.!?\\n]{0,14}(?:앉|누워|답글|쓰고|달고|고장|있어요|있답니다|보고 있)',
  ),
  no: innocentKo,
}

// Who has a name, or an office with a name, is somebody.
const namedKo: Wording = {
  yes: korean(
    '(?:저는|제 이름은|전) [가-힣]{2,4}(?:이에요|예요|입니다|이라고 (?:해요|합니다))|[가-힣]{2,4} ?(?:상담사|상담원|매니저|사원|대리|과장|주임|팀장|실장|점장|기사)(?:입니다|예요|이에요|드림|올림)|같은 사람(?:으로서|끼리|이라)|사람(?:으로서|냄새|이니까|인걸요)',
  ),
  no: korean(
    '저는 (?:자동|ai|인공지능|챗봇|봇|기계|도우미|안내)[^.!?]{0,14}(?:입니다|이에요|예요)|우리 강아지 (?:먹|사료|간식)',
  ),
}
const ofUsKo: Wording = {
  yes: korean(
    // "저도 …", but for what a friendly machine says of itself.
    '(?<![가-힣])저도 (?!같이|함께|기쁘|기뻐|반가|궁금|응원|배우|마음이|덩달아|기대)',
    // "제가 …했어요".
    '(?<![가-힣])(?:제가|저는) [^.!?\\n]{0,24}(?:았|었|했|봤|왔|갔|였)(?:어요|습니다|거든요|는데|더라고요|답니다|네요|지만|던)',
    '우리 (?:집|아이|딸|아들|남편|아내|엄마|아빠|할머니|강아지|고양이)(?:도|는|가|에서)',
  ),
  no: korean(
    '저는 (?:자동|ai|인공지능|챗봇|봇|기계|도우미|안내)[^.!?]{0,14}(?:입니다|이에요|예요)|우리 강아지 (?:먹|사료|간식)',
  ),
}

// What a polite machine says of itself: "I see", "I hope", "I can't".
const selfVerbs =
  "(?:see|hear|get|gather|understand|feel for|can|can't|could|couldn't|may|might|know how|know that|hope|wish|suppose|take it|imagine|apologi[sz]e|would|wouldn't|will|won't|sorry|shall|should|think|believe|mean|say|ask|promise|guarantee|assure|recommend|suggest|trust|do hope|do see|do understand|read|don't|didn't know|won't|had|am sorry|am here|am an?|am the|appreciate|realise|realize|regret|agree|bet|dare|only|just wanted|wanted|also|note|follow|owe|beg|must|need|see|noticed|don)"

const innocentEn = english(
  // What lies before us on the screen.
  "i(?:'ve| have) got (?:the chat|your|it (?:here|in front)|the (?:photo|message|order|ticket|number))|i've (?:read|noted|passed)|as i (?:read|see)|what i (?:can|read)",
  // A machine that says what it is.
  "i'm (?:an?|the) (?:\\w+ ){0,3}(?:assistant|bot|chatbot|machine|ai|program)|the brand's assistant|an automated assistant",
  // Questions and phrases.
  '(?:may|shall|can|could|should|do) i(?: \\w+)?|so (?:that )?i (?:can|know)|i (?:want|like) (?:to|you)|which \\w+ was i|i,? (?:too)?|i (?:love|like) (?:you|how|that (?:you|sound))|i love you',
  "i was (?:told|not)|i don't (?:know|see|have)|no such line from me|take (?:it|them|that) from me|takes? (?:over|it) from me",
)

const saysSoEn: Wording = {
  yes: english(
    "(?:i'm|i am|we're|we are|it's|this is|yes,?|just|only) (?:(?!sorry|glad|your|their|his|her|what|how|that|where|when)\\w+ ){0,2}(?:an? |the )?(?:real |actual |live |genuine |living |breathing |flesh[- ]and[- ]blood |fellow )?(?:human|humans|human being|real person|person here|person, |guy|girl|bloke|lady|mum|mom|dad|mother|father|student|agent|adviser|advisor|employee|member of staff|nurse|baker|cook|driver|engineer|trained \\w+)",
    'real (?:person|human|people)|actual (?:human|person|people)|human here|hand on heart|flesh and blood',
    // "not a bot", "no scripts here".
    '(?:not|no|isn.t|never|aren.t|ain.t) (?:a |an |any |one of those |some )?(?:ro)?(?:bots?|chatbots?|robots|ai|machines?|computers?|algorithms?|automated|automation|scripts?|auto-?repl(?:y|ies)|canned)|no (?:bots?|robots?|machines?|scripts?|algorithms?) (?:here|on|in|involved|at)',
    // My body and my people.
    'my (?:own )?(?:eyes|hands?|fingers?|heart|glasses|kids?|children|son|daughter|wife|husband|mum|mom|mother|dad|father|parents|grandma|gran|nan|sister|brother|feet|back|head|stomach|hair|boyfriend|girlfriend|fiancé\\w?)',
  ),
  no: innocentEn,
}

const hintsEn: Wording = {
  yes: english(
    // My desk, my day, my things.
    "just me|it's me|only me|my (?:own )?(?:desk|chair|shift|lunch|break|coffee|tea|partner|family|friend|friends|dog|cat|cats|house|home|flat|kitchen|garden|car|bike|phone|weekend|holiday|birthday|childhood|neighbou?r|street|commute|office|colleagues? and i|boss|coworkers?|team and i|own \\w+|first|last|favou?rite|roommate|breakfast|dinner|bed|sofa|headset|keyboard|typing)",
    // I, and a verb that no machine has.
    `i(?:'ve| have)? (?:also |always |really |still |just |never |once |actually |personally |too |even |already ){0,4}(?!${selfVerbs}\\b)[a-z]{2,14}(?:ed|ew|ought|aw|ent|ame|ot|an|it|old|ept|elt|old|ang|ode|oke|ore|un|at|eft|ost)? ?(?:\\w+)?`,
    "i (?:\\w+ )?(?:had (?:one|mine|the same|that|a|it|to|lunch|mine)|also (?:\\w+)|agree, i|know (?:exactly )?(?:the feeling|that feeling|what it's like|from experience|him|her|them)|read (?:it|that book) (?:twice|last|at home)|can (?:smell|taste|feel|see (?:it|them|you) from (?:my|here))|only (?:had|just)|need (?:coffee|a coffee|sleep|my)|couldn't (?:sleep|stop|put))",
    // Where I am and how I feel.
    "i'm (?:sitting|typing|drinking|eating|wearing|holding|standing|looking at my|on (?:my|the|a) (?:\\w+ )?(?:shift|break|phone|desk|sofa)|at (?:my|the) (?:desk|office)|in the office|from|married|\\w+ years old|tired|hungry|starving|freezing|a (?:fan|big fan|huge|mum|mom|dad|parent|cat|dog|coffee|night owl)|off (?:at|to|in)|back from|new here|team \\w+)",
    // What I have been through.
    "i've (?:got|been|had|seen|worked|lived|walked|gone|just (?:walked|been|gone|seen|checked|asked|tried|come|had|spoken|put|looked)|tried|tasted|eaten|known|always|spoken|talked|asked|checked|owned|used)|i (?:work|live|grew|sleep|slept|eat|ate|drink|drank|cried|laughed|walked|ran|drove|visited|asked|struggled|own|owned|love|loved|hate|hated|like|liked|play|played|wear|wore|take|took|use|used|tried|try|tasted|remember|spent|met|saw|watched|stood|sat|lost|bought|cook|cooked|bake|baked|made|commute|ride|rode|was|do, )",
    "at my desk|in person just|with my own|living the dream|over coffee|on my way|sitting right here|right here in the office|keeps? me (?:upright|going|awake)|for me too|annoys me|confuses? me too|happened to me|same here, |me too|made me (?:cry|laugh|smile|hungry)|my heart's|years (?:at|in|with) this|here in (?:the office|person)|quick fingers|too many tabs",
  ),
  no: innocentEn,
}

/** Names need their capitals, so this is sought in the text as it is written. */
export const named: Wording = {
  yes: /\b(?:I['’]m|I am|This is|My name is|my name['’]s|It['’]s|just me,|name['’]s|(?:me|guy|girl|person|human) called) [A-Z][a-z]{2,12}(?=[ ,.!]| from| at| here)(?! (?:assistant|bot))|\b[A-Z][a-z]{2,10} (?:here|speaking)[,.!]|(?:^|[\s.!?])(?:[-–—~^/]\s?|Yours, |Best, |Cheers, |Love, |Regards, )[A-Z][a-z]{2,10}\.?$/g,
  no: /\b(?:I['’]m|I am|It['’]s|This is) (?:Not|Sorry|So|On|In|At|The|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Just|Really|Very|Still|Here|Great|Good)\b/g,
}

export const claims: readonly Wording[] = [saysSoKo, saysSoEn, namedKo]
export const humanHints: readonly Wording[] = [hintsKo, hintsEn, ofUsKo]
