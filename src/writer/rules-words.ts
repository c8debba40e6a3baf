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

export const thanks = any(
  '감사(?!하겠|드리겠)|고마[워웠]|고맙|땡큐|ㄱㅅ|덕분|살았(?:습니다|어요)|고생하셨|수고|복\\s?받|다행이',
  '\\b(?:thank(?:s| you)?|thx|ty|much appreciated|appreciate|cheers)\\b',
)

export const anger = any(
  '화[나났]|열받|짜증|미친|장난하|최악|빡[치쳐]|ㅅㅂ|시발|씨발|ㅆㅂ|개같|개판|어이없|황당|니네|너네|니들|꺼져|뻔뻔|나와라|!{3,}',
  '\\b(?:furious|angry|outrag(?:ed|eous)|worst|ridiculous|unacceptable|pathetic|useless|disgusting|disgrace|wtf|fuck\\w*|shit\\w*|bullshit|damn|hell is wrong|i mean it|fed up|sick of)\\b',
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

/** Common short words by which Latin letters are known to be English. */
export const english = any(
  "\\b(?:the|a|an|i|i'm|my|me|you|your|is|are|was|it|it's|to|of|and|for|on|in|this|that|with|not|no|have|has|do|does|be|so|hey|hi|hello|thanks|thank|please|what|how|when|where|love|great|good|lol|cancel|help|refund)\\b",
)
