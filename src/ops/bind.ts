/**
 * The binder: arguments as written → the overload that takes them, and its arguments by name.
 *
 * One binder serves all faces. Overloads are tried in order, each parameter checked and converted at once; when none
 * fits, mismatch.ts says why in PyTorch's or CPython's words. Each face's overloads are compiled to tables on first use.
 */
import { fail } from '../tensor/error.js'
import { Tensor } from '../tensor/tensor.js'
import { type Argument, NUMPY_NAMES, Sequence } from './argument.js'
import { type Converter, MISMATCH, parameterConverter } from './convert.js'
import type { AnyOp } from './define.js'
import { explainMismatch } from './mismatch.js'
import { writeOut } from './out.js'
import type { Face, Namespace } from './registry.js'
import type { Default, Parameter } from './schema.js'

export type Keywords = ReadonlyMap<string, Argument>

/** A call ready to run. */
export interface BoundCall {
  readonly op: AnyOp
  readonly args: Record<string, unknown>
  /** What `out=` named. */
  readonly out: Tensor | readonly Tensor[] | null
}

interface Slot {
  readonly name: string
  /** NumPy's names for it, which PyTorch takes too. */
  readonly aliases: readonly string[]
  readonly convert: Converter
  readonly required: boolean
  readonly fallback: Default | undefined
  readonly keywordOnly: boolean
  readonly variadic: boolean
}

/** One overload as the binder walks it. */
interface Candidate {
  readonly op: AnyOp
  readonly slots: readonly Slot[]
  /** How many arguments may come by position. */
  readonly positional: number
  /** The slot that takes all positional arguments left (`view(2, 3)`), or -1. */
  readonly varargs: number
  /** Where every tensor may be given as a number: their names, of which one must be a tensor. */
  readonly operands: readonly string[] | null
}

/** A public name: what stands behind it, with the tables made so far. */
export interface Callee {
  readonly face: Face
  readonly namespace: Namespace
  readonly name: string
  candidates: readonly Candidate[] | null
}

export const calleeOf = (face: Face, namespace: Namespace, name: string): Callee => ({
  face,
  namespace,
  name,
  candidates: null,
})

const NO_NAMES: readonly string[] = []

/** Functions whose tensors may be given as numbers, with their in-place forms. */
const TAKES_NUMBERS = new Set(
  [
    'add',
    'sub',
    'subtract',
    'mul',
    'multiply',
    'div',
    'divide',
    'true_divide',
    'floor_divide',
    'copy',
  ].flatMap((name) => [name, `${name}_`]),
)

function candidate(op: AnyOp, { namespace, name, face }: Callee): Candidate {
  const numbers = name === 'copy_' || (namespace === 'torch' && TAKES_NUMBERS.has(name))
  const slots = op.schema.parameters.map(
    (parameter: Parameter): Slot => ({
      name: parameter.name,
      aliases: face.style === 'native' ? (NUMPY_NAMES[parameter.name] ?? NO_NAMES) : NO_NAMES,
      convert: parameterConverter(parameter, numbers),
      required: parameter.required,
      fallback: parameter.default,
      keywordOnly: parameter.keywordOnly,
      variadic: parameter.type.variadic === true,
    }),
  )
  const positional = slots.filter(({ keywordOnly }) => !keywordOnly).length
  const first = namespace === 'Tensor' ? 1 : 0
  const { type } = op.schema.parameters[first] ?? { type: null }
  const rest = slots.findIndex(({ variadic }) => variadic)
  const varargs =
    rest >= 0
      ? rest
      : face.style === 'native' && positional === first + 1 && type?.base === 'int' && type.list !== null
        ? first
        : -1
  const tensors = op.schema.parameters.filter(({ type: { base } }) => base === 'Operand' || base === 'Tensor')
  const operands =
    tensors.length > 1 && tensors.every(({ type: { base } }) => base === 'Operand')
      ? tensors.map((parameter) => parameter.name)
      : null
  return { op, slots, positional, varargs, operands }
}

/** The arguments by name, or null where this overload does not take them. */
function tryBind(
  { slots, positional, varargs, operands }: Candidate,
  args: readonly Argument[],
  keywords: Keywords | null,
): Record<string, unknown> | null {
  const given = args.length
  if (given > positional && varargs < 0) return null
  const bound: Record<string, unknown> = {}
  let at = 0
  let used = 0
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i]
    if (at < given) {
      if (slot.keywordOnly) return null
      // One int may stand for a list of one, several are the list.
      let value = slot.variadic || (i === varargs && given - at > 1) ? MISMATCH : slot.convert(args[at])
      if (value !== MISMATCH) at++
      else if (i !== varargs) return null
      else {
        value = slot.convert(new Sequence('tuple', args.slice(at)))
        if (value === MISMATCH) return null
        at = given
      }
      bound[slot.name] = value
      continue
    }
    const value = keywords === null ? undefined : keyword(slot, keywords)
    if (value === undefined) {
      if (slot.required) return null
      bound[slot.name] = slot.fallback
    } else {
      const converted = slot.convert(value)
      if (converted === MISMATCH) return null
      bound[slot.name] = converted
      used++
    }
  }
  if (at < given) return null
  if (operands?.every((name) => (bound[name] as Tensor | null)?.wrapped)) return null
  return keywords === null || used === keywords.size ? bound : null
}

function keyword({ name, aliases }: Slot, keywords: Keywords): Argument | undefined {
  const value = keywords.get(name)
  if (value !== undefined || aliases.length === 0) return value
  for (const alias of aliases) {
    const other = keywords.get(alias)
    if (other !== undefined) return other
  }
  return undefined
}

/**
 * Finds the overload. TypeError when no overload takes the arguments: worded as PyTorch's native functions or as Python's own,
 * as the face says.
 */
export function bind(callee: Callee, args: readonly Argument[], keywords: Keywords | null): BoundCall {
  let out: BoundCall['out'] = null
  let left = keywords
  if (keywords !== null && callee.face.out && keywords.has('out')) {
    out = outOf(callee, keywords.get('out')!)
    left = new Map([...keywords].filter(([name]) => name !== 'out'))
  }
  callee.candidates ??= callee.face.ops.map((op) => candidate(op, callee))
  const { candidates } = callee
  for (let i = 0; i < candidates.length; i++) {
    const bound = tryBind(candidates[i], args, left)
    if (bound !== null) return { op: candidates[i].op, args: bound, out }
  }
  return explainMismatch(callee, args, keywords)
}

function outOf({ name }: Callee, value: Argument): BoundCall['out'] {
  if (value === null || value instanceof Tensor) return value
  if (value instanceof Sequence && value.items.every((item) => item instanceof Tensor)) {
    return value.items as readonly Tensor[]
  }
  fail(
    'TypeError',
    `${name}(): argument 'out' must be Tensor, not ${value instanceof Sequence ? value.typeName : typeof value}`,
  )
}

/** Binds and runs. */
export function callFace(callee: Callee, args: readonly Argument[], keywords: Keywords | null): unknown {
  const { op, args: bound, out } = bind(callee, args, keywords)
  return out === null ? op.invoke(bound) : writeOut(op, bound, out)
}
