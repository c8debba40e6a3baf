import { languageOf } from '../intent.ts'
import { findWording, type Span } from '../wording.ts'
import type { Check, Found, GuardRequest, Reading } from './check.ts'

// Five words of Latin letters in a row are a sentence in a Korean reply; names and loanwords are shorter.
const latinRun = /(?<![\w@./-])[a-z][a-z'’]*(?:[ ,"“”]{1,3}[a-z'’]+){3,40}/g
const hangulRun = /[가-힣]+(?:[ ,~]{1,2}[가-힣0-9]+){1,40}|[가-힣]{4,20}/g
// Alone in an English sentence these greet, agree or thank, and are no names.
const hangulWord =
  /(?<![가-힣])(?:네|예|아니요|아니오|그럼요|물론|안녕|감사|고마워|고맙|죄송|미안|반가|반갑|잠시|확인|부탁|축하|환영|화이팅|파이팅)(?:[가-힣]{0,5})(?![가-힣])/g
const foreign =
  /[¡¿ñßœãõáéíóúüàèìòùâêîôûçäö]|(?<!\p{L})(?:está|usted|gracias|para|pero|línea|más|también|nuestro|nuestra|los|las|del|que|una|por|con|cómo|dónde|cuando|hasta|botón|reloj|pulsado|merci|bonjour|vous|nous|votre|notre|avec|pour|c'est|très|désolé|und|nicht|ihre|ihnen|wir|sie|danke|bitte|tut uns|leider|für|können|siamo|grazie|sono|della|questo|obrigad[oa]|você|não|nosso|dziękujemy|proszę|tack|bedankt|het|niet|voor|uw)(?!\p{L})/giu

// The everyday words of languages that people write to brands in; none of them is an English word, and two in a sentence are
// no name.
const foreignWords = new Set(
  `el los las del que una unos por para pero como cómo cuando hasta está están esta este estos esto fue muy más gracias usted ustedes su sus nuestro nuestra nuestros nos les hola
buenos buenas días noches favor puede pueden podemos tiene tienen mañana siento sentimos lamentamos ayudar ayudarle mensaje privado también aquí ahora todo todos hacer sobre desde porque muchas muchísimas mucho
les du est sont avec pour dans vous nous votre vos notre nos merci bonjour bonsoir pas très c'est je ne qui désolé désolée désolés navré navrés privé bientôt beaucoup plaît cette cela être avons avez pouvez pourquoi aussi ici une aux
der das dem ein eine einen einem und ist sind nicht mit für auf bitte danke dankeschön wir sie ihr ihre ihnen ihren uns leid tut leider können könnten gerne schreiben nachricht vielen auch noch werden wird haben kein keine morgen heute guten
il gli della delle degli sono grazie favore che non ci molto mille dispiace scusi può possiamo vostro nostro buongiorno anche questo questa è perché siamo
os não obrigado obrigada você vocês nosso nossa com uma muito sentimos desculpe desculpa pode isso está também aqui
het een niet voor uw wij bedankt dank graag wel met zijn kunnen ook naar
och är inte tack vi ni det jag för att på hej också
nie jest dziękujemy dziękuję proszę przepraszamy się dla oraz jak
ve için teşekkürler teşekkür ederiz lütfen bir değil çok üzgünüz özür
không bạn cảm ơn xin lỗi vui lòng chúng tôi và của được
terima kasih mohon maaf kami anda tidak untuk dengan yang dan silakan sudah akan
arigato arigatou gozaimasu sumimasen xiexie spasibo izvinite annyeonghaseyo annyeong gamsahamnida kamsahamnida joesonghamnida mianhamnida`.split(
    /\s+/,
  ),
)

// A name of several words ("El Paso de los Toros") is less of a sentence than that.
const foreignShare = 0.3

// Scripts of neither language. One sign of them is a face, as in "ʕ•ᴥ•ʔ" or "(・ω・)".
const otherScript =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*[\p{Script=Hiragana}\p{Script=Katakana}]{2}[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*|\p{Script=Han}{3,}|[\p{Script=Cyrillic}]{3,}|[\p{Script=Arabic}]{3,}|[\p{Script=Hebrew}]{3,}|[\p{Script=Thai}]{3,}|[\p{Script=Devanagari}]{3,}|[\p{Script=Greek}]{3,}/gu

// A sentence without Hangul is a name ("Blue Note Seoul.") or English; these words make no names.
const plainEnglish =
  /(?<![a-z'’-])(?:you|your|we|we're|us|our|please|sorry|thank|thanks|hello|dear|let's|it's|this|that|is|are|was|will|can|have|don't|i'm)(?![a-z'’-])/

const familiar = /(?<![a-z])(?:the|and|is|are|was|you|your|we|to|of|it|for|with|that|this|please)(?![a-z])/
const everyFamiliar = new RegExp(familiar, 'g')

function language(
  { text, small, sentences }: Reading,
  { classification, personText }: GuardRequest,
): Found[] {
  const written = languageOf(text)
  const whole: Found[] = [{ span: null }]
  if (written !== null && written !== classification.language) return whole
  const strange = sentences.find(({ korean: inKorean, small: part }) =>
    classification.language === 'ko' ? !/[가-힣]/.test(part) && plainEnglish.test(part) : inKorean,
  )
  if (strange) return [{ span: strange.span }]
  const runs = findWording(small, { yes: classification.language === 'ko' ? latinRun : hangulRun })
  if (runs[0] && sentences.length > 0) return [{ span: runs[0] }]
  // What the person wrote themselves is theirs to be given back.
  const isNew = ([start, end]: Span) => !personText.includes(text.slice(start, end))
  const script = findWording(small, { yes: otherScript }).find(isNew)
  if (script) return [{ span: script }]
  const foreignSentence = sentences.find(({ small: part }) => readsForeign(part))
  if (foreignSentence) return [{ span: foreignSentence.span }]
  if (classification.language !== 'en') return []
  const word = findWording(small, { yes: hangulWord }).find(isNew)
  if (word) return [{ span: word }]
  const other = findWording(text, { yes: foreign })
  return other.length > 0 && !familiar.test(small) ? whole : []
}

/** More everyday words of another language than of English; one alone may be a name or a greeting. */
function readsForeign(small: string): boolean {
  const words = small.match(/[\p{Script=Latin}\p{M}'’]+/gu) ?? []
  const strange = words.filter((word) => foreignWords.has(word.replaceAll('’', "'"))).length
  const english = small.match(everyFamiliar)?.length ?? 0
  return strange >= 2 && strange > english && strange >= foreignShare * words.length
}

export const languageCheck: Check = {
  code: 'language',
  severity: 'person',
  ko: '고객이 쓴 언어와 다른 언어로 썼어요.',
  en: 'It is not in the language that the person wrote in.',
  find: language,
}
