// What everybody says to everybody: of such words alone nobody learns anything. Beginnings of Korean words, whose endings vary.
export const politeKo =
  /^(?:안녕|감사|고맙|고마|죄송|미안|불편|확인|안내|도움|도와|도와드|연락|메시지|메세지|디엠|쪽지|말씀|고객|문의|답변|답장|부탁|드리|드릴|드려|주시|주세|주셔|주신|주실|저희|제가|저는|우리|정말|너무|많이|조금|다시|바로|빨리|지금|오늘|내일|어제|이번|다음|먼저|혹시|그리고|그런데|하지만|그래서|같이|함께|하겠|해요|했어|합니|하고|하는|하면|해서|하셨|하시|되었|됐어|되면|되는|돼요|됩니|있어|있는|있습|있으|없어|없는|없습|없으|어떻|어떤|무엇|무슨|이런|그런|저런|여기|거기|이렇|그렇|것|걸|게|수|때|때문|많으|오래|기다|알려|알아|남겨|보내|살펴|챙겨|도록|위해|대해|상담|자동|봇|ai|ㅠ|ㅋ|ㅎ)/u

export const functionEn = new Set(
  "a an the and or but so if to of in on at for from with by as is are was were be been am do does did have has had will would can could should may might must i you we they he she it me us them my your our their his her its this that these those there here not no yes just very really please thank thanks sorry hi hello hey dear dm message messages reply let know help look check get got see about more what when where which who how why up out back again now then than too also all any some one ll ve re s t d m don didn isn can't i'm we're you're".split(
    ' ',
  ),
)

const surnames =
  '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국은편용'

// Titles and everyday words that stand where a name may.
const noNames =
  /^(?:고객|회원|선생|사장|상담원|상담사|기사|직원|담당자|이용자|신청자|사용자|구매자|손|부모|어머|아버|할머|할아버|대표|팀장|점장|원장|매니저|관리자|이웃|여러분|형|누|모두|주인|기타|공주|왕자|유저)/

/** What a text names somebody by: only where it says that it is a name, so that no everyday word is taken for one. */
export function namesIn(text: string): string[] {
  const korean = [
    ...text.matchAll(
      /(?:이름은|성함은|성명은?|예금주는?|수령인은?|받는 ?(?:사람|분)은?|명의자?는?|명의는|이름|성함) ?:? ?([가-힣]{2,4}?)(?=이라고|라고|입니다|이에요|예요|이고|인데|으로|로|님|씨|[\s,.!?]|$)/g,
    ),
    ...text.matchAll(/(?:저는|전|제가) ?([가-힣]{3,4}?)(?=이라고|라고|입니다|이에요|예요|이요|님)/g),
    ...text.matchAll(/(?<![가-힣])([가-힣]{3,4}) ?(?:님|씨)(?![가-힣]{2})/g),
  ]
    .map(([, name]) => name ?? '')
    .filter((name) => surnames.includes(name[0] ?? '') && !noNames.test(name))
  const english = [
    ...text.matchAll(
      /(?:[Mm]y name is|[Nn]ame(?:'s|:| is)|[Tt]his is|\bI am|\bI'm|\b(?:Mr|Mrs|Ms|Miss|Dr)\.?) ([A-Z][a-z]{2,15}(?: [A-Z][a-z]{1,15})?)/g,
    ),
    ...text.matchAll(/(?<=[a-z,;] )([A-Z][a-z]{2,15} [A-Z][a-z]{2,15})(?![\w-])/g),
  ].map(([, name]) => name ?? '')
  return [...new Set([...korean, ...english])].filter((name) => name !== '')
}

/** Words that name a place, by how they end and what stands beside them. */
export function placesIn(text: string): string[] {
  const found = text.matchAll(
    /[가-힣]{2,8}(?:특별시|광역시|아파트|빌라|오피스텔|맨션|타워|빌딩|초등학교|중학교|고등학교|대학교|유치원|어린이집|병원|의원|역)|(?<![가-힣])[가-힣]{2,5}(?:시|군|구|읍|면|동|로|길)(?= ?(?:\d|[가-힣]{2,5}(?:구|읍|면|동|로|길)(?![가-힣])))|(?<=[시군구] )[가-힣]{2,5}(?:읍|면|동|로|길)(?=에|에서|으로|$|[\s,.])|\d{1,4} (?:[A-Z][a-z]+ ){1,2}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Court|Way|Place|Square|Terrace)\b/g,
  )
  return [...new Set([...found].map(([place]) => place))]
}
