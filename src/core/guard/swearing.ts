import { inReplies, type Wording } from '../wording.ts'
import { type Check, firstOf } from './check.ts'

const { english, korean } = inReplies

const swearKo: Wording = {
  yes: korean(
    '(?<![\\d가-힣])[x×○●◯*]{1,2}(?:발|팔|랄|신|끼|같|밥|까|나|라|년|놈|망)|(?<![가-힣])[시씨][*x×○1!@#.][발팔빨]|존[x×*1나낰내]|개[*x×]|ㅅ[1.*ㅣ]{0,2}ㅂ|ㄱㅅㄲ|ㅈ[같ㄴ]|ㅆ(?![가-힣])|미친 (?!듯이)|미쳤(?:습|어|네|다|죠)|돌았(?:나|네)|오지게|지린다|지렸|쩐다|쩔어|존맛|꿀잼|노답|극혐|뻐큐|엿(?:이나|을 ?먹|같)|똥(?:손|망|멍청|꾸)|쓰레기(?=[네죠예입 ]|같)|양아치|싸가지|싹수|재수 ?없|꼬라지|꼬락서니|꼴값|꼴 ?보기|낯짝|면상|쌍판|쪽팔|뻘짓|삽질|헛소리|개소리|(?<![가-힣])구라(?!도)|뻥(?:이|치)|야부리|존버|좆',
    '(?:씨|시|ㅆ|쓰|씌|씹)[0-9*~^.\\-_ ]{0,2}(?:발|팔|빨|ㅂ|벌)(?!점|품|생|송|표|달|전|매|견|상|행|급|간|화|자|령|언|음|레|꿈|랄|효)|시바(?![견르스])|씨바|씹(?:존|새|창|할|덕|어먹을)|ㅅㅂ|ㅆㅂ|ㅄ|ㅂㅅ|ㅈㄴ|ㅈㄹ|ㅁㅊ|ㅗㅗ|병[신싄]|븅신|빙신|지랄|염병|옘병|젠장|제기랄|빌어먹을|우라질|썅|쌍[놈년]|존나|졸라(?=[ .]|[가-힣])|좆|좃같|ㅈ같|[x×*○]같|조까|엿같|엿 ?(?:먹|이나)|니미|니애미|느금|애미|개(?:같|새(?!벽)|빡|소리|판|짜증|고생|ㅅㄲ|자식|쩔|지랄|망|노답|떡 ?같|돼지|놈|년|쓰레기|뿔)(?!나리)|빡(?:치|쳤|친|쳐|대가리|돌)|열불|새[끼키](?! ?(?:손|발|고양|강아|오리|돼지|양|새|곰|사자|토끼|판다|펭귄|거북|말|소|를|가 ?(?:\\S+ ?)?마리|라니))|ㅅㄲ|꺼져(?=라(?!고)|줘|[.!~]|$)|닥쳐|닥치|미친 ?(?:놈|년|새|거|것|듯|개)|미쳤(?:나|냐|네)|또라이|돌아이|호구|등신|멍청|꼴통|쪼다|찐따|거지 ?같|쓰레기 ?같|똥 ?같|ㅈ밥|[x×]밥|좆밥|뒤[져지질](?:라|버|겠|ㄹ)|뒈|대가리|아가리|주둥이|쳐(?:먹|맞|자)|처먹|처맞|아 ?씨(?![가-힣])|아오 ?씨|(?<![가-힣]|[가-힣]{2}\\s)씨(?=[.!,~]|$)|에이 ?씨|아놔|이런 ?씨|망할|육시랄|환장할|개뿔|쥐뿔|후레 ?자식|호로 ?(?:새|자식|놈|잡)',
  ),
  no: korean(
    '시발(?:점|역|차)|개(?:새우|판매|소리샘)|멍청한 저희|개고생|닥쳐(?:온|올)|호구(?:조사|역)|주둥이(?:가|를|에|부분)|망할 (?:뻔|줄)|병신(?:년|일주)|열불나|염병하|대가리 ?(?:멸치|생선)|돌아이(?:는|가)|졸라(?:매|맨|서)|처맞|씨 ?발라|새끼(?:손|발|강아지|고양이|오리|돼지|양|새)',
  ),
}

