import { inReplies, type Wording } from '../wording.ts'

const { english } = inReplies

// English words of how a reply treats the person. `…Stated`: only in a sentence that states something to who complains.

const mishap =
  '(?:miss(?:ed|read|typed|placed|used|spelled|understood)|mis\\w+|forgot(?:ten)?|ignored?|neglected|failed|skipped|overlooked|clicked|ticked|pressed|chose|picked|selected|agreed|opted|signed|entered|typed|gave|put|left|waited|ordered|booked|dropped|broke|spilled|washed|dried|stored|used|opened|set|mixed|confused|uploaded|changed|deleted|cancelled|sent|arrived|came|read|let|kept|plugged|tapped|accepted|sat|slept|wore|drove|parked|lost|stood|turned|took|bought|filled|wrote|added|held|asked for|got|pulled|pushed|touched|moved|assumed|expected)'

export const blame: Wording = {
  yes: english(
    "you (?:should|could|might|ought to)(?:'ve| have) (?:\\w+)|you (?:should|ought to) (?:always|never|not|read|check|look|know|wait|keep|be)…|you shouldn't(?:'ve| have)?(?: \\w+)?|you needn't have|you weren't supposed|you were supposed to|you have to (?:read|check|look|watch)|has to be (?:watched|checked|read)",
    `you (?:simply |probably |must have |may have |might have |clearly |obviously |apparently |just |yourself |actually |then |only |also |have |had |.ve ){0,4}${mishap} (?:the (?:wrong|box|small|button|lid|manual|terms|deadline|address|date|option|cheap\\w*|fine|instructions|email|code|door|window|plan|size)|it (?:yourself|too|wrong|upside|in the|without|open|on)|a (?:wrong|misspelled|size|different)|too|to (?:stamp|read|check|press|save|confirm|tick|mention|cancel|enter)|us (?:a|the) (?:wrong|misspelled|incorrect|different|old)|until|up|wrong|incorrectly)`,
    "you (?:didn't|did not|haven't|hadn't|don't|never|weren't|can't have|couldn't have|won't have|failed to|neglected to|forgot to) (?:even |properly |actually |really |bother (?:to )?)?(?:read|look|check|follow|tell|let|mention|give|press|wait|pay|turn|open|close|save|confirm|use|charge|clean|update|notice|listen|ask|answer|reply|cancel|register|stamp|measure|attach|fill|enter|tick|pick|book|arrive|do|bring|keep|see|put|store|dry|mind|set|install|try|show|sign|\\w+)",
    "(?:it's|that's|this is|that is|it is|which is|so that's) (?:entirely |really |all |partly |simply )?(?:on you|your (?:own )?(?:fault|mistake|error|doing|responsibility|problem|side)|a user error|user error|because you|down to you|what happens when you)|your (?:own )?(?:fault|mistake|error|negligence|carelessness|oversight|doing|responsibility)|because (?:of )?you(?:r)? (?:\\w+)|that's why|as if you (?:didn't|hadn't|never)|if you(?:'d| had) (?:\\w+)|had you (?:\\w+)|(?:it|that) wasn't in your|on your (?:end|side|part)|you (?:lack|may lack|are the one|yourself)|user error|operator error|by yourself|remember[.]|as you were told|like we told you|next time (?:read|check|look|come|be|please)|be more careful|pay (?:more )?attention|to blame|if one (?:looks|reads)|clearly (?:printed|marked|stated|written|says)|(?:it|that) (?:says|said) so|the (?:sign|map|label|manual|instructions|page|terms|board|email|ticket|notice|description) (?:is|was|says|said|clearly|states|stated)",
    "you(?:'ve| have) (?:mixed|entered|typed|chosen|picked|put|used|left|confused|got|misread|missed|forgotten|ignored|set|ordered|selected|been (?:holding|using|pressing|looking))|you (?:probably|must have|may have|obviously|clearly|simply|evidently|apparently) (?:\\w+)|you were (?:driving|late|too|using|holding|standing|in the wrong|not|the one|speeding)|you picked|you ticked|you signed|you waited|you gave us|you agreed|you accepted|you opted",
  ),
  no: english(
    "(?:tell|show|let) us what you|what (?:you|did you)…|(?:when|where|which|how|what|since|than|the one|the words|as|everything|all|whatever|that|where) you (?:\\w+)|(?:did|do|have|were|are|could|would|can|will|had) you|you(?:'ve| have)? (?:asked|told|tried|waited (?:so|long|for|all|an|\\w+ (?:hours|weeks|days|months))|counted|prepared|done|come|came|sent (?:us )?(?:everything|it all|three|two|four|five)|written|weighed|paid|said|explained|called|rung|kept asking|did everything|did your|felt|feel|want|wanted|see|saw|deserve|need|remember|noticed|remember other)|if you'd (?:tell|like|rather|prefer)|you'd (?:like|rather|told)|you should (?:never|not) have (?:to|had)|you shouldn't have (?:to|had)|you shouldn't (?:be|need)|(?:someone|somebody|anyone|people) you (?:\\w+)|a \\w+ you weren't|you didn't (?:get|deserve|receive|know|ask for|expect|want|order|book|sign up)|you never (?:agreed|asked|ordered|wanted|signed|got|received)|you weren't (?:told|warned|given)|because you",
  ),
}

