import { inReplies, type Wording } from '../wording.ts'

const { english, korean } = inReplies

/** Words of a matter: `always` in any sentence; `stated` in one that states; `judged` too, where the person `asked` about it. */
export interface Matter {
  always: readonly Wording[]
  stated: readonly Wording[]
  asked: readonly Wording[]
  judged: readonly Wording[]
}

const price =
  '(?:요금|수수료|위약금|연회비|금액|차액|원금|이자|이자율|금리|배송비|배달비|반품비|수선비|수리비|부품비|출장비|입장료|관람료|이용료|사용료|통신비|관리비|보증금|예약금|계약금|대금|잔액|미납액|미납금|연체료|연체금|과태료|범칙금|할증료|추가금|가산금|가격|값|비용|정가|할인가|회비|보험료|학원비|수강료|월세|세금|관세|포인트|적립금|캐시|마일리지|할인|환급금|환불금|공제|청구|결제|가승인|초과분|면제|공짜|무료|단가|적립|견적|팁|봉사료|약정금)'

export const money: Matter = {
  always: [
    {
      yes: korean(
        '(?:안|못) (?:나가요|나갑니다|나가니|빠져나가)|(?:빠질|들어갈|들어올|돌아갈|나갈|청구될|환급될|환불될|입금될|결제될) (?:겁니다|거예요|예정)|0 ?원',
        '(?:\\d[\\d,.]*|[일이삼사오육칠팔구십백천]{1,5}) ?(?:천|만|백|십|억)? ?(?:\\d[\\d,]* ?(?:천|백)? ?)?(?:원|달러|유로|엔|포인트|마일)…(?:이에요|예요|입니다|이며|이고|부터|추가|나와|나옵|나갑|나가|붙|발생|청구|부과|할인|차감|입금|환급|돌려|드려|드립|드릴|빠|들어|있|됩니다|돼요|고객님|내셔|내시|받|부담|이면)',
        '(?:전액|반액|절반|일부|차액|수수료|요금)…(?:돌려|환불|환급|면제|공제|감면|깎|빼)(?!.{0,6}(?:싶|원하|말씀))',
      ),
      no: korean(
        '(?:원|달러|포인트)(?:이라|을|를|이|은|의)?…(?:셨|디엠|주세요|담당)|(?:고객님|말씀)…(?:원|금액)(?:을|이)? (?:말씀|적)|라는|이라던',
      ),
    },
    {
      yes: english(
        "(?:has|have|had|.ve|.s|was|were|is|are|been|not|.ll be|will be|being|we|we've|i've) (?:already |been |not |now |just |fully |automatically |then ){0,4}(?:charged|credited|waived|refunded|reversed|deducted|billed|debited|reimbursed|deposited|paid (?:out|back|off|up))",
        '(?:refund|credit|charge|fee|deposit|surcharge|balance|discount|fine|price|rate|bill|invoice|amount|total|cost)s? of (?:about |around |roughly )?[£$€₩]?\\d[\\d.,]*',
        "(?:costs?|charges?|charged|cost you|come(?:s)? (?:in )?at|runs? to|amounts? to|adds? up to|works? out (?:at|to|about)|owe(?:s)?|owing|pay|paid|saves?|priced at|worth|only|just|roughly|about|extra|from|stays at|is|be|at|for) (?:you |us |only |just |roughly |about |around |you'd be ){0,4}(?:[£$€₩] ?\\d[\\d.,]*|\\d[\\d.,]* ?(?:euros?|dollars?|bucks|pounds?|pence|cents?|quid|eur|usd|gbp|won|%|percent|per (?:month|year|week|person|night)|a (?:month|year|week|night|person|head)|each|extra|below|off|cheaper|less))",
        '\\d+[.]\\d\\d (?:this|a|per|each|only|now|instead|for)|\\d+ ?% (?:off|discount|less|cheaper)|\\d+ percent (?:off|less)|(?:£|\\$|€|₩) ?\\d[\\d.,]*',
        'non[- ]?refundable|(?:is|are|not|fully|partly) refundable|out of pocket|half price|at a loss|nothing (?:outstanding|to pay|due|owed)|paid up|in arrears|overdue balance|no (?:extra |additional |hidden )?(?:charges?|fees?|costs?)|free with|goodwill credit|a third (?:less|off)|price match|free of charge|on your (?:next )?(?:bill|invoice)(?: is| will)',
      ),
    },
  ],
  stated: [
    {
      yes: korean(
        `${price}(?!이라는 말|라는 말)`,
        '\\d[\\d,.]* ?(?:만|천|백)? ?원|(?:청구|부과|환급|입금|출금|납부|정산|감면|할증|적립|차감|미납|연체|체납)|더 ?(?:싸|저렴|비싸)|제일 쌉|고객님 (?:몫|부담)|일할 계산|계산돼서|손해',
      ),
    },
    {
      yes: english(
        '(?:charge|charged|charges|fees?|credit(?:ed)?|refund(?:s|ed|able)?|reversed|waived?|deposit|invoice|bill(?:ed|ing)?|discount(?:ed|s)?|surcharge|balance|instal(?:l)?ments?|subscription (?:fee|cost|price)|free|prices?|priced|costs?|cheaper|cheapest|expensive|paid|pay|pays|payment|owe[sd]?|owing|due|amount|the sum|total|rate|interest|tax(?:es)?|vat|tip|penalty|late fee|fine|money|cash|euros?|dollars?|pounds?|bucks|savings?|save|budget|value)',
        '(?:[£$€₩] ?\\d|\\d+[.]\\d\\d)|(?:is|are|be|comes?|stays?|at|extra|only|just|to|about|roughly|costs?) \\d{1,5}(?: (?:below|extra|more|less|each|instead|if|once|in total|per))',
      ),
      no: english(
        'free (?:to|seat|spot|day|hand|evening|time)|gluten[- ]free|feel free|free[- ]range|worth (?:a|it|the|\\w+ing)|due (?:to|in|date)|pay attention|no one pays|at any cost|heart rate|total(?:ly)|save (?:room|it|the date|your|a seat)|cash desk|fine (?:with|by|for|as|to)|(?:it|that|this|is|are|.s|be|totally|just|perfectly|feel|is totally) fine|fine (?:print|grain|dust)|both cash|sugar[- ]free|toll[- ]free|value your',
      ),
    },
  ],
  asked: [
    {
      yes: korean(
        '요금|수수료|위약금|연회비|금액|차액|이자|배송비|배달비|보증금|얼마|가격|비용|환불|결제|청구|돈|만원|만 원|천원|할인|포인트|공짜|무료|이체|출금|빠져나|연체|미납|카드값|적립|돌려받|월세|쿠폰|페이백|캐시백',
      ),
    },
    {
      yes: english(
        'charge|charged|charges|fees?|refund(?:s|ed)?|bill|billed|billing|price|prices|cost|costs|pay|paid|paying|payment|deposit|money|free|discount|cheap(?:er)?|expensive|how much|credit|invoice|subscription|renew(?:al|ed)?|tip|tipped|euros?|dollars?|pounds?|bucks|cash|overcharged|owe|balance|instalments?|fare|voucher|rent|[£$€] ?\\d+',
      ),
    },
  ],
  judged: [
    {
      yes: korean(
        '맞습니다|맞아요|정상|빠집니다|빠져요|들어가|들어갑|나옵니다|나와요|붙습|붙어요|안 ?나|안 ?붙|따로|없어요|없습니다|돌려|취소됩|취소돼|고객님이|몫|대상|포함|\\d',
      ),
    },
    {
      yes: english(
        "\\d[\\d.,]*|back (?:to|in|on)|included|covered|nothing|yours|account|on (?:us|top)|extra|normal|correct|usual|standard|off|plan|add-on|it's (?:the|a)|settled",
      ),
      no: english('\\d+ ?(?:am|pm|o.clock|minutes?|hours?|days?|metres?|cm|km|stops?)'),
    },
  ],
}

