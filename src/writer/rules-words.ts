/**
 * The words that the rules go by, in Korean and English. Each group is one pattern, so that a message is read once per
 * group; gaps inside a pattern are bounded, because customers choose the text.
 */
function any(...parts: string[]): RegExp {
  return new RegExp(parts.join('|'), 'gi')
}

/** Something does not work, was not done, or was done wrong. */
export const trouble = any(
  '끊[겨기김긴겼깁]|안\\s?(?:돼|되|됨|됩|됐|와요|옴|터져|잡혀|떠요|나와요|열려|보내|받)|못\\s?(?:쓰|쓸|하고|받|들어|했)',
  '고장|먹통|오류|에러|버그|장애|지연|느려|느리|늦[어네게었는]|누락|파손|깨져|깨졌|불량|하자|죽음|죽었|멈[춰췄]',
  '불만|불편|최악|엉망|짜증|화[나났]|열받|어이없|황당|실망|너무하|답답|속상|장난하|미친|사기|별로',
  '환불|해지|취소해|이중\\s?결제|중복\\s?결제|빠져나갔|바가지|손해|보상|위약금이\\s?나|신고',
  '답이\\s?없|답장이\\s?없|연락\\s?(?:이\\s?)?(?:없|안)|전화도?\\s?안|아무도\\s?안|기다렸|기다리게|깜빡이|그대로예요|그대로네|또야|또\\s?점검|맨날|왜\\s?이래|왜\\s?이러|말이\\s?다르|(?:계속|자꾸)\\s?\\S{1,8}',
  '한\\s?적\\s?없|안\\s?썼|깼어요|어떡하라|어쩌라|해야\\s?되는\\s?거\\s?아니|약속',
  "\\b(?:broken|down since|is down|went down|outage|not working|doesn'?t work|does not work|won'?t (?:work|load|open|connect|turn)|can'?t (?:log|connect|use|access)|cannot (?:log|connect|use)|stopped working|keeps? (?:dropping|failing|crashing|disconnecting)|crash(?:es|ed)|error|fail(?:s|ed|ing)?|bug|damaged|missing|late|delayed|overcharged|charged (?:me )?twice|doubled|wrong|on hold|no (?:response|reply|answer)|nobody|still (?:waiting|no|not|on hold)|never (?:arrived|came|again|happen)|very much not|cancel my)\\b",
  '\\b(?:complain(?:t|ing)?|terrible|awful|horrible|worst|unacceptable|ridiculous|useless|disappoint(?:ed|ing)|frustrat(?:ed|ing)|angry|furious|annoy(?:ed|ing)|scam|refund|rip-?off|joke of a|pathetic|fed up|sick of|let down)\\b',
)

/** Somebody asks for something that can be told or done. */
export const asking = any(
  '[?？]',
  '(?:나요|까요|까여|나여|ㄴ가요|인가요|은가요|는가요|던가요|을까|ㄹ까|합니까|습니까|될까|되나|하나요)',
  '어떻게|어떡|어캐|어디|언제|얼마|몇\\s?(?:시|개|일|살|명|번)|무엇|무슨|뭐예요|뭔가요|뭐가|뭘|누구|왜\\s',
  '알려\\s?(?:주|줘|달)|가르쳐|궁금|추천|방법|문의|가능(?:한|할|해|여)|(?:부탁|주세요|주시겠|싶은데|싶습니다|싶어요)',
  "\\b(?:how (?:do|can|to|much|many|long)|what(?:'s| is| are| time| should)?|where|when|which|who|why|can (?:i|you|we)|could (?:i|you)|do (?:i|you)|does|is (?:it|there|roaming)|are (?:you|there)|should i|would you|wondering|please (?:tell|help|advise)|any idea)\\b",
)