export const blameStated: Wording = {
  yes: english(
    "you|your|yours|yourself|one (?:has|must|should)|people (?:who|often) (?:don't|forget)|user|if (?:it's|it was|they're) (?:\\w+)|not meant to|isn't meant|wasn't meant|has to be|need(?:s)? to be|must be|should be",
  ),
}

export const argument: Wording = {
  yes: english(
    "actually|in fact|as a matter of fact|to be (?:fair|honest|clear|precise)|with (?:all )?(?:due )?respect|frankly|honestly|let's be (?:honest|clear|fair|real)|the truth is|for the record|by the way, it|(?:that's|that is|this is|it's|it is|which is) (?:simply |just |really |quite |plainly |certainly )?(?:not (?:true|correct|right|accurate|how|the case|our|possible|a (?:bug|fault|defect|mistake|delay))|untrue|false|incorrect|wrong|impossible|nonsense|a (?:misunderstanding|fact|myth|matter|natural)|an exaggeration|exaggerated|hardly)|(?:you're|you are) (?:wrong|mistaken|exaggerating|confusing|overreacting|being (?:unfair|unreasonable)|imagining)|you (?:have to|must|need to|should|ought to) (?:understand|realise|realize|accept|see|know|appreciate|remember|bear)|please understand|(?:it|that|they|there|he|she|this|the \\w+) (?:can't|cannot|couldn't|can not) (?:have|be|possibly)|(?:we|it|they|he|she) (?:did|do|does|have|has|was|were|is)(?:,| (?:exactly|clearly|already|indeed) )|no, (?:you|it|that|we|they|the|there)|(?:wasn't|isn't|weren't|aren't|hasn't|doesn't|didn't|never) (?:broken|dirty|late|overheating|damaged|opened|faulty|rude|true|cold|too|wrong|any|a (?:bug|defect|delay|scam)|happen)|the translation is correct|(?:most|many) (?:people|customers|guests|users|clients) (?:find|like|love|think|prefer|say|are)|(?:we|our (?:team|staff|records|logs?|data|cameras?|tests?|system)) (?:stand by|disagree|dispute|show|shows|say|says|confirm|checked|see no|found no|find no|have no record)|(?:log|record|records|footage|recording|data|system|tracking|report|camera) (?:show|shows|says|say|proves|confirms)|exactly (?:what|as|how|like) |(?:very )?good reasons?|there (?:was|were|is|are) (?:nothing|no|never|a reason|only)|(?:is|are) (?:simply |just )?(?:part of|a fact of|how it|the way|to be expected|what it)|that's (?:life|how|what|part|something|the (?:way|nature|point|rule|policy))|has its price|perfectly (?:normal|clear|acceptable|adequate|reasonable)|completely normal|within (?:the )?(?:norm|range|limits|tolerance|our|specification)|as (?:described|advertised|stated|announced|agreed|intended|designed|shown)|was announced|two different things|far (?:harder|from)|hardly (?:a|any|our)|nobody (?:forced|forces|promised|said)|no one (?:forced|forces|promised|said)|not our (?:fault|problem|decision|doing|job|responsibility)|nothing to do with us|beyond our control|out of our (?:hands|control)|our (?:average|standards?|policy|procedure|rules?)",
  ),
  no: english(
    "(?:told|hear|hearing|feel|feeling|say|saying|think) (?:that )?you(?:'re| are) (?:wrong|mistaken)|that's not (?:right|okay|fair|good|how (?:it|a|an|your|we|any)|what (?:you|a|an|we)|the (?:evening|day|welcome|start|way))|not how (?:it|a|an) \\w+ should|isn't how|that's how it (?:feels|felt|sounds)|there (?:was|were|is|are) (?:nothing else|no (?:seat|room|table|one|sign of))|that's part of the (?:fun|charm)|, to be fair|actually (?:happened|got|see|arrived|went|said)|what (?:was|is|did|does) (?:\\w+ )?actually",
  ),
}

