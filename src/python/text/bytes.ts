/**
 * bytes' methods through the str functions on Latin-1 text: one character a byte.
 */

export function latin1(bytes: Uint8Array): string {
  let out = ''
  for (let i = 0; i < bytes.length; i += 8192) out += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return out
}

export function fromLatin1(text: string): Uint8Array {
  const out = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i)
  return out
}

const mapCase = (bytes: Uint8Array, from: number, to: number, by: number) =>
  bytes.map((byte) => (byte >= from && byte <= to ? byte + by : byte))

export const upperBytes = (bytes: Uint8Array) => mapCase(bytes, 97, 122, -32)
export const lowerBytes = (bytes: Uint8Array) => mapCase(bytes, 65, 90, 32)

/** `bytes.hex(sep, bytes_per_sep)`. */
export function hexText(bytes: Uint8Array, separator = '', every = 1): string {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
  if (separator === '' || every === 0) return pairs.join('')
  const size = Math.abs(every)
  const groups: string[] = []
  const first = every > 0 ? pairs.length % size : 0
  if (first > 0) groups.push(pairs.slice(0, first).join(''))
  for (let i = first; i < pairs.length; i += size) groups.push(pairs.slice(i, i + size).join(''))
  return groups.join(separator)
}

/** Order of two byte strings. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1
  return a.length < b.length ? -1 : a.length > b.length ? 1 : 0
}
