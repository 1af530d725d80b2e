/**
 * Numeric literals: where one ends, what is wrong with it, and what it stands for.
 */
import type { ConstantValue } from './ast.js'
import type { Scanner } from './tokenizer.js'

const isDecimal = (code: number) => code >= 48 && code <= 57
const isOctal = (code: number) => code >= 48 && code <= 55
const isBinary = (code: number) => code === 48 || code === 49
const isHexadecimal = (code: number) =>
  isDecimal(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70)

const RADIXES: Readonly<Record<string, { name: string; isDigit: (code: number) => boolean }>> = {
  x: { name: 'hexadecimal', isDigit: isHexadecimal },
  o: { name: 'octal', isDigit: isOctal },
  b: { name: 'binary', isDigit: isBinary },
}

/** Words that may follow a number without a blank (`1if x else 2`). */
const KEYWORD_AFTER = /(?:and|else|for|i[fns]|or|not)/y

/** Moves a scanner that stands on a number to its end, reporting what CPython reports. */
export function scanNumber(scanner: Scanner): void {
  const { source } = scanner
  if (scanner.code() === 48) {
    const radix = RADIXES[source[scanner.pos + 1]?.toLowerCase()]
    if (radix !== undefined) return scanRadix(scanner, radix.name, radix.isDigit)
    return scanZeros(scanner)
  }
  if (scanner.code() !== 46) digits(scanner)
  scanRest(scanner)
}

function scanRadix(scanner: Scanner, name: string, isDigit: (code: number) => boolean): void {
  scanner.pos += 2
  do {
    if (scanner.code() === 95) scanner.pos++
    if (!isDigit(scanner.code())) {
      if (isDecimal(scanner.code())) return badDigit(scanner, name)
      return scanner.error(`invalid ${name} literal`)
    }
    while (isDigit(scanner.code())) scanner.pos++
  } while (scanner.code() === 95)
  if (isDecimal(scanner.code())) return badDigit(scanner, name)
  endOfNumber(scanner, name)
}

function badDigit(scanner: Scanner, name: string): void {
  const digit = scanner.source[scanner.pos++]
  scanner.error(`invalid digit '${digit}' in ${name} literal`)
}

/** A literal that starts with 0: only zeros, a float, or the octal of Python 2. */
function scanZeros(scanner: Scanner): void {
  while (scanner.code() === 48 || scanner.code() === 95) {
    if (scanner.code() === 95 && !isDecimal(scanner.code(1))) {
      scanner.pos++
      return scanner.error('invalid decimal literal')
    }
    scanner.pos++
  }
  const zerosEnd = scanner.pos
  const nonzero = isDecimal(scanner.code())
  if (nonzero) digits(scanner)
  if (nonzero && !/[.eEjJ]/.test(scanner.source[scanner.pos] ?? '')) {
    scanner.error(
      'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
      scanner.start + 1 - scanner.lineStart,
      zerosEnd - scanner.lineStart,
    )
    return
  }
  scanRest(scanner)
}

/** Digits with single underscores between them. */
function digits(scanner: Scanner): void {
  for (;;) {
    while (isDecimal(scanner.code())) scanner.pos++
    if (scanner.code() !== 95) return
    scanner.pos++
    if (!isDecimal(scanner.code())) return scanner.error('invalid decimal literal')
  }
}

/** Fraction, exponent and imaginary unit. */
function scanRest(scanner: Scanner): void {
  if (scanner.code() === 46) {
    scanner.pos++
    if (isDecimal(scanner.code())) digits(scanner)
  }
  if (scanner.code() === 101 || scanner.code() === 69) {
    const sign = scanner.code(1) === 43 || scanner.code(1) === 45 ? 1 : 0
    if (isDecimal(scanner.code(1 + sign))) {
      scanner.pos += 1 + sign
      digits(scanner)
    } else if (sign > 0) {
      scanner.pos += 2
      return scanner.error('invalid decimal literal')
    } else return endOfNumber(scanner, 'decimal')
  }
  if (scanner.code() === 106 || scanner.code() === 74) {
    scanner.pos++
    return endOfNumber(scanner, 'imaginary')
  }
  endOfNumber(scanner, 'decimal')
}

function endOfNumber(scanner: Scanner, name: string): void {
  KEYWORD_AFTER.lastIndex = scanner.pos
  if (KEYWORD_AFTER.test(scanner.source)) return
  const code = scanner.code()
  const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code >= 128
  if (letter) scanner.error(`invalid ${name} literal`)
}

/** The value of a literal as written. */
export function numberValue(text: string): ConstantValue {
  if (text.includes('_')) text = text.replaceAll('_', '')
  const last = text.charCodeAt(text.length - 1) | 32
  const radix = text.charCodeAt(0) === 48 && text.length > 1 && RADIXES[text[1].toLowerCase()] !== undefined
  if (!radix && last === 106) return { type: 'complex', value: Number(text.slice(0, -1)) }
  if (!radix && /[.eE]/.test(text)) return { type: 'float', value: Number(text) }
  const value = Number(text)
  return { type: 'int', value: Number.isSafeInteger(value) ? value : BigInt(text) }
}