export const argumentStated: Wording = {
  yes: english(
    "is|are|was|were|isn't|aren't|wasn't|weren't|can't|cannot|don't|doesn't|didn't|never|always|already|only|simply|because|since|so|that's|it's|there's|they're|we're|policy|rule|standard|usual|normal|quality|checked|tested|designed|made|known|clear|different|same|reason|fact",
  ),
}

export const sarcasm: Wording = {
  yes: english(
    "history books|alert (?:the|someone)|someone alert|the horror|truly the|what a tragedy|the tragedy of|who'd have (?:expected|thought|guessed)|who would have (?:thought|guessed)|who knew|however will|shocking news|breaking news|newsflash|news flash|stop the press(?:es)?|brace yourself|call the (?:police|president|army|press|pope)|imagine that|fancy that|what a surprise|surprise,? surprise|colou?r me|bless (?:your|you)|cry me|world's smallest|tiny violin|violins?|slow clap|bravo|well spotted|sherlock|detective|genius|einstein|rocket science|brain surgery|your (?:majesty|highness|lordship|ladyship|excellency)|princess|diva|drama queen|first[- ]world|poor (?:lamb|soul|dear|baby)|dear\\.|sweetie|honey\\.|sunshine\\.|congratulations on (?:finding|discovering|noticing|being|managing)|congratulations, you|, congratulations|medal|trophy|give (?:you|that \\w+) a prize|nobel|oscar|award for|standing ovation|have you (?:tried|considered|thought of) (?:\\w+ing)|try the big|the big round|purely decorative|a person of your age|at your age|for someone (?:so|who|your)|bigger brain|a brain|hint|scenic route|just to annoy|on purpose, just|personally offended|how (?:terribly|dreadfully|awfully|very) (?:\\w+)|how dare|heaven forbid|god forbid|the end of the world|world (?:has )?end(?:ed|s)|the sky is falling|humanity|mankind|civili[sz]ation (?:ends|falls|collapses)|riots|revolution|as if by magic|like magic|miracle|believe it or not|wait for it|hold the (?:front page|press)|rumou?r has it|legend has it|last time (?:i|we) checked|in case you (?:hadn't|haven't|missed|didn't)|you don't say|no kidding|of course you|obviously|clearly someone|someone's (?:had|having|got)|somebody (?:woke|got)|somebody needs|take a (?:nap|deep breath)|calm down|relax|chill|get over it|toughen up|man up|grow up|too bad|tough luck|boo hoo|aww+|tsk|sigh|must be (?:exhausting|nice|so hard) (?:to|being)|we (?:follow|serve|reserve) only the very|very special ones|mind[- ]?readers?|crystal ball|psychic|telepath\\w+|magic wand|isn't made for|we'll book a|would pay extra|clown|circus|pocket torch|isn't the sun|barefoot till|wind, you say|you say\\.|outdoors|that (?:water|snow|rain|fire|ice|the sun|night|winter) is|(?:water|rain|snow) is wet|the sun is hot|ice is cold|night is dark",
  ),
  no: english(
    'miracle (?:worker|of)|the tracking|poor (?:\\w+ )?(?:sound|signal|cat|dog|bird)|of course you (?:can|may)|standing ovation from|medal for the kid|a medal (?:for|to)|you say it',
  ),
}

