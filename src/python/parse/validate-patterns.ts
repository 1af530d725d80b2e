/**
 * What CPython's compiler refuses in patterns: names bound twice, cases that can never be reached.
 */
import type { Match, Pattern, Position } from './ast.js'
import type { Raise } from './validate.js'

/** A case that always fits must be the last. */
export function checkCases(node: Match, raise: Raise): void {
  for (const { pattern, guard } of node.cases.slice(0, -1)) {
    if (guard === null) checkReachable(pattern, raise)
  }
}

function checkReachable(pattern: Pattern, raise: Raise): void {
  const last = pattern.kind === 'MatchOr' ? pattern.patterns.at(-1)! : pattern
  if (last.kind !== 'MatchAs' || last.pattern !== null) {
    if (last.kind === 'MatchAs') checkReachable(last.pattern!, raise)
    return
  }
  const what = last.name === null ? 'wildcard' : `name capture '${last.name}'`
  raise(`${what} makes remaining patterns unreachable`, last)
}

/** Raises for a pattern that binds a name twice or contradicts itself. */
export function checkPattern(pattern: Pattern, raise: Raise): void {
  namesOf(pattern, new Set(), raise)
}

/** Adds the names that a pattern binds to those bound before it. */
function namesOf(pattern: Pattern, names: Set<string>, raise: Raise): void {
  const bind = (name: string | null, at: Position) => {
    if (name === null) return
    if (names.has(name)) raise(`multiple assignments to name '${name}' in pattern`, at)
    names.add(name)
  }
  switch (pattern.kind) {
    case 'MatchValue':
    case 'MatchSingleton':
      return
    case 'MatchStar':
      bind(pattern.name, pattern)
      return
    case 'MatchAs':
      if (pattern.pattern !== null) namesOf(pattern.pattern, names, raise)
      bind(pattern.name, pattern)
      return
    case 'MatchSequence':
      if (pattern.patterns.filter(({ kind }) => kind === 'MatchStar').length > 1) {
        raise('multiple starred expressions in sequence pattern', pattern)
      }
      for (const part of pattern.patterns) namesOf(part, names, raise)
      return
    case 'MatchMapping':
      for (const part of pattern.patterns) namesOf(part, names, raise)
      bind(pattern.rest, pattern)
      return
    case 'MatchClass': {
      const seen = new Set<string>()
      pattern.kwd_attrs.forEach((name, index) => {
        if (seen.has(name)) {
          raise(`attribute name repeated in class pattern: ${name}`, pattern.kwd_patterns[index])
        }
        seen.add(name)
      })
      for (const part of [...pattern.patterns, ...pattern.kwd_patterns]) namesOf(part, names, raise)
      return
    }
    case 'MatchOr':
      alternatives(pattern, names, raise)
  }
}

function alternatives(
  pattern: Extract<Pattern, { kind: 'MatchOr' }>,
  names: Set<string>,
  raise: Raise,
): void {
  for (const part of pattern.patterns.slice(0, -1)) checkReachable(part, raise)
  const bound = pattern.patterns.map((part) => {
    const own = new Set(names)
    namesOf(part, own, raise)
    return own
  })
  const first = bound[0]
  if (bound.some((own) => own.size !== first.size || [...own].some((name) => !first.has(name)))) {
    raise('alternative patterns bind different names', pattern)
  }
  for (const name of first) names.add(name)
}