/** Talk among friends. */
export const smallTalk = any(
  '굿모닝|굿밤|굿나잇|좋은\\s?(?:아침|하루|저녁|밤|주말)|잘\\s?자|퇴근|출근|점심|저녁\\s?(?:뭐|먹)|밥\\s?(?:먹|챙)|먹었|날씨|비\\s?온|눈\\s?온|주말',
  '파이팅|화이팅|힘내|응원|축하|귀여|예[뻐쁘]|재밌|재미있|웃기|ㅋㅋ|ㅎㅎ|신기|대박|굿굿|농담|심심|놀자|사랑|보고\\s?싶|팬이|마스코트|광고\\s?(?:보고|넘|너무)|월급\\s?올려',
  '\\b(?:good ?(?:morning|night|evening|afternoon)|happy (?:birthday|friday|new year|holidays)|weekend|lol|haha+|funny|cute|cheers|joke|congrats|weather|coffee|lunch|love (?:you|this|your|the)|big fan|solidarity)\\b|goodnight',
)

/** How people begin, whatever they want. */
export const greeting = any('안녕|여보세요|저기요', '\\b(?:hello|hi|hey)\\b')

export const thanks = any(
  '감사(?!하겠|드리겠)|고마[워웠]|고맙|땡큐|ㄱㅅ|덕분|살았(?:습니다|어요)|고생하셨|수고|복\\s?받|다행이',
  '\\b(?:thank(?:s| you)?|thx|ty|much appreciated|appreciate|cheers)\\b',
)

export const praise = any(
  '최고|친절|좋아요|좋네|좋았|만족|훌륭|잘\\s?(?:됩|돼|터|쓰고|받았|고쳐)|빠르네|감동|울었어요|(?<!안\\s?)됐다|해결됐|반했|완벽',
  "\\b(?:great|wonderful|awesome|amazing|excellent|perfect|fantastic|brilliant|lovely|best|loving|it(?:'s| is) back|back online|that worked|works (?:now|great)|impressed|delighted)\\b",
)

/** Praise that is often meant the other way round. */
export const irony = any(
  '역시\\s?\\d등|참\\s?(?:잘|대단)|눈물이\\s?나|꼬박꼬박|(?:빨리|일찍)도',
  'so-called|\\bgreat job\\b|\\bthanks a lot\\b|thanks for nothing|oh (?:great|wonderful|perfect),|slow clap|bravo|supposed to be',
)

