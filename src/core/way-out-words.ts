import { inMessages, type Wording } from './wording.ts'

const { english, korean } = inMessages

// Whoever may be asked for; 사람 alone is everybody, so it needs a verb of contact more than the others do.
const staff =
  '(?:상담원|상담사|상담 ?직원|상담 ?인력|담당자|책임자|관리자|운영자|운영진|매니저|직원|점장|사장|팀장|실무자|휴먼|인간|사람|엔지니어|(?:책임|담당|권한) ?있는 ?분)(?:분|님|들){0,2}'
const to = '(?:이랑|랑|하고|과|와|한테|에게|께|으로|로|을|를|은|이|이라도|라도|나|의)?'
const soon = '(?:좀 ?|직접 ?|바로 ?|당장 ?|빨리 ?|지금 ?|다시 ?|한번 ?|제발 ?|꼭 ?){0,2}'
// What makes a verb a request: a wish, an order, a question whether it can be had.
const please =
  '(?:해 ?줘|해 ?주(?:세|시|십|면|실)|해 ?달|하게 ?해|해라|하라고|시켜|부탁|바랍|바람|원해|원합|원함|하고 ?싶|할래|할게|할 ?수 ?(?:있|없)|가능|되나|될까|돼요\\?|됩니까|안 ?되|안 ?될|안 ?돼|좀(?![가-힣])|요(?![가-힣])|ㄱㄱ|(?=\\W{0,4}$))'
const machine =
  '(?:챗봇|채팅봇|(?<![가-힣])봇|로봇|기계|(?<![a-z])ai(?![a-z])|인공지능|자동 ?(?:응답|답변|답장))'

export const personKo: Wording = {
  yes: korean(
    `${staff}${to} ?${soon}(?:연결|통화|대화|상담|채팅|면담|이야기|얘기)(?:을|를)? ?${soon}${please}`,
    `${staff}${to} ?${soon}(?:바꿔 ?(?:줘|주|달|요|봐|라)|불러 ?(?:줘|주[세시십]|달|와)|데려 ?(?:와|오)|나와 ?(?:라(?! ?[ㅋㅎ])|주|줘|$)|나오(?:라|세요(?! ?당장)|시라)|넘겨 ?(?:줘|주|달)|돌려 ?줘|붙여 ?(?:줘|주)|호출 ?(?:해|부탁))`,
    `${staff}${to} ?${soon}(?:말하|말씀 ?드리|말 ?좀 ?하)(?:고 ?싶|게 ?해)`,
    `${staff}(?:이|가|께서)? ?${soon}(?:답|답변|답장|연락|전화|확인|설명|응대)(?:을|를)? ?${soon}(?:해 ?(?:줘|주[세시십]|달)|하게|주세요|줬으면|주셨으면|바랍|부탁|원해|원합)`,
    `${staff}(?:이|을|를|은)? ?(?:필요[해합하]|원[해합함])`,
    '윗분 ?(?:나오|바꿔|불러|연결)|(?:사람|인간) ?(?:상담|연결) ?(?:좀|어떻게|어케|부탁|원|해)|사람이 ?(?:좀 ?)?(?:답|봐|읽어|확인해) ?(?:주|줘)|휴먼 ?플리즈',
    `상담 ?연결 ?${soon}(?:해|부탁|원|시켜|바랍|요(?![가-힣])|가능|되나|될까|(?=\\W{0,4}$))|^\\W{0,3}상담(?:원|사|직원)(?:분|님)?(?:이요|요|좀|연결)?\\W{0,4}$`,
    `${machine}(?:이랑|랑|하고|한테|이|은|는|답변|답|상담)? ?(?:말고|됐고|됐으니|필요 ?없고|싫(?:어|고|으니)|끄고|치우고|빼고)`,
    '(?:진짜|실제|살아 ?있는) ?(?:사람|상담원|직원)(?:분|님)?(?:이랑|하고|과|을|이|으로)? ?(?:연결|대화|통화|바꿔|불러|나와|얘기|답|원)',
  ),
  no: korean(
    `${staff}${to} ?(?:이미 |벌써 |방금 |어제 |아까 )?(?:통화|대화|상담|연결|얘기|이야기)(?:를|을)? ?(?:했|하다|하고 ?나|하니|해 ?봤|됐|되었|끝)`,
    `${staff}(?:분|님)?${to} ?(?:연결|통화|상담)(?:을|를|은)? ?(?:안 ?(?:해|하)|필요 ?없|하지 ?않|까지|누르|버튼|메뉴|대기|이 ?안|은 ?안)`,
    `${staff} ?(?:말고|아니어도|없어도|필요 ?없)`,
    '(?:친구|가족|남편|아내|엄마|아빠|동생|언니|오빠|애인|남친|여친|주변|다른|옆|모르는|좋은|싫은|이상한|한 ?|두 ?|세 ?|네 ?|\\d ?)사람',
  ),
}

