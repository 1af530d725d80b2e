/** Fixes of calls that their function does not take: arguments too many, under another name; a class where an object is meant. */
import { distance } from '../../../src/base/spelling.js'
import type * as ast from '../../../src/python/parse/ast.js'
import type { Candidate, Case, Placed } from './case.js'
import { LAYERS } from './layers.js'
import { tensorOf, valueIn } from './names.js'
import { kinship, lastName, parametersOf } from './parameters.js'
import { expressionsIn } from './regions.js'
import { inserted, type Node, replaced } from './source.js'
import { short } from './tensor-fixes.js'

/** The calls in the statements that the exception went through, the innermost first. */
export function* failingCalls(of: Case): Generator<Placed<ast.Call>> {
  const seen = new Set<Node>()
  for (const { site } of of.failure.places) {
    const placed = of.source.nodeAt(site)
    if (placed === null) continue
    const { cell } = placed
    for (const node of expressionsIn(of.source.statementOf(cell, placed.node)))
      if (node.kind === 'Call' && !seen.has(node)) {
        seen.add(node)
        yield { cell, node }
      }
  }
}

/** Text put behind the last argument of a call. */
export const withArgument = ({ cell, node }: Placed<ast.Call>, text: string) =>
  inserted(
    cell,
    node.endLine,
    node.endCol - 1,
    node.args.length + node.keywords.length === 0 ? text : `, ${text}`,
  )

/** `model.parameters` where `model.parameters()` is meant. */
export function* forgottenCall(of: Case): Generator<Candidate> {
  if (!/method|function/.test(of.message)) return
  for (const { site } of of.failure.places) {
    const placed = of.source.nodeAt(site)
    if (placed === null) continue
    const { cell } = placed
    for (const node of expressionsIn(of.source.statementOf(cell, placed.node))) {
      if (node.kind !== 'Attribute' || !of.isWhole(cell, node)) continue
      yield {
        edits: [inserted(cell, node.endLine, node.endCol, '()')],
        what: `${short(of.source.textOf(cell, node))} is called in line ${node.line}`,
        cost: 0.6,
      }
    }
  }
}

/** `takes 2 positional arguments but 3 were given`: `self` is missing, or an argument is one too many. */
export function* tooManyArguments(of: Case): Generator<Candidate> {
  if (!/takes .*arguments? but|positional arguments? but|expected at most/.test(of.message)) return
  for (const { cell, node } of of.source.nodes()) {
    if (node.kind !== 'FunctionDef' || of.source.parentOf(cell, node)?.kind !== 'ClassDef') continue
    const [first] = node.args.args
    if (first?.arg === 'self' || first?.arg === 'cls' || node.decorator_list.length > 0) continue
    const place = of.source.headOf(cell, node)
    if (place === null) continue
    yield {
      edits: [inserted(cell, place.line, place.col, first === undefined ? 'self' : 'self, ')],
      what: `${node.name} takes self`,
      cost: 0.5,
    }
  }
  for (const { cell, node } of failingCalls(of))
    for (const [i, argument] of node.args.entries()) {
      const texts = node.args.filter((_, j) => j !== i).map((each) => of.source.textOf(cell, each))
      const [first, last] = [node.args[0], node.args[node.args.length - 1]]
      yield {
        edits: [replaced(cell, { ...first, endLine: last.endLine, endCol: last.endCol }, texts.join(', '))],
        what: `without ${short(of.source.textOf(cell, argument))} in line ${node.line}`,
        cost: 1.1 + (node.args.length - 1 - i) * 0.05,
      }
    }
}

/** Keywords of other libraries, and what they are called here. */
const ALIASES: Readonly<Record<string, string>> = {
  axis: 'dim',
  keepdims: 'keepdim',
  kernel: 'kernel_size',
  pad: 'padding',
  strides: 'stride',
  size: 'kernel_size',
  in_dim: 'in_features',
  out_dim: 'out_features',
  heads: 'num_heads',
}

const KNOWN = new Set(
  Object.values(LAYERS)
    .flatMap(({ parameters }) => parameters)
    .concat(
      'dim keepdim lr weight_decay momentum betas batch_size shuffle drop_last p dtype size mode align_corners'.split(
        ' ',
      ),
    ),
)

/** `got an unexpected keyword argument 'axis'`: the parameter's own name, or none. */
export function* otherKeyword(of: Case): Generator<Candidate> {
  const [, wrong] = /unexpected keyword argument '(\w+)'/.exec(of.message) ?? []
  if (wrong === undefined) return
  for (const placed of failingCalls(of)) {
    const { cell, node } = placed
    // The key of a dict that is passed on: `Net(**config)`.
    for (const { cell: place, node: each } of of.source.nodes())
      if (each.kind === 'Constant' && each.value.type === 'str' && each.value.value === wrong)
        for (const name of parametersOf(of, node) ?? [])
          if (kinship(name, wrong) > 0)
            yield {
              edits: [replaced(place, each, JSON.stringify(name))],
              what: `"${name}" instead of "${wrong}"`,
              cost: 1 - 0.4 * kinship(name, wrong),
            }
    for (const [i, keyword] of node.keywords.entries()) {
      if (keyword.arg !== wrong) continue
      const own = parametersOf(of, node)
      const text = of.source.textOf(cell, keyword.value)
      const used = new Set(node.keywords.map(({ arg }) => arg))
      const names = [...(ALIASES[wrong] === undefined ? [] : [ALIASES[wrong]]), ...(own ?? KNOWN)]
      for (const name of new Set(names)) {
        if (used.has(name)) continue
        const far = Math.min(1, distance(wrong, name) / (wrong.length + name.length))
        yield {
          edits: [replaced(cell, keyword, `${name}=${text}`)],
          what: `${name} instead of ${wrong} in line ${node.line}`,
          cost: ALIASES[wrong] === name ? 0.5 : 0.6 + far - 0.3 * kinship(wrong, name),
        }
      }
      const before = i > 0 ? node.keywords[i - 1] : node.args.at(-1)
      const gone = before === undefined ? keyword : { ...keyword, line: before.endLine, col: before.endCol }
      yield {
        edits: [replaced(cell, gone, '')],
        what: `without ${wrong} in line ${node.line}`,
        cost: 1.05,
      }
    }
  }
}

