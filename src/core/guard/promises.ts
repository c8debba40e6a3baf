import { inReplies, type Wording } from '../wording.ts'
import { type Check, firstOf, weakly } from './check.ts'

const { english, korean } = inReplies

// What binds the brand and nobody has taken on: to call, to give, to have it done by then, that it never happens again.
// Clean are the door to a private conversation and the handover: there a colleague listens, reads and takes over.

const when =
  '(?:오늘|금일|당일|내일|모레|글피|이번 주|금주|주말|다음 주|다음 달|이달|이번 달|월요일|화요일|수요일|목요일|금요일|토요일|일요일|새벽|오전|오후|저녁|퇴근|출발 ?전|곧바로|즉시|바로|당장|조만간|조속히|빠른 시일|신속|(?:\\d{1,3}|한|두|세|하루|이틀|사흘)\\s?(?:분|시간|일|주|주일|영업일|달)?\\s?(?:안|내|이내|뒤|후))'
const act =
  '(?:환불|보상|배상|교환|교체|재발송|재배송|재발급|재출고|발송|배송|출고|출발|복구|수리|수선|점검|해결|처리|조치|개선|정상화|업그레이드|지급|적립|감면|면제|연장|취소|예약|확보|입고|설치|방문|회수|수거|변경|발급|등록|완료|마무리|교육|징계|시정|반영|적용|추가|진행|접수|재작업|재촬영|재시공|상향|제공|충전|청소|소독|세척|지원|배정|도입|출시|서비스|보장|보답|방지|환급|반환|이행|준수)'
const verb =
  '(?:바꿔|보내|넣어|챙겨|맞춰|풀어|잡아|고쳐|갈아|돌려|빼|깎아|얹어|더해|채워|만들어|구해|찾아|되찾아|열어|살려|올려|내려|옮겨|깔아|뚫어|막아|치워|닦아|내어|갚아|물어|쳐|드리|드려|찾아다|가져다|모셔|태워|비워|남겨|잡아다|연결해|확인해|알아봐|알아보고|확인하고|끊어|뽑아|늘려|줄여|낮춰|높여|당겨|앞당겨|미뤄|책임지고|끝내|마쳐)'
const will =
  '(?:드릴게|드릴께|드리겠|드릴 ?테니|드릴 ?예정|드릴 ?거|드릴 ?겁|드립니다|드려요|드리도록|드리기로|드리는 (?:것|쪽)|드릴 수 있게|줄게|주겠|놓을게|놓겠|놓았|두겠|둘게|두었|뒀|할게|하겠|하도록|하게|하는 (?:것|쪽)|합니다|시킬게|시키겠|시키고|시켜|될 거|될 겁|될 예정|됩니다|돼요|되도록|되게|갈 거|갈 겁|갑니다|가요|올 거|올 겁|옵니다|와요|할 예정|할 거|할 겁)'