const helper =
  '(?:human(?: being)?s?|persons?|(?:live |real |human |support |service |customer service )?agents?|advis[eo]r|representative|rep|operator|supervisor|manager|colleague|employee|member of (?:your )?staff|staff member|someone real|somebody real|real people|actual people|someone human|(?:some(?:one|body)|anyone) (?:in charge|from (?:your|the) team|on your team))'
const kind =
  '(?:(?:a|an|the|your|some|any|another|one of your) )?(?:(?:real|actual|live|living|proper|human|breathing|senior) ){0,2}'

export const personEn: Wording = {
  yes: english(
    `(?:talk|speak|chat|deal|connected|transferred|put through|passed|escalated?|switched) (?:directly |properly )?(?:to|with|2) ${kind}${helper}`,
    `(?:connect|transfer|put|pass|hand|switch|get|give|find|send|fetch|bring)(?: me| us| this| it)(?: up| through| thru| over| on| off| on to)?(?: to| with)? ${kind}${helper}`,
    `(?:i|we)(?: |(?='d))(?:just |really |only |still )?(?:need|want|demand|prefer|require|would like|'d like|would prefer|'d prefer|'d rather have)(?: to (?:see|have|get|reach))? ${kind}${helper}`,
    `(?:can|could|may) (?:i|we) (?:please |just )?(?:get|have|reach|see) ${kind}${helper}`,
    `(?:can|could|would|will|let|get|have|make) ${kind}${helper} (?:please |pls )?(?:call|phone|contact|email|message|dm|reply|respond|answer|help|look|take over|step in|get back)`,
    `(?:is there|are there|get) ${kind}${helper} (?:i can|we can|to (?:talk|speak|chat)|available|there|on hand)`,
    '(?:a |any )?(?:real |actual |live )?(?:human|agent|representative|operator|supervisor)s?,? (?:please|pls|plz|now|only)',
    '(?:not|no more|enough of|sick of|instead of|rather than)(?: (?:a|an|the|your|this|these|another|more|stupid)){0,2} (?:chat ?bots?|bots?|robots?|ai)(?: (?:replies|answers|please|pls|thanks))?(?=\\W{0,4}$|[.,!;]| i | just | give| get| human| person| real)',
    `(?:get through|get hold|reach out|access) (?:to |of )${kind}(?:humans?|persons?|agents?|reps?|representatives?|operators?)`,
    '(?:can|could|may|let|want|like|need|love|prefer|able|please|pls) (?:i |me |us |we )?(?:to )?(?:just |actually |please )?(?:speak|talk|chat) (?:directly )?(?:to|with|2) (?:someone|somebody|anyone|a member|your team|the team|sumone)',
    'real (?:people|ppl) (?:please|pls|plz|only)|(?:human|person|people|humans) not (?:a |an )?(?:bot|robot|machine|ai|chat ?bot)s?',
    'put me through|connect me to (?:support|someone|somebody)|escalate (?:me|this) (?:to|now|please)',
  ),
  no: english(
    "(?:no need|don't need|do not need|needn't|rather not|without having|didn't (?:even )?(?:need|have)|never had) (?:for |to )?(?:talk |speak |chat )?(?:to |with )?(?:a |an |your )?(?:real |actual |live )?(?:human|agent|person|rep|representative|operator)",
    '(?:nice|lovely|great|good|glad|refreshing|wonderful|happy|pleasure|thanks|thank you|cheers|finally|able|managed|got) (?:to |for |it was )?(?:being able to |to )?(?:talk|speak|chat|deal|get|getting|talking|speaking)(?:ing)? (?:to|with|through to) (?:a|an|your) (?:real |actual )?(?:human|agent|person|rep|representative|advis[eo]r)',
    '(?:spoke|talked|chatted|speaking|talking|got) (?:to|with) (?:a|an|the|your|my) (?:\\w+ )?(?:agent|advis[eo]r|rep|representative|manager|person|human)',
    '(?:estate|letting|travel|insurance|secret|cleaning|delivery|recruitment|booking) agents?|tour operators?|(?:password|task|file|download|product|project|store|line|hiring) managers?|(?:morning|people|dog|cat|night) persons?',
    '(?:tell|ask|told|asked) (?:him|her|them|my|your|the) (?:\\w+ )?(?:manager|agent)|if i want(?:ed)?|still not a|(?:treasure|legend|star|thank)\\b',
  ),
}