export const sarcasmToTrouble: Wording = {
  yes: english(
    "maybe (?:try|you|bring|the|it's|next|a|don't|take|we should|start)|perhaps (?:try|you|a|the|next)|have you tried|try (?:talking|reading|looking|turning|opening|using|breathing|walking|smiling|patience|not)|next time,? (?:try|bring|maybe|just|wear|perhaps)|do (?:try|tell)|forty whole|(?:one|two|three|four|five|six|ten|twenty|thirty|forty|fifty) whole (?:minutes?|seconds?|hours?|days?)|all of (?:\\w+) (?:minutes|seconds)|an? entire (?:minute|hour|second)|oh no, not|oh my,|my my|dear me|wow|fascinating|remarkable|impressive|incredible|astonishing|amazing (?:what|how)|lucky you|good for you|nice try|charming|adorable|precious|how (?:will|can|could) (?:you|anyone|we) (?:ever|possibly|survive|go on)|survive|tragic|tragedy|catastrophe|apocalypse|disaster of|unbearable|heroic|brave of you|what (?:courage|bravery|talent|dedication)|such (?:talent|suffering|courage)|(?:we|i) (?:bow|salute|kneel|weep|mourn|applaud)|our hearts bleed|thoughts and prayers|moment of silence|flag at half|in mourning",
  ),
}

export const sarcasmStated: Wording = {
  yes: english(
    'just|surely|of course|clearly|obviously|apparently|only|even|maybe|perhaps|must be|might (?:have been|help|want)|try|magic|brain|clever|lucky|thought|imagine|would pay|would love|dear|baby|folks|boo|wow|special|supposed|expected|tell (?:that|your)|ask your|welcome to',
  ),
}

const folk =
  '(?:customers?|guests?|clients?|passengers?|users?|readers?|buyers?|patients?|students?|members?|players?|families|family|couples?|neighbou?rs?|groups?|teams?|class|women|woman|men|man|lad(?:y|ies)|gentlem[ae]n|parents?|kids|tables?|people|visitors?|tenants?|riders?|drivers?|owners?|folks|gamers|shoppers|diners|viewers|testers|households?|flat|person|callers?|travell?ers?|subscribers?|everyone|everybody|hundreds|thousands|dozens|millions|somebody|someone|most|many|few)'

export const others: Wording = {
  yes: english(
    `(?:other|our other|my other|another|most|most of our|many|all|all our|all the|plenty of|hundreds of|thousands of|dozens of|millions of|lots of|the rest of the|some of our|several|countless|\\d+ (?:other )?|few|the average|our regular|our|those|fellow|your fellow) ${folk}`,
    'nobody else|no one else|no-one else|none of (?:the|our) (?:other|\\w+)|everyone else|everybody else|anyone else|somebody else|someone else (?:had|has|got|was|bought|did)|others (?:\\w+)|the others|other (?:folks|tables|sets|flights|reviews)|the only (?:one|person|customer|guest|complaint)|(?:only|first) (?:one|person|customer|guest|complaint|time anyone) (?:\\w+ )?(?:to|who|reporting|complaining|with|has|that|we)|on all the testers|hundreds (?:of|wrote|have)|thousands (?:of|wrote|have)',
    `(?:a|an|the|one|two|three|that|this) (?:[\\w-]+ ){0,2}${folk} (?:of (?:ours|mine) )?(?:before|after|next door|last|yesterday|today|this|who|from|in|of mine|of ours|upstairs|downstairs|on the|at (?:the|desk)|had|did|loved|bought|gave|took|fell|cried|failed|managed|waited|has|never|didn't|does|got|was|were|went)`,
    "(?:those|people|guests|passengers|customers) (?:at|in|on|who|before|behind|next) [^.!?]{0,30}(?:were|had|did|got|have|don't|never|managed|loved|waited)|the \\w+ (?:before|after|next to|behind|in front of) you(?:rs)?|(?:yesterday|last week|last month|this morning|the other day) (?:a|an|another|someone|somebody|one) (?:\\w+)|your neighbou?rs?|next door to you|my other|our other|full marks|no complaints|never had (?:a|any) complaint|never (?:heard|had) (?:this|that|it|anyone)|everyone (?:loves|likes|is|was|manages|gets)|everybody (?:loves|likes|is|was|manages|gets)",
  ),
  no: english(
    "a person from (?:our|the) team|(?:somebody|someone|anyone|everyone|everybody) (?:is okay|in your|who|at|there|can|could|from|should|with)|(?:a |each |every |one )?(?:person|people) (?:in charge|of few|who (?:can|could|knows|handles|decides))|all our (?:hearts|love)|most people who|the (?:family|class|kids|table|neighbours?) (?:is|are|was|were) (?:waiting|coming)|in front of (?:everyone|your|the|other|all)|another (?:runner|customer|guest|passenger|person)'?s|to the (?:others|rest)|your (?:class|family|group|team|table|neighbou?rs?) (?:\\w+ )?(?:must|is|are|had to)|for (?:everyone|everybody)|while others \\w+|others walked|the only one of your|(?:somebody|someone) else has|nobody (?:else )?(?:stepped|checked|told|warned|helped|came|picked|answered|asked|listened)",
  ),
}