const promisesKo: Wording = {
  yes: korean(
    `${act}(?:을|를|이|은|으로|로|까지|도|부터|품|금|권)?\\s?(?:바로 |꼭 |즉시 |전액 |무상 |다시 |새로 |잘 |모두 |전부 |빨리 |먼저 )?(?:해 |하여 |해서 |완료)?${will}`,
    `${act}(?:하도록|되도록|할 수 있(?:도록|게)|하기로|받으(?:실|세)|받게)`,
    `${verb} ?(?:다 )?(?:드릴|드리겠|드리도록|드립니다|드리기로|드리는 (?:것|쪽)|줄게|주겠|놓을|놓겠|두겠|둘게|볼게요, 꼭)`,
    `${when}(?:까지는?|중(?:으로|에)?|에|부터|는|으로)?…(?:드릴|드리겠|드려요|드립니다|도착|처리|해결|완료|출발|복구|정상화|입고|갈 겁|갈 거|올 겁|올 거|될 겁|될 거|될 예정|되도록|하도록|받으실|받아 ?보실|보낼게|할게요|하겠습니다|해 ?두었|놓겠|끝(?:나|낼|내)|나올 거|나올 겁|들어옵니다|열립니다|고쳐질|돌아올)`,
    '(?:다시는|두 번 다시|두번 다시|앞으로(?:는)?|이제는|이후로는|재차|더 ?이상|절대(?:로)?)…(?:없도록|없게|없을|않도록|않게|않겠|않을|(?<![가-힣])안 (?:\\S{1,6})겠|일 ?없|막겠|하겠습니다)',
    '재발 ?(?:방지|하지|않|없)|(?:없도록|않도록|않게|없게) (?:하겠|할게|조치|관리|노력|신경|만전|최선)',
    '(?:보장|장담|확신|맹세|약속)(?:을 |은 )?(?:해 ?드|드(?:려|립|릴|리)|할게|하겠|합니다|해요|할 수|한다|된다|됩니다|돼요)|약속이에요|약속[!.\\s]*$|약속할게|보증(?:해|합|하|드)',
    '책임지고|책임질게|책임지겠|(?:제가|저희가) (?:다 |모두 |끝까지 |직접 |꼭 )?책임',
    '(?:반드시|무조건|틀림없이|기필코|어떻게든|꼭)…(?:할게|하겠|드릴|드리겠|올 거|올 겁|들어옵|돌아|보낼|갈 거|될 거|됩니다|돼요|해내|받으실|찾아)',
    '100 ?(?:%|퍼센트|프로)(?! ?(?:라|만족하|란))',
    '(?:알아|확인|문의|검토|조사|점검|파악|상의|논의)(?:보|해 ?보)?(?:하)?(?:고|고 ?나서|한 ?뒤|한 ?후|해서|해|는 대로|되는 대로)…(?:연락|전화|말씀|답|회신|안내|알려)',
    '(?:연락|전화|회신|답변|답장|문자|메일|콜백|결과)(?:를|을|도|까지|로)? ?(?:바로 |꼭 |다시 |먼저 |직접 |제일 먼저 )?(?:드릴|드리겠|드리도록|드려요|드립니다|줄게|할게|하겠|알려 ?드|보내 ?드|남길)',
    '(?:알려|말씀|안내) ?(?:해 ?)?(?:드릴게|드리겠|드리도록)',
    '(?:무료|무상|공짜|서비스|덤)(?:로|으로)…(?:드릴|드리|드려|드립|보내|교환|수리|점검|제공|넣어|해 ?드)',
    '(?:쿠폰|이용권|상품권|사은품|포인트|적립금|할인권|선물|기프티콘)…(?:드릴|드리|보내|넣어|챙겨|지급|쏠게|보답)',
    '(?:보내|갈|올|풀어|구해|고쳐|돌려|끝내|챙겨)(?:줄|볼)?게[요!.]? ?(?:꼭|약속|좀만|조금만)|꼭 (?:보낼|갈|올|고칠|챙길|갚을|돌려줄|해결할|고쳐)게',
    '(?:전부|모두|끝까지|직접) (?:책임지|챙기겠|챙길게|해결|보상|환불)',
    '걱정(?:하지)? ?마(?:세요|시고)…(?:드릴|처리|보내|복구)',
    '(?:돌아올|나올|들어올|출시될|재입고될|열릴) (?:거예요|겁니다|예정)|재입고(?:됩니다|돼요|될|예정)|다시 들어옵니다',
    '(?:하겠습니다|(?:시키|없애|늘리|고치|바꾸|줄이|막|갖추|만들|늘릴|지키|바로잡|나아지|달라지|미루|놓치|빠뜨리)지? ?(?:않)?겠(?:습니다|어요))(?!까)',
  ),
  no: korean(
    '다시는 [가-힣 ]{1,8}(?:겠다고|겠다는|겠다시)|(?:보장|약속|확신|100 ?%|절대|반드시|무조건|환불|보상|교환|무료|책임)(?:이)?(?:라는|라고|란|라던|라면서|하신다|한다)…(?:말|들|믿|하|셨)',
    '(?:참고하|듣|들|이어받|이어가|이어듣|새겨듣|귀담아듣|이어보|옮기|넘기|전하|받|읽|살피|살펴보|기울이|맡|들여다보|여쭙|부탁드리|감사드리|사과드리|말씀드리고)겠(?:습니다|어요)',
    '(?:디엠|dm|쪽지|이 창|여기|이곳|댓글)…(?:알려|말씀|보내|남겨|적어|올려|찍어) ?(?:주|시)',
    '(?:고맙다|감사|사과|축하|부탁|위로)(?:의)? ?말씀 ?드립니다|부탁 ?드(?:립니다|려요|리겠습니다|릴게요)|(?:감사|사과|축하) ?드(?:립니다|려요|리겠습니다|릴게요)',
    // Telling how something is done, and handing over, bind nobody.
    '(?:방법|법|길|순서|하나씩)(?:을|도|까지|씩)? ?(?:알려|풀어|짚어) ?드(?:릴게요|려요|립니다|리겠습니다)|(?:동료|담당자?|직원|약사|상담원|팀)(?:님)?(?:가|이|에게|께|과|와|으로|쪽으로)? ?(?:바로 |곧 |곧바로 |여기로 ){0,2}(?:이어 ?드|연결해 ?드|들어옵|들어와|이어받)[가-힣]{0,4}|상상…드릴게요',
    '약속(?:하신|한|했던|된|시간|에 늦|을 훔|을 지키지)|(?:이어|이야기를|설명을|대화를|말을|말씀을) ?(?:이어 )?(?:드려요|드립니다|드릴게요)',
    '(?:기사|사장|선생|작가|팀원|동료|셰프|점장)님?(?:들)?(?:께|에게|한테)(?:도)? (?:꼭 )?(?:들려|전해|전달해) ?(?:드릴|줄|둘)게요',
  ),
}

