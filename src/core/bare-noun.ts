// What stands behind a noun, by what it asks of the noun's last letter.
const afterConsonant =
  /^(?:은|을|이|과|이(?:랑|나|라도|라서|라면|라는|란|나마|면|고|요|죠|야|에요|예요)(?:은|는)?|인(?:데|가|지)(?:요|도)?|입니다|이었\S*|으로(?:는|도|만|부터|써)?)$/u
const afterVowel = /^(?:는|를|가|와|랑|나|란|라도|라서|라면|라는|예요|여서|야)$/u
const afterVowelOrL = /^로(?:는|도|만|부터|써)?$/u
const afterAny =
  /^(?:에(?:는|도|만|서|서는|서도|서만|게|게는|게서|요)?|의|도|만|만은|까지(?:는|도|만)?|부터(?:는)?|한테(?:는|서)?|께서(?:는)?|마다|처럼|보다(?:는|도)?|밖에|조차|하고|들(?:은|이|을|도|의|에게)?)$/u
// Many nouns end like a particle (제주도, 고속도로, 전문가); no noun ends like one of these.
const never = /^(?:은|는|을|를|에|으로|까지|부터|한테|께서|처럼|밖에|조차)/u
// Of nouns that end in 이: 고양이, 떡볶이, 목걸이, 호랑이, 곰팡이, 손잡이.
const endsInI =
  /(?:양|린|랑|숭|팡|팽|쟁|둥|돌|순|걸|잡|놀|볶|꽂|받|맞|막|몰|박|앓|먹|살|벌|풀|높|길|깊|넓|젊은|늙은|멍|냥|덩)$/u

/**
 * A Korean noun as it stands alone, which it may never have done: 배송 where only 배송이 and 배송을 were said. Only as far as its forms
 * tell: a letter that all of them have may be its own (고양이, 고양이가).
 * @param stem what its forms share, which may be cut too far. @param forms how it was said, each once.
 * @returns null where the forms are none of a noun.
 */
export function bareNoun(stem: string, forms: readonly string[]): string | null {
  if (!/^[가-힣]{2,}$/.test(stem)) return null
  const nouns = nounForms(stem, forms)
  const [longest] = [...nouns].sort((a, b) => b.length - a.length)
  if (longest === undefined) return null
  for (let length = stem.length; length <= longest.length; length += 1) {
    const base = longest.slice(0, length)
    if (nouns.every((form) => isForm(base, form)) && isShown(base, nouns)) return base
  }
  return longest
}

/** Those of the forms that are a noun with what may stand behind one; the rest are verbs made of it (배송해 주세요). */
export function nounForms(stem: string, forms: readonly string[]): string[] {
  // Where a noun's last letter was taken for a particle it is one letter longer than the stem, and has said so in one of its forms.
  const longer = forms.map((form) => form.slice(0, stem.length + 1))
  const own = longer.filter(
    (base) => isForm(stem, base) || forms.some((form) => form !== base && isForm(base, form)),
  )
  const bases = new Set([stem, ...own])
  return forms.filter((form) => [...bases].some((base) => isForm(base, form)))
}

/** Whether a noun ends here: it was said alone, or with different things behind it, or with what is no letter of any noun. */
function isShown(base: string, forms: readonly string[]): boolean {
  const rests = forms.map((form) => form.slice(base.length))
  if (rests.includes('')) return true
  if (new Set(rests.map((rest) => rest.charAt(0))).size > 1) return true
  const [rest = ''] = rests
  if (never.test(rest)) return true
  if (rest.startsWith('이')) return !endsInI.test(base)
  return rest === '가' && base.length > 1
}

function isForm(base: string, form: string): boolean {
  if (!form.startsWith(base)) return false
  const rest = form.slice(base.length)
  if (rest === '') return true
  if (afterAny.test(rest)) return true
  const final = (base.charCodeAt(base.length - 1) - 0xac00) % 28
  // ㄹ is the eighth of the final consonants.
  if (final === 0) return afterVowel.test(rest) || afterVowelOrL.test(rest)
  return afterConsonant.test(rest) || (final === 8 && afterVowelOrL.test(rest))
}
