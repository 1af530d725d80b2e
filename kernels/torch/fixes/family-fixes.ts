/** Fixes of a function where its sibling is meant: `stack` for `cat`, `BatchNorm2d` for `BatchNorm1d`, `@` for `*`. */

import type * as ast from '../../../src/python/parse/ast.js'
import { sameShape } from '../../../src/tensor/shape.js'
import { isMethod, nameOf } from './axis-fixes.js'
import type { Candidate, Case } from './case.js'
import { LAYERS } from './layers.js'
import { expressionsIn, type Region } from './regions.js'
import { inserted, replaced } from './source.js'
import { short } from './tensor-fixes.js'

/** Functions that are mistaken for one another. */
const SIBLINGS: Readonly<Record<string, readonly string[]>> = {
  cat: ['stack'],
  concat: ['stack'],
  stack: ['cat'],
  mm: ['matmul', 'bmm'],
  bmm: ['matmul'],
  dot: ['matmul'],
  mv: ['matmul'],
  matmul: ['mul'],
  squeeze: ['unsqueeze'],
  unsqueeze: ['squeeze'],
  expand: ['repeat'],
  repeat: ['expand'],
  view: ['reshape', 'permute'],
  mean: ['sum'],
  max: ['amax', 'argmax'],
  nll_loss: ['cross_entropy'],
  NLLLoss: ['CrossEntropyLoss'],
  BCELoss: ['BCEWithLogitsLoss', 'MSELoss'],
  MSELoss: ['CrossEntropyLoss'],
  CrossEntropyLoss: ['BCEWithLogitsLoss', 'MSELoss'],
  cross_entropy: ['binary_cross_entropy_with_logits', 'mse_loss'],
  ModuleList: ['Sequential'],
  Linear: ['Embedding'],
  Embedding: ['Linear'],
  LSTM: ['GRU'],
  GRU: ['LSTM'],
}

/** Layers and functions that are made for so many axes: `Conv2d`, `max_pool1d`. */
const OF_AXES = /^(.*?)([123])d$/

/** Another function of the family. */
export function* otherSibling(of: Case): Generator<Candidate> {
  const unexpected = /unexpected keyword argument '(\w+)'/.exec(of.message)?.[1]
  const counted = /dimension|[123]D|expected .* input|got \d/i.test(of.message)
  for (const region of of.regions) {
    const { cell, root, distance } = region
    for (const node of expressionsIn(root)) {
      if (node.kind === 'BinOp' && (node.op === 'Mult' || node.op === 'MatMult')) {
        const [left, right] = [node.left, node.right].map((each) => of.source.textOf(cell, each))
        const operator = node.op === 'Mult' ? '@' : '*'
        if (of.outputAt(cell, node.left) !== null || of.outputAt(cell, node.right) !== null || distance === 0)
          yield {
            edits: [replaced(cell, node, `${left} ${operator} ${right}`)],
            what: `${operator} instead of ${node.op === 'Mult' ? '*' : '@'} in line ${node.line}`,
            cost: 1.5 + distance * 0.2,
          }
      }
      if (node.kind === 'BinOp' && node.op === 'MatMult') yield* rowByRow(of, region, node)
      if (node.kind === 'BinOp' && node.op === 'Add') yield* joined(of, region, node)
      if (node.kind !== 'Call') continue
      yield* added(of, region, node)
      const name = nameOf(node)
      const [, stem, axes] = OF_AXES.exec(name) ?? []
      const others =
        stem === undefined
          ? (SIBLINGS[name] ?? [])
          : ['1', '2', '3'].filter((each) => each !== axes).map((each) => `${stem}${each}d`)
      const turned =
        stem === 'Conv' ? `ConvTranspose${axes}d` : stem === 'ConvTranspose' ? `Conv${axes}d` : null
      for (const [order, other] of [...others, ...(turned === null ? [] : [turned])].entries())
        yield {
          edits: [renamed(cell, node, name, other)],
          what: `${other} instead of ${name} in line ${node.line}`,
          cost:
            (takesInstead(node, name, other, unexpected)
              ? 0.6
              : stem === undefined || other === turned
                ? 1.35
                : counted
                  ? 0.85
                  : 1.7) +
            order * 0.05 +
            distance * 0.2,
        }
      if (name === 'gather') yield* gathered(of, cell, node, distance)
    }
  }
}

