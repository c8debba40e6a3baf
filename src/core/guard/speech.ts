import { languageOf } from '../intent.ts'
import { blank, findWording, inReplies, type Span, type Wording } from '../wording.ts'
import { type Check, type Found, firstOf, type GuardRequest, type Reading } from './check.ts'

const { english, korean } = inReplies

// Five words of Latin letters in a row are a sentence in a Korean reply; names and loanwords are shorter.
const latinRun = /(?<![\w@./-])[a-z][a-z'’]*(?:[ ,"“”]{1,3}[a-z'’]+){3,40}/g
const hangulRun = /[가-힣]+(?:[ ,~]{1,2}[가-힣0-9]+){1,40}|[가-힣]{4,20}/g
const foreign =
  /[¡¿ñßœãõáéíóúüàèìòùâêîôûçäö]|(?<!\p{L})(?:está|usted|gracias|para|pero|línea|más|también|nuestro|nuestra|los|las|del|que|una|por|con|cómo|dónde|cuando|hasta|botón|reloj|pulsado|merci|bonjour|vous|nous|votre|notre|avec|pour|c'est|très|désolé|und|nicht|ihre|ihnen|wir|sie|danke|bitte|tut uns|leider|für|können|siamo|grazie|sono|della|questo|obrigad[oa]|você|não|nosso|dziękujemy|proszę|tack|bedankt|het|niet|voor|uw)(?!\p{L})/giu

// A sentence without Hangul is a name ("Blue Note Seoul.") or English; these words make no names.
const plainEnglish =
  /(?<![a-z'’-])(?:you|your|we|we're|us|our|please|sorry|thank|thanks|hello|dear|let's|it's|this|that|is|are|was|will|can|have|don't|i'm)(?![a-z'’-])/

const familiar = /(?<![a-z])(?:the|and|is|are|was|you|your|we|to|of|it|for|with|that|this|please)(?![a-z])/

function language({ text, small, sentences }: Reading, { classification }: GuardRequest): Found[] {
  const written = languageOf(text)
  const whole: Found[] = [{ span: null }]
  if (written !== null && written !== classification.language) return whole
  const strange = sentences.find(({ korean: inKorean, small: part }) =>
    classification.language === 'ko' ? !/[가-힣]/.test(part) && plainEnglish.test(part) : inKorean,
  )
  if (strange) return [{ span: strange.span }]
  const runs = findWording(small, { yes: classification.language === 'ko' ? latinRun : hangulRun })
  if (runs[0] && sentences.length > 0) return [{ span: runs[0] }]
  if (classification.language !== 'en') return []
  const other = findWording(text, { yes: foreign })
  return other.length > 0 && !familiar.test(small) ? whole : []
}

export const languageCheck: Check = {
  code: 'language',
  severity: 'person',
  ko: '고객이 쓴 언어와 다른 언어로 썼어요.',
  en: 'It is not in the language that the person wrote in.',
  find: language,
}

const tail = '[\\s.!?~…ㅎㅋㅠㅜ^♡♥☆★,)\\p{Extended_Pictographic}\\uFE0F]*'
// Told by how the last word of a sentence ends; the polite endings (…요, …니다, …죠, …까요, …시오) are taken out before.
const polite = new RegExp(
  `(?:머지않아|요|요[ㅇㅎ]|죠|니다|니까|시오|세여|여|용|욤|염|쥬|슈|옵니다|소서|길|기를|께|님|분|며|면서|고|서|는데|지만|니|까)${tail}$`,
  'u',
)
const casual = new RegExp(
  `(?:(?<=[가-힣])(?:했|었|았|겠|였|됐|갔|왔|봤|났|졌|쳤|셨|컸|썼|잤|샀|탔|뒀|줬|웠|렸|켰|꼈|뗐|냈|했|있|없|같|싶|좋|많|싫|맞|늦|작|높|짧|넓|낮|깊|괜찮|않|줘|와)(?:어|아|네|지|구나|다|대|음|잖아|거든|을걸|냐|니|을게|을래|을까|나|던데|더라|군|어라|었어|는데|다고|단다)|(?:해|돼|줘|봐|와|가|써|놔|둬|줄래|할래|볼래|올래|갈래|줄게|할게|볼게|올게|갈게|보낼게|줄까|할까|볼까|야|이야|거야|거지|건데|하자|보자|가자|되지|하지|그치|지\\?|구나|는구나|이구나|하네|이네|겠네|는군|하렴|으렴|렴|아라|어라|해라|와라|가라|녀라|더라|잖아|거든|란다|단다|다니까|하냐|이냐|느냐|있음|없음|됨|함|임|했음|봄|감|옴|줌|바람|할 것|말 것|마|지 마|말해|적어|알려|기다려|놀아|남겨|보내|들러|읽어|먹어|눌러|찾아|골라|챙겨|고마워|미안|미안해|반가워|축하해|사랑해|몰라|그래|어때|뭐야|누구야|한다|된다|있다|없다|이다|하다|온다|간다|본다|준다|좋다|겠다|했다|었다|았다|였다|난다|같다|싶다|크다|맞다|아니야|아냐|억지야|편하게 와))${tail}$`,
  'u',
)

// Somebody who speaks casually themselves is still answered politely.
function level({ small, sentences, text }: Reading): Found[] {
  for (const { span, korean: inKorean } of sentences) {
    if (!inKorean) continue
    const part = blank(small.slice(...span), /\([^)\n]{0,80}\)/g)
    for (const clause of [part, ...part.split(/,\s/).slice(0, -1)]) {
      if (!polite.test(clause) && isCasual(clause, clause === part)) return [{ span: trim(text, span) }]
    }
  }
  return []
}

const midway = /(?:어|야|지|네|구나|줘|봐|해|거야|이야|잖아|겠다|음|미안|안 돼|했네)\??$/
function isCasual(clause: string, whole: boolean): boolean {
  const found = casual.test(clause)
  // Before a comma the same letters may join two halves ("가까워, 들르세요" is rare; "바빠, …" is not): only clear ones count.
  return whole
    ? found
    : found &&
        /(?:잖아|이야|거야|구나|했어|겠다|하네|이네|줘|미안|지\?|돼|겠네)\s*$/.test(clause) &&
        midway.test(clause.trim())
}

function trim(text: string, [start, end]: Span): Span {
  const part = text.slice(start, end)
  return [start + part.length - part.trimStart().length, end - part.length + part.trimEnd().length]
}

export const levelCheck: Check = {
  code: 'level',
  severity: 'person',
  ko: '반말이 섞여 있어요.',
  en: 'It speaks casually (반말) to a customer.',
  find: level,
}

const jolly: Wording = {
  yes: /!|！|[ㅋㅎ]{1,}(?![가-힣])|[ㅠㅜ]{2,}|ㅠㅅㅠ|\^\^|~♪|[♪♬♡♥☆★✨]|~+(?=\s|$)|:\)|:-\)|:D|;\)|<3|xD|(?=\p{Extended_Pictographic})[^\d©®™]/gu,
}
const jollyWords: Wording = {
  yes: korean(
    '어머나|이런이런|으악|(?<![가-힣])앗(?![가-힣])|헉(?![가-힣])|우와|와우|야호|짜잔|토닥토닥|빵빵|(?<![가-힣])(?:호호|하하|히히|헤헤)|깜짝이야|오예|아자아자|아싸|으쌰|힘내라|뿅|찡긋|당첨 기운|팍팍|귀여운|귀엽|신나(?:네|요|죠|시죠|시네|는 하루)|즐거운 하루|행복한 하루|좋은 하루|굿밤|파이팅|화이팅',
  ),
}
const jollyWordsEn: Wording = {
  yes: english(
    "lol|lmao|ha(?:ha)+|hehe|yay|woo ?hoo|wahey|hooray|phew|whoops(?:ie|y)?|oops(?:ie|y)?|yikes|ooh+|oh no+o|tada|ta-da|cheers|superstar|rock ?star|you rock|champ|awesome|fabulous|fantastic|stay (?:cool|cosy|cozy|tuned|awesome|strong|sunny|positive)|fingers crossed|onwards and upwards|hang in there|keep smiling|chin up|good vibes|sending (?:sunshine|hugs|love|good|virtual)|big hugs|hugs|xoxo|happy (?:days|chat|weekend|\\w+ing)|happier chat|have an? (?:awesome|fabulous|great|lovely|wonderful|fantastic|super|sunny|brilliant|amazing|nice) (?:day|week|weekend|evening|one)|grab some popcorn|no worries|what an adventure|adventure|party|let's party|folks|buddy|thanks a million|toodle\\w*|cheerio|bon app[eé]tit|easy peasy|fun fact|plot twist|good times|silver lining|better luck next time|smile",
  ),
  no: english(
    '(?:a|the|birthday|wedding|third) party|smiley?|awesome would|(?:the |those |these |some |most |older |young(?:er)? )?folks (?:who|that|in|at|from|with)',
  ),
}

function cheer({ text, small, complaintForSure }: Reading): Found[] {
  if (!complaintForSure) return []
  const mark = findWording(text, jolly)[0]
  return mark ? [{ span: mark }] : firstOf(small, [jollyWords, jollyWordsEn])
}

export const cheerCheck: Check = {
  code: 'cheer',
  severity: 'note',
  ko: '불만에 답하면서 이모지나 느낌표, 들뜬 말을 쓰고 있어요.',
  en: 'It answers a complaint with emoji, exclamation marks or jolly words.',
  find: cheer,
}