const time =
  '(?:tonight|today|tomorrow|this (?:week|afternoon|evening|morning)|next week|(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|midnight|end of (?:the )?(?:day|week|month)|(?:\\d{1,3}|an?|one|two|three|five|ten|a few|the next|next) ?(?:to \\w+ )?(?:next |few |business |working |\\d{1,3} )?(?:minutes?|hours?|days?|weeks?|months?)|no time|your (?:trip|flight|wedding|birthday)|lunch|then|the weekend|morning)'
const deeds =
  '(?:refund|replace|send|resend|ship|reship|repair|fix|credit|compensate|reimburse|cover|upgrade|call|phone|ring|email|text|get back|follow up|update|keep (?:you|an eye)|personally|make (?:sure|it|this|up|things)|ensure|sort|resolve|solve|push|have (?:it|this|that|someone|somebody|your|them|him|her|you)|rebook|book|give|waive|return|deliver|escalate|look into|check|investigate|take care of|handle|arrange|organi[sz]e|throw in|add|extend|cancel|remove|restore|reinstate|process|expedite|speed|let you know|report back|come back to|be in touch|reach out|contact|write back|answer|pay|refill|rework|redo|remake|reprint|bring|drop off|pick (?:it|them) up|swap|exchange|double|hold|reserve|save|train|retrain|clean|change|improve|install|put|set|see to it|never|always|not let|do (?:everything|better|whatever)|work (?:on|through)|chase|track|find|treat|thank you with|reward|honou?r|match|settle|unlock|open|close|stop|block|turn|stay)'

const promisesEn: Wording = {
  yes: english(
    `(?:we|i|they|someone|somebody|(?:one of us|a crew|a driver|a technician|an engineer|the (?:team|chef|driver|manager|crew|kitchen|boss))|(?:our|my) \\w+)(?:'ll| will| shall) (?:also |personally |then |now |gladly |happily |always |even |be (?:sure to |happy to |able to )?|have to )?${deeds}(?:\\w{0,3})?`,
    `(?:we're|we are|i'm|i am) (?:going to |about to )(?:\\w+)`,
    `(?:we're|we are|i'm|i am) (?:now |already |personally )?(?:sending|shipping|replacing|refunding|crediting|upgrading|issuing|giving|adding|processing|fixing|rushing|arranging|extending|waiving|covering|putting|booking|getting you|making sure|handling) (?:you|it|a|an|the|your|this|that|out|another|both|them|\\w+)`,
    '(?:we|our \\w+|they|the \\w+|it|this|that|your \\w+|everything|everyone|yours|an? \\w+(?: \\w+)?)(?: will|.ll) (?:be )?(?:back|fixed|ready|there|with you|sorted|resolved|restored|delivered|refunded|replaced|issued|shipped|sent|credited|through|arrive|land|come|run|go (?:out|through|live)|open|work|reach|turn up|show up|leave|return|improve|change|dial|ring|call|have it|at your|in your|on (?:the|its|your)|covered|returned|cancelled|done|gone|better)…',
    `(?:will|'ll|lands?|arrives?|comes?|leaves?|goes out|fixed|back|ready|done|there|through|delivered)… (?:by|before|until|within|in|from|on|this|no later than) (?:the )?${time}`,
    `(?:by|within|no later than) (?:the )?(?:next |end of )?${time}…(?:for sure|at the latest|you.ll|it.ll|we.ll)`,
    `(?:a|an|the|your|our) (?:\\w+ ){0,3}(?:is|are) (?:already |now )?(?:on (?:its|the|their) way|being (?:sent|shipped|processed|issued|prepared|replaced|fixed|restored))`,
    '(?:a|an|the|your|our) (?:hotfix|fix|patch|refund|replacement|voucher|parcel|update|crew|engineer|technician|driver) (?:lands|arrives|comes|is coming|goes|will|ships|follows|is (?:due|yours|booked|on))',
    "(?:it|this|that|which) (?:won't|will not|will never|can't|cannot|can never) (?:ever )?(?:happen|recur|occur|be repeated|go wrong)…|never (?:happen|again)|won't happen (?:again|a \\w+ time)|not happen again|can't recur|for the last time",
    'you have (?:our|my) word|(?:our|my) word on it|(?:we|i) (?:promise|guarantee|swear|vow|assure you|commit to)|guaranteed|promise you|for sure|without fail|rest assured|no questions asked|count on (?:it|us)|100 ?%|one hundred percent|no matter what|once and for all',
    'from (?:now|here|today|monday|tomorrow) on(?:wards?)?|from (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|next week)…(?:will|.ll)|as of (?:today|now|tomorrow)|consider (?:it|this|that|yourself) (?:\\w+)',
    "you'll (?:get|receive|have|be (?:back|compensated|refunded|reimbursed|contacted|upgraded|called|covered|hearing|getting|sorted|connected|first)|hear (?:from|back)|find (?:a|the|your)|see (?:a|the|your|it))…|you will (?:get|receive|have|hear|be)|you're getting|(?:is|are) yours",
    "on us|on the house|at no (?:extra )?(?:cost|charge)|free of charge|for free|your next \\w+(?: is|'s) (?:free|covered|on)|(?:dessert|dinner|lunch|drinks|everything|shipping|delivery)(?: is|'s| are|'re) (?:covered|on us|free)|complimentary|money back|full refund|a (?:free|new|fresh|full) (?:\\w+ )?(?:is|one is|will|replacement|refund)|as compensation|make it up to you|make amends|make this right|make it right|put (?:this|it|things) right",
    '(?:we|i)(?:.ve| have) (?:already )?(?:arranged|scheduled|booked|ordered|reserved|upgraded|escalated|made sure)…',
    'take full responsibility|accept full responsibility|top priority|around the clock|everything in our power',
    'get(?:ting)? back to you|keep you (?:posted|updated|in the loop)|be in touch|let you know (?:as soon|when|once|by)|expect (?:a|an|our|it) (?:call|email|reply|answer|refund|replacement|delivery)',
  ),
  no: english(
    "(?:would|could|can|will|may) you|(?:we'll|we will|i'll|i will|they'll) (?:take it|have it engraved|have to tell|pass|hand|read|listen|tell|let the|forward|see you|save you a dance|be there|stay with|leave (?:it|that) out|answer)|that's for sure|(?:is|are) yours\\?|(?:answers?|goes on|continues?|listens?) (?:here |you )?from (?:now|here) on",
    '(?:we.ll|i.ll) leave|(?:want|wanting|wants|wanted|asking for|ask for|need) (?:my|your|their|the) money back',
    'no guarantee|a guarantee card|guarantee (?:card|slip|form|period)|so (?:that )?a colleague can|so that \\w+ can|a colleague (?:can|will|would|takes)…',
    "(?:was|were|been|had|you'd been|being) (?:promised|guaranteed|told|assured)|the promise|promised",
  ),
}

