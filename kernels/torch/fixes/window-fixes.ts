/** Fixes of what slides: kernel, stride and padding of earlier layers; and flattening before a layer inside a Sequential. */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Candidate, Case } from './case.js'
import { expressionsIn } from './regions.js'
import type { Step } from './run.js'
import { constantOf, inserted, replaced } from './source.js'

/** Other windows of the convolutions and pools before the failure, nearest first. */
export function* otherWindows(of: Case): Generator<Candidate> {
  const seen = new Set<unknown>()
  let distance = 0
  for (const step of [...(of.step === null ? [] : [of.step]), ...of.before()]) {
    if (of.factsOf(step)?.window !== true) continue
    const construction = of.constructionOf(step)
    if (construction === null || seen.has(construction.node)) continue
    seen.add(construction.node)
    yield* windows(of, step, distance++ * 0.05)
  }
}

const scalar = (of: Case, step: Step, parameter: string): number | null => {
  const argument = of.argument(step, parameter)
  if (argument === null) return null
  return argument.value.kind === 'Tuple' ? constantOf(argument.value.elts[0]) : constantOf(argument.value)
}

function* windows(of: Case, step: Step, more: number): Generator<Candidate> {
  const construction = of.constructionOf(step)!
  const kernel = scalar(of, step, 'kernel_size') ?? 1
  const stride = scalar(of, step, 'stride')
  const padding = scalar(of, step, 'padding') ?? 0
  const same = (kernel - 1) >> 1
  // "Kernel size can't be greater than actual input size": as large as the input.
  const fitting =
    step === of.step
      ? Number(
          /\((\d+)(?: x \d+)*\)\. Kernel size|input size: \(\d+x(\d+)x/
            .exec(of.message)
            ?.slice(1)
            .find(Boolean) ?? 0,
        )
      : 0
  const wanted: Readonly<Record<string, readonly number[]>> = {
    padding: [same, 0, 1, 2, 3].filter((each) => each !== padding),
    kernel_size: [...(fitting > 0 ? [fitting] : []), 2 * padding + 1, 3, 5, 2, 1, 4, 7].filter(
      (each) => each !== kernel,
    ),
    stride: [1, 2, kernel].filter((each) => each !== (stride ?? (step.name.includes('Pool') ? kernel : 1))),
    output_padding: step.name.startsWith('ConvTranspose') ? [1, 0] : [],
  }
  for (const [parameter, values] of Object.entries(wanted)) {
    for (const [order, value] of [...new Set(values)].entries()) {
      const usual = order === 0 && (parameter === 'padding' || parameter === 'kernel_size')
      const fits = parameter === 'kernel_size' && value === fitting
      // Rows that no window reads are not meant.
      const odd = parameter === 'kernel_size' && kernel < (stride ?? 1) && value >= (stride ?? 1)
      const cost = (fits ? 1.15 : odd ? 1.3 : usual ? 1.7 : 2.3) + order * 0.1 + more
      const what = `${of.nameOf(step)} with ${parameter} ${value}`
      const argument = of.argument(step, parameter)
      if (argument !== null)
        yield { edits: [replaced(argument.cell, argument.value, String(value))], what, cost }
      else {
        const { cell, node } = construction
        yield {
          edits: [inserted(cell, node.endLine, node.endCol - 1, `, ${parameter}=${value}`)],
          what,
          cost: cost + 0.1,
        }
      }
    }
  }
}

/** Windows that a call of the program's own passes on: `ConvBlock(16, 32, kernel_size=5, padding=1)`. */
export function* passedWindows(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call') continue
      const numbers = new Map<string, number | null>()
      for (const { arg, value } of node.keywords) if (arg !== null) numbers.set(arg, constantOf(value))
      const [kernel, padding] = [numbers.get('kernel_size') ?? 3, numbers.get('padding') ?? 0]
      const wanted: Readonly<Record<string, readonly number[]>> = {
        padding: [(kernel - 1) >> 1, 0, 1, 2, 3],
        kernel_size: [2 * padding + 1, 3, 1, 5, 2, 4],
        stride: [1, 2],
        output_padding: [1, 0],
        dilation: [1, padding],
        scale_factor: [2, 4],
        groups: [1],
      }
      for (const { arg, value } of node.keywords) {
        if (arg === null || wanted[arg] === undefined || constantOf(value) === null) continue
        // A window smaller than its stride leaves rows unread.
        for (const [order, number] of wanted[arg].entries())
          if (
            number !== constantOf(value) &&
            number >= 0 &&
            (arg !== 'kernel_size' || number >= (numbers.get('stride') ?? 1))
          )
            yield {
              edits: [replaced(cell, value, String(number))],
              what: `${arg}=${number} in line ${node.line}`,
              cost: 1.3 + order * 0.12 + distance * 0.2,
            }
      }
      // F.max_pool2d(x, 2)
      const [, size] = node.args
      const pools = node.func.kind === 'Attribute' && /^(max|avg)_pool\dd$/.test(node.func.attr)
      if (pools && size !== undefined && constantOf(size) !== null)
        for (const number of [2, 3, 4, 1])
          if (number !== constantOf(size))
            yield {
              edits: [replaced(cell, size, String(number))],
              what: `a pool of ${number} in line ${node.line}`,
              cost: 1.3 + (number === 2 ? 0 : 0.1) + distance * 0.2,
            }
    }
}

/** `nn.Flatten()` before the failing layer of a Sequential. */
export function* flattenBetween(of: Case): Generator<Candidate> {
  const { step } = of
  if (step === null || step.inputs.length === 0 || step.inputs[0].shape.length < 3) return
  const construction = of.constructionOf(step)
  if (construction === null) return
  const { cell, node } = construction
  const parent = of.source.parentOf(cell, node)
  if (parent?.kind !== 'Call') return
  yield {
    edits: [inserted(cell, node.line, node.col, `${prefixOf(node)}Flatten(), `)],
    what: `all axes but the batch become one before ${of.nameOf(step)}`,
    cost: 0.6,
  }
}

/** `nn.` of `nn.Linear(…)`. */
const prefixOf = ({ func }: ast.Call): string =>
  func.kind === 'Attribute' && func.value.kind === 'Name' ? `${func.value.id}.` : 'nn.'
