import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { crc32, deflateSync } from 'node:zlib'

// Draws the two icons that Teams wants of an app: node scripts/draw-teams-icons.ts

type Colour = readonly [red: number, green: number, blue: number, alpha: number]

const folder = fileURLToPath(new URL('../docs/teams/', import.meta.url))
const brown: Colour = [180, 83, 47, 255]
const white: Colour = [255, 255, 255, 255]
const nothing: Colour = [255, 255, 255, 0]
// Points across a pixel each way, for soft edges.
const fine = 4

/** Within a square from -1 to 1: a heart. */
function inHeart(x: number, y: number): boolean {
  const [a, b] = [x * 2.1, -y * 2.1 + 0.15]
  return (a * a + b * b - 1) ** 3 - a * a * b ** 3 <= 0
}

/** The same heart without what is inside it. */
const inLine = (x: number, y: number) => inHeart(x * 0.62, y * 0.62) && !inHeart(x * 0.78, y * 0.78)

/** A PNG of 8 bits a colour, as its specification (ISO/IEC 15948) lays it out. */
function toPng(size: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const rows: Buffer[] = []
  for (let y = 0; y < size; y += 1) {
    const row = Buffer.alloc(1 + size * 4)
    for (let x = 0; x < size; x += 1) {
      const sum = [0, 0, 0, 0]
      for (let part = 0; part < fine * fine; part += 1) {
        const at = (place: number, step: number) => ((place + (step + 0.5) / fine) / size) * 2 - 1
        const [red, green, blue, alpha] = colourAt(at(x, part % fine), at(y, Math.floor(part / fine)))
        for (const [place, value] of [red * alpha, green * alpha, blue * alpha, alpha].entries())
          sum[place] = (sum[place] ?? 0) + value
      }
      const [red = 0, green = 0, blue = 0, alpha = 0] = sum
      const shown = [red, green, blue].map((one) => (alpha === 0 ? 255 : Math.round(one / alpha)))
      row.set([...shown, Math.round(alpha / (fine * fine))], 1 + x * 4)
    }
    rows.push(row)
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(Buffer.concat(rows), { level: 9 })
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

const color = toPng(192, (x, y) => (inHeart(x * 0.92, y * 0.92) ? white : brown))
const outline = toPng(32, (x, y) => (inLine(x, y) ? white : nothing))
writeFileSync(`${folder}color.png`, color)
writeFileSync(`${folder}outline.png`, outline)
console.log(`color.png ${color.length} B, outline.png ${outline.length} B`)