export const legal: Matter = {
  always: [
    {
      yes: korean(
        '법적(?:으로|인)? ?(?:문제|책임|의무|권한|조치|대응|근거|효력|절차|하자|으로|보호|판단|분쟁)…|(?:고소|고발|소송)(?:을|를|이|가|은|는)? ?(?:하셔도|하시면|가능|당하|진행|하실 수|걸|제기|할 수|으로 (?:가|갈)|대상)|(?:명예훼손|모욕죄|업무방해|사기죄|절도죄?|횡령|무고|허위사실)(?:가|이|에|로|죄|으로)? ?(?:해당|성립|될|됩|처벌|걸|고소|될 수)|형사 ?처벌|처벌(?:받|될|됩|대상|할)|위법|합법|적법|불법(?:은|이|입니다|이에요|행위)(?! ?아닌지)',
      ),
      no: korean(
        '불법인지|불법이라|소송이라|법적(?:으로|인)? ?(?:이야기|말씀|자문|상담)…(?:듣|디엠|하셨|꺼내)',
      ),
    },
    {
      yes: english(
        "(?:not|isn't|aren't|cannot be held|can't be held|be held|hold|held|no|are|is) (?:legally )?(?:liable|liability|responsible (?:for|if)|accountable|obliged|obligated|entitled)|liability|liable|legally|unlawful|illegal(?:ly)?|against the law|by law|in law|in court|any court|lawsuit|sue (?:us|them|you|over)|legal (?:action|grounds?|obligation|right|basis|claim|duty|case|advice|steps)|legal team|binding (?:agreement|contract)|force majeure|no right to|waived any|waive (?:any|all|your) (?:claims?|rights?)|fully compliant|unfair dismissal|defamation|defamatory|libel|slander|trespass|you have (?:no|a) (?:legal )?case|(?:press|pressing) charges|small claims|statut(?:e|ory)|jurisdiction",
      ),
      no: english('the word (?:lawyer|court|sue|legal)|lawyer comes up'),
    },
  ],
  stated: [
    {
      yes: korean(
        '법|약관|계약|권리|의무|책임(?:이|은|을)? ?(?:없|아니|아닙|지지)|책임(?:이|은)? ?(?:고객|본인|이용자|구매자)|저희 책임이 아|면책|위반|규정상|동의하신|동의하셨|서명하신|서명하셨|경찰|신고하|소비자원|공정위|소송|고소|고발|변호사|재판|판례|처벌|벌금|과태료|소비자보호|초상권|저작권|상표|특허|개인정보 ?보호|귀책|배상 ?책임|승소|패소|증거|내용증명|합의|시효|효력|명예훼손|모욕|절도|사기죄|청약 ?철회|근로기준|부당해고|임대차|민사|형사|소유권|인가|허가|당국|감독원',
      ),
      no: korean('방법|사용법|수법|마법|문법|화법|용법|어법|비법|기법|요리법|세탁법|보관법|조리법|비결'),
    },
    {
      yes: english(
        "law|laws|lawyers?|attorney|courts?|judge|contract(?:s|ual|ually)?|terms(?: and conditions)?|conditions|clause|regulations?|regulator|compliant|compliance|rights|(?:a|the|no|our|any|legal) right to|right of|entitled|obliged|obligation|liab\\w+|responsib\\w+|police|report (?:it|him|her|them) to|criminal|crime|theft|fraud|evidence|proof|consent|signed|signing|signature|agreed to|you agreed|you accepted|opted in|waiver|warranty (?:is void|excludes|doesn't)|void|copyright|trademark|ombudsman|tribunal|statute|damages|sue|suing|case|claims? (?:is|are|against|would|will|has)|insured|insurance|in the clear|prosecut\\w+|penalt(?:y|ies)|offen[cs]e|permitted|allowed to|forbidden|negligen\\w+|discrimination|gdpr|privacy (?:law|regulation|policy|rules?)|data protection|negligence|dismissal|eviction|tenancy|landlord|in writing|written proof|binding|agreement|authorit(?:y|ies)",
      ),
      no: english(
        "(?:this |it |things |all |is |that's |you're |about |quite |just |the |on (?:the|your) )right(?! to)|(?:phone|pencil|display|in (?:any|that|this)|just in|in) case|in the right|court (?:one|two|three|four|\\d|adjourned)|signed with|right (?:side|one|there|here|now|next|away|behind|after|at|in|by|of|colleague|person|hand|bag|away)|your right|top right|bottom right|conditioning|weather conditions",
      ),
    },
  ],
  asked: [
    {
      yes: korean(
        '고소|고발|소송|법|변호사|경찰|신고|소비자원|사기|계약|약관|위약|해지|책임|권리|불법|명예훼손|개인정보|동의|공정위|배상|보상|도난|훔|절도|욕설|모욕|저작권|환불 ?거부',
      ),
    },
    {
      yes: english(
        'law|lawyer|sue|suing|court|legal|illegal|legally|police|contract|terms|rights?|liable|responsible|report(?:ed|ing)?|fraud|scam|stolen|theft|agreed|consent|privacy|gdpr|insurance|insured|discriminat\\w+|small claims|ombudsman|trading standards|compensation|fired|sacked|evict\\w+|damaged|signed|refund|cancel|data|filmed|lost my',
      ),
    },
  ],
  judged: [
    {
      yes: korean(
        '성립|해당|가능합니다|문제없|문제 없|의무는|권한|책임|위반|동의|인정되|인정됩|처리할 수 없|정당|근거|자격|제한|금지|유효|무효|인 이상|하신 이상|한 이상|간주|봅니다',
      ),
    },
    {
      yes: english(
        "entitled|obliged|allowed|valid|applies|apply|binding|covered|compliant|agreed|accepted|consent(?:ed)?|permitted|prohibited|not our|no obligation|nothing (?:we|you) can|in force|you'd (?:win|lose)|stands|rules?|policy|counts? as|excluded|lies with|proof",
      ),
    },
  ],
}