export const othersStated: Wording = {
  yes: english(folk, 'others|nobody|no one|everyone|average|usually|typically|neighbou?r'),
}

const place =
  '(?:airline|carrier|platform|brand|company|provider|bank|shop|store|app|chain|place|network|gym|hotel|clinic|bakery|caf[eé]|restaurant|school|operator|service|maker|label|studio|salon|supplier|insurer|dealer|courier|team|lot|guys|ones?|side|firm|site|supermarket|competition)'

export const competitor: Wording = {
  yes: english(
    `(?:that|the|an|any|our|your|those|these) (?:other|rival|competing|cheap|cheaper|bigger|new|old) ${place}s?|other ${place}s|competitors?|competition|rivals?|elsewhere|our rivals|across the (?:river|street|road|square|border)|next door(?: to us)?|down the (?:road|street)|round the corner (?:is|are|does|has)|(?:better|cheaper|quicker|faster|fresher|nicer|juicier|safer|stronger|smarter|more \\w+|less \\w+) than (?:what you'd get at|at|any|anything|the|those|their|what|\\w+)|beats? any(?:thing|one|body)|their (?:\\w+ )?(?:are|is|come|comes|have|has|never|always|break|breaks|leak|cost|quality|prices?|customers|service|network)|theirs|you won't (?:find|get) (?:that|this) (?:at|anywhere)|copied (?:us|ours|from us)|unlike (?:some|others|them|the|that|those)|isn't exactly known|(?:would|would've|wouldn't) have (?:taught|done|given|lost|charged|treated)`,
  ),
  no: english(
    'next door neighbou?r|their (?:own|names?|hands|eyes|best|way)|more than (?:\\w+)|less than (?:ideal|great)|other than|rather than|better than (?:ever|never|any words|we|you|nothing|words)|more \\w+ than (?:you|we|one|words|it|usual)|(?:across|down) the (?:street|road|square) (?:from the (?:station|church|park))|the (?:old|new) (?:one|ones|app|place|shop|side|school|label|hotel)|the other (?:side|one|ones)',
  ),
}

export const competitorStated: Wording = {
  yes: english(
    "their|theirs|they (?:never|always|cancel|hide|lose|throttle|charge|burn|break|don't|can't|have|are)|never treated|twice as often|at a lower|poor choice|stay away|hides? (?:its|their)|loses? one|lower quality|knock-?off|copycat|in-house|imitation",
  ),
}

