// What stands behind a noun, longest first; two may follow each other (까지+는).
const particles =
  /(?<=..)(?:이라는|이라도|이라서|이라면|이에요|입니다|이랑은|에서는|에서도|으로는|으로도|까지는|까지도|부터는|에게서|한테서|이나마|인가요|이던데|이라던데|라던데|인데요|이예요|이었|이랑|이나|이면|이고|이란|이야|이요|이죠|인지|인데|인가|에서|에게|에는|에도|에만|한테|께서|으로|로는|로도|까지|부터|마다|처럼|보다|밖에|조차|라도|라서|라는|라면|하고|예요|에요|랑은|들은|들이|들을|들도|은|는|이|가|을|를|의|에|로|와|과|랑|도|만|나|란|요|야|고|들|임|죠|여)$/u

// 하다 and 되다 make verbs of nouns; the noun is what matters.
const lightVerb =
  /(?<=..)(?:하|되|해|돼|했|됐|할|될|한|된|함|됨|합|됩|시키|시켜|받|당하|드리|드려)(?:[가-힣]{0,6})$/u

// What ends a verb; its stem is what the words share.
const endings =
  /(?:으려면은|고싶어요|고싶은데|고싶어|고싶은|을까요|ㄹ까요|었는데|았는데|였는데|습니다|습니까|으려고|려고요|으려면|으라고|을라면|을라고|는데요|던데요|었어요|았어요|였어요|어야돼|아야돼|어야해|아야해|으면요|나요|가요|까요|어요|아요|여요|네요|세요|데요|대요|래요|군요|지요|니다|니까|려고|려면|라면|라고|는데|은데|던데|으면|어서|아서|어야|아야|었던|았던|었다|았다|도록|거나|지만|면서|는지|은지|을지|을때|는거|은거|을거|는게|은게|나여|가여|나염|어용|아용|는가|은가|던가|자마자|기|면|고|지|서|는|은|을|던|나|니|냐|네|데|다|요|여|음|죠|게|래|자)$/u

/** Stems of words that say nothing about the matter: those that ask, point, or carry an ending. */
export const emptyKorean: ReadonlySet<string> = new Set(
  `어떻 알 보 것 거 게 그 그거 그게 그럼 근데 그런데 이거 이게 저거 저 제 저희 우리 내 나 혹시 좀 지금 그냥 진짜 정말 너무 아 네 예 왜 뭐 뭔 무슨 무엇 어떤
어떻게 어케 어떡해 어디 어디서 언제 언제까지 얼마 얼마나 몇 며칠 몇시 있 있나 있어 있는 있으 있는데 없 없나 없어 하 해 해야 하나 하는 하면 할 한 되 돼 되나
되는 되면 된 된다 됩 되요 돼요 있습 없습 싶 싶은 싶어 알려 알려주 궁금 문의 안녕하 그리고 또 및 등 때 수 더 안 못 주 줘 주나 받 맞 합 같 같은 때문 경우 대해 통해`.split(
    /\s+/,
  ),
)

const hangul = /^[가-힣]+$/

/**
 * The part of a Korean word that its forms share, as far as that can be told without a dictionary: particles and common
 * endings are cut, never below two syllables unless the word had no more. It may cut too much (고양이 → 고양); the same is cut
 * from questions and passages, so they still meet.
 */
export function koreanStem(word: string): string {
  let stem = word
  for (let times = 0; times < 2; times++) stem = cut(stem, particles, 2)
  const bare = cut(stem, lightVerb, 2)
  if (bare !== stem) return bare
  if (stem !== word && stem.length <= 3) return stem
  const verb = cut(stem, endings, 2)
  return verb !== stem ? verb : cut(verb, endings, 1, 2)
}

function cut(word: string, ending: RegExp, least: number, leastCut = 1): string {
  const found = ending.exec(word)
  if (!found || found.index < least || found[0].length < leastCut) return word
  return word.slice(0, found.index)
}

/**
 * What the forms of a verb have in common when their last syllable changes (바꾸다, 바꿔요, 바꿀; 옮기다, 옮겨): the first two
 * syllables of the stem, the second without the consonants that endings bring and with its vowel uncontracted.
 */
export function koreanRoot(stem: string): string {
  const first = stem.length > 1 ? stem.slice(0, 1) : ''
  const last = stem.charAt(first.length)
  return hangul.test(last) ? first + uncontracted(last) : first + last
}

const firstSyllable = 0xac00
const finals = 28
const vowels = 21
// Final consonants ㄴ, ㄹ, ㅁ, ㅂ, ㅆ by their places in Unicode's order.
const broughtByEndings = new Set([4, 8, 16, 17, 20])
// ㅝ→ㅜ, ㅘ→ㅗ, ㅕ→ㅣ, ㅙ→ㅚ, ㅐ→ㅏ, ㅓ→ㅡ.
const contracted = new Map([
  [14, 13],
  [9, 8],
  [6, 20],
  [10, 11],
  [1, 0],
  [4, 18],
])

function uncontracted(syllable: string): string {
  const code = syllable.charCodeAt(0) - firstSyllable
  const final = code % finals
  const vowel = Math.floor(code / finals) % vowels
  const initial = Math.floor(code / (finals * vowels))
  const bareVowel = contracted.get(vowel) ?? vowel
  const bareFinal = broughtByEndings.has(final) ? 0 : final
  return String.fromCharCode(firstSyllable + (initial * vowels + bareVowel) * finals + bareFinal)
}