/** Is the keyword that a layer does not take one that its sibling takes? */
const takesInstead = (node: ast.Call, name: string, other: string, keyword: string | undefined): boolean =>
  keyword !== undefined &&
  node.keywords.some(({ arg }) => arg === keyword) &&
  LAYERS[name]?.parameters.includes(keyword) !== true &&
  LAYERS[other]?.parameters.includes(keyword) === true

/** `torch.cat([a, b], dim=1)` for `a + b`: a decoder takes both. */
function* joined(of: Case, { cell, frame, distance }: Region, node: ast.BinOp): Generator<Candidate> {
  const { left, right } = node
  const shapes = [left, right].map((each) => of.tensorAt(cell, each, frame)?.shape)
  const rank = shapes[0]?.length ?? shapes[1]?.length
  if (rank === undefined || rank === 0) return
  const texts = [left, right].map((each) => of.source.textOf(cell, each))
  const [a, b] = shapes
  for (const [order, dim] of (rank === 3 ? [1, -1] : [1]).entries()) {
    // Joined are what agrees in all other axes.
    const axis = dim < 0 ? rank + dim : dim
    const agree =
      a === undefined ||
      b === undefined ||
      (a.length === b.length && a.every((size, i) => i === axis || size === b[i]))
    if (!agree) continue
    yield {
      edits: [replaced(cell, node, `torch.cat([${texts.join(', ')}], dim=${dim})`)],
      what: `${short(texts[0])} and ${short(texts[1])} joined along axis ${dim}, not added`,
      cost: 1.35 + order * 0.1 + distance * 0.2,
    }
  }
}

/** `(a * b).sum(-1)` for `a @ b`: one product per row. */
function* rowByRow(of: Case, { cell, frame, distance }: Region, node: ast.BinOp): Generator<Candidate> {
  const operands = [node.left, node.right]
  const [a, b] = operands.map((each) => of.tensorAt(cell, each, frame)?.shape)
  if (distance === 0 && of.step !== null && a === undefined && b === undefined) {
    const [one, other] = of.step.inputs
    if (one === undefined || other === undefined || !sameShape(one.shape, other.shape)) return
  } else if (a === undefined || b === undefined || !sameShape(a, b)) return
  const [left, right] = operands.map((each) => of.source.textOf(cell, each))
  yield {
    edits: [replaced(cell, node, `(${left} * ${right}).sum(-1)`)],
    what: `${short(left)} times ${short(right)} row by row, summed`,
    cost: 0.85 + distance * 0.2,
  }
}

/** The other way: `a + b` for `torch.cat([a, b], dim=1)`. */
function* added(of: Case, { cell, distance }: Region, node: ast.Call): Generator<Candidate> {
  const [list] = node.args
  if (!/^(cat|concat|concatenate)$/.test(nameOf(node))) return
  if ((list?.kind !== 'List' && list?.kind !== 'Tuple') || list.elts.length !== 2) return
  const [a, b] = list.elts.map((each) => of.source.textOf(cell, each))
  yield {
    edits: [replaced(cell, node, `(${a} + ${b})`)],
    what: `${short(a)} and ${short(b)} added, not joined`,
    cost: 1.4 + distance * 0.2,
  }
}

const renamed = (cell: number, { func }: ast.Call, name: string, other: string) =>
  replaced(cell, { ...func, line: func.endLine, col: func.endCol - name.length }, other)

/** `q.gather(1, actions.unsqueeze(1)).squeeze(1)`: one index per row. */
function* gathered(of: Case, cell: number, node: ast.Call, distance: number): Generator<Candidate> {
  const index = node.args[isMethod(node) ? 1 : 2]
  if (index === undefined) return
  const { endLine, endCol } = index
  const text = short(of.source.textOf(cell, index))
  const column = inserted(cell, endLine, endCol, '.unsqueeze(1)')
  yield {
    edits: [column, inserted(cell, node.endLine, node.endCol, '.squeeze(1)')],
    what: `${text}: one index per row, as a column and back`,
    cost: 0.8 + distance * 0.2,
  }
  yield { edits: [column], what: `${text}: one index per row, as a column`, cost: 0.85 + distance * 0.2 }
}
