/**
 * A matcher of our own for the patterns that JS's cannot run as Python does: groups in a repeat keep what an earlier round captured, a
 * back-reference to a group that took no part fails, and there are conditional groups. It tries in the order that Python tries.
 */

/** What the parser of patterns makes beside the source for JS. */
export type Node =
  /** One code point, or a place between two, as JS spells it. */
  | { readonly kind: 'one' | 'edge'; readonly src: string }
  | { readonly kind: 'sequence' | 'either'; readonly parts: readonly Node[] }
  | {
      readonly kind: 'repeat'
      readonly body: Node
      readonly low: number
      readonly high: number
      readonly mode: Mode
    }
  | { readonly kind: 'group'; readonly index: number; readonly body: Node }
  | { readonly kind: 'back'; readonly index: number }
  | {
      readonly kind: 'ahead' | 'behind'
      readonly body: Node
      readonly negative: boolean
      readonly width: number
    }
  | { readonly kind: 'atomic'; readonly body: Node }
  | { readonly kind: 'if'; readonly index: number; readonly yes: Node; readonly no: Node }
export type Mode = 'greedy' | 'lazy' | 'possessive'

export const NOTHING: Node = { kind: 'sequence', parts: [] }

/** Does a pattern mean something else to JS? */
export function needsOwnMatcher(root: Node): boolean {
  let found = false
  /** Groups that are surely set once the node has matched are added to `sure`. */
  const walk = (node: Node, sure: Set<number>): void => {
    switch (node.kind) {
      case 'sequence':
        for (const part of node.parts) walk(part, sure)
        return
      case 'either': {
        const ends = node.parts.map((part) => {
          const own = new Set(sure)
          walk(part, own)
          return own
        })
        for (const index of ends[0]!) if (ends.every((end) => end.has(index))) sure.add(index)
        return
      }
      case 'repeat':
        if (node.high > 1 && hasGroup(node.body)) found = true
        walk(node.body, node.low > 0 ? sure : new Set(sure))
        return
      case 'group':
        walk(node.body, sure)
        sure.add(node.index)
        return
      case 'back':
        if (!sure.has(node.index)) found = true
        return
      case 'ahead':
      case 'behind':
        walk(node.body, node.negative ? new Set(sure) : sure)
        return
      case 'atomic':
        walk(node.body, sure)
        return
      case 'if':
        found = true
    }
  }
  walk(root, new Set())
  return found
}

function hasGroup(node: Node): boolean {
  switch (node.kind) {
    case 'group':
    case 'if':
      return true
    case 'sequence':
    case 'either':
      return node.parts.some(hasGroup)
    case 'repeat':
    case 'ahead':
    case 'behind':
    case 'atomic':
      return hasGroup(node.body)
    default:
      return false
  }
}

/** Goes on from a position; false sends the matcher back. */
type Next = (at: number) => boolean
type Step = (at: number, next: Next) => boolean
const accept: Next = () => true

/** Start and end of each group, −1 where it took no part; the whole match first. */
export type Spans = number[]

export class Matcher {
  private text = ''
  private spans: Spans = []
  private readonly root: Step

  constructor(
    node: Node,
    private readonly groups: number,
    private readonly ignoreCase: boolean,
  ) {
    this.root = this.step(node)
  }

  /** The match that begins at `start`, if any, whose end `ends` accepts. */
  match(text: string, start: number, ends: Next = accept): Spans | null {
    this.text = text
    this.spans = new Array(2 * this.groups + 2).fill(-1)
    const found = this.root(start, (at) => {
      if (!ends(at)) return false
      this.spans[0] = start
      this.spans[1] = at
      return true
    })
    return found ? this.spans : null
  }

  /** The first match that begins at `start` or later. */
  search(text: string, start: number): Spans | null {
    for (let at = start; at <= text.length; at += widthAt(text, at)) {
      const spans = this.match(text, at)
      if (spans !== null) return spans
    }
    return null
  }

  private regex(src: string, flags: string): RegExp {
    return new RegExp(src, `${flags}${this.ignoreCase ? 'iu' : 'u'}`)
  }