export const politics: Wording = {
  yes: english(
    "government(?:'s)?|ministers?|president|prime minister|parliament|congress|senate|senators?|politicians?|politics|political|election|elections|vote[ds]? (?:for|out|them|him|her|against|left|right)|voted|voters|left[- ]wing|right[- ]wing|leftists?|socialists?|socialism|communists?|conservatives?|liberals?|democrats?|republicans?|tories|labour party|(?:green|senior|workers|people's) party|the greens|nationalis(?:t|m)|patriot\\w*|fascis\\w+|woke(?! (?:you|up|your|me|us|him|her|them|the|to|from|a|my|our))|sanctions|migrants?|immigrants?|immigration|asylum|refugees?|borders? (?:should|must)|strikers (?:are|have|should)|we stand with|protesters? (?:are|have|should)|salute|the flag|christian (?:country|values|nation)|god (?:will|is|bless|wants|made|sent)|pray(?:er|ers|ing)?|faithful|religion|religious|atheis\\w+|muslims?|islam|jews?|jewish|hindus?|catholics?|church (?:should|is|and state)|two (?:sexes|genders)|gender (?:ideology|nonsense)|feminis\\w+|patriarchy|men already|men (?:have|need|are|should)|women (?:are|should|have|belong|need)|the rich|the poor|their share|tax the|taxes are|unions? (?:are|have|should|is)|capitalis\\w+|abortion|gun (?:laws?|control|rights)|death penalty|climate (?:hoax|hysteria|activists)|activists?|lobby|animal rights|vegans? (?:are|should)|military|war (?:is|was|in)|occupation|language law|reform (?:should|is|was)|rural policy|policy gets us|this country|our country|the country|the nation|the (?:south|north|east|west) (?:just |simply |always )?(?:does|is|has|knows)|city folk|country folk|boomers|millennials|gen z|team \\w+ all the way|step down|overdue reform|glorif\\w+|referendum|brexit|monarchy|royals|mayor|the council (?:is|should|wants)|council that|bled the|about time (?:the|they|women|men|we)",
  ),
  no: english(
    'animal rights question|country (?:road|house|walk|music|bread|code|of)|in the country|the (?:south|north|east|west) (?:side|gate|entrance|wing|exit|platform|pier)|prayer (?:room|plant|included)|including prayer|lobby (?:bar|of|desk)|in the lobby|hotel lobby|bowl has spoken|women only|women doctor|woman doctor',
  ),
}

export const politicsStated: Wording = {
  yes: english(
    '(?:should|must|ought to|needs? to) (?:be )?(?:banned|abolished|voted|elected|taxed|locked|deported|legal|illegal|outlawed|scrapped|nationali[sz]ed|privati[sz]ed|resign|go)|bureaucrats?|elites?|city hall|mayor|politicians?|left|leftie|lefties|right-wingers?|nanny state|welfare|benefits|wages?|minimum wage|war|wars|army|soldiers|police|protest\\w*|march(?:ers)?|climate|nuclear|coal|migrants?|foreigners|europe|eu|brussels|washington|feminis\\w*|pride|rainbow|marriage|family values|abort\\w*|gender\\w*|pronouns?|race|racism|colonial\\w*|history|monarch\\w*|king|queen|regime|democracy|dictator\\w*|revolution|workers|bosses|landlords|capitalists?|the system|propaganda|media|believers?|heaven|jesus|allah|bible|mosque|temple|lord|sin|blessed|amen|south|southerners|northerners|generation|youngsters|old people|we (?:support|oppose|condemn|are (?:for|against|with))|(?:right|wrong) side of|common sense|about time|men|women|gays?|lesbians?|trans|sexes|genders?|country|nation|flag|god|faith|belief|church|government|state|law|council|union|strike|protest|tax(?:es)?|rich|poor|reform|party|policy|voters?|society|tradition|values|freedom|justice|equality|rights|politic\\w+|nationalist|minister|holiday(?:s)? that',
  ),
  no: english(
    '(?:birthday|party of|search|theatre|theater|garden|dinner|wedding|your|a) party|a poor|poor (?:choice|sound|signal|quality|fit)|state of|free country|by law|consumer rights|privacy law',
  ),
}