const calm =
  "(?:fine|safe|safely|okay|ok|alright|all right|normal|harmless|gentle|mild|nothing to worry|don't worry|good for|bad for|better|best|cause[sd]?|caused|lowers?|raises?|dose|spoonful|glass of|cup of|rest|warm|cold|ice|water|salt|once it|when it|gone|clears?|calms?|soothe[sd]?|relieve[sd]?|hurts? at first|part of|sign|means|body|affect\\w*|change[sd]?|more|less|little|much|every|daily|before|after|night|morning|start|stop|wait|walk|sit|lie|swim|fly|eat|have|no (?:risk|danger|harm|problem|cause|need)|won't|can't|cannot|doesn't|isn't|aren't|never|will be|perfectly|completely|totally|just|only|enough|plenty|sure|yes|a bit|goes away|go away|passes|heals?|helps?|settles?|gets? better|used to|usual|common|natural|try|put|use|using|take|drink|eat|apply|rub|rinse|wash|wipe|switch|avoid|skip|keep|leave|stay|unplug|plug|tape|glue|push|tighten|hold|open|cool|let it|go on|carry on|works?|will take|can take|stable|strong|sturdy|days?|weeks?|months?|metres?|centimetres?|degrees|voltage|age|from|as long as|unless|if|you can|you could|it can|that's|needed|any)"
