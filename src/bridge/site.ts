/**
 * Where in the user's code an operator runs: a place in the text, and what stands there. Made for every operator, so it keeps
 * the frame's node and works the rest out when somebody reads it.
 */
import { trace } from '../ops/trace.js'
import type { Frame, Source } from '../python/object/frame.js'
import { PyModule } from '../python/object/module.js'
import { runtime } from '../python/object/runtime.js'
import type { Expr, Position, Stmt } from '../python/parse/ast.js'
import { binarySymbols, comparisonSymbols, unarySymbols, unparse } from '../python/text/unparse.js'
import type { CallParts, CallSite } from '../tensor/derivation.js'
import { type Moment, momentOf } from './moments.js'

/** Operands and indices longer than this are not quoted. */
const SHORT = 24
/** Longer names of what is called are cut. */
const LONGEST_NAME = 40

/**
 * Text of the library: what it runs is one step of the user's. The models of torchvision are in it, but people read them as their own:
 * their steps show.
 */
export const isLibraryFile = (filename: string): boolean =>
  filename.startsWith('<torch') && !filename.startsWith('<torchvision.models')

/** Frames of the library belong to ishape, not to the user's program. */
export const isLibrary = (frame: Frame): boolean => isLibraryFile(frame.code.source.filename)

const nodeOf = (position: Position): Expr | Stmt | null =>
  'kind' in position ? (position as Expr | Stmt) : null

/** What each place calls: loops and blocks of a model come by again. */
const callees = new WeakMap<Position, string | null>()

/** The place where `frame` is now. */
export class Site implements CallSite {
  readonly node: Position
  readonly source: Source
  readonly scope: string
  readonly globals: Frame['globals']
  /** Where the constructor was called that this stands in. */
  caller: Site | null = null
  /** The numbers of a frame on the way to a constructor, where somebody records. */
  moment: Moment | null = null

  constructor(frame: Pick<Frame, 'node' | 'code' | 'globals'>) {
    this.node = frame.node
    this.source = frame.code.source
    this.scope = frame.code.name
    this.globals = frame.globals
  }

  get file(): string {
    return this.source.filename
  }
  get line(): number {
    return this.node.line
  }
  get col(): number {
    return this.node.col
  }
  get endLine(): number {
    return this.node.endLine
  }
  get endCol(): number {
    return this.node.endCol
  }

  get text(): string {
    const node = nodeOf(this.node)
    // Of a loop, what it goes through.
    if (node?.kind !== 'For') return this.textOf(this.node)
    const { endLine, endCol } = node.iter
    if (endCol === 0) return rewritten(node)
    return this.textOf({ ...this.node, endLine, endCol })
  }

  /** The whole text of what is called. */
  get calleeText(): string | null {
    const node = nodeOf(this.node)
    return node?.kind === 'Call' ? this.textOf(node.func) : null
  }

  get callee(): string | null {
    let known = callees.get(this.node)
    if (known === undefined) callees.set(this.node, (known = this.calleeAnew()))
    return known
  }