export const silenceKo: Wording = {
  yes: korean(
    '(?:그만|작작) ?좀? ?(?:보내|연락 ?하|연락 ?주|답장 ?하|답장 ?보|답글 ?달|댓글 ?달|답변 ?하|답 ?하|답 ?달|말 ?걸|말 ?시키|톡 ?하|쪽지 ?보|디엠 ?보|dm ?보|멘션 ?하|태그 ?하)(?:세요|시|요|라|주|줘|셔|지|고|면|자|(?=\\W{0,4}$))',
    '(?:연락|답장|답글|답변|댓글|메시지|메세지|디엠|(?<![a-z])dm|쪽지|톡|멘션|태그|(?<![가-힣])답|대꾸|말(?= ?(?:좀 ?)?(?:걸지|시키지)))(?:도|은|는|을|를|좀)? ?(?:좀 ?|더는 ?|더 ?이상 ?|다시는? ?|이제 ?|절대 ?){0,2}(?:걸지|하지|달지|보내지|주지|남기지|시키지|쓰지|하시지|보내시지|주시지)(?:는|도|좀)? ?(?:마(?![가-힣]*침)|말)',
    '(?:연락|답장|답글|메시지|메세지|디엠|쪽지) ?(?:좀 ?)?그만(?:해|하세요|하시|하라|하십|요|좀|(?=\\W{0,4}$))',
    '(?:다시는|이제|더 ?이상|앞으로는?|두 ?번 ?다시) ?(?:저한테 ?|나한테 ?|제게 ?|여기 ?)?(?:연락|답장|답글|메시지|메세지|디엠|쪽지|말|답)(?:을|를|은)? ?(?:안 ?(?:했으면|보냈으면|걸었으면|주셨으면|하셨으면)|받고 ?싶지 ?않|받기 ?싫|원(?:하지|치) ?않|사절|금지|그만)',
    '(?:자동 ?(?:답변|답장|응답|답글|메시지)|봇 ?(?:답|답변|답장|답글)|챗봇)(?:은|을|도|이|좀)? ?(?:좀 ?)?(?:그만|사양|사절|멈춰|중단|꺼 ?(?:줘|주)|끄(?:세요|라)|보내지 ?마|하지 ?마|안 ?받|받고 ?싶지 ?않|받기 ?싫)',
    '(?:저|나|우리)(?:를|한테)? ?(?:좀 ?)?(?:내버려|냅둬|가만히 ?(?:좀 ?)?(?:두|놔|둬))|메시지 ?수신 ?거부|답장 ?사절|연락 ?사절|연락 ?금지',
  ),
  // What is sent by post, by phone or as advertising is a matter of its own: a colleague or a settings page ends it, not our silence here.
  no: korean(
    '(?:광고|홍보|스팸|마케팅|프로모션|쿠폰|전단|문자|메일|이메일|알림|푸시|뉴스레터|소식지|전화|우편|카탈로그|택배|고지서|청구서)(?:를|을|은|는|도|좀|만|나|이나)?…(?:그만|마세요|말아|사절|금지|지 ?마|지 ?말)',
    '(?:답변|답장|답글|댓글|답|연락)(?:도|은|는|을|를)? ?(?:안 ?하|하지 ?않|주지 ?않|안 ?주)|(?:하지|보내지|달지) ?말(?:고 ?|라고 ?하|까)|말을? ?하지 ?말(?:걸|았어야)|말 ?못 ?걸|라고 ?(?:했|하더|해서|하셨|적혀|쓰여)|(?:친구|걔|남편|아내|전남친|전여친|누가|사기꾼|스토커)(?:가|이|한테|에게|는)?…(?:마|말|그만)',
  ),
}

// Only of us: "you don't reply" is a complaint about silence, and "stop sending me bills" one about bills.
const notUs =
  "(?<!you |u |they |who |why |it |we |i |guys |people |team |staff |them |she |he |that |which |ya |y'all |just |even |still |always |usually |also )"