export const promotion: Wording = {
  yes: english(
    "our (?:new|newest|latest|deluxe|premium|award-winning|best-?selling|famous|bigger|summer|winter|spring|autumn|holiday|christmas|limited|exclusive|all-new|next-gen|gift|flagship|signature|stretch|mesh\\w+|forever|loyalty) ?(?:\\w+)?|(?:is|are) (?:now )?(?:new in|out now|available now|in stores now|now available|in store now|on sale|on offer|our (?:bestseller|answer|newest))|out now|new in (?:our|the) (?:shop|store)|available (?:now|in our|in the shop|online)|treat yourself|don't miss|check (?:out|our)|discover (?:our|the|how|more)|explore (?:our|the)|join (?:our|the|us) (?:\\w+ )?(?:club|programme|program|family|membership|community|newsletter)|(?:ask about|become a|get a|with a|buy|our) (?:membership|member|subscription|pass|plus)|sign up (?:for|to|today|now)|subscribe|upgrade (?:to|now|your|today)|(?:an? )?(?:great|unbeatable|amazing|special|exclusive|super|perfect) (?:deal|offer|value|gift|present|price)|perfect (?:present|gift)|(?:two|three|buy one|2|3) for (?:one|two|1|2)|get one free|bogo|gift cards?|gift hampers?|limited (?:edition|time)|early birds?|while stocks? lasts?|hurry[,!] |bestsell\\w+|must-have|is the answer|are the answer|made for days like|have a look (?:in|at) (?:the|our)|take a look at our|have a look\\.|shop now|order now|book now|pre-?order|use (?:the )?code|promo(?:tion|tional)? ?(?:code)?|discount code|now with|twice the power|(?:lets|gives) you \\w+ (?:anytime|more|even)|you get \\d+|with comfort class|covered from now on|brings? it to every|cleaner and smarter|the \\w+ (?:pass|plus|pro|max|ultra|club|bundle|feast|account|membership|collection|edition|package|class|cyclone)|vip \\w+|new (?:pump|line|range|collection|model|edition|flavou?r|series|menu) ?(?:\\w+ )?(?:is|are|has|comes|just)|we(?:'ve| have) (?:just )?(?:launched|released)|just (?:launched|landed|dropped|released)|back in stock|try (?:our|the new)|you(?:'ll| will)? (?:love|adore) (?:our|the new)|follow us (?:for|on)|tag (?:us|a friend)|festival, early|see our (?:range|menu|shop|offers)|come up to size|why not (?:try|get|add|upgrade|treat|book)|before you go|go for the|add (?:our|the) \\w+|pair(?:s)? (?:it|perfectly|well) with our",
  ),
  no: english(
    'the gift didn|sorry (?:the|your) gift|gift card (?:is|that|code|number|you|balance)|gift cards? (?:from|you)|our new (?:shop|address|opening|hours|colleague)|the whole package|your (?:subscription|membership|pass|account|package)|the (?:third|second|first|upper|lower|whole|wrong|right|same) (?:class|package|account|edition)',
  ),
}

export const promotionStated: Wording = {
  yes: english(
    'our|new|newest|deal|offer|sale|premium|plus|pro|max|club|member(?:s|ship)?|upgrade|available|shop|store|collection|edition|range|model|brand|buy|order|get|gift|bundle|pass|season|smarter|cleaner|better|great|perfect|best|faster|twice|more|answer|size|festival|tickets|discount|free trial|trial',
  ),
}

export const promotionToTalk: Wording = {
  yes: english(
    'our (?:\\w+ ){0,3}(?:is|are|makes?|comes?|hampers?|club|shop|store|app|range|menu|collection|cards?|tickets?|edition|new)|available|on sale|in store|in our shop|new (?:collection|edition|flavou?r|menu|range|line)|grab (?:one|yours|a)|get yours|order (?:now|yours|a)|book (?:now|a|your)|buy|deal|offer|discount|% off|tickets? (?:are|on)|celebrate with|pick up|shop',
  ),
  no: english(
    'our (?:day|heart|week|hearts|favou?rite|finest|fridge|payroll|profile|own|condolences|sympathies|congratulations|baker|cook|chef|team|side|wall|best wishes|till|broth)(?: (?:is|are))?|big deal|a deal|ideal|the deal',
  ),
}

/** Statements that tell nobody how things are. */
export const harmless = english(
  'you can (?:send|tell|write|reply|answer|post|share|go on|reach)|that hurts|what a|good (?:grief|catch|ear)|my goodness',
)