  private calleeAnew(): string | null {
    const node = nodeOf(this.node)
    switch (node?.kind) {
      case 'Call': {
        const { func } = node
        if (func.kind === 'Attribute' && !this.isModule(func.value)) return func.attr
        if (func.kind === 'Call') return null
        const text = this.textOf(func)
        return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME - 1)}…` : text
      }
      case 'BinOp':
        return binarySymbols[node.op]
      case 'AugAssign':
        return `${binarySymbols[node.op]}=`
      case 'UnaryOp':
        return unarySymbols[node.op].trim()
      case 'Compare':
        return comparisonSymbols[node.ops[0]]
      case 'Subscript': {
        // A tuple of slices has no text of its own: `[:, 0]` is cut from the whole.
        const { endCol } = this.node
        const text =
          endCol === 0 ? unparse(node).slice(unparse(node.value).length) : `[${this.textOf(node.slice)}]`
        return text.length > SHORT + 2 ? '[…]' : text
      }
      case 'Attribute':
        return node.attr
      default:
        return null
    }
  }

  get operands(): readonly (string | null)[] {
    const node = nodeOf(this.node)
    switch (node?.kind) {
      case 'Call': {
        const { func } = node
        const receiver = func.kind === 'Attribute' && !this.isModule(func.value) ? [func.value] : []
        return [...receiver, ...node.args].flatMap((each) => this.namesIn(each))
      }
      case 'BinOp':
        return [this.short(node.left), this.short(node.right)]
      case 'AugAssign':
        return [this.short(node.target), this.short(node.value)]
      case 'Subscript':
      case 'Attribute':
        return [this.short(node.value)]
      default:
        return []
    }
  }

  get lines(): readonly string[] {
    const { line, endLine, endCol } = this.node
    return endCol === 0 ? [] : this.source.lines.slice(line - 1, endLine)
  }

  get parts(): CallParts {
    const node = nodeOf(this.node)
    switch (node?.kind) {
      case 'Call': {
        const { func, args, keywords } = node
        return {
          callee: func,
          receiver: func.kind === 'Attribute' && !this.isModule(func.value) ? func.value : null,
          // What `*args` brings has no place of its own.
          operands: args.some(({ kind }) => kind === 'Starred')
            ? []
            : [
                ...args.flatMap(elementsOf).map((place) => ({ place, keyword: null })),
                ...keywords.map(({ arg, value }) => ({ place: value, keyword: arg })),
              ].filter(({ place }) => !isConstant(place)),
        }
      }
      case 'BinOp':
        return partsOf(node.left, node.right)
      case 'AugAssign':
        return partsOf(node.target, node.value)
      case 'Compare':
        return partsOf(node.left, ...node.comparators)
      case 'UnaryOp':
        return partsOf(node.operand)
      case 'Subscript':
      case 'Attribute':
        return partsOf(node.value)
      default:
        return partsOf()
    }
  }

  get target(): string | null {
    const { line, col, endLine, endCol } = this.node
    const before = this.source.lines[line - 1]?.slice(0, col) ?? ''
    const after = this.source.lines[endLine - 1]?.slice(endCol) ?? ''
    const alone = /^\s*(?:#.*|;.*)?$/.test(after)
      ? /(?:^|;)\s*([\p{L}_][\p{L}\p{N}_.]*)\s*(?::[^=]*)?=\s*$/u.exec(before)?.[1]
      : undefined
    return alone ?? amongSeveral(before, after)
  }

  /** The code of a node, its lines joined; the library's, whose columns are not kept, written anew from the tree. */
  private textOf(place: Position): string {
    const { line, col, endLine, endCol } = place
    const lines = this.source.lines.slice(line - 1, endLine)
    if (lines.length === 0 || endCol === 0) return rewritten(nodeOf(place))
    lines[lines.length - 1] = lines[lines.length - 1].slice(0, endCol)
    lines[0] = lines[0].slice(col)
    return lines.map((each) => each.trim()).join(' ')
  }

  private namesIn(node: Expr): (string | null)[] {
    return elementsOf(node).map((each) => this.short(each))
  }

  private short(node: Expr): string | null {
    if (isConstant(node)) return null
    const text = this.textOf(node)
    return text.length > SHORT ? null : text
  }

  /** Is this `torch`, `F`, `nn.functional`? */
  private isModule(node: Expr): boolean {
    let root = node
    while (root.kind === 'Attribute') root = root.value
    return root.kind === 'Name' && this.globals.getStr(root.id) instanceof PyModule
  }
}

const isConstant = (node: Expr): boolean =>
  node.kind === 'Constant' || (node.kind === 'UnaryOp' && node.operand.kind === 'Constant')

/** What a list or tuple written as an argument holds; anything else is itself. */
const elementsOf = (node: Expr): readonly Expr[] =>
  node.kind === 'List' || node.kind === 'Tuple' ? node.elts : [node]

const partsOf = (...nodes: readonly Expr[]): CallParts => ({
  callee: null,
  receiver: null,
  operands: nodes.filter((each) => !isConstant(each)).map((place) => ({ place, keyword: null })),
})

const WITHOUT_TEXT = new Set(['AugAssign', 'With', 'Expr', 'Return', 'Delete', 'Assert'])

function rewritten(node: Expr | Stmt | null): string {
  switch (node?.kind) {
    case undefined:
      return ''
    case 'Assign':
      return [...node.targets, node.value].map((each) => unparse(each)).join(' = ')
    case 'AnnAssign':
      return node.value === null ? '' : `${unparse(node.target)} = ${unparse(node.value)}`
    case 'For':
      return `for ${unparse(node.target)} in ${unparse(node.iter)}`
    default:
      return WITHOUT_TEXT.has(node!.kind) ? '' : unparse(node as Expr)
  }
}

/** The place in the user's code that runs now. */
export function currentSite(): Site | null {
  let { frame } = runtime
  let constructing = false
  while (frame !== null && isLibrary(frame)) {
    constructing = frame.code.name === '__init__'
    frame = frame.back
  }
  return frame === null ? null : siteOf(frame, constructing)
}

/**
 * The place where a frame of the user's is. What constructors are called by is remembered, all the way, and so is what comprehensions stand in:
 * which of several calls made a layer. `constructing`: a layer of the library is being made there.
 */
export function siteOf(frame: Frame, constructing = false): Site {
  const site = new Site(frame)
  const { name } = frame.code
  const within = constructing || name === '__init__'
  if (!within && name !== '<listcomp>' && name !== '<genexpr>') return site
  if (trace.recorder !== null) site.moment = momentOf(frame)
  let { back } = frame
  while (back !== null && isLibrary(back)) back = back.back
  if (back !== null) site.caller = siteOf(back, within)
  return site
}

/** The name that an element of `q, k = f(x), g(x)` is given. */
function amongSeveral(before: string, after: string): string | null {
  const found = /(?:^|;)\s*([\p{L}_][\p{L}\p{N}_]*(?:\s*,\s*[\p{L}_][\p{L}\p{N}_]*)+)\s*=(?!=)(.*)$/u.exec(
    before,
  )
  if (found === null) return null
  const names = found[1].split(',')
  const [left, right] = [elementsIn(found[2]), elementsIn(after.replace(/[#;].*$/, ''))]
  const whole = left?.at(-1) === '' && right?.[0] === ''
  return whole && left.length + right.length - 1 === names.length ? names[left.length - 1].trim() : null
}

/** What stands between the commas outside of all brackets; null for text that can't be read piece by piece. */
function elementsIn(text: string): string[] | null {
  if (/['"]/.test(text)) return null
  const elements = ['']
  let depth = 0
  for (const each of text) {
    if ('([{'.includes(each)) depth++
    else if (')]}'.includes(each)) depth--
    if (depth < 0) return null
    if (each === ',' && depth === 0) elements.push('')
    else elements[elements.length - 1] += each.trim()
  }
  return depth === 0 ? elements : null
}