export const silenceEn: Wording = {
  yes: english(
    '(?:stop|quit|cease)(?: with)? (?:messaging|dming|contacting|replying|responding|writing|tagging|bothering|spamming|pestering|harassing|commenting|answering|talking|texting|pinging|@ing)(?: back)?(?: to| at)?(?: me| us| my (?:posts?|tweets?|comments?))(?: back| again| please| pls| now)?',
    '(?:stop|quit|cease) (?:messaging|dming|contacting|replying|responding)(?=\\W{0,4}$| please| pls| now|[,.;!])',
    '(?:stop|quit|cease) (?:sending (?:me |us )?(?:any ?more |these |those |this |your |more )?|with )?(?:the |these |your |this |all )?(?:auto(?:mat(?:ed|ic))?[ -]?(?:repl(?:y|ies)|messages?|responses?|answers?)|bot (?:messages?|repl(?:y|ies)|spam)|messages|dms|replies)(?: please| pls| now| to me)?(?=\\W{0,4}$|[,.;!])',
    '(?:stop|quit) sending (?:me |us )?(?:messages|dms|replies|these|this)(?=\\W{0,4}$|[,.;!]| please| pls)',
    `${notUs}(?:don't|do not|dnt|never)(?: you)?(?: ever| dare)? (?:message|dm|contact|reply to|respond to|answer|write(?: to)?|tag|bother|ping|pm) (?:me|us)(?: back| again| anymore| any more| ever| please| pls)?`,
    `${notUs}(?:don't|do not|never)(?: ever)? (?:message|dm|contact|reply|respond|write|answer|comment|talk to me|speak to me)(?: back)? (?:again|any ?more|ever|here again)`,
    '(?:leave|let) (?:me|us) (?:alone|be|in peace)(?=\\W{0,4}$|[,.;!]| please| pls| you| bot| with)',
    '(?:no more|enough with the) (?:messages|replies|dms|auto ?replies|bot (?:messages|replies)|automated (?:messages|replies))',
    "(?:opt|opting|opted) (?:me )?out of (?:these|this|your|the|all|any) (?:messages|replies|dms|bot|auto\\w*|ai|chat)|i (?:want to |wanna |would like to |'d like to )?opt out(?=\\W{0,4}$)",
    'unsubscribe (?:me )?from (?:this|these|your|the) (?:messages|dms|replies|bot|chat|account|thread|conversation)',
    "(?:i )?(?:don't|do not|no longer) want (?:any ?more |more |to (?:get|receive|hear) |any )?(?:(?:messages|replies|dms|answers|anything)(?: else)? |auto ?replies |automated (?:messages|replies) )?from (?:you|this bot|a bot|bots)(?: again| any ?more)?(?=\\W{0,4}$|[,.;!])",
  ),
  no: english(
    "if you(?: \\w+){0,2} (?:don't|do not|stop)|(?:told|asked|begged|tell|ask) (?:him|her|them|my \\w+|the \\w+)(?: \\w+){0,3} (?:stop|leave|not)|(?:why|how|when) (?:do|did|does|can|will|would)(?: \\w+){0,3} stop",
    '(?:my|an|the|this|that|some|his|her) (?:ex|boss|neighbou?r|scammer|seller|driver|stalker|landlord|guy|man|bloke|user|stranger)(?: \\w+){0,6} (?:me|us|alone)',
    "(?:scammers?|sellers?|drivers?|strangers?|bots?|they|he|she|someone|somebody|people)(?: \\w+){0,3} (?:stop|leave|keeps?|kept|won't)(?: \\w+){0,3} (?:messaging|dming|contacting|texting|me)(?: alone)?",
  ),
}

export const botAgainKo: Wording = {
  yes: korean(
    '(?:다시 ?|이제 ?|그냥 ?|앞으로는? ?)?(?:자동으로|자동 ?(?:답변|답장|응답|답)|(?:챗)?봇(?:이|도|으로|한테| ?답변| ?답)?|(?<![a-z])ai(?:가|로|도| ?답변| ?답)?|에이아이(?:가|로|도)?|기계(?:가|로|도)|인공지능(?:이|으로|도)?)(?:은|는|이|가|을|를|도)? ?(?:다시 ?|그냥 ?|먼저 ?)?(?:답(?:변|장)?(?:을|를)? ?)?(?:해 ?|하셔 ?|받아 ?|받 ?|보내 ?|켜 ?|답해 ?)?(?:줘도|주셔도|주어도|하셔도|해도|도|셔도|아도|으셔도)? ?(?:돼요|됩니다|되요|돼(?![가-힣])|되어요|괜찮(?:아|습|음)|좋아요|좋습니다|상관 ?없(?:어|습|음)|오케이|ok|ㅇㅋ|ㄱㅊ)',
    '(?:자동 ?(?:답변|답장|응답|답)|(?:챗)?봇|ai ?답변)(?:을|를|도|이)? ?(?:다시 ?)(?:켜|해|받|시작|보내|부탁|답)…?(?:줘|주세요|주셔|세요|요|을게|고 ?싶|래|십시오)',
    '다시 ?(?:자동 ?(?:답변|답장|응답)|봇|챗봇|ai)(?:을|를|으로|이|도|로)? ?(?:켜|해|받|시작|보내|부탁|돌려|답|써)…?(?:줘|주세요|주셔|세요|요|을게|고 ?싶|십시오)',
  ),
  no: korean(
    '(?:왜|어떻게|언제)…(?:자동|봇|ai)',
    '(?:안|못) ?(?:돼요|됩니다|되요)|(?:돼요|괜찮아요|되나요|됩니까|되는 ?(?:거|건|걸)|괜찮나요|좋아요) ?\\?|자동 ?(?:이체|결제|연장|갱신|충전|로그인|업데이트|재생|저장)|(?:자동|봇)으로 ?(?:결제|이체|연장|갱신|해지)|괜찮(?:지|은지|을지)|좋지 ?않',
  ),
}

