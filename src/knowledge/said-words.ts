import { withoutPerson } from '../core/lesson.ts'
import { englishStem } from './english-words.ts'
import { emptyKorean, koreanStem } from './korean-words.ts'

/** A word as it was written, with the stem that its forms share. */
export interface SaidWord {
  stem: string
  word: string
}

// What is frequent in every message and says nothing about any. Forms, not stems: where a stem is cut too far, the form is known.
const emptyWords = new Set(
  `그리고 그래서 하지만 그런데 근데 그럼 그냥 정말 정말로 진짜 너무 아주 매우 조금 좀 많이 더 다시 아직 아직도 이미 지금 오늘 어제 내일 이제 벌써 계속 자꾸 바로 먼저 이번 저번 다음
있어요 있나요 있습니다 있는 있는데 있을까요 있어서 있으면 없어요 없나요 없습니다 없는 없는데 없어서 해요 합니다 했어요 했는데 하는데 하는 하고 해서 하면 할까요 하나요 되나요 돼요 됩니다 되는 되는데 됐어요 될까요
같아요 같은 같습니다 이거 그거 저거 이게 그게 여기 거기 저기 뭐 뭔가 왜 어떻게 어디 어디서 언제 언제쯤 얼마 얼마나 누가 무슨 어떤 제가 저는 저희 저희가 나는 내가 우리 그쪽 거예요 건가요 것 거 게 수 때 등 및 또는 혹시
안녕하세요 안녕 네 예 아니 아니요 아니에요 주세요 드려요 드릴게요 드립니다 드리겠습니다 볼게요 보고 보면 위해 대해 대한 관련 때문에 정도 경우 부분 모두 다른 모든 그렇게 이렇게 저렇게 ㅋㅋ ㅠㅠ ㅎㅎ
also again already always back because been before cannot could didnt does doesnt dont even ever every from good have havent here hello hi how into isnt ive just know like made make many more most much need never
only other please really right said same should since some still than that the their them then there these they thing things this those though through time today together very want wasnt what when where which while who
why will with without wont would yes yet your youre were has had but not and for are you can its was get got all any out one now our`.split(
    /\s+/,
  ),
)

// Placeholders with the particle behind them, links, and what begins with a digit.
const notWords =
  /\[[a-z-]{1,30}\][가-힣]{0,10}|https?:\/\/\S+|[\p{L}\p{N}-]{1,60}\.(?:com|net|org|kr|io)\S*|\d\S*/gu
const letters = /[가-힣]{2,20}|[a-z]{3,30}(?:['’][a-z]{1,3})?/gu

/**
 * The words of a text that say what it is about, each once. What is personal is masked before anything is looked at, and so are the
 * person's name and everybody's handle; links, numbers and words that say nothing are left out.
 */
export function saidWords(text: string, person: { name: string; handle: string }): SaidWord[] {
  const plain = withoutPerson(text, person).replace(notWords, ' ').normalize('NFC').toLowerCase()
  const found = new Map<string, SaidWord>()
  for (const [word] of plain.matchAll(letters)) {
    const bare = word.replace(/['’]/g, '')
    if (emptyWords.has(bare)) continue
    const stem = stemOf(bare)
    if (stem !== null && !found.has(stem)) found.set(stem, { stem, word: bare })
  }
  return [...found.values()]
}

function stemOf(word: string): string | null {
  if (!/^[가-힣]/.test(word)) return englishStem(word)
  const stem = koreanStem(word)
  return stem.length < 2 || emptyKorean.has(stem) || emptyWords.has(stem) ? null : stem
}
