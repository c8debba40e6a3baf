/** A sentence of ours that says sorry, and whether it is worth saying. */
export interface Apology {
  sentence: string
  /** Its place in the text, in UTF-16 units. */
  span: [start: number, end: number]
  /** It says what went wrong; "불편을 드려 죄송해요" and "sorry for the inconvenience" would fit anybody. */
  names: boolean
  /** A sentence that is no apology comes after it: what happens next. */
  followed: boolean
}

// 사과 is an apple too, and 죄송하지만 before a request is manners.
const sorry = new RegExp(
  [
    '죄송|송구|사죄|미안(?!마)|면목이?\\s?없|사과\\s?(?:말씀|의\\s?말씀|드[리려립렸]|[를을]\\s?드[리려립]|하겠|할게|합니다|해요|올[리립려])|용서해\\s?주',
    '\\b(?:sorry|apolog(?:y|ies|i[sz]e[sd]?|i[sz]ing|etic)|(?:please )?forgive (?:us|me)|my bad|mea culpa|(?:we|i)(?: do| deeply| truly| really)? regret|pardon us)\\b',
  ].join('|'),
  'i',
)
const noApology = new RegExp(
  [
    '(?:죄송|미안|송구)(?:하지만|한데요?|하오나|합니다만|하지\\s?않)[^.!?…\\n]{0,40}(?:세요|실까요|시겠어요|나요|까요|주십시오)',
    '(?:죄송|미안|사과)[가-힣]{0,4}\\s?(?:것|거|필요|일)[가-힣]?\\s?(?:은|는|도|이|가)?\\s?(?:없|아니)',
    "\\bsorry,? (?:but )?(?:could|can|would|may|what|who|which)\\b|\\b(?:safe than|no need to (?:be|say|feel)|(?:don['’]?t|not|never) (?:be|feel|say)) sorry\\b|\\b(?:don['’]?t|no need to) apologi[sz]e\\b",
  ].join('|'),
  'gi',
)

// What an apology is made of when it is about nothing.
const formula = new RegExp(
  [
    '죄송|송구|사죄|미안|사과|용서|면목|불편(?:함|하)?|이용에?|번거로|심려|걱정|기다리게|이런\\s?일|이렇게|마음|말씀|정말|진심|너무|많이|다시\\s?한번|대단히|고객님?|여러분|끼쳐|적어|남겨|알려|읽어\\s?보|상황|글[을이]?|직접|겪[가-힣]{1,3}|느끼[가-힣]{0,3}|생[겨긴겼][가-힣]{0,2}|보니',
    '드[려린렸리립][가-힣]{0,3}|주[신셔][가-힣]{0,2}|하[게지고셨신]|해[서요]|합니다|입니다|있어?|없[가-힣]{1,2}|커요|크[네게고]',
    "\\b(?:we['’]?re|we are|we|i['’]?m|i am|i|our|us|you|your|are|so|very|truly|really|deeply|sincere(?:ly)?|sorry|apolog\\w{1,7}|regret|forgive|please|for|about|the|any|all|this|that|it|to|hear|of|inconvenience|trouble|frustration|caused?|experience|issue|may|have|has|had|been|and|with|accept|went|way|is|was|must|feel|do|my|bad)\\b",
  ].join('|'),
  'gi',
)

// A period or a ~ inside numbers ends nothing.
const sentences = /(?:[^.!?…。~\n]|[.~](?=\d))+[.!?…。~]{0,9}/g

/**
 * Finds the sentences that say sorry, in Korean and English, in their order. A courtesy before a request
 * ("죄송하지만 …해 주시겠어요?") is none. Reads texts of ours; what people write is not asked for its apologies.
 */
export function apologyIn(text: string): Apology[] {
  const all = [...text.matchAll(sentences)].map(({ 0: whole, index }) => {
    const lead = whole.length - whole.trimStart().length
    const sentence = whole.trim()
    return { sentence, start: index + lead, apologises: sorry.test(sentence.replace(noApology, ' ')) }
  })
  return all.flatMap(({ sentence, start, apologises }, place) => {
    if (!apologises) return []
    const after = all.slice(place + 1)
    const followed = after.some((one) => !one.apologises && /[\p{L}\p{N}]/u.test(one.sentence))
    return [{ sentence, span: [start, start + sentence.length], names: namesIt(sentence), followed }]
  })
}

function namesIt(sentence: string): boolean {
  const left = sentence.replace(formula, ' ').match(/[\p{L}\p{N}]+/gu) ?? []
  // Endings of one syllable and single letters are what the formula leaves behind.
  return left.some((word) => word.length >= 2)
}
