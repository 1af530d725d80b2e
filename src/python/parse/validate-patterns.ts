/**
 * What CPython's compiler refuses in patterns: names bound twice, cases that can never be reached.
 */
import { reprString } from '../text/repr.js'
import type { ConstantValue, Expr, Match, Pattern, Position } from './ast.js'
import type { Raise } from './validate.js'

/** A case that always fits must be the last. */
export function checkCases(node: Match, raise: Raise): void {
  for (const { pattern, guard } of node.cases.slice(0, -1)) {
    if (guard === null) checkReachable(pattern, raise)
  }
}

function checkReachable(pattern: Pattern, raise: Raise): void {
  const last = pattern.kind === 'MatchOr' ? pattern.patterns.at(-1)! : pattern
  if (last.kind !== 'MatchAs') return
  if (last.pattern !== null) {
    checkReachable(last.pattern, raise)
    return
  }
  const what = last.name === null ? 'wildcard' : `name capture '${last.name}'`
  raise(`${what} makes remaining patterns unreachable`, last)
}

/** Raises for a pattern that binds a name twice or contradicts itself. */
export function checkPattern(pattern: Pattern, raise: Raise): void {
  new PatternChecker(raise, pattern).visit(pattern, new Set())
}

/** The literal as `repr` writes it. */
function shown(value: ConstantValue): string {
  if (value.type === 'bool') return value.value ? 'True' : 'False'
  if (value.type === 'str') return reprString(value.value)
  if (value.type === 'float') return Number.isInteger(value.value) ? `${value.value}.0` : `${value.value}`
  return 'value' in value ? String(value.value) : value.type
}

/** A literal key: what it is told apart by, numbers that are equal being one key, and its text. */
function keyOf(key: Expr): { name: string; text: string } | null {
  const number = numberOf(key)
  if (number !== null) return { name: `number ${number.real} ${number.imaginary}`, text: number.text }
  if (key.kind !== 'Constant') return null
  const { value } = key
  return { name: `${value.type} ${'value' in value ? value.value : ''}`, text: shown(value) }
}

interface NumberKey {
  readonly real: number | bigint
  readonly imaginary: number
  readonly text: string
}

/** The number of `1`, `-1`, `1.5`, `2j`, `-1 + 2j`. */
function numberOf(key: Expr): NumberKey | null {
  if (key.kind === 'UnaryOp') {
    const operand = numberOf(key.operand)
    if (operand === null) return null
    const text = operand.text === '0' ? '0' : `-${operand.text}`
    // Minus zero is zero.
    return { real: -operand.real || 0, imaginary: -operand.imaginary || 0, text }
  }
  if (key.kind === 'BinOp') {
    const [left, right] = [numberOf(key.left), numberOf(key.right)]
    if (left === null || right === null) return null
    const imaginary = key.op === 'Sub' ? -right.imaginary : right.imaginary
    const sign = key.op === 'Sub' ? '-' : '+'
    return { real: left.real, imaginary, text: `(${left.text.replace(/\.0$/, '')}${sign}${right.text})` }
  }
  if (key.kind !== 'Constant') return null
  const { value } = key
  const text = shown(value)
  if (value.type === 'complex') return { real: 0, imaginary: value.value, text: `${value.value}j` }
  if (value.type === 'bool' || value.type === 'float')
    return { real: Number(value.value), imaginary: 0, text }
  return value.type === 'int' ? { real: value.value, imaginary: 0, text } : null
}

class PatternChecker {
  /** CPython marks the pattern that it has entered last. */
  constructor(
    private readonly raise: Raise,
    private latest: Position,
  ) {}

  /** Adds the names that a pattern binds to those bound before it. */
  visit(pattern: Pattern, names: Set<string>): void {
    this.latest = pattern
    switch (pattern.kind) {
      case 'MatchSingleton':
        return
      case 'MatchValue': {
        const { value } = pattern
        if (value.kind === 'JoinedStr') {
          this.raise('patterns may only match literals and attribute lookups', pattern)
        }
        return
      }
      case 'MatchStar':
        this.bind(pattern.name, names)
        return
      case 'MatchAs':
        if (pattern.pattern !== null) this.visit(pattern.pattern, names)
        this.bind(pattern.name, names)
        return
      case 'MatchSequence':
        if (pattern.patterns.filter(({ kind }) => kind === 'MatchStar').length > 1) {
          this.raise('multiple starred names in sequence pattern', pattern)
        }
        for (const part of pattern.patterns) this.visit(part, names)
        return
      case 'MatchMapping':
        this.keys(pattern)
        for (const part of pattern.patterns) this.visit(part, names)
        this.bind(pattern.rest, names)
        return
      case 'MatchClass':
        this.attributes(pattern)
        for (const part of [...pattern.patterns, ...pattern.kwd_patterns]) this.visit(part, names)
        return
      case 'MatchOr':
        this.alternatives(pattern, names)
    }
  }

  private bind(name: string | null, names: Set<string>): void {
    if (name === null) return
    if (names.has(name)) this.raise(`multiple assignments to name '${name}' in pattern`, this.latest)
    names.add(name)
  }

  /** Literal keys are all different, and there is nothing else but attributes. */
  private keys(pattern: Extract<Pattern, { kind: 'MatchMapping' }>): void {
    const seen = new Set<string>()
    for (const key of pattern.keys) {
      if (key.kind === 'JoinedStr') {
        this.raise('mapping pattern keys may only match literals and attribute lookups', pattern)
      }
      const known = keyOf(key)
      if (known === null) continue
      const { name, text } = known
      if (seen.has(name)) this.raise(`mapping pattern checks duplicate key (${text})`, pattern)
      seen.add(name)
    }
  }

  private attributes({ kwd_attrs, kwd_patterns }: Extract<Pattern, { kind: 'MatchClass' }>): void {
    const repeated = kwd_attrs.findIndex((name, index) => kwd_attrs.indexOf(name) < index)
    if (repeated < 0) return
    const name = kwd_attrs[repeated]
    this.raise(`attribute name repeated in class pattern: ${name}`, kwd_patterns[repeated])
  }

  private alternatives(pattern: Extract<Pattern, { kind: 'MatchOr' }>, names: Set<string>): void {
    for (const part of pattern.patterns.slice(0, -1)) checkReachable(part, this.raise)
    let first: Set<string> | null = null
    for (const part of pattern.patterns) {
      const own = new Set(names)
      this.visit(part, own)
      first ??= own
      const same = own.size === first.size && [...own].every((name) => first!.has(name))
      if (!same) this.raise('alternative patterns bind different names', this.latest)
    }
    for (const name of first!) names.add(name)
  }
}