// To somebody who complains, whatever is yet to come is a promise.
const futureKo: Wording = {
  yes: korean(
    '[가-힣](?:게요|겠습니다|겁니다|거예요|예정입니다|예정이에요)|(?:내일|모레|오늘|금일|이번 주|다음 주|주말|월요일|금요일|조만간|곧|즉시|당장)[가-힣]{0,4} ',
  ),
  no: korean(
    '(?:보겠|듣겠|읽겠|전하겠|옮기겠|이어받겠|넘기겠|부탁드리겠|여쭙겠)습니다|(?:볼|들을|읽을|옮길|넘길|전할|들여다볼|이어갈|이어볼)게요|실 거예요|셨을 거예요',
  ),
}
const futureEn: Wording = {
  yes: english(
    "(?:we|i|it|they|you|he|she|there|that|this|who)(?:'ll|'d be)|will|won't|shall|going to|soon|shortly|in no time|any (?:minute|moment|day|time) now|tonight|tomorrow|on its way|on the way|coming|next (?:week|month|time|visit|order|one)|by (?:mon|tues|wednes|thurs|fri|satur|sun)day|within|ready|promise\\w*|leave it with (?:me|us)|on it|see to it|owe you|we've got you|here's a|expect|straight away|right away|immediately|at once|asap|first thing|every (?:day|morning|week)|as a thank you|enjoy",
  ),
  no: english(
    "(?:a |our )?colleague\\w* (?:will|can)|will (?:take over|look|go on|read|talk|listen)|willing|on it was|whenever you're ready",
  ),
}

export const promiseCheck: Check = {
  code: 'promise',
  severity: 'person',
  ko: '아무도 맡지 않은 약속을 하고 있어요.',
  en: 'It promises something that nobody has taken on.',
  find: ({ small, stated, complaint }) => {
    const sure = firstOf(small, [promisesKo, promisesEn])
    return sure.length > 0 || !complaint ? sure : weakly(firstOf(stated, [futureKo, futureEn]))
  },
}
