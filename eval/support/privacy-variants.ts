import { z } from 'zod'

export const Planted = z.object({
  id: z.string(),
  lang: z.enum(['ko', 'en']),
  text: z.string(),
  planted: z.array(z.object({ kind: z.string(), value: z.string().min(1) })),
})
export type Planted = z.infer<typeof Planted>

type Dice = () => number

/** Mulberry32: the same numbers from 0 to 1 for the same seed, everywhere. */
function makeDice(seed: number): Dice {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Other writings of what people planted by hand, in the sentences that they planted it in and in each other's, until there are
 * `count` values. Only sentences with one value lend it or take another's: what stands in a pair is often told by the other.
 */
export function makeVariants(rows: readonly Planted[], count: number, seed: number): Planted[] {
  const dice = makeDice(seed)
  const single = rows.filter(({ planted }) => planted.length === 1)
  const made: Planted[] = []
  const seen = new Set(rows.map(({ text }) => text))
  for (let tries = 0; made.length < count && tries < count * 50; tries++) {
    const from = one(dice, single)
    const value = from.planted[0]
    if (!value) continue
    const carriers = single.filter((row) => row.lang === from.lang && family(row) === family(from))
    const to = dice() < 0.3 ? from : one(dice, carriers)
    const replaced = to.planted[0]?.value ?? ''
    const written = writing(dice, value)
    const text = to.text.replace(replaced, () => written)
    if (seen.has(text)) continue
    seen.add(text)
    made.push({
      id: `${to.id}+${from.id}`,
      lang: to.lang,
      text,
      planted: [{ kind: value.kind, value: written }],
    })
  }
  return made
}

/** What can stand in each other's place: a code after "인증번호" is digits, a password is not, and a key is known anywhere. */
function family({ planted }: Planted): string {
  const { kind = '', value = '' } = planted[0] ?? {}
  // A company's number is private only where its owner says so.
  if (kind === 'phone' && /^(?:15|080)/.test(value)) return `phone ${value}`
  if (kind !== 'secret') return kind
  if (/^\d{6}$|^\d{3}[ -]\d{3}$/.test(value)) return 'secret code'
  return value.length >= 20 ? 'secret key' : `secret like ${value}`
}

function writing(dice: Dice, { kind, value }: { kind: string; value: string }): string {
  if (kind === 'secret') return value
  const ways = [(text: string) => text, wide]
  if (/^[\d\s.-]+$/.test(value) && kind !== 'ip' && /[\s.-]/.test(value)) {
    ways.push(
      (text) => separated(text, '–'),
      (text) => separated(text, 'ㅡ'),
      (text) => separated(text, '\u00A0'),
    )
    if (kind !== 'order-number' && kind !== 'bank-account') ways.push((text) => separated(text, '.'))
    if (!/^\d\s\d\s/.test(value))
      ways.push(
        (text) => separated(text, ''),
        (text) => separated(text, ' '),
      )
  }
  if (kind === 'phone' && /^01\d[\d .-]{8,10}$/.test(value)) {
    ways.push(
      spelled,
      (text) => wide(spelled(text)),
      (text) => separated(text, '에 '),
      (text) => separated(text, ' 다시 '),
    )
  }
  if (kind === 'email' && /^[\w.+-]+@[\w.-]+$/.test(value)) {
    ways.push(
      (text) => text.replace('@', '골뱅이'),
      (text) => text.replace('@', ' (at) '),
      (text) => text.toUpperCase(),
    )
    ways.push((text) => text.replace('@', ' at ').replace(/\./g, ' dot '))
  }
  if (kind === 'passport') ways.push((text) => text.toLowerCase())
  if (kind === 'plate') ways.push((text) => text.replaceAll(' ', ''))
  if (kind === 'plate' && /^[A-Z]/.test(value)) ways.push((text) => text.toLowerCase())
  if (kind === 'address') ways.push((text) => text.replace(/, /g, ' '))
  return one(dice, ways)(value)
}

function one<T>(dice: Dice, of: readonly T[]): T {
  return of[Math.floor(dice() * of.length)] as T
}

function separated(text: string, by: string): string {
  return text.replace(/(?<=\d)[\s.-]+(?=\d)/g, by)
}

function wide(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
}

function spelled(text: string): string {
  return text.replace(/\d/g, (digit) => '공일이삼사오육칠팔구'.charAt(Number(digit)))
}
