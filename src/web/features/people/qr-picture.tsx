import { encode } from 'uqr'

/** A text to be scanned: dark on white in both schemes, with the quiet edge of four modules that cameras need. */
export function QrPicture({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`}>
      <rect width={size} height={size} fill="#fff" />
      <path d={toPath(data)} fill="#000" />
    </svg>
  )
}

/** Dark modules that stand side by side are drawn as one bar. */
function toPath(rows: readonly (readonly boolean[])[]): string {
  const bars: string[] = []
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue
      const end = row.indexOf(false, x)
      const length = (end < 0 ? row.length : end) - x
      bars.push(`M${x} ${y}h${length}v1h-${length}z`)
      x += length
    }
  })
  return bars.join('')
}