const swearEn: Wording = {
  yes: english(
    '[a-z]{1,8}[*@#$%]{1,6}[a-z]{1,6}|crud|jerks?|jackass|prat|pillock|muppet|plonker|numpty|twit|nitwit|halfwit|dimwit|dumb(?:o|bell)?|scumbag|douchebag|arsed|bollocking|shag\\w*|bonk(?:ed|ing)|horny|boobs|blow(?:s|n)? (?:chunks|balls)|freaking|frickin\\w*|flipping|ruddy|gobshite|feck\\w*|minging|pisser|cr@p|ffs|smfh|gtfo|bs|b\\.s\\.|total (?:bs|crap|shambles)',
    "(?:mother)?f+(?:u+|[*@#._-]{1,3}|v)+c?k+(?:s|ed|er|ers|ing|in|up|wit)?|f[*@#-]{2,6}|f\\*+(?:ing|ed|er)?|f-?ing|eff(?:ing|ed)|f-word|fck\\w*|fuk\\w*|fkn|fking|wtf|stfu|lmfao|omfg|af|(?:bull|horse|dip|ape|bat)?sh[i1!*@#]+t+(?:s|ty|tier|tiest|show|load|ting|e)?|sh\\*+(?:ty|t)?|sh1t\\w*|shite|crap(?:py|ped|s)?|piss(?:ed|ing|es)?(?: off)?|pissy|p\\*+(?:ed|s)?|a[s*$]{2}(?:hole|hat|es)?|arse(?:hole|s|d)?|a\\*\\*(?:hole)?|bad-?ass|dumb-?ass|jack-?ass|smart-?ass|half-?assed|kick-?ass|b[i*!]+t*ch(?:es|y|ing)?|b\\*+(?:h|es)?|bastards?|b\\*+ds?|damn(?:ed|it)?|d\\*+n|goddamn\\w*|dammit|bloody|bollocks|bugger(?:ed|s)?|sod (?:it|off|all)|wank\\w*|tw[a*]ts?|c[u*]nts?|c\\*+t?s?|dick(?:s|head|heads)?|d\\*+k|prick|cock(?:s|up)?|cock-up|balls up|sucks? (?:balls|ass|arse)|(?:that|this|it) (?:really |totally |just )?suck(?:s|ed)|suck(?:s|ed) (?:big|so|hard)|sucks|douche\\w*|tosser|git|knobhead|knob|slut\\w*|whore|hell (?:yeah|yes|no|of)|(?:what|who|why|where|how) the (?:hell|heck|f|eff|fu\\w*|f[*@#]\\w*)|as hell|the hell|to hell|bloody hell|screw(?:ed)? (?:it|up|them|you|that|this)|screwed|frigg(?:ing|in)|freaking|freakin|effin|jesus(?: christ)?|christ|for christ's sake|holy (?:cow |f\\S*|sh\\S*|crap|hell|moly)?(?:f\\S*|sh\\S*|crap|hell)|idiots?|morons?|stupid (?:bastard|cow|git|machine|idiot)|wanker|tits up|tits|turds?|wtaf|omg wtf|son of a \\w+|pos",
  ),
  no: english(
    'not dumb|bloody (?:nose|mary|finger|knee)|dick (?:turpin|tracy)|cock(?:-a-doodle|tail)|moby dick|hell(?:o|ish)|balls? (?:of|up the)|as(?:s| af)|jesus (?:street|college|green)|git (?:repo|commit)|c\\*+ (?:code|c)|(?:blue|great|coal|marsh|willow) tits?|tits? (?:nest|feed|box)\\w*|cock and bull|cock-a-leekie|(?:volume|door|control|gas|stove|oven|temperature|tuning|small|round|left|right|this|a|each|your) knobs?|knobs? (?:and|in|for|by|at)|screwed (?:in|on|onto|to|tight|down)|crap(?:e|es)|prick (?:of|your|with)|knob (?:on|of|turns|is)|turn the knob|the knob|af',
  ),
}

