/** A colour as `#rrggbb`, and nothing else; null where it is none. */
export function readColor(text: string): string | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text.trim())
  if (short)
    return `#${short
      .slice(1)
      .map((one) => one + one)
      .join('')}`.toLowerCase()
  return /^#[0-9a-f]{6}$/i.test(text.trim()) ? text.trim().toLowerCase() : null
}

const channels = (color: string): [number, number, number] => [
  Number.parseInt(color.slice(1, 3), 16),
  Number.parseInt(color.slice(3, 5), 16),
  Number.parseInt(color.slice(5, 7), 16),
]

function luminance(color: string): number {
  const [r, g, b] = channels(color).map((one) => {
    const part = one / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** How well two colours (`#rrggbb`) can be told apart, as WCAG counts it: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** White or nearly black letters: those that can be read better on this ground, always 4.5 : 1 at least. */
export function inkOn(ground: string): '#ffffff' | '#111111' | '#000000' {
  if (contrast('#ffffff', ground) >= 4.5) return '#ffffff'
  return contrast('#111111', ground) >= 4.5 ? '#111111' : '#000000'
}

/** The colour itself where it stands out by `least` on every ground, else the nearest of its shades or tints that does. */
export function standingOut(color: string, grounds: readonly string[], least = 4.5): string {
  const first = grounds[0] ?? '#ffffff'
  const end = inkOn(first)
  for (let part = 0; part < 20; part++) {
    const mixed = mix(color, end, part / 20)
    if (grounds.every((ground) => contrast(mixed, ground) >= least)) return mixed
  }
  return end
}

/** `part` 0 is the one, 1 the other. */
export function mix(one: string, other: string, part: number): string {
  const b = channels(other)
  const mixed = channels(one).map((value, at) => Math.round(value + ((b[at] ?? 0) - value) * part))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
