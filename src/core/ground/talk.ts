// Sympathy, thanks, apologies, greetings and what an assistant says of itself: these hold no policy.
const warmKo =
  /죄송|미안|감사[드해합했한]|고맙|고마워|반가|반갑|축하[드해합]|안녕하세요|속상|답답|놀라|불편하셨|불편을 (?:드|끼)|불편까지|걱정|힘드|지치|당황|실망|마음(?:이|도|을)? ?(?:아프|아팠|무겁|무거|쓰이|상하|상하셨|놓|편)|이해(?:돼|해요|합니다|가 )|기뻐|기쁩|기쁘|다행|응원|고생|오해|즐겁게|좋은 하루|하루 (?:되|보내)|화가 나|ai(?: ?상담원|가 작성)|인공지능|볼 수 없어요|추측|확실히 알지|확인되지 않|문서에는 [^.]{0,20}없|이해하는 데|짐작/
const warmEn =
  /\bsorry\b|\bapolog|\bthank|\bappreciate|^(?:hi|hello|hey|welcome)\b|\bwelcome to\b|\byou're (?:very )?welcome\b|\bglad\b|\bhappy to\b|\bhave a (?:lovely|nice|great|good)\b|\bcongrat|\bfrustrat|\bunderstand\b|\bupset\b|\bannoy|\bworrying\b|\bshock\b|\bimagine\b|\bwe hear you\b|\bi hope\b|\bhope (?:this|that|you)\b|\bdon't know\b|\brather not guess\b|\bour documents don't\b|\ban ai\b|\bai assistant\b|\bcan't see your\b|\benjoy\b|\byour (?:feedback|suggestion)\b|\bkind words\b|\bbeing with us\b|\bi'm dajeong|\bthis is dajeong|\bnobody should\b/

// Invitations and announcements of a colleague. One that also speaks of policy is held against the sources.
const passingKo =
  /부탁드|부탁해|말씀|(?:어느|언제|어떤|무엇|뭐)[^.]{0,20}(?:알려|남겨) ?주|(?:캡처|화면|번호|성함|자세|상황|댓글|이렇게|시간 내어)[^.]{0,24}(?:주세요|주시|주셔|마세요|말아|않으셔)|디엠|\bdm\b|쪽지|담당자|담당 ?(?:직원|부서)|상담사가 이어|사람이 직접|사람 ?(?:상담|연결)|이어(?:서 답|서 도|받을)|전달|넘겨 (?:두|드)|연결(?:했|해 드|해드)|여쭤|여쭙|도움이 되|도와드|안내해 드|정리해 드|더 잘할|더 필요|궁금|언제든|편하게|또 말씀/
const passingEn =
  /\bfeel free\b|\blet us know\b|\b(?:send|drop) us\b|\bdm\b|\bdirect message\b|\bmessage us\b|\bplease don't post\b|\bcolleague\b|\bmember of (?:our|the) team\b|\b(?:our|the) team\b|\ba person will\b|\bto a person\b|\bto talk to\b|\b(?:could|would|can) you\b|\bmay (?:we|i) ask\b/
const policy =
  /무료|유료|무상|환불|할인|면제|보상|수수료|위약|수 있(?!을까|나|으신|는지)|수 없|가능|불가|해지하|자동으로|\bfree\b|\brefund|\bdiscount|\bcompensat|\bcharged?\b|\bfees?\b|\bcan(?:not|'t)? be\b|\binclude/

/**
 * Whether a sentence is what people say to each other around the facts: sympathy, thanks, a question, an invitation to a
 * direct message, the announcement of a colleague. Talk may still repeat a number, which is then checked.
 */
export function isTalk(sentence: string): boolean {
  const small = sentence.normalize('NFKC').toLowerCase().replaceAll('’', "'")
  if (/[?？]["'”’)\]]{0,2}$/.test(small)) return true
  const korean = /[가-힣]/.test(small)
  if ((korean ? warmKo : warmEn).test(small)) return true
  return (korean ? passingKo : passingEn).test(small) && !policy.test(small)
}

const opening = /^([^,;:!–—]{2,60}?)(?:[,;:!]|\s[–—-])\s+(?=\S.{7})/

/** A sentence without the warm words before its fact: "고생 많으셨어요, 30GB를 드려요", "Sorry – it costs KRW 3,300". */
export function withoutOpening(sentence: string): string {
  const found = opening.exec(sentence)
  if (!found?.[1]) return sentence
  const first = found[1].normalize('NFKC').toLowerCase().replaceAll('’', "'")
  const warm = /[가-힣]/.test(first) ? warmKo : warmEn
  const mere =
    /^(?:네+|예|아니[요오]|맞아요|맞습니다|그럼요|물론이[에지]요|yes|no|sure|of course|right|no problem|no worries|good news|great news|great question)$/
  return warm.test(first) || mere.test(first) || /고생|수고|아쉽지/.test(first)
    ? sentence.slice(found[0].length)
    : sentence
}

const echoKo =
  /하셨|나오셨|나와서|되셨|받으셨|겪으셨|당하셨|으셨|셨다고|셨군요|셨네요|셨겠|셨지요|셨죠|다고 하/
const echoEn =
  /\byou (?:were|had|have|said|told|wrote|mentioned|paid|got|waited|tried|bought|ordered)\b|\byour (?:message|post|order|bill|charge)\b/

/** Whether a sentence gives back to the person what the person said: only then may their own words hold it up. */
export function givesBack(sentence: string): boolean {
  const small = sentence.toLowerCase()
  return /[가-힣]/.test(small) ? echoKo.test(small) : echoEn.test(small)
}