const moreSwearKo: Wording = {
  yes: korean(
    '니기미|염병(?!하)|옘병|에라이|십(?:새|팔(?! ?[세년월일번층살]))|(?<![\\d가-힣.,])18(?=(?:놈|년|새|[!~]|[.]?$))|씹(?:이득|노잼|극혐|가능|불가능|손해|망)|새[x×*○]|ㅈ(?:됐|되|댔|망|까|나)|쳐(?:먹|맞|자|잃|놀|웃|울|박|늦|물|발|넣)(?![가-힣]?[보올다]봐)|불알|부랄|오줌 ?(?:을 )?(?:쌀|지릴|지렸)|똥 ?(?:을 )?(?:쌀|싼|쌌)|개(?:꿀(?!맛)|꼬진|후진|빡센|이득|못생|싫|비싸|느려|웃[기긴])|관종|맛탱이|맛이 갔|(?<![가-힣])제길|손모가지|(?<![ㄱ-ㅎㅏ-ㅣ])ㅗ(?![ㄱ-ㅎㅏ-ㅣ])|(?:던지는|하는|그런|저런|이런|나쁜|회사) ?놈들?|졸귀|졸잼|존[예잘귀쎄](?![가-힣])|뒤졌|디졌|골 ?때[리려]|꼽[냐주]|꼬우면|빠가|시부랄|씨부랄|시벌|씨방새|쌍놈|쌍년|엠창|창녀|걸레 ?년|화냥|썅|쫑 ?[쳐치]|대가리|주댕이|눈깔|모가지|싸질러|싸지르|(?<![가-힣])지[리렸](?:죠|네요|는데|고요|겠|다)',
  ),
  no: korean(
    '에라이(?=언)|모가지(?:가|를) ?(?:긴|길|학|기린)|맛이 갔(?:는지|나요)|놈놈놈|기(?:린|러기) ?모가지',
  ),
}

// A letter at a time, with something between the letters.
const spelled = (words: string) =>
  words
    .split(' ')
    .map((word) => [...word].join('[-.*_ ]'))
    .join('|')

const moreSwearEn: Wording = {
  yes: english(
    spelled('fuck shit bitch bastard dick cunt twat arse crap damn piss wank bollocks prick whore slut'),
    "for (?:f|fu|fudge|eff|feck|frig)\\S{0,6} sake|f's sake|bitchin|to buggery|buggery|(?:right|poor|old|lazy|silly|stupid|miserable|rotten) sods?|half-? ?ass(?:es|ing)?|fugly|effed|clusterf\\w*|fubar|crapola|bullcrap|bull ?crap|asshats?|assclowns?|butthurt|buttholes?|jerk(?:ing)? off|jackoffs?|dipsticks?|dumbf\\w*|motherf\\w*|mofos?|skanks?|schmucks?|putz|bell-?ends?|knob-?ends?|munters?|tosspots?|wazzocks?|jizz|spunk|up yours|bite me|kiss my (?:\\w+)|shove it|stuff it|screw you|suck it|shut the \\w+ up|shut up|shut your \\w+|shitfaced|pissing|bloody|git|arsed|arsing|friggin",
  ),
  no: english(
    'bloody mary|not dumb|git (?:repo|commit|push|pull)|shut up shop|(?:was|were|been|is|are) (?:all )?shut up',
  ),
}

