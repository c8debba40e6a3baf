import { blank, findWording, inReplies, type Span, type Wording } from '../wording.ts'
import { type Check, type Found, firstOf, type Reading } from './check.ts'

const { english, korean } = inReplies

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

// Endings by the shape of the syllable before them, whatever the verb: …ㅆ어, …ㄴ다, …ㄹ게, and a plain imperative (꽂아, 적어).
const withFinal = (final: number) =>
  Array.from({ length: 19 * 21 }, (_, i) => String.fromCharCode(0xac00 + i * 28 + final)).join('')
const closed = (vowels: readonly number[]) =>
  Array.from({ length: 19 * 21 * 28 }, (_, i) => i)
    .filter((i) => i % 28 > 0 && vowels.includes(Math.floor(i / 28) % 21))
    .map((i) => String.fromCharCode(0xac00 + i))
    .join('')
const casualByShape = new RegExp(
  `(?:[${withFinal(20)}](?:어|네|지|다|음|니|냐|구나|군|잖아|거든|는데|을걸|더라|던데)|[가-힣][${withFinal(4)}]다|는다|[${withFinal(8)}](?:게|래|걸|까)|[그이저]렇(?:지|네|다|구나)|그러(?:게|네|지)|[${closed([0, 8])}]아|(?<![가-힣]*(?:[언문상연인용영국본단색표은숙장광민붕잉악북방원중불독준전청홍농송]|모국|공용))[${closed([4, 13, 18, 20])}]어|[으하]?라고|(?:하|가|오|되|먹|쓰|보|주|사|두)(?:네|니|냐|자)|(?<=[가-힣] )(?:기다려|들려|빌려|돌려|알려|버려|내려|올려|시켜|지켜|챙겨|남겨|맡겨|옮겨|당겨|이겨|즐겨|느껴|아껴|바꿔|비워|채워|치워|세워|배워|데워|나눠|미뤄|골라|눌러|불러|들러|따라|달라|몰라|올라|꺼내|보내|끝내|건네))${tail}$`,
  'u',
)
// The same letters end nouns.
const nouns = new RegExp(
  `(?:남아|유아|영아|고아|강아|치아|방아|바다|보다|마다|다|왔다 갔다|꽃게|집게|무게|가게|멍게|대게|홍게|노래|미래|아래|도래|빨래|모래|고래|그래|유래|나래|이래|본래|원래|까|가까|줄까)${tail}$`,
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
  const found = casual.test(clause) || (whole && casualByShape.test(clause) && !nouns.test(clause))
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
  yes: /!|！|[ㅋㅎ]{1,}(?![가-힣])|[ㅠㅜ]{2,}|ㅠㅅㅠ|\^\^|;ㅁ;|ㅇㅅㅇ|ㅇㅁㅇ|[ㅜㅠ]ㅁ[ㅜㅠ]|(?<![\w])[>Tt^][_.][<Tt^](?![\w])|\([^)\s\d가-힣]{0,4}[_^;><•﹏‿ᴗᵕ▽∀´ω≧≦][^)\s\d가-힣]{0,4}\)|~♪|[♪♬♡♥☆★✨]|~+(?=\s|$)|:\)|:-\)|:D|;\)|<3|xD|(?=\p{Extended_Pictographic})[^\d©®™]/gu,
}
const jollyWords: Wording = {
  yes: korean(
    '어머나|이런이런|으악|(?<![가-힣])앗(?![가-힣])|헉(?![가-힣])|우와|와우|야호|짜잔|토닥토닥|빵빵|(?<![가-힣])(?:호호|하하|히히|헤헤)|깜짝이야|오예|아자아자|아싸|으쌰|힘내라|뿅|찡긋|당첨 기운|팍팍|귀여운|귀엽|두근두근|반짝반짝|콕콕|룰루|랄라(?![가-힣])|샤방|살랑살랑|쫑긋|빠밤|두둥|짜자잔|쨘|폴짝|깡총|깡충|냥냥|멍멍|삐약|얼쑤|지화자|에헤라|뾰로롱|뿜뿜|으랏차차|영차|아잉|까르르|푸하하|오홋|우후|올레[!~]|땡큐|럭키|해피|러블리|꽃길만|웃음 가득|미소 가득|출바알|꺅|꺄|에헤헤|이힛|헤헷|(?:공연|신나는|즐거운) 하루|신나(?:네|요|죠|시죠|시네|는 하루)|즐거운 하루|행복한 하루|좋은 하루|굿밤|파이팅|화이팅',
  ),
}
// Names for somebody dear, to somebody who is not.
const petNames: Wording = {
  yes: /(?<=[a-z]), (?:sunshine|sweetie|sweetheart|honey|hun|darling|love|babe|dear|mate|buddy|pal)(?=[.!?,]|$)/g,
}
const jollyWordsEn: Wording = {
  yes: english(
    "bestie|dude|peeps|whoop(?:s|ee)?(?: whoop)?|woop|whee+|choo ?choo|super-? ?duper|okey-? ?dokey|yippee|hurr?ay|hip hip|sparkl(?:e|es|y)|rainbows?|unicorns?|(?:here comes |now )?the fun part|third time(?:'s| is) (?:a|the) charm|over the moon|stoked|so much fun|way to go|kudos|bravo|cheer up|buckle up|drum ?roll|bingo|voil[aà]|abracadabra|no biggie|turn that frown|rock on|high five|group hug|happy dance|lol|lmao|ha(?:ha)+|hehe|yay|woo ?hoo|wahey|hooray|phew|whoops(?:ie|y)?|oops(?:ie|y)?|yikes|ooh+|oh no+o|tada|ta-da|cheers|superstar|rock ?star|you rock|champ|awesome|fabulous|fantastic|stay (?:cosy|cool|cosy|cozy|tuned|awesome|strong|sunny|positive)|fingers crossed|onwards and upwards|hang in there|keep smiling|chin up|good vibes|sending (?:sunshine|hugs|love|good|virtual)|big hugs|hugs|xoxo|happy (?:days|chat|weekend|\\w+ing)|happier chat|have an? (?:awesome|fabulous|great|lovely|wonderful|fantastic|super|sunny|brilliant|amazing|nice) (?:day|week|weekend|evening|one)|grab some popcorn|no worries|what an adventure|adventure|party|let's party|folks|buddy|thanks a million|toodle\\w*|cheerio|bon app[eé]tit|easy peasy|fun fact|plot twist|good times|silver lining|better luck next time|smile",
  ),
  no: english(
    '(?:a|the|birthday|wedding|third) party|smiley?|awesome would|(?:the |those |these |some |most |older |young(?:er)? )?folks (?:who|that|in|at|from|with)',
  ),
}

function cheer({ text, small, complaintForSure }: Reading): Found[] {
  if (!complaintForSure) return []
  const mark = findWording(text, jolly)[0]
  return mark ? [{ span: mark }] : firstOf(small, [jollyWords, jollyWordsEn, petNames])
}

export const cheerCheck: Check = {
  code: 'cheer',
  severity: 'note',
  ko: '불만에 답하면서 이모지나 느낌표, 들뜬 말을 쓰고 있어요.',
  en: 'It answers a complaint with emoji, exclamation marks or jolly words.',
  find: cheer,
}
