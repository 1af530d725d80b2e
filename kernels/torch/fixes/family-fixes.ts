/** Fixes of a function where its sibling is meant: `stack` for `cat`, `BatchNorm2d` for `BatchNorm1d`, `@` for `*`. */
import type * as ast from '../../../src/python/parse/ast.js'
import { isMethod, nameOf } from './axis-fixes.js'
import type { Candidate, Case } from './case.js'
import { expressionsIn } from './regions.js'
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
  LSTM: ['GRU'],
  GRU: ['LSTM'],
}

/** Layers and functions that are made for so many axes: `Conv2d`, `max_pool1d`. */
const OF_AXES = /^(.*?)([123])d$/

/** Another function of the family. */
export function* otherSibling(of: Case): Generator<Candidate> {
  const counted = /dimension|[123]D|expected .* input|got \d/i.test(of.message)
  for (const { cell, root, distance } of of.regions)
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
      if (node.kind !== 'Call') continue
      const name = nameOf(node)
      const [, stem, axes] = OF_AXES.exec(name) ?? []
      const others =
        stem === undefined
          ? (SIBLINGS[name] ?? [])
          : ['1', '2', '3'].filter((each) => each !== axes).map((each) => `${stem}${each}d`)
      for (const [order, other] of others.entries())
        yield {
          edits: [renamed(cell, node, name, other)],
          what: `${other} instead of ${name} in line ${node.line}`,
          cost: (stem === undefined ? 1.35 : counted ? 0.85 : 1.7) + order * 0.05 + distance * 0.2,
        }
      if (name === 'gather') yield* gathered(of, cell, node, distance)
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