/** Digits and signs read as the letters that they stand for, in words that have at least two letters ("b0llocks", not "A55"). */
function lettered(small: string): string {
  return small.replace(
    /(?<![\w@$!#.-])(?=[a-z\d@$!]{0,20}[a-z][a-z\d@$!]{0,20}[a-z])[a-z\d@$!]{0,20}[\d@$][a-z\d@$!]{0,20}[a-z][a-z\d@$!]{0,20}(?![\w.-]{0,20}\d)/g,
    (word) => word.replace(/[013457@$!]/g, (sign) => lookalikes[sign] ?? sign),
  )
}

const lookalikes: Readonly<Record<string, string>> = {
  ...{ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' },
}

const hateKo: Wording = {
  yes: korean(
    '짱[깨개꼴]|쪽발이|쪽바리|왜놈|깜둥이|흑형|검둥이|튀기|똥남아|양키|빨갱이|좌빨|좌좀|수꼴|틀딱|꼰대들|할망구|영감탱|노망|급식충|[가-힣]{1,3}충(?:들|이|은|새끼)|맘충|한남|한녀|김치녀|된장녀|김여사|김치남|페미[년들]|메갈|꼴페미|홍어|전라디언|과메기|개쌍도|멍청도|똥꼬충|게이(?:들|새끼)|호모|레즈(?:들|년)|트랜스(?:들|젠더들)|변태들|병신|장애(?:인들|자들|우들|년)|애자|정박아|저능아|벙어리|귀머거리|절름발이|맹인들|조선족이라|조선족들|탈북자들|다문화(?:애|들|라)|외노자|불체자|미개한|미개하|족속|종자들|종자는|것들(?:은|이|은 |을)|바퀴벌레|벌레 ?같|기생충|돼지들|돼지(?:년|새끼)|뚱땡이|뚱뚱한 (?:것|사람|여자)|거지들|노숙자들|잡것|천한|상놈|못 ?배(?:워|운)|무식한 (?:것|사람|족)|(?:중국|일본|동남아|베트남|필리핀|흑인|백인|인도|아랍|무슬림|이슬람|유대|조선족|외국|북한|탈북|전라도|경상도|서울|지방|시골|여자|남자|아줌마|아저씨|노인|늙은이|어르신|젊은|애들|요즘 애들|장애인|이민자|난민|기독교|개독|스님|맘) ?(?:인|인들|놈|놈들|년|년들|애들|사람들?|것들|들|손님들?|남자들?|여자들?|관광객들?)(?:은|는|이|가|을|를|라서|이라|이라서|한테|처럼|답게|니까|이 뭘)…(?:시끄|더럽|도둑|냄새|못|안 |미개|질서|게으|무식|역겹|싫|질색|위험|범죄|바퀴|답이 없|원래|집에|꺼|나가|돌아가|그래요|그렇죠|그렇지|몸이|돈만|싸|천|떼|몰려|문제|민폐|참을|봐 ?주|운전)',
    '여자(?:는|가|들은|라서|니까|라)…(?:핸들|운전|집|못|안 |살림|감정|기계)|남자(?:는|들은|가)…(?:다 |원래|짐승|못|잠재)|숨어 지내|그런 (?:것들|부류|족|사람들은|인간들)|저런 (?:것들|부류|족|인간|사람들)|원래 (?:그런|저런) (?:것|족|인간|사람)|출신이라|출신들(?:은|이)|(?:나라|동네|지역) (?:출신|사람들?|애들|거지)(?:이라|은|는|들은|이)?|수준(?:이|하고는| 낮)…(?:미개|낮|떨어)|이라 원래|라서 원래|(?:들|놈|년)이? 뭘 알|머리(?:가|에) 든 ?(?:게|것)|피는 못 속|인종|열등|우월',
  ),
  no: korean(
    '여자(?:친구|아이|화장실|분)|병신년|것들을|이런 것들|그런 것들이 (?:모여|쌓)|물건들|충전|충분|충돌|충격|해충|벌레 ?같은|거지 ?같|같은 것들|작은 것들|맛있는 것들|좋아하는 것들|외국인등록|외국인도|호모 ?사피',
  ),
}

const group =
  '(?:men|women|girls|boys|females|males|gays?|lesbians?|queers?|trans(?: people)?|homosexuals?|muslims?|jews?|christians?|hindus?|catholics?|arabs?|africans?|asians?|chinese|japanese|koreans?|indians?|pakistanis?|nigerians?|mexicans?|americans?|germans?|russians?|poles?|polish|romanians?|italians?|french|brits?|turks?|albanians?|ukrainians?|irish|blacks|whites|immigrants?|migrants?|refugees?|foreigners?|tourists?(?: from (?:over )?there)?|old (?:people|folks|ladies|men)|the old|the elderly|elderly|pensioners|seniors|boomers?|millennials|teenagers|teens|youngsters|kids these days|the poor|poor people|the rich|the wealthy|homeless(?: people)?|the homeless|the unemployed|the disabled|disabled people|cripples?|fat (?:girls|people|folks|women|men|kids)|the fat|single mothers?|single mums?|blondes?|villagers|country (?:folk|people)|people (?:like (?:that|him|her|them)|from (?:there|that|over)|on benefits)|those people|these people|that lot|their (?:kind|sort|lot)|your (?:kind|sort|lot)|rednecks?|peasants?|foreign (?:drivers|workers|guests)|women drivers|mothers|housewives)'

const hateEn: Wording = {
  yes: english(
    "gyps(?:y|ies)|pikeys?|chavs?|bums|hobos?|tramps like|chinks?|gooks?|slant-eyed|japs?|n[i*]gg\\w+|negroes?|spics?|wetbacks?|kikes?|towelheads?|ragheads?|camel jockeys?|pakis?|coolies?|redskins?|savages|fags?|faggots?|dykes?|trann(?:y|ies)|homos?|retard(?:s|ed)?|spastics?|spaz|cripples?|mongs?|cretins?|lunatics|psychos|feminazis?|bimbos?|sluts?|hags?|old (?:hags?|bats?|cows?|fart|farts|geezers?|crones?)|geezers|senile|gammons?|white trash|trailer trash|rednecks?|hillbill(?:y|ies)|yokels?|peasants|vermin|parasites?|leeches|plague|cockroaches|subhuman|animals like|like animals|backward(?:s)?|uncivili[sz]ed|barbarians?|primitive|inferior|scum|lowlifes?|riff-?raff|spongers?|scroungers?|freeloaders?|terrorists?, |thieving|in those rags|go back to (?:where|their|your)|send them (?:back|home)|don't belong here|they're all the same|every single one|all of them|it's always them|what did you expect|one of them|cause trouble|on another floor|keep the \\w+ (?:out|on another|away)|stick(?:ing)? together|breed(?:ing)? like|live off (?:the|us)|in everybody's face|in everyone's face|shove it|stink(?:s|ing)? (?:of|like|up)|smelly foreigners|too (?:old|dumb|senile|fat) (?:for|to)|(?:can't|cannot|couldn't) (?:drive|park|read|count|cook|behave|be trusted)",
    `${group} (?:just |simply |always |usually |never |do |are |all |can't |cannot |don't |won't |would |should |only |really |have no |look |behave |belong |smell |stink |and their |will |at the wheel|tapping|know no |get no|don't get |get |these days |live |spoil )+(?:\\w+)?`,
    `(?:probably|typical|typically|bloody|damn|those|these|all|keep|blame|because of|full of|so many|too many|half the \\w+ is|it's (?:the|always)|just like|like) (?:the )?(?:dirty |lazy |stupid |greedy |loud |rude |fat |drunk |poor |foreign |young )?${group}`,
    '(?:dirty|lazy|filthy|greedy|thieving|stupid|dumb|loud|drunk|ugly|cheap|lousy|crazy|weird|perverted) (?:\\w+ )?(?:people|men|women|girls|guys|folks|foreigners|immigrants|crowd|lot|bunch|kids|tourists|drivers|neighbou?rs)',
  ),
  no: english(
    "old folks' home|the plague of|polish (?:it|the|with|off|your|remover)|turks?-?(?:head|ish)|the french (?:press|toast|dressing|fries|window)|(?:men|women|girls|boys|kids)'s|women only|poles? (?:out|in|and)|fits? (?:men|women)|chinese (?:menu|food|tea)|indian (?:menu|food|summer)|japanese (?:menu|food|tea|maple)|like men|teens? (?:are|can) (?:welcome|join)|kids (?:are|can|do|will|would|should|love|always) (?:\\w+)|all of them(?: (?:are|can|have|were))? (?:welcome|here|fresh|by)|every single one of (?:you|your)|american football|on all of them|one of them(?: (?:is|has|was|sits|opens))?|all of them,? (?:with|in|by)|boys and girls|don't share any of them|wonder|tourists? (?:are|can) |get (?:well|home|there)|those kids",
  ),
}

const contempt =
  '(?:lazy|dirty|stupid|rude|smell\\w*|stink\\w*|steal\\w*|thie(?:f|ves|ving)|cheats?|cheating|liars?|lie|drunks?|drunk|dumb|ugly|useless|trash|disgusting|dangerous|violent|criminals?|weak|hysterical|emotional|bossy|greedy|hopeless|worthless|pests?|filth\\w*|freaks?|sick|unnatural|perverts?|backwards?|ignorant|brainless|clueless|spoiled|entitled|annoying|noisy|gross|crazy|mad|ruin\\w*|infest\\w*|invad\\w*|overrun|flood\\w*|beg|begging|lice|dogs|pigs|rats|monkeys|apes|animals|swine|snakes|sheep|belong|banned|deported|locked up|kept out|stay (?:home|out|away)|go home|second-class|less intelligent|not real|aren.t real|know nothing|good for nothing|waste|burden|problem)'
const contemptEn: Wording = {
  yes: english(`${group}(?:.s)?…${contempt}`, `${contempt} (?:\\w+ ){0,3}${group}`),
  no: english('(?:for|with|your|our|my|the) (?:kids|girls|boys|women|men|teens|mothers)…'),
}
const contemptKo: Wording = {
  yes: korean(
    '(?:[가-힣]{1,4}(?:놈|년|새끼|충|족)(?:들)?(?:은|는|이|가|을|한테|답게)?|것들(?:은|이|한테|때문)|계집|사내새끼|늙은이|노친네|늙다리|꼰대|할매미|할배|애새끼|잼민이|급식|촌놈|촌것|촌뜨기|시골뜨기|무지렁이|백정|종놈|하층|천민|거렁뱅이|노숙자|빈민|못 ?사는|가난한 ?(?:것|사람|애)|뚱녀|뚱보|돼지(?:같|처럼|새)|못생긴|난쟁이|불구|정신병자|정병|미개|야만|열등|더러운 (?:것|놈|피)|외국놈|흑인|동성애|성소수|이슬람|무슬림|난민|이주민|다문화|조선족|중국 ?사람|일본 ?사람|동남아|아줌마들|아저씨들|노인네|노인들|어르신들|여자들|남자들|요즘 것|요즘 애들|젊은 것|엠지|임신부들|애 ?엄마들|맘들|종교인|기독교|불교|신천지)…(?:시끄|더럽|도둑|훔|냄새|미개|질서|게으|무식|역겹|싫|질색|위험|범죄|답이 없|꺼|쫓|나가|돌아가|원래 |몰려|민폐|못 ?하|모르|안 ?돼|안 ?되|못 ?배|싸구려|없어|없애|사라|병|문제|탓|때문|천하|하찮|웃기|한심|꼴|주제|감히|믿|못 믿|속|사기|거짓|대책|사람 ?취급|인간)',
  ),
}

export const swearingChecks: readonly Check[] = [
  {
    code: 'profanity',
    severity: 'blocks',
    ko: '욕설이나 비속어가 있어요.',
    en: 'It swears or uses vulgar slang.',
    find: ({ small }) => {
      const plain = firstOf(small, [swearKo, swearEn, moreSwearKo, moreSwearEn])
      if (plain.length > 0) return plain
      const read = lettered(small)
      return read === small ? plain : firstOf(read, [swearEn])
    },
  },
  {
    code: 'hate',
    severity: 'blocks',
    ko: '어떤 사람들을 깎아내리거나 혐오하는 말이 있어요.',
    en: 'It shows contempt for a group of people.',
    find: ({ small }) => firstOf(small, [hateKo, hateEn, contemptKo, contemptEn]),
  },
]