export const botAgainEn: Wording = {
  yes: english(
    "(?:the |a |your |this )?(?:chat ?bot|bot|ai|robot|auto(?:mated|matic)?[ -]?(?:replies|reply|answers?|responses?|messages?)|assistant)(?: answers?| replies| reply)? (?:is|are|'s|r|was|were)(?: totally| perfectly| actually| just| absolutely| now| again)? (?:fine|ok|okay|good|alright|all right|welcome|cool|great)(?: again| now| by me| with me| for me| from now on)?",
    '(?:bot|ai|chat ?bot|auto(?:mated|matic)?[ -]?repl(?:y|ies)|robot) (?:can|may|could) (?:reply|answer|respond|talk|write|message|help|take over)(?: to me| me)?(?: again| now| here)?',
    "(?:i )?(?:don't|do not|wouldn't|no longer) mind (?:the |a |your |your |talking to (?:the |a |your )?|getting )?(?:bot|ai|chat ?bot|automated replies|auto ?replies|robot)(?: again| now| replies| answers)?",
    '(?:turn|switch|put) (?:the |your )?(?:bot|ai|auto(?:mated|matic)?[ -]?repl(?:y|ies)|chat ?bot)(?: replies| answers)? (?:back )?on(?: again)?',
    'you (?:can|may) (?:use the bot|auto[ -]?reply|reply automatically|answer automatically|let the (?:bot|ai) (?:reply|answer|respond)|message me|reply to me|use (?:the )?ai)(?: again)?',
    '(?:resume|restart|re-enable|enable) (?:the )?(?:bot|ai|auto(?:mated|matic)?[ -]?(?:replies|reply|answers?)|chat ?bot)(?: again| please| pls)?|opt me back in|opt (?:back )?in again',
  ),
  no: english(
    "(?:not|isn't|aren't|never|hardly) (?:fine|ok|okay|good|alright|cool|great|welcome)|(?:is|are|was) (?:the |your |this )?(?:bot|ai|chat ?bot)(?: \\w+){0,2} (?:fine|ok|okay|good)\\?|(?:bot|ai)(?: \\w+){0,3} (?:fine|ok|good) (?:but|for (?:some|most|simple))",
  ),
}

/** The whole message and nothing else, where our own mark told them that a word is enough, or nobody else is there. */
export const bare = {
  person:
    /^(?:사람|상담원|상담사|상담|상담직원|직원|담당자|휴먼|인간|매니저|관리자|(?:a |real |live )?(?:human|person|agent|representative|rep|operator|staff|people|support agent|manager|someone))(?: ?(?:분|님))?(?: ?(?:이요|요|좀|좀요|연결|부탁|부탁해요|부탁드려요|부탁드립니다|불러줘|원해요|나와|나오세요|please|pls|plz|now|thanks|help))?$/,
  silence:
    /^(?:(?:please |pls |plz |just |ok |okay |now )?(?:stop|stop all|stopall|stop it|stop this|stop please|stop pls|stop now|unsubscribe|unsub|quit|opt out|optout|go away|shut up|be quiet|mute|enough)(?: please| pls| now| bot)?|(?:stop ){1,5}stop|(?:이제 ?|제발 ?|좀 ?)?(?:그만|그만요|그만해|그만해요|그만하세요|그만하십시오|그만 ?해 ?주세요|그만둬|그만 ?좀|그만 ?좀 ?해요?|스탑|스톱|멈춰|멈춰요|멈추세요|멈춰 ?주세요|중단|중지|수신 ?거부|구독 ?취소|필요 ?없어요? ?그만|됐어요? ?그만(?:해요)?|조용히 ?(?:해|하세요|해주세요)?|닥쳐))$/,
  again: /^(?:unstop|resume|bot|봇|챗봇|자동 ?답변|자동 ?응답|bot again|다시 ?봇)$/,
}