/** A smile that is as often meant as it is not. */
export const wink = /\^\^|\*(?=['"\s])|;\)/g

export const anger = any(
  '화[나났]|열받|짜증|미친|장난하|최악|빡[치쳐]|ㅅㅂ|시발|씨발|ㅆㅂ|개같|개판|어이없|황당|니네|너네|니들|꺼져|뻔뻔|나와라|!{3,}',
  '\\b(?:furious|angry|outrag(?:ed|eous)|worst|ridiculous|unacceptable|pathetic|useless|disgusting|disgrace|wtf|fuck\\w*|shit\\w*|bullshit|damn|hell is wrong|i mean it|fed up|sick of)\\b',
)

export const revenge = any(
  '신고(?:한다|할\\s?거|하겠)|찾아간다|찾아가겠|불매|망해라|망하길|두고\\s?보|가만\\s?안|가만두지|널리\\s?알|퍼뜨|다\\s?까발|제보하|복수',
  '\\b(?:boycott|tell everyone|tell everybody|make sure (?:every|no ?one)|expose you|name and shame|go(?:ing)? viral|ruin you|pay for this|regret this|revenge|report you)\\b',
)

export const letDown = any(
  '실망|아쉽|아쉬|속상|서운|불편|답답|힘들|걱정|ㅠ|ㅜ|하네요\\.\\.|지쳤|지치',
  '\\b(?:disappoint\\w*|let down|frustrat\\w*|sad|upset|expected better|sigh|unhappy|tired of|worried)\\b|:\\(',
)

export const hurry = any(
  '급해|급합|급한|빨리|당장|지금\\s?바로|긴급|시급|얼른|서둘러',
  '\\b(?:urgent\\w*|asap|immediately|right now|emergency|hurry|in \\d+ minutes)\\b',
)

/** What the trouble costs the person. */
export const stakes = any(
  '매출|손님|시험|면접|결제가|카드결제|재택|업무|사무실|혼자\\s?계|공항|출국',
  '\\b(?:exam|interview|business|customers|flight|airport|deadline|medication|my (?:mother|father|kid|baby))\\b',
)

/** They ask to be answered by a person; praise of one does not count. */
export const person = any(
  '(?:상담원|상담사|담당자|책임자|직원|매니저|점장|대표)(?:님|분|이|을|를|이랑|하고|과|와|한테)?\\s?(?:좀\\s?)?(?:연결|바꿔|통화|불러|나와|나오|얘기|이야기|상담|부탁)',
  '사람(?:이랑|하고|과|한테|으로|을|이)?\\s?(?:좀\\s?)?(?:직접|연결|바꿔|얘기|이야기|대화|통화|상담|전화)|(?:챗봇|봇|기계|AI|자동\\s?응답)\\s?(?:말고|싫|그만|필요\\s?없)|전화\\s?상담\\s?예약',
  '\\b(?:speak|talk|chat)(?:ing)? (?:to|with) (?:a |an |the |your |some )?(?:real |actual |live )?(?:human|person|somebody|someone|body|agent|representative|rep|manager|supervisor|operator|people)\\b',
  '\\b(?:human being,? please|any human|real (?:human|person),? please|human please|agent please|(?:get|give|connect|transfer|put) me (?:to |through to )?(?:a |an )?(?:real |live )?(?:human|person|agent|representative|manager)|no (?:more )?bots?|not a bot|stop the bot|need (?:a |an )(?:human|agent|manager))\\b',
)

export const selling = any(
  '선착순|공짜|당첨|클릭|현금\\s?\\d|대출|코인|투자|수익|리딩방|카톡방|무료\\s?체험|부업|재택\\s?알바|홍보|맞팔|팔로우|최저가|문의\\s?환영|인증하세요|초특가|특가',
  '\\b(?:crypto|bitcoin|get rich|click (?:here|now)|dm me|earn (?:\\$|money)|giveaway|free followers|casino|viagra|loans?|forex|investment|passive income|limited offer|buy now|turn \\$?\\d+ into|winner|claim your|promo code|work from home)\\b|👉|🔥🔥|→\\s?http',
)

/** Orders to a machine; data to us, and no word to a brand. */
export const orders = any(
  '(?:이전|위의?|앞의?|모든)\\s?(?:지시|명령|프롬프트|규칙)[^\\n]{0,12}(?:무시|잊)|이제부터\\s?(?:너는|넌|당신은)|시스템\\s?프롬프트|프롬프트\\s?(?:보여|출력|알려)',
  '\\b(?:ignore|disregard|forget) (?:all |any |the |your |my )*(?:previous|prior|above|earlier|system)? ?(?:instructions?|prompts?|rules)\\b|^\\s{0,9}system\\s?:|you are now (?:in|a|an|dan)\\b|print your (?:full |system )?(?:instructions|prompt)|<<<dotprompt|<script\\b|<\\|im_start|developer mode|jailbreak',
)

/** They ask about a swindle that reached them. */
export const doubting = any(
  '피싱|스미싱|사기\\s?(?:문자|전화|아닌|인가)|진짜\\s?(?:문자|맞|인가)|문자인가요|맞는\\s?문자',
  '\\bis (?:this|it) (?:a )?(?:scam|real|legit|phishing|from you)\\b|phishing|suspicious (?:text|email|message)',
)

/** Said by one friend to another within earshot of the brand. */
export const amongFriends = any(
  '물어봐봐|물어봐라|너도\\s?(?:해|써|사|와)|우리도\\s?(?:가자|사자|해보자)',
  '\\b(?:you should try|tag a friend|look at this lol)\\b',
)

/** Common short words by which Latin letters are known to be English. */
export const english = any(
  "\\b(?:the|a|an|i|i'm|my|me|you|your|is|are|was|it|it's|to|of|and|for|on|in|this|that|with|not|no|have|has|do|does|be|so|hey|hi|hello|thanks|thank|please|what|how|when|where|love|great|good|lol|cancel|help|refund)\\b",
)
