import type { Span } from '../wording.ts'
import type { Check, Found, Reading } from './check.ts'

// One apology, for what went wrong in words that would fit nobody else. More than one, or one for "the inconvenience", is a
// formula: it says that nobody read.

const sorryKo = /죄송|사과(?=드|의|를|합|말|해|부터|하)|송구|미안|유감/g
const sorryEn = /(?<!\w)(?:sorry|apolog(?:y|ies|i[sz]e|i[sz]ed)|regret|our bad|forgive us|excuse us)(?!\w)/g

// What an apology by formula is made of; what is left of the sentence says what it is for.
const formulaKo =
  /죄송(?:스럽|합|해|하|한|함)?\S{0,6}|사과(?:드|의|를|합|말|해|부터|하)\S{0,6}|송구\S{0,6}|미안\S{0,4}|유감\S{0,6}|불편(?:함|하게|하시|하셨|한)?\S{0,3}|심려\S{0,2}|염려\S{0,2}|걱정\S{0,2}|실망\S{0,4}|기대에?\S{0,2}|만족\S{0,5}|서비스\S{0,3}|번거로\S{0,4}|폐를|누를|이용에|이용하시는|이용|사용에|학습에|업무에|쇼핑에|여행에|관람에|주문에|시민|여러분\S{0,2}|고객님\S{0,2}|회원님\S{0,2}|손님\S{0,2}|소중한|귀한|대단히|진심\S{0,3}|깊이|깊은|심심한|거듭|다시|한번|한|번|번거|먼저|우선|일단|정말|너무|매우|아주|많이|많은|더욱|무척|이유|여하를?|막론\S{0,3}|불문\S{0,3}|본의|아니게|이번|일로|일에|일|대해\S{0,2}|대하여|관해|관련하여|관련해|인해|인하여|점|점에|말씀\S{0,3}|드려\S{0,2}|드린|드립니다|드리지|드리고|드릴|드려야|끼쳐|끼친|끼치|겪으신|겪게|느끼|해|하게|하여|못해|못한|못하|저희\S{0,2}|제품\S{0,2}|회사\S{0,2}|더|나은|노력\S{0,5}|위해|그|및|또한|모든|양해\S{0,5}|부탁\S{0,5}|널리|바랍니다|너그러\S{0,3}|생각\S{0,4}|올립니다|전합니다|마음\S{0,3}|이런|그런|상황\S{0,3}|부분\S{0,3}|어떤|혹시|라도|있었다면|느끼셨다면|되셨다면|셨다면/g
const formulaEn =
  /\b(?:we're|we|we've|i'm|i|i've|are|am|is|be|been|so|very|really|truly|deeply|terribly|extremely|awfully|dearly|most|sincere|sincerely|sincerest|humble|humbly|genuinely|sorry|apology|apologies|apologi[sz]e|apologi[sz]ed|regret|please|accept|my|our|again|once|more|another|first|of|all|for|about|to|that|this|the|any|all|caused|causing|cause|inconveniences?|trouble|troubles|issues?|problems?|hassle|bother|distress|discomfort|frustration|disappointment|upset|annoyance|confusion|delay caused|experience|experiences|experienced|you|your|you've|had|have|having|may|might|felt|feel|feeling|if|hear|hearing|read|learn|happened|happening|everything|situation|matter|what|it|it's|was|were|did|didn't|not|meet|met|expectations|expectation|with|and|here|dear|customer|customers|valued|guest|sir|madam|folks|guys|in|on|a|an|bad|let|down|went|wrong|kindly|forgive|us|excuse|fall|short|know|way|things|such|still|also|just|but|oh|no|at|by|bit|lot|sounds?|this has|has|disturbance|unpleasant|negative|poor|service|standards?|part|end|behalf|team|everyone|entire|whole)\b/g

function sorry({ small, sentences }: Reading): Found[] {
  const all = [...small.matchAll(sorryKo), ...small.matchAll(sorryEn)]
  const [first, second] = all
  if (!first) return []
  const one = second ?? first
  const span: Span = [one.index, one.index + one[0].length]
  if (second) return [{ span }]
  const sentence = sentences.find((each) => each.span[0] <= first.index && first.index < each.span[1])
  return sentence && saysNothing(sentence.small, sentence.korean) ? [{ span }] : []
}

function saysNothing(small: string, inKorean: boolean): boolean {
  const left = (inKorean ? small.replace(/((?:죄송|미안|송구)\S{0,4}만)\s.*/, '$1') : small).replace(
    inKorean ? formulaKo : formulaEn,
    ' ',
  )
  return inKorean ? (left.match(/[가-힣]/g)?.length ?? 0) < 4 : (left.match(/[a-z]{3,}/g)?.length ?? 0) < 1
}

export const apologyCheck: Check = {
  code: 'apology',
  severity: 'note',
  ko: '사과가 되풀이되거나, 무엇이 잘못됐는지 말하지 않는 형식적인 사과예요.',
  en: 'It apologises more than once, or by a formula that does not name what went wrong.',
  find: sorry,
}