const calmKo =
  '괜찮|문제없|문제 없|안전|안심|무리 없|걱정 ?마|걱정하지|걱정 없|정상|나아|낫|가라앉|지나갑|지나가|없어요|없습니다|없을 거|됩니다|돼요|되고요|바르|드시|드세요|드셔|먹으|쓰세요|쓰시면|쓰셔도|하시면|하셔도|좋아요|좋답|좋습니다|무해|마음 놓고|반응|때문|아니고|아니에요|아닙니다|않아요|않습니다|안 (?:나|돼|터|깨|되|생|위험)|켜|타셔도|타도|있어요|있습니다|견디|견딥|버팁|튼튼|충분|하세요|두세요|보세요|두면|두시면|정도'

export const medical: Matter = {
  always: [
    {
      yes: korean(
        '(?:신생아|임산부|임신부|아기|아이|환자|어르신)(?:들)?(?:한테|에게|께서|가|도|도 )?…(?:안전(?:합|해|하)|써도|쓰셔도|드셔도|먹어도|괜찮(?:아요|습니다))|(?:연고|약|로션|알로에|소독|찜질|식염수|진통제|영양제|유산균|멀미약|해열제|비타민)(?:을|를|로|도)? ?(?:좀 )?(?:바르|드시면|드세요|먹으면|먹고|올려|하면|하시면|복용)',
      ),
    },
    {
      yes: english(
        '(?:take|try|use|apply) (?:an? |some |two |your )?(?:\\w+ )?(?:ibuprofen|paracetamol|aspirin|painkillers?|antihistamines?|ointment|cream|aloe|hot water bottle|tea tree|ice pack|honey|vitamin \\w|probiotics?)',
        '(?:safe|gentle|fine|suitable|okay|harmless) (?:enough )?(?:for|while|during|when) (?:your |the )?(?:newborns?|babies|baby|infants?|toddlers?|pregnan\\w+|nursing|breastfeeding|children|kids|diabetics|you and the baby|sensitive)',
      ),
    },
  ],
  stated: [
    {
      yes: korean(
        '증상|병은|병이|질환|질병|염증|알레르기|두드러기|발진|아토피|여드름|습진|바이러스|세균|식중독|배탈|설사|구토|멀미|두통|통증|근육|관절|혈압|혈당|당뇨|면역|호르몬|소화|위장|장염|감기|독감|기침|열이|열을|해열|진통|소염|항생|연고|약을|약은|약으로|복용|처방|부작용|명현|체질|저자극|순한|자극|무향|성분|피부|두피|모공|탈모|불면|수면|임신|임산부|수유|신생아|아기|환자|치료|회복|수술|시술|상처|소독|식염수|찜질|얼음|영양제|비타민|유산균|몸에|건강|해롭|독성|중독|다이어트|살이 빠|체중|칼로리|뼈|치아|잇몸|눈에 (?:좋|나)|다치|멍|흉터|붓기|부기|화상|데인|물집|숨이 (?:차|막|가쁘)|호흡|심장에|마사지|스트레칭|물 많이|쉬면|쉬시면',
      ),
      no: korean(
        '마음의? 상처|건강(?:하세요|하시길|한 하루)|눈치|한숨|숨죽|단숨에|약속|예약|절약|계약|요약|제약|청약|만약|약간|약관|약 \\d|숨은|숨겨|숨기|단약',
      ),
    },
    {
      yes: english(
        'ibuprofen|paracetamol|aspirin|painkillers?|antibiotics?|antihistamines?|medicines?|medications?|meds|tablets?|pills?|dose|dosage|ointment|zinc cream|cream (?:and|on)|lotion|aloe|onion|hot water bottle|ice (?:it|pack)|symptoms?|allerg\\w+|react(?:s|ion|ions)?|rash|irritation|inflam\\w+|infection|infected|bacteria|virus|fever|nausea|vomit\\w*|diarrh\\w+|dehydrat\\w+|blood (?:sugar|pressure)|thyroid|hormon\\w+|immune|metabolism|digest\\w+|lungs?|liver|kidneys?|heart rate|nerves|joints|muscles?|spine|posture|sensitiv(?:e|ity)|heal(?:s|ing|ed)?|oozing|swelling|bruis\\w+|scab|scar|wound|diabet\\w+|asthma|pregnan\\w+|nursing|breast\\w+|newborns?|babies|babys?|calories|vitamins?|supplements?|detox|cure[sd]?|remed(?:y|ies)|doctors? (?:say|agree|recommend)|clinically|hypoallergenic|dermatolog\\w+|dryness|sleep through|migraine|hungover|low carb|solid food|plenty of (?:water|fluids)|drink plenty|healthy|unhealthy|body|skin|toxic|non-toxic|poison\\w*|sick|illness|your (?:back|stomach|gut|eyes|teeth|joints|skin|knee)',
      ),
      no: english('skin (?:tone|colou?r)|body (?:of|text|shop)|sick of|homesick'),
    },
  ],
  asked: [
    {
      yes: korean(
        '두드러기|알레르기|알러지|발진|가려|가렵|따가|아파|아프|통증|부었|부어|붓|진물|임신|임산부|수유|신생아|아기|아토피|약|병원|의사|증상|열이|토하|토했|설사|배탈|식중독|구토|어지|울렁|멀미|수술|시술|환자|당뇨|혈압|불면|잠이|탈모|피부|눈이|두통|머리가|기침|회복|치료|데었|화상|상처|허리|무릎|목이|손목|발목|장염|생리|영양제|복용|먹어도|발라도|부작용|명현|따끔|뒤집어|여드름|트러블|체했|쓰려|쓰라|손톱|귀가|숨이|두근|근육|관절|치통|이가 ?시|잇몸|비염|천식|건강|흉터|멍이|물집|입이|입술',
      ),
      no: korean('약속|예약|절약|계약|요약|제약|만약|약간|약관'),
    },
    {
      yes: english(
        'rash(?:es)?|allerg\\w+|itch\\w*|pregnan\\w+|nursing|breastfe\\w+|newborn|baby|infant|ache[sd]?|aching|hurts?|pain\\w*|sick|ill|vomit\\w*|threw up|throwing up|fever|doctor|hospital|medic\\w+|pills?|tablets?|dose|symptoms?|diabet\\w+|blood|thyroid|asthma\\w*|lungs?|cough\\w*|stung|sting|bites?|bitten|burns?|burned|burnt|wound|heal\\w*|swollen|swell\\w*|swelled|skin|eyes?|tooth\\w*|teeth|nuts?|peanuts?|gluten|lactose|celiac|coeliac|traces|vaccin\\w+|shot|surgery|headaches?|migraines?|nause\\w+|dizz\\w+|poison\\w*|vitamins?|supplements?|gummies|tattoo|piercing|weight|diet|vegan|calories|hair loss|hair|nails?|scalp|scar|bruise\\w*|cut|bleed\\w*|bleeding|sunburn\\w*|tan|sore|stiff|neck|shoulder|wrist|ankle|foot|feet|leg|legs|arm|ear|ears|nose|mouth|lips?|gums?|hearing|vision|sight|tired|fatigue|stress|anxi\\w+|depress\\w+|panic|period|birth|trimester|due|month old|months old|weeks old|year old|year-old|toddler|child|kid|kids|daughter|son|mum|mom|dad|grandma|grandpa|mother|father|dog|cat|puppy|vet|caffeine|alcohol|sugar|salt|dairy|soy|shellfish|seafood|raw|undercooked|expired|mould|mold|chemical|perfume|fragrance|cream|serum|lotion|spf|contact lens(?:es)?|contacts|stomach|belly|back (?:hurts|pain)|knee|sleep|insomnia|acne|eczema|hives|weeks (?:along|in)|conceive|menopause|fungus|infection|oozing|throat|breathe|breathing|heart|cholesterol|oysters?|salmonella',
      ),
    },
  ],
  judged: [{ yes: korean(calmKo) }, { yes: english(calm) }],
}

