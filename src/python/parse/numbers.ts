/**
 * Numeric literals: where one ends, what is wrong with it, and what it stands for.
 */
import type { ConstantValue } from './ast.js'
import type { ScannerBase } from './scanner-base.js'

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
export function scanNumber(scanner: ScannerBase): void {
  const radix = scanner.code() === 48 ? RADIXES[scanner.source[scanner.pos + 1]?.toLowerCase()] : undefined
  if (radix !== undefined) {
    scanRadix(scanner, radix.name, radix.isDigit)
    return
  }
  const valid = scanner.code() === 48 ? scanZeros(scanner) : scanner.code() === 46 || digits(scanner)
  if (valid) scanRest(scanner)
}

/** Reports and says no, for the scanners that say whether to go on. */
function invalid(scanner: ScannerBase, name: string): false {
  scanner.error(`invalid ${name} literal`)
  return false
}

function scanRadix(scanner: ScannerBase, name: string, isDigit: (code: number) => boolean): void {
  scanner.pos += 2
  do {
    if (scanner.code() === 95) scanner.pos++
    if (!isDigit(scanner.code())) break
    while (isDigit(scanner.code())) scanner.pos++
  } while (scanner.code() === 95)
  const last = scanner.code(-1)
  if (isDecimal(scanner.code())) {
    const digit = scanner.source[scanner.pos++]
    scanner.error(`invalid digit '${digit}' in ${name} literal`)
  } else if (isDigit(last) && scanner.pos > scanner.start + 2) endOfNumber(scanner, name)
  else invalid(scanner, name)
}

/** A literal that starts with 0: only zeros, a float, or the octal of Python 2. */
function scanZeros(scanner: ScannerBase): boolean {
  while (scanner.code() === 48 || scanner.code() === 95) {
    if (scanner.code() === 95 && !isDecimal(scanner.code(1))) {
      scanner.pos++
      return invalid(scanner, 'decimal')
    }
    scanner.pos++
  }
  const zerosEnd = scanner.pos
  if (!isDecimal(scanner.code())) return true
  if (!digits(scanner)) return false
  if (/[.eEjJ]/.test(scanner.source[scanner.pos] ?? '')) return true
  scanner.error(
    'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
    scanner.start + 1 - scanner.lineStart,
    zerosEnd + 1 - scanner.lineStart,
  )
  return false
}

/** Digits with single underscores between them. */
function digits(scanner: ScannerBase): boolean {
  for (;;) {
    while (isDecimal(scanner.code())) scanner.pos++
    if (scanner.code() !== 95) return true
    scanner.pos++
    if (!isDecimal(scanner.code())) return invalid(scanner, 'decimal')
  }
}

/** Fraction, exponent and imaginary unit. */
function scanRest(scanner: ScannerBase): void {
  if (scanner.code() === 46) {
    scanner.pos++
    if (isDecimal(scanner.code()) && !digits(scanner)) return
  }
  if ((scanner.code() | 32) === 101) {
    const sign = scanner.code(1) === 43 || scanner.code(1) === 45 ? 1 : 0
    if (isDecimal(scanner.code(1 + sign))) {
      scanner.pos += 1 + sign
      if (!digits(scanner)) return
    } else if (sign > 0) {
      scanner.pos += 2
      invalid(scanner, 'decimal')
      return
    }
  }
  const imaginary = (scanner.code() | 32) === 106
  if (imaginary) scanner.pos++
  endOfNumber(scanner, imaginary ? 'imaginary' : 'decimal')
}

function endOfNumber(scanner: ScannerBase, name: string): void {
  KEYWORD_AFTER.lastIndex = scanner.pos
  if (KEYWORD_AFTER.test(scanner.source)) return
  const code = scanner.code()
  if (code === 95 || isDecimal(code) || ((code | 32) >= 97 && (code | 32) <= 122)) invalid(scanner, name)
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
