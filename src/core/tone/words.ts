/** What a tone goes by, as people write it. No pattern is global; gaps are bounded, because customers choose the text. */
interface Wording {
  yes: RegExp
  /** What only looks like it, taken out of the text before the former is sought. */
  no?: RegExp
}

/** Matters with which nobody jokes. */
export type GraveMatter = 'death' | 'injury' | 'loss' | 'money' | 'minor' | 'safety'

function any(flags: string, ...parts: string[]): RegExp {
  return new RegExp(parts.join('|'), flags)
}

// Wide on purpose: a joke too few is forgotten, a joke at a funeral is not.
const grave: Record<GraveMatter, Wording> = {
  death: {
    yes: any(
      'i',
      '사망|명복|(?:부친|모친|조부|조모|빙부|빙모)상|돌아가[셨시신실]|장례|부고|조문|별세|빈소|발인|추모|유가족|자살|목숨|무지개\\s?다리|세상을?\\s?(?:떠|등)',
      '(?<![가-힣])(?:고인(?:이|의|을|께)|죽(?:었|은|고|겠|는\\s|음|여|을\\s?(?:뻔|것|만큼)))|상을\\s?당|하늘나라',
      '\\b(?:died|dies|dead|dying|deaths?|passed away|funeral|grie(?:f|ving|ve)|mourn\\w{0,5}|bereave\\w{0,5}|suicid\\w{0,3}|killed|condolences?|rip|my late (?:husband|wife|mother|father|mum|mom|dad))\\b',
    ),
    no: any(
      'gi',
      '(?:배고파|배불러|웃겨|더워|추워|귀여워|졸려|심심해|좋아|맛있어|보고\\s?싶어|궁금해|예뻐|설레|부러워|바빠)서?\\s?죽[가-힣]{0,4}',
      "\\b(?:dead|dying|died|killed me) (?:of |from |with )?(?:laugh\\w{0,4}|lol|lmao|haha)|\\b(?:i'?m|i am) dead(?=\\s?[😂🤣💀])|\\bdying to \\w",
      '\\bdead (?:serious|tired|zone|spot|pixels?|battery|link|phone|sim)\\b|\\b(?:phone|battery|signal|wi-?fi|app|site|router|internet) (?:is |just |has |keeps )?(?:died|dead|dies|dying)\\b',
    ),
  },
  injury: {
    yes: any(
      'i',
      '다[쳤쳐친칠]|부상|골절|뼈가|부러[졌진져]|출혈|피가\\s?[나났]|화상|데였|응급|구급|입원|수술|병원|투병|암\\s?(?:진단|수술|환자)',
      '아프(?!리카)|아파[요서]|아팠|통증|식중독|배탈|토했|알레르기|두드러기|발진|교통사고|사고(?:가|를)?\\s?(?:났|당했|당해)|쓰러[졌져]',
      '\\b(?:injur\\w{1,4}|hurts?|hurting|wounds?|wounded|bleed\\w{0,3}|blood|burns?|burnt|burned|hospital\\w{0,5}|ambulance|surgery|cancer|allerg\\w{1,4}|sick|(?:is|was|am|are|very|seriously|fell) ill|illness|pains?|painful|food poisoning|accident|concussion|fractur\\w{1,3}|rash|vomit\\w{0,3}|unconscious|broke (?:my|his|her|their) (?:arm|leg|wrist|hip|ankle|nose|finger))\\b',
    ),
    no: /\bsick of\b|\b(?:so|that'?s|is) sick(?=\s?(?:lol|bro|dude|!|🔥))/gi,
  },
  loss: {
    yes: any(
      'i',
      '분실|잃어\\s?버|도난|도둑|훔쳐|털렸|침수|(?:사진|데이터|기록|자료|추억)[가-힣]{0,2}\\s?(?:다\\s?|전부\\s?|모두\\s?)?(?:날[렸아]|사라졌|지워졌|없어졌)|파산|폐업|실직|해고|이혼',
      '\\b(?:lost|loss|losses|stolen|theft|robbed|robbery|burgl\\w{1,4}|bankrupt\\w{0,3}|laid off|divorce\\w{0,2}|miscarr\\w{1,5}|wiped)\\b',
    ),
    no: /\blost it laughing\b|\bat a loss for words\b/gi,
  },
  money: {
    yes: any(
      'i',
      '(?<![가-힣])(?:돈(?!가스|까스|까츠|키|독|부리)|빚)|\\d\\s?[만천백]?\\s?원|환불|결제|청구|요금|보상|배상|위약금|입금|송금|대출|연체|카드값|수수료|바가지|손해|통장|빠져나[갔간]|사기(?!충)|월세',
      '\\b(?:money|refund\\w{0,3}|charged|overcharg\\w{1,3}|bills?|billed|billing|invoices?|paid|payments?|debts?|loans?|compensat\\w{1,4}|deposit|bank|scam\\w{0,4}|fraud|dollars|bucks|afford)\\b|[$€£₩]\\s?\\d',
    ),
  },
  minor: {
    yes: any(
      'i',
      '(?<![가-힣])(?:우리|저희|큰|작은)?\\s?(?:아이(?!폰|패드|스|돌|디|템|콘|튠|클|피|러니|섀도|고|유|브)|애기|아기|아들|딸(?!기|깍|꾹|랑)|조카|손자|손녀)',
      '자녀|미성년|초등|중학생|고등학생|중고생|유치원|어린이|애들|청소년|신생아|아동|갓난',
      '\\b(?:kids?|child|children|daughters?|sons?|bab(?:y|ies)|toddlers?|infants?|teens?|teenagers?|minors?|newborn|(?:[1-9]|1[0-7])[- ]?(?:year[- ]?old|yo))\\b',
    ),
    no: /\bminor (?:issue|bug|thing|change|update|detail|problem|league)s?\b|\b(?:yeah|oh|yes|come on),? baby\b/gi,
  },
  safety: {
    yes: any(
      'i',
      '폭발|(?:배터리|충전기|기기|폰|제품)[^.!?\\n]{0,8}(?:터졌|터져|부풀|탔)|화재|(?<![가-힣])불[이가]?\\s?(?:나|났|붙)|연기[가]?\\s?(?:나|났)|타는\\s?냄새|감전|누전|스파크|과열|발열|가스[가]?\\s?(?:새|누출|냄새)',
      '위험|안전|대피|지진|태풍|홍수|폭우|산불|경찰|협박|스토킹|폭행|성희롱|긴급|비상',
      '\\b(?:(?:caught|catch|catches|catching|on|house|forest) fire|fire (?:alarm|hazard|brigade|department)|wildfires?|smoke|smoking|sparks|sparking|explo(?:de\\w?|ding|sion)|overheat\\w{0,3}|electric shock|electrocut\\w{1,3}|gas leak|burning smell|danger\\w{0,4}|unsafe|safety|hazard\\w{0,3}|emergency|evacuat\\w{1,4}|earthquake|flood\\w{0,3}|hurricane|tornado|police|assault\\w{0,3}|stalk\\w{1,3}|harass\\w{0,4}|threat\\w{0,6})\\b',
    ),
  },
}

/** The grave matters that words of a text name, whoever said them. */
export function graveMattersIn(text: string): GraveMatter[] {
  return (Object.keys(grave) as GraveMatter[]).filter((matter) => says(text, grave[matter]))
}

const wordings = {
  /** They laugh or joke, so that one may laugh with them. */
  laughing: {
    yes: any(
      'iu',
      'ㅋ{2}|ㅎ{2}|하하|깔깔|크크|푸하|드립|농담',
      '\\b(?:lo{1,9}l|lmf?ao|rofl|(?:ha){2,9}h?|hehe|jk|just kidding|joking)\\b|[😂🤣😆😹😝😜🤪😉]',
    ),
  },
  emoji: { yes: /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\^\^|[:;]-?[)DP](?![\w])|<3/u },
  thanking: {
    yes: /감사|고마[워웠]|고맙|땡큐|ㄱㅅ|덕분|\b(?:thank(?:s| you)|thx|ty|appreciate(?:d)?|cheers)\b/i,
    no: /감사(?:하겠|할\s?것|원|팀|보고서)|(?:국정|회계)\s?감사|\bno,? thanks?\b|\bthanks? (?:you )?(?:for nothing|a lot for (?:not|ruining|nothing))\b/gi,
  },
  /** Plain praise. */
  praising: {
    yes: any(
      'iu',
      '친절하|최고[예네다입야임]|맛있|존맛|예쁘|예뻐|이쁘|멋[져지있]|만족|추천합|(?:너무|정말|진짜|완전)\\s?(?:좋|편|잘)|인생[가-힣]{1,4}|감동|덕분에\\s?[가-힣\\s]{0,12}(?:편하|잘|살|무사히|해결)|잘\\s?(?:먹었|썼|쓰고|받았|봤)|강추|대박|굿굿|안\\s?끊긴다',
      '\\b(?:best|love[ds]?|loving|great|amazing|awesome|wonderful|brilliant|fantastic|excellent|lovely|legends?|so good|shout ?out|kudos|perfect|delicious)\\b',
    ),
    no: /불친절|불만족|(?:안|못)\s?(?:좋|친절|편)|\bnot (?:great|good|the best)\b|\bnot exactly \w+\b|\bgreat (?:deal|job)\b|\bperfect timing\b|\bat best\b|\bbest (?:before|bit|part)\b|\bwould (?:be|love)\b/gi,
  },
  /** Praise that a fault stands beside, so that it is none. */
  ironic: {
    yes: any(
      'iu',
      '덕분에[^.!?\\n]{0,16}(?:1박|노숙|밤새|밤을|못\\s|망[했쳤]|지각|굶|날렸|늦었|벽돌|디톡스|헛걸음)|(?:감동|감탄|박수|경의)[^.!?\\n]{0,4}(?:받았|드립|보냅|나옵)|센스[^.!?\\n]{0,6}(?:최고|대단|미쳤)|(?:참|아주|정말|진짜|와)\\s[^.!?\\n]{0,6}빠르[네다시][^\\n]{0,14}(?:일주일|이틀|사흘|한\\s?달|\\d{1,3}(?:일|주|시간|달))|안\\s?(?:들어주|해주|받아주|되)는[^.!?\\n]{0,8}(?:서비스|센스|배려)[^.!?\\n]{0,4}감사|디톡스[^.!?\\n]{0,8}감사|역시[^.!?\\n]{0,10}답네|(?:고장|먹통|지연|끊김|품절)[^.!?\\n]{0,6}(?:감사합니다|고맙습니다|최고)',
      '\\b(?:great|good|nice|fine|excellent|amazing) (?:job|work) (?:at |with |on )?(?:leaving|losing|breaking|ruining|ignoring|delaying|missing|cancel\\w{2,5}|charging|crashing|sending|forgetting|not)\\b|\\bthanks? (?:you )?(?:so much |a lot )?for (?:nothing|losing|breaking|ruining|ignoring|the (?:wait|delay|outage)|leaving|crashing|charging|not)\\b|\\b(?:love|loving) (?:how|that|it when|when) [^.!?\\n]{0,40}\\b(?:stops?|never|nobody|no one|not|fails?|crash\\w{0,3}|breaks?|drops?|late|down|again|down)\\b|\\btruly (?:magical|inspiring|impressive)\\b|\\b(?:well done|bravo|slow clap|congrat\\w{0,12})\\b[^.!?\\n]{0,30}\\b(?:broke|broken|again|lost|late|worst|crash\\w{0,3})\\b',
    ),
  },
  /** They bring up something else than before. */
  anotherMatter: {
    yes: /이번에?[엔는]|게다가|다른\s?(?:문제|것도|건도|거도)|별개로|추가로|하나\s?더|그거\s?말고|\b(?:another (?:problem|issue|thing|matter)|on top of (?:that|this|it)|besides that|this time|in addition|separate (?:issue|problem))\b/i,
  },
  /** What only this person's own papers can tell. */
  ownMatter: {
    yes: any(
      'i',
      '(?<![가-힣])(?:제|내|저희)\\s?(?:주문|예약|계정|요금|번호|회선|기기|폰|휴대폰|배송|택배|카드|정보|포인트|계약|명의|쿠폰)|(?:주문|예약|고객|송장)\\s?번호|청구|로그인이?\\s?안|안\\s?(?:와요|왔|오네|들어왔)|언제\\s?(?:오|도착|배송)',
      '\\b(?:my|our) (?:own )?(?:order|booking|account|bill|number|line|phone|parcel|package|delivery|card|details|points|contract|refund|payment|subscription|sim|plan)\\b|\\b(?:order|booking|tracking) number\\b',
    ),
  },
  /** They ask what there is to buy or to win; nobody else is told. */
  askingForOffers: {
    yes: /추천|이벤트|할인|혜택|신제품|행사|프로모션|쿠폰|\b(?:recommend\w{0,7}|offers?|discounts?|deals?|promo(?:tion)?s?|which (?:plan|one|model)|new (?:model|product)s?)\b/i,
  },
} satisfies Record<string, Wording>

export type Sign = keyof typeof wordings

/** Whether the words of a text show a sign. */
export function shows(text: string, sign: Sign): boolean {
  return says(text, wordings[sign])
}

function says(text: string, { yes, no }: Wording): boolean {
  return yes.test(no ? text.replace(no, ' ') : text)
}

// Set phrases that end in 합쇼체 whoever says them.
const formulas = /(?:감사|죄송|미안|부탁|수고|실례|축하|반갑|고맙|안녕)[가-힣]{0,3}(?:니다|니까|시오)/g

/** Whether somebody speaks 합쇼체 (합니다, 합니까) more than 해요체; set phrases such as 감사합니다 tell nothing. */
export function speaksHapsyo(text: string): boolean {
  const own = text.replace(formulas, ' ')
  const formal = own.match(/(?:니다|니까|십시오)(?![가-힣])/g)?.length ?? 0
  const soft = own.match(/[가-힣](?:요|죠|용|염)(?![가-힣])/g)?.length ?? 0
  return formal > soft
}