export const safety: Matter = {
  always: [
    {
      yes: korean(
        '위험하지 ?않|위험(?:은|이|할 일은)? ?(?:없|안)|안전(?:합니다|해요|하니|하고요|하답니다)(?!.{0,8}(?:곳에|계신))|감전(?:은|이|될)? ?(?:안|되지|걱정)|(?:불은|불이|화재는|화재가|폭발은|폭발이|폭발할|사고는|사고가)…(?:안|날 일|나지|날 리|일어나지|없)|터지지(?:는)? ?않|깨지지(?:는)? ?않|다칠 (?:일|리|염려)|그냥 (?:쓰셔도|타셔도|두셔도|켜셔도|드셔도)|계속 (?:쓰셔도|타셔도|켜셔도)',
      ),
      no: korean('안전하다(?:고|는)|위험하지 ?않으'),
    },
    {
      yes: english(
        "(?:no|not any|isn't any|without|there's no|never any) (?:real )?(?:danger|risk|hazard)|(?:perfectly|completely|totally|absolutely|quite|still|100%) safe|(?:it's|it is|that's|they're|then it's|be) (?:\\w+ )?safe (?:to|from|for|as|again|if)|(?:can't|cannot|won't|doesn't|don't) (?:catch fire|burn|explode|hurt|harm|overheat|fall|tip|break|spark|electrocute|drown|do (?:any )?harm|suffocate|shatter)|harmless",
      ),
    },
  ],
  stated: [
    {
      yes: korean(
        '위험|안전|감전|누전|화재|폭발|과열|과충전|발화|불꽃|탄내|타는 냄새|연기|가스|누출|전압|전류|배터리|충전|브레이크|타이어|벨트|헬멧|사고|다칠|다치|미끄러|넘어지|떨어지지|깨지|터지|부서지|무너지|유리|실금|날카|질식|목에 걸|삼키|익사|빠질|손전등|드라이버로|테이프|나사|조이|콘센트|멀티탭|전선|환기|창문만|물기|말리면|식히|식은 뒤|전원|켜셔도|타셔도|운전하셔도|앉혀도|쓰셔도 (?:돼|됩|괜찮)|견고|튼튼|버팁|견딥|난간|하중|물에 닿|젖은 (?:노면|길|손|상태|채)|방수라|내열|온도',
      ),
      no: korean('사고 ?싶|브레이크 ?타임'),
    },
    {
      yes: english(
        "safe|safely|safest|unsafe|danger(?:ous)?|risk(?:y|s|-free)?|hazard(?:ous)?|fire|flames?|match|smoke|sparks?|shock|electrocut\\w+|volt(?:s|age)?|amps?|wattage|fuse|socket|plug|unplug(?:ged)?|charger|charging|battery|batteries|overheat\\w*|heat|gas|fumes|ventilat\\w+|open (?:a|the) window|drown\\w*|shallow|depth|choke|choking|swallow\\w*|suffocat\\w+|injur\\w+|harm(?:less|ful)?|brakes?|braking|tyres?|tires?|chains?|seat ?belts?|helmet|speed|drive (?:slowly|it|home|on)|driving|wobbl\\w+|stable|sturdy|weight|load|tip over|collapse|tape|glue|screw|tighten|tightened|clicks?|crack(?:s|ed)?|shatter\\w*|blade|sharp|ladder|rail(?:ing)?|chain|adapters?|metres?|centimetres?|arm's length|air in|can't fall|supervis\\w+|age (?:two|three|four|five|six|\\d)|steps? back|candle|burner|stove|oven mitt|firework|fuse",
      ),
      no: english(
        'feel safe|heart rate|match (?:the|your)|weight off|depth of|a (?:few )?steps|chain of|supervisor',
      ),
    },
  ],
  asked: [
    {
      yes: korean(
        '불이|불나|화재|연기|탄내|타는|탔|폭발|터졌|터지|터질|감전|찌릿|전기|스파크|불꽃|배터리|충전|가스|누전|누수|브레이크|타이어|벨트|안전|위험|다칠|다쳤|넘어|미끄|미끌|깨졌|깨진|금이|금 간|금갔|유리|칼|날카|질식|삼키|삼켰|목에|추락|떨어|흔들|뜨거|뜨겁|과열|발열|부풀|찌그러|카시트|유모차|난간|엘리베이터|승강기|물에|빠지|빠졌|잠기|잠겼|헬멧|전선|콘센트|히터|드라이기|전기장판|멀티탭|튀었|새요|샌|새는|김이|압력|캄캄|어두|계단|사고|덜컹|튕겨|놀이기구|킥보드|자전거|튜브|캔|작은 ?부품|찢어',
      ),
    },
    {
      yes: english(
        'fire|flames?|smoke|smok\\w+|smells? (?:of|like) (?:gas|burning|smoke)|gas|sparks?|sparked|sparking|shocks?|shocked|electr\\w+|battery|batteries|charger|charging|hot|heat\\w*|burn\\w*|overheat\\w*|explod\\w*|explosion|crack\\w*|loose|wobbl\\w+|brakes?|tyres?|tires?|wheels?|belts?|helmet|snow|ice|chains?|chok\\w+|swallow\\w*|collaps\\w+|glass|blades?|knife|sharp|ladder|rail|hammock|candles?|heater|sockets?|plug|wires?|wiring|adapters?|volts?|pool|swim\\w*|lifeguard|drown\\w*|lift|elevator|dangerous|safe|safety|risk\\w*|hurt|injur\\w+|balcony|drone|fireworks?|sparklers?|grill|bleach|fumes|pram|stroller|buggy|crib|cot|car seat|seat belt|black marks|scorch\\w*|melt\\w*|swing|trampoline|scooter|e-?bike|gap|railing|fell|falls?|falling|stuck|toddler|weighted|lamp|toaster|kettle|outlet|power bank|mould|mold|ladder|flood\\w*|leak\\w*|steam|pressure',
      ),
    },
  ],
  judged: [{ yes: korean(calmKo) }, { yes: english(calm) }],
}
