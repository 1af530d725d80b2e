/**
 * Random programs from a grammar, which is a text:
 *
 *     # a comment
 *     == int                     what may stand for <int>, one alternative a line
 *     0
 *     %3 <int> + <int>           three times as likely as the others
 *     if <bool>:                 lines that begin with | go on with the alternative before them
 *     |     <block>              alone on its line: all its lines are indented alike
 *
 * `<x=int>` keeps the text it chose, for `<x>` after it in the same alternative; `<x=new int>` is a fresh name that stands for an int in
 * all that follows, `<x=local int>` one that does so only inside the alternative (a parameter). A program is a list of `<statement>`s.
 */

interface Alternative {
  text: string
  weight: number
  /** Without references to sections: where the depth ends. */
  leaf: boolean
}

export type Grammar = ReadonlyMap<string, readonly Alternative[]>

/** Fresh names by what they stand for. */
type Scope = Map<string, string[]>

const REFERENCE = /<(?:(\w+)=)?(?:(new|local) )?(\w+)>/g
const DEPTH = 4
/** How often a name in scope stands for what it may stand for. */
const NAMED = 0.35

/** Error: an alternative outside of a section, or a reference that nothing answers. */
export const readGrammar = (text: string): Grammar => {
  const grammar = new Map<string, Alternative[]>()
  let section: Alternative[] | undefined
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [, name] = /^== (\w+)$/.exec(line) ?? []
    if (name !== undefined) {
      section = []
      grammar.set(name, section)
    } else if (!section) throw new Error(`no section above: ${line}`)
    else if (line.startsWith('| ')) section.at(-1)!.text += `\n${line.slice(2)}`
    else {
      const [, weight = '1', alternative] = /^(?:%(\d+) )?(.*)$/.exec(line)!
      section.push({ text: alternative, weight: Number(weight), leaf: false })
    }
  }
  for (const alternative of [...grammar.values()].flat()) {
    const bound = new Set<string>()
    const sections = [...alternative.text.matchAll(REFERENCE)].filter(([, name, fresh, kind]) => {
      if (name !== undefined) bound.add(name)
      return fresh === undefined && !(name === undefined && bound.has(kind))
    })
    const unknown = sections.find(([, , , kind]) => !grammar.has(kind))
    if (unknown) throw new Error(`nothing stands for ${unknown[0]}: ${alternative.text}`)
    alternative.leaf = sections.length === 0
  }
  return grammar
}

/** Numbers in [0, 1) that a seed decides (mulberry32). */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export class Generator {
  readonly #grammar: Grammar
  readonly #random: () => number
  #names = 0

  constructor(grammar: Grammar, seed: number) {
    this.#grammar = grammar
    this.#random = randomOf(seed)
  }

  /** The statements of a program. Names of one generator never clash. */
  program(statements: number): string[] {
    const scope: Scope = new Map()
    return Array.from({ length: statements }, () => this.#expand('statement', DEPTH, scope))
  }

  #expand(section: string, depth: number, outer: Scope): string {
    const named = outer.get(section)
    if (named && this.#random() < NAMED) return this.#pick(named)
    const { text } = this.#choose(this.#grammar.get(section)!, depth)
    const inner: Scope = new Map([...outer].map(([kind, names]) => [kind, [...names]]))
    const bound = new Map<string, string>()
    const made: [string, string][] = []
    const lines = text.split('\n').map((line) => {
      const [, indent, alone] = /^( *)(<\w+>)$/.exec(line) ?? []
      const expanded = line.replace(REFERENCE, (_, name, fresh, kind) => {
        if (name === undefined && bound.has(kind)) return bound.get(kind)!
        const chosen = fresh ? `v${++this.#names}` : this.#expand(kind, depth - 1, inner)
        if (name !== undefined) bound.set(name, chosen)
        if (fresh === 'new') made.push([kind, chosen])
        if (fresh === 'local') add(inner, kind, chosen)
        return chosen
      })
      return alone === undefined ? expanded : expanded.replaceAll('\n', `\n${indent}`)
    })
    for (const [kind, name] of made) add(outer, kind, name)
    return lines.join('\n')
  }

  #choose(alternatives: readonly Alternative[], depth: number): Alternative {
    const leaves = depth > 0 ? [] : alternatives.filter(({ leaf }) => leaf)
    const among = leaves.length > 0 ? leaves : alternatives
    let rest = this.#random() * among.reduce((sum, { weight }) => sum + weight, 0)
    return among.find(({ weight }) => (rest -= weight) < 0) ?? among[among.length - 1]
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)]
  }
}

const add = (scope: Scope, kind: string, name: string): void => {
  const names = scope.get(kind)
  if (names) names.push(name)
  else scope.set(kind, [name])
}
