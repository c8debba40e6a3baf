import type { Risk } from '../core/intent.ts'

/**
 * Words in a context that makes a matter too grave for a machine. They are wide on purpose: a colleague who looks in
 * vain loses a minute, and a matter that is missed may cost somebody their health.
 */
export const riskWords: readonly (readonly [Risk, RegExp])[] = [
  [
    'legal',
    /소송|고소|고발|변호사|법적|법원|내용\s?증명|소비자\s?보호원|소비자원|공정위|방통위|분쟁\s?조정|\b(?:lawsuit|sue|suing|lawyers?|attorney|solicitor|legal action|small claims|ombudsman|trading standards|consumer protection|class action)\b/i,
  ],
  [
    'press',
    /기자\s?(?:입니다|예요|이에요|인데|\S{1,4}입니다)|취재|언론사?|방송국|제보(?:하|할)|기사(?:로\s?(?:내|쓰)|화)|공식\s?입장|\b(?:journalists?|reporter|newsroom|for (?:an?|my) article|press (?:office|inquiry|enquiry)|the media|go to the press)\b/i,
  ],
  [
    'self-harm',
    /죽고\s?싶|자살|자해|극단적\s?(?:선택|인\s?생각)|뛰어내리|살기\s?싫|살고\s?싶지\s?않|목숨을?\s?끊|\b(?:kill(?:ing)? myself|suicid\w*|end (?:my|it) (?:life|all)|want(?:ed)? to die|self[- ]?harm|don'?t want to live|better off dead)\b/i,
  ],
  [
    'threat',
    /죽여|죽인다|죽일|찾아간다|찾아가(?:서|겠)|가만\s?안\s?(?:둬|둘|두)|가만두지|불\s?(?:질러|지르)|칼\s?(?:들고|로)|폭탄|폭파|패버|\b(?:(?:i'?ll|i will|gonna|going to) (?:kill|hurt|find|burn|shoot|beat)|bomb|burn (?:it|you|your \w+) down|i know where you (?:live|work)|watch your back)\b/i,
  ],
  [
    'minor',
    /(?:저|제가|나|난)(?:는|도|요)?\s?(?:초등학생|중학생|초딩|중딩|미성년|\d살이)|미성년자?(?:인데|예요|이에요|가입|결제)|(?:아이|애|딸|아들)(?:가|이)\s?\S{0,8}\s?(?:몰래\s?)?결제|\bi(?:'m| am) (?:only )?(?:[5-9]|1[0-7])(?: years old|yo|\b(?! (?:minutes|days|weeks)))|\b(?:underage|my (?:child|kid|son|daughter) (?:bought|paid|purchased|was charged))\b/i,
  ],
  [
    'medical',
    /다쳤|다쳐|화상\s?(?:을\s?)?입|데었|알레르기|두드러기|응급실|감전|피가\s?나|병원에?\s?(?:갔|실려|다녀|입원)|부작용|토했|식중독|배터리\S{0,4}\s?(?:폭발|터졌)|\b(?:injur\w+|allerg\w+|hospital|ambulance|rash|burn(?:ed|t) my|electric(?:al)? shock|food poisoning|side effects?|got sick|bleeding|caught fire|exploded)\b/i,
  ],
  [
    'discrimination',
    /차별|혐오|인종|장애인이라|외국인이라|여자라(?:서|고)|\b(?:racis[tm]|sexis[tm]|discriminat\w+|homophob\w+|transphob\w+|ableis[tm]|because i(?:'m| am) (?:black|asian|foreign|gay|trans|disabled|a woman|muslim|jewish))\b/i,
  ],
  [
    'personal-data',
    /개인\s?정보|정보\s?유출|유출(?:됐|된|되)|다른\s?(?:사람|고객)\s?(?:정보|이름|주소|번호)|\b(?:data (?:breach|leak)|leaked my|gdpr|my data|someone else'?s (?:account|details|address)|privacy (?:breach|violation))\b/i,
  ],
  [
    'fraud',
    /사기|피싱|스미싱|해킹|도용|결제한\s?적\s?(?:이\s?)?없|\b(?:scam\w*|phishing|hacked|fraud\w*|unauthori[sz]ed|identity theft|stolen card|didn'?t (?:make|authori[sz]e) this)\b/i,
  ],
]