/** A class stands where one of its objects is meant: `model = Net`, `nn.CrossEntropyLoss(out, y)`. */
export function* classForObject(of: Case): Generator<Candidate> {
  yield* instances(of, 0.3)
}

export function* instances(of: Case, more: number): Generator<Candidate> {
  for (const { cell, root, frame, distance: far } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind === 'Call' && node.args.length > 0 && isClass(node.func) && frame !== null) {
        const tensors = node.args.filter(
          (each) => (of.outputAt(cell, each) ?? tensorOf(valueIn(frame, each))) !== null,
        )
        if (tensors.length > 0) {
          const { endLine, endCol } = node.func
          const name = of.source.textOf(cell, node.func)
          yield {
            edits: [inserted(cell, endLine, endCol, '()')],
            what: `${name} is made, then called`,
            cost: 0.5 + far * 0.2,
          }
          const rest = node.args
            .filter((each) => !tensors.includes(each))
            .map((each) => of.source.textOf(cell, each))
          const keywords = node.keywords.map((each) => of.source.textOf(cell, each))
          if (rest.length + keywords.length > 0)
            yield {
              edits: [
                replaced(
                  cell,
                  node,
                  `${name}(${[...rest, ...keywords].join(', ')})(${tensors.map((each) => of.source.textOf(cell, each)).join(', ')})`,
                ),
              ],
              what: `${name} is made, then called`,
              cost: 0.5 + far * 0.2,
            }
        }
      }
      if (!isClass(node)) continue
      const parent = of.source.parentOf(cell, node)
      if ((parent?.kind !== 'Assign' && parent?.kind !== 'Call') || of.isCalled(cell, node)) continue
      yield {
        edits: [inserted(cell, node.endLine, node.endCol, '()')],
        what: `${of.source.textOf(cell, node)}() is an object of the class`,
        cost: 0.55 + more + far * 0.2,
      }
    }
}

/** `Net`, `nn.ReLU`: by its spelling, a class. */
const isClass = (node: ast.Expr): boolean =>
  (node.kind === 'Name' || node.kind === 'Attribute') && /^[A-Z][A-Za-z]*[a-z]/.test(lastName(node) ?? '')

/** `torch.cat(a, b)`: what is joined is one list. */
export function* joinedAsList(of: Case): Generator<Candidate> {
  if (of.failure.type !== 'TypeError') return
  for (const { cell, node } of failingCalls(of)) {
    if (!/^(cat|concat|stack|hstack|vstack|Sequential|ModuleList)$/.test(lastName(node.func) ?? '')) continue
    const { args } = node
    for (let count = args.length; count > 1; count--) {
      const [first, last] = [args[0], args[count - 1]]
      yield {
        edits: [inserted(cell, first.line, first.col, '['), inserted(cell, last.endLine, last.endCol, ']')],
        what: `${count} tensors as one list in line ${node.line}`,
        cost: 0.6 + (args.length - count) * 0.02,
      }
    }
    const [only] = args
    if (only?.kind === 'List' && args.length === 1)
      yield {
        edits: [inserted(cell, only.line, only.col, '*')],
        what: 'the parts of the list, one by one',
        cost: 0.6,
      }
    if (only !== undefined && only.kind !== 'List' && only.kind !== 'Starred' && args.length === 1)
      yield {
        edits: [inserted(cell, only.line, only.col, '*')],
        what: 'the parts of it, one by one',
        cost: 0.7,
      }
  }
}

/** `x.shape(0)` and `x.size[0]`: brackets of the other kind. */
export function* otherBrackets(of: Case): Generator<Candidate> {
  if (!/not callable|not subscriptable/.test(of.message)) return
  for (const { site } of of.failure.places) {
    const placed = of.source.nodeAt(site)
    if (placed === null) continue
    const { cell } = placed
    for (const node of expressionsIn(of.source.statementOf(cell, placed.node))) {
      if (node.kind !== 'Call' && node.kind !== 'Subscript') continue
      const inner = node.kind === 'Call' ? node.func : node.value
      const text = of.source.textOf(cell, { ...node, line: inner.endLine, col: inner.endCol })
      const [open, close] = node.kind === 'Call' ? ['[', ']'] : ['(', ')']
      yield {
        edits: [
          replaced(
            cell,
            { ...node, line: inner.endLine, col: inner.endCol },
            open + text.trim().slice(1, -1) + close,
          ),
        ],
        what: `${short(of.source.textOf(cell, inner))} with ${open}${close} in line ${node.line}`,
        cost: 0.6,
      }
    }
  }
}
