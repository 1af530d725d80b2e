/** A PNG of up to 256 colours, stored without compression: small images inside an SVG. */

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

function crc(bytes: readonly number[]): number {
  let c = 0xffffffff
  for (const byte of bytes) c = crcTable[(c ^ byte) & 255] ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

const word = (value: number): number[] => [
  (value >>> 24) & 255,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
]

function chunk(type: string, data: readonly number[]): number[] {
  const body = [...type].map((letter) => letter.charCodeAt(0)).concat(data)
  return [...word(data.length), ...body, ...word(crc(body))]
}

/** A zlib stream of stored blocks. */
function stored(data: readonly number[]): number[] {
  const out = [0x78, 0x01]
  const LONGEST = 0xffff
  for (let at = 0; at === 0 || at < data.length; at += LONGEST) {
    const part = data.slice(at, at + LONGEST)
    const { length } = part
    out.push(
      at + LONGEST >= data.length ? 1 : 0,
      length & 255,
      length >> 8,
      ~length & 255,
      (~length >> 8) & 255,
    )
    for (const byte of part) out.push(byte)
  }
  let [a, b] = [1, 0]
  for (const byte of data) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return [...out, ...word(((b << 16) | a) >>> 0)]
}

/** Rows of places in a palette of `#rrggbb`, as a data URL. */
export function pngUrl(rows: readonly (readonly number[])[], palette: readonly string[]): string {
  const colours = palette.flatMap((colour) =>
    [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)),
  )
  const bytes = [
    0x89,
    0x50,
    0x4e,
    0x47,
    0x0d,
    0x0a,
    0x1a,
    0x0a,
    ...chunk('IHDR', [...word(rows[0].length), ...word(rows.length), 8, 3, 0, 0, 0]),
    ...chunk('PLTE', colours),
    ...chunk('IDAT', stored(rows.flatMap((row) => [0, ...row]))),
    ...chunk('IEND', []),
  ]
  return `data:image/png;base64,${btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''))}`
}