  private step(node: Node): Step {
    switch (node.kind) {
      case 'one':
      case 'edge': {
        const regex = this.regex(node.src, 'y')
        return (at, next) => {
          regex.lastIndex = at
          return regex.test(this.text) && next(node.kind === 'one' ? at + widthAt(this.text, at) : at)
        }
      }
      case 'sequence': {
        const steps = node.parts.map((part) => this.step(part))
        return steps.reduceRight<Step>(
          (rest, first) => (at, next) => first(at, (then) => rest(then, next)),
          (at, next) => next(at),
        )
      }
      case 'either': {
        const steps = node.parts.map((part) => this.step(part))
        return (at, next) => steps.some((step) => step(at, next))
      }
      case 'repeat':
        return this.repeat(node.body, node.low, node.high, node.mode)
      case 'group':
        return this.group(node.index, this.step(node.body))
      case 'back':
        return this.backReference(node.index)
      case 'ahead':
        return this.look(this.step(node.body), node.negative, (at) => at, accept)
      case 'behind':
        return this.look(this.step(node.body), node.negative, (at) => this.back(at, node.width))
      case 'atomic': {
        const body = this.step(node.body)
        return (at, next) => this.onceThen(body, at, next)
      }
      case 'if': {
        const [yes, no] = [this.step(node.yes), this.step(node.no)]
        return (at, next) => (this.spans[2 * node.index + 1]! >= 0 ? yes : no)(at, next)
      }
    }
  }

  /** The first way in which `body` matches, with no way back into it. */
  private onceThen(body: Step, at: number, next: Next): boolean {
    const before = this.spans.slice()
    let end = -1
    const matched = body(at, (then) => {
      end = then
      return true
    })
    if (matched && next(end)) return true
    this.spans = before
    return false
  }

  private repeat(node: Node, low: number, high: number, mode: Mode): Step {
    if (node.kind === 'one' && mode !== 'lazy') return this.run(node.src, low, high, mode)
    const body = this.step(node)
    const greedy = mode !== 'lazy'
    const round = (at: number, count: number, last: number, next: Next): boolean => {
      const again = (): boolean => body(at, (then) => round(then, count + 1, at, next))
      if (count < low) return again()
      // A round that took nothing is not followed by another.
      const may = count < high && at !== last
      if (greedy) return (may && again()) || next(at)
      return next(at) || (may && again())
    }
    const whole: Step = (at, next) => round(at, 0, -1, next)
    return mode === 'possessive' ? (at, next) => this.onceThen(whole, at, next) : whole
  }

  /** A repeat of single code points, without recursion. */
  private run(src: string, low: number, high: number, mode: Mode): Step {
    const regex = this.regex(src, 'y')
    return (at, next) => {
      const ends = [at]
      for (let end = at; ends.length <= high; ends.push(end)) {
        regex.lastIndex = end
        if (end >= this.text.length || !regex.test(this.text)) break
        end += widthAt(this.text, end)
      }
      if (mode === 'possessive') return ends.length > low && next(ends.at(-1)!)
      for (let count = ends.length - 1; count >= low; count--) if (next(ends[count]!)) return true
      return false
    }
  }

  private group(index: number, body: Step): Step {
    return (at, next) =>
      body(at, (end) => {
        const [start, stop] = [this.spans[2 * index]!, this.spans[2 * index + 1]!]
        this.spans[2 * index] = at
        this.spans[2 * index + 1] = end
        if (next(end)) return true
        this.spans[2 * index] = start
        this.spans[2 * index + 1] = stop
        return false
      })
  }

  private backReference(index: number): Step {
    const fold = (text: string) => (this.ignoreCase ? text.toLowerCase() : text)
    return (at, next) => {
      const [start, stop] = [this.spans[2 * index]!, this.spans[2 * index + 1]!]
      if (stop < 0) return false
      const end = at + stop - start
      return fold(this.text.slice(at, end)) === fold(this.text.slice(start, stop)) && next(end)
    }
  }

  /** Looks ahead, or from further back to here. */
  private look(body: Step, negative: boolean, from: (at: number) => number, ends?: Next): Step {
    return (at, next) => {
      const before = this.spans.slice()
      const start = from(at)
      const found = start >= 0 && body(start, ends ?? ((end) => end === at))
      if (found !== negative && next(at)) return true
      this.spans = before
      return false
    }
  }

  /** The position so many code points before, −1 when there are not as many. */
  private back(at: number, count: number): number {
    for (let i = 0; i < count; i++) {
      if (at <= 0) return -1
      at -= at > 1 && this.text.codePointAt(at - 2)! > 0xffff ? 2 : 1
    }
    return at
  }
}

const widthAt = (text: string, at: number): number => (text.codePointAt(at)! > 0xffff ? 2 : 1)
