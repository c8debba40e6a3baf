/** Patterns to look for in a reply. None is global, so that each search starts anew; gaps in them are bounded. */
export type Marks = readonly RegExp[]

/** Money, rights and follow-ups: what binds the brand, so that a person has to say it. */
export const promises: Marks = [
  /환불|보상|배상|변상|위약금|손해/,
  /무료로|공짜로|무상으로|사은품|쿠폰|할인|적립금|포인트를/,
  /알아보고\s?(?:다시\s?)?(?:연락|말씀|답)|(?:연락|전화|회신|답변|안내)\s?드리겠|연락\s?드릴게요|전화\s?드릴게요/,
  /책임지겠|책임질게요|약속드|보장|반드시|100\s?%|무조건/,
  /법적|소송|고소|고발|변호사|법원|합의금/,
  /(?:오늘|내일|이번\s?주|\d+\s?(?:시간|일|주|영업일))\s?(?:안에|안으로|내로|이내|까지).{0,20}(?:드릴|드리겠|처리|도착|해결)/,
  /\d[\d,.]*\s?(?:원|만\s?원|달러)|[₩$€£]\s?\d/,
  /교환해\s?드|새\s?(?:제품|상품)(?:으로|을)\s?(?:보내|바꿔)/,
  /\b(?:refund|compensat|reimburs|money back|damages)/i,
  /\b(?:free of charge|for free|discount|coupon|voucher|gift card|store credit)\b/i,
  /\b(?:we|i)(?:'ll| will| shall) (?:call|email|phone|contact|update|follow up|get back|send you|replace|pay|cover)/i,
  /\b(?:guarantee|we promise|i promise|promise you|take full responsibility|no matter what)/i,
  /\b(?:legal action|legally|lawsuit|lawyer|attorney|sue you|in court|liab(?:le|ility))\b/i,
  /\bwithin (?:the next )?(?:\d+|one|two|three|a few) (?:minute|hour|day|week|business)/i,
  /\b(?:replacement (?:is|will be)|we(?:'ll| will) exchange)\b/i,
]

/** A machine wrote it, and it says otherwise. */
export const claimsToBeHuman: Marks = [
  /(?:저는|제가|저도|여기는)\s?(?:진짜\s?|실제\s?)?(?:사람이|인간이|상담원이|상담사|직원이)(?:에요|예요|고요|라서|라고|니까|랍니다|거든요|[,.!~\s])/,
  /(?:저는|제가)\s?(?:진짜\s?|실제\s?)?(?:사람|인간|상담원|직원)입니다/,
  /(?:봇|챗봇|로봇|기계|AI|에이아이|인공지능)(?:이|가|은|는)?\s?(?:아니에요|아닙니다|아니라|아니고|아니랍니다|아녜요|아니죠)/i,
  /(?:진짜|실제)\s?사람이\s?(?:직접\s?)?(?:답|쓰|상담|말씀)/,
  /\bi(?:'m| am) (?:a |an )?(?:real |actual |live )?(?:human|person|agent|member of staff)\b/i,
  /\b(?:i(?:'m| am)|this is) not (?:a |an )?(?:ro)?(?:bot|chatbot|ai|machine|computer)\b/i,
  /\b(?:real|actual) (?:human|person) (?:here|typing|writing|speaking)\b/i,
]

/** Words of the prompt or of a model about itself. */
export const speaksOfItself: Marks = [
  /<<<\s?dotprompt/i,
  /\b(?:system prompt|developer message|my instructions|my prompt)\b|시스템\s?프롬프트|(?:제|내)\s?지시\s?사항/i,
  /\bas an? (?:ai|artificial intelligence|large|language)\b|(?:언어|AI|인공지능)\s?모델(?:로서|로써|이기|이라)/i,
  /<\|?(?:im_start|im_end|system|assistant|user|endoftext)\|?>|\[\/?(?:INST|SYS)\]/i,
  /\{\{[#>/]?\s?\w|\[object Object\]|\bundefined\b/,
  /^\s?(?:```|\{\s{0,4}"reply")/,
]
