/**
 * `defineOp`: one declaration from which everything about an operator follows (binding, shape, derivation, data,
 * gradient, in-place and out= variants, help).
 *
 * A primitive has a `shape` and a `kernel`; a view has a `shape` that aliases; a composite is made of other operators
 * and gets its gradient from them. Running a primitive settles shape, dtype and errors at once and queues the kernel.
 */
import type { DType } from '../tensor/dtype.js'
import { type Scalar, scalarOf } from '../tensor/scalar.js'
import { state } from '../tensor/state.js'
import { type NdArray, Tensor } from '../tensor/tensor.js'
import type { Argument } from './argument.js'
import { type Edge, edgeOf, Named } from './autograd.js'
import type { Out } from './derive.js'
import { runInplace } from './inplace.js'
import { type Face, type FaceStyle, type Namespace, register } from './registry.js'
import { run } from './run.js'
import {
  type Args,
  type CallArgs,
  type Parameter,
  parseSchema,
  type ResultOf,
  type Schema,
  type TensorNames,
} from './schema.js'
import { type Recorder, trace } from './trace.js'
import { wrapNumber } from './wrap.js'

/** What a data kernel sees: strided arrays in place of tensors. */
export type KernelArgs<S extends string> = { [K in keyof Args<S>]: Strided<Args<S>[K]> } & {
  readonly drawn: unknown
}
type Strided<T> = T extends Tensor
  ? NdArray
  : T extends Tensor[]
    ? NdArray[]
    : T extends (Tensor | null)[]
      ? (NdArray | null)[]
      : T

/** What is known of an operand without its values. */
interface OperandMeta {
  readonly shape: readonly number[]
  readonly strides: readonly number[]
  readonly dtype: DType
}

/** What a backward function sees. Reading a tensor argument or a result checks that nobody wrote to it since. */
export type BackwardContext<S extends string> = Args<S> & {
  /** The gradient of output 0. */
  readonly grad: Tensor
  /** The gradients of all outputs, null where none arrived. */
  readonly grads: readonly (Tensor | null)[]
  readonly result: Tensor
  readonly results: readonly Tensor[]
  /** Shape, strides and dtype of a tensor argument, without the check: for gradients that need no values. */
  readonly meta: Readonly<Record<string, OperandMeta>>
  /** The same of all tensors in turn, those of a list one by one. */
  readonly metas: readonly OperandMeta[]
  /** Whether the gradient of this parameter is asked for. */
  readonly needs: (name: TensorNames<S>) => boolean
}

type Backward<S extends string> = {
  readonly [N in TensorNames<S>]?: (context: BackwardContext<S>) => Tensor | null | readonly (Tensor | null)[]
}

interface Common {
  /** One sentence for `?`. */
  readonly doc: string
  /** Where users find it; torch function and Tensor method if not said. */
  readonly faces?: Partial<Record<Namespace, FaceStyle>>
  /** Other names on the same faces: `absolute` for `abs`. */
  readonly aliases?: readonly string[]
  /** Further namespaces where it is found under names of their own: `torch.special.expit` for `sigmoid`. */
  readonly also?: Partial<Record<Namespace, readonly string[]>>
  /** Whether `name_` exists, on the faces that have the name itself (Tensor only, unless given). */
  readonly inplace?: boolean | readonly Namespace[]
  /** Whether torch's function takes `out=`. */
  readonly out?: boolean
  /** Python expressions that show and test it; `errors` raise. */
  readonly samples?: readonly string[]
  readonly errors?: readonly string[]
  /** The name in CPython's TypeErrors where it is not the face's: what a dispatching function calls. */
  readonly calledAs?: string
  /** The native function of torch that complains of the arguments of one that is written in Python; null where that does itself. */
  readonly handsTo?: (args: readonly Argument[]) => string | null
  /** The signature line in PyTorch's TypeErrors where it differs from what the schema gives. */
  readonly signature?: string
}

interface Primitive<S extends string> extends Common {
  readonly schema: S
  /** Sizes, dtypes and reasons of the outputs; raises PyTorch's errors. Pure. */
  readonly shape: (args: Args<S>) => Out | readonly Out[]
  /** Fills the outputs, contiguous and zeroed, in order; `out` is the first. Views need none. */
  readonly kernel?: (args: KernelArgs<S>, out: NdArray, outs: readonly NdArray[]) => void
  /** Reserves random numbers when the operator runs; the kernel gets the result as `args.drawn`. */
  readonly draw?: (args: Args<S>, outs: readonly Out[]) => unknown
  /** The kernel asks its operands for sizes and dtypes alone: their numbers are not computed for it, nor kept. */
  readonly unread?: true
  /** Gradients by argument name; an operator without is not differentiable. */
  readonly backward?: Backward<S>
  /** PyTorch has an overload of its own for numbers, which are no operands of its node: `x ** 2`. */
  readonly numbersApart?: boolean
  /** The node's name where it is not the operator's: `ConvolutionBackward0`. */
  readonly gradName?: string | ((args: Args<S>) => string)
  /** In place it writes one value into some of the elements, which may lie at one place: expanded memory will do. */
  readonly fills?: (args: Args<S>) => boolean
  /** Raises on what PyTorch's in-place variant refuses beyond. */
  readonly refuseInplace?: (args: Args<S>) => void
  /** The same for the in-place variant where that has another. */
  readonly inplaceGradName?: string | ((args: Args<S>) => string)
  /** Its gradients where they are reckoned from what it wrote. */
  readonly inplaceBackward?: Backward<S>
}

interface Composite<S extends string> extends Common {
  readonly schema: S
  readonly composite: (args: Args<S>) => ResultOf<S>
  /** As of primitives. */
  readonly fills?: (args: Args<S>) => boolean
  /** The name of the graph's node, where PyTorch has one operator for what is composed here. */
  readonly gradName?: string
  /** The shape is checked by the parts. */
  readonly shape?: undefined
}

export type OpSpec<S extends string> = Primitive<S> | Composite<S>

/** An operator as the binder, the bridge and explanations see it. */
export interface AnyOp {
  /** With the overload: `max.dim`. */
  readonly name: string
  /** Without it. */
  readonly base: string
  readonly schema: Schema
  readonly spec: OpSpec<string>
  /** Runs it on bound arguments. */
  readonly invoke: (args: Record<string, unknown>) => unknown
}

/** An operator as TypeScript code calls it: arguments in the schema's order. */
export interface Op<S extends string = string> extends AnyOp {
  (...args: CallArgs<S>): ResultOf<S>
  /** The variant that writes the result into its first argument and returns that. */
  readonly inplace: (...args: CallArgs<S>) => Tensor
}

export function defineOp<const S extends string>(spec: OpSpec<S>): Op<S> {
  // The registry and the dispatcher handle operators of every schema alike.
  const plain: AnyOp = new Declared(spec as unknown as OpSpec<string>, '', (args) =>
    trace.recorder === null ? start(plain, args) : traced(plain, args, trace.recorder, start, plain),
  )
  let fill: ReturnType<typeof filler> | null = null
  const filled = (args: unknown[]): Record<string, unknown> => {
    fill ??= filler(plain.schema)
    return fill(args)
  }
  const call = (...args: unknown[]): unknown => plain.invoke(filled(args))
  const inplaceOp = inplaceOf(plain)
  const inplace = (...args: unknown[]): unknown => inplaceOp.invoke(filled(args))
  declareFaces(plain, spec.inplace === undefined || spec.inplace === false ? null : inplaceOp)
  Object.defineProperties(call, {
    name: { value: plain.name },
    schema: { get: () => plain.schema },
  })
  return Object.assign(call, { spec: plain.spec, invoke: plain.invoke, inplace }) as unknown as Op<S>
}

/** `max.dim` and `max` of the text of a schema. */
const SCHEMA_NAME = /^(\w+)(?:\.(\w+))?/

/** An operator as declared. Its schema is parsed when somebody asks: most programs use few of the hundreds. */
class Declared implements AnyOp {
  readonly name: string
  /** The name without the overload. */
  readonly base: string
  private parsed: Schema | null = null

  /** `suffix` is `_` for the variant that writes in place. */
  constructor(
    readonly spec: OpSpec<string>,
    private readonly suffix: '' | '_',
    readonly invoke: AnyOp['invoke'],
  ) {
    const [, base, overload] = SCHEMA_NAME.exec(spec.schema)!
    this.base = `${base}${suffix}`
    this.name = overload === undefined ? this.base : `${this.base}.${overload}`
  }

  get schema(): Schema {
    if (this.parsed === null) {
      const schema = parseSchema(this.spec.schema)
      this.parsed = this.suffix === '' ? schema : { ...schema, name: this.base }
    }
    return this.parsed
  }
}

function start(op: AnyOp, args: Record<string, unknown>): unknown {
  const { spec } = op
  if (!('composite' in spec)) return run(op, spec as PrimitiveSpec, args)
  const result = spec.composite(args as never)
  if (spec.gradName !== undefined && state.gradEnabled) nameNodes(op, result, spec.gradName, args)
  return result
}

/** Puts a node of the composite's name behind each result that is no argument passed through. */
function nameNodes(op: AnyOp, result: unknown, name: string, args: Record<string, unknown>): void {
  const given = Object.values(args)
  for (const tensor of Array.isArray(result) ? result : [result]) {
    if (!(tensor instanceof Tensor) || tensor.isLeaf || given.includes(tensor)) continue
    tensor.gradFn = new Named(name, edgeOf(tensor), edgesTo(op, args))
    tensor.outputIndex = 0
  }
}

/** The edges to the operands that gradients can flow to. */
function edgesTo({ schema }: AnyOp, args: Record<string, unknown>): (Edge | null)[] {
  return schema.parameters
    .filter(({ type }) => type.base === 'Tensor' || type.base === 'Operand')
    .flatMap(({ name }) => args[name] as Tensor | null | (Tensor | null)[])
    .filter((tensor) => tensor === null || carriesNumbers(tensor))
    .map((tensor) => (tensor === null ? null : edgeOf(tensor)))
}

const carriesNumbers = ({ dtype, wrapped }: Tensor): boolean =>
  !wrapped && (dtype.kind === 'float' || dtype.kind === 'complex')

/** A primitive of any schema: what the dispatcher runs. */
export type PrimitiveSpec = Primitive<string> & {
  readonly shape: (args: Record<string, unknown>) => Out | readonly Out[]
  readonly kernel?: (args: Record<string, unknown>, out: NdArray, outs: readonly NdArray[]) => void
  readonly draw?: (args: Record<string, unknown>, outs: readonly Out[]) => unknown
  readonly unread?: true
  readonly backward?: Readonly<
    Record<string, (context: object) => Tensor | null | readonly (Tensor | null)[]>
  >
  readonly gradName?: string | ((args: Record<string, unknown>) => string)
  readonly inplaceGradName?: string | ((args: Record<string, unknown>) => string)
  readonly refuseInplace?: (args: Record<string, unknown>) => void
  readonly inplaceBackward?: Readonly<
    Record<string, (context: object) => Tensor | null | readonly (Tensor | null)[]>
  >
  readonly numbersApart?: boolean
}

function inplaceOf(op: AnyOp): AnyOp {
  const variant: AnyOp = new Declared(op.spec, '_', (args) =>
    trace.recorder === null ? runInplace(op, args) : traced(variant, args, trace.recorder, runInplace, op),
  )
  return variant
}

/** Runs `body` between the recorder's enter and leave. */
function traced(
  op: AnyOp,
  args: Record<string, unknown>,
  recorder: Recorder,
  body: (op: AnyOp, args: Record<string, unknown>) => unknown,
  inner: AnyOp,
): unknown {
  recorder.enterOp(op)
  let result: unknown = null
  try {
    result = body(inner, args)
    return result
  } finally {
    recorder.leaveOp(op, args, result)
  }
}

// --- faces ------------------------------------------------------------------------------------------------------

const defaultFaces: Partial<Record<Namespace, FaceStyle>> = { torch: 'native', Tensor: 'native' }

function declareFaces(op: AnyOp, inplace: AnyOp | null): void {
  const { faces = defaultFaces, aliases = [], also = {}, inplace: places, out = false } = op.spec
  for (const [namespace, names] of Object.entries(also) as [Namespace, readonly string[]][])
    for (const name of names) register(namespace, name, op, { style: 'native', out })
  for (const [namespace, style] of Object.entries(faces) as [Namespace, FaceStyle][]) {
    const face: Omit<Face, 'ops'> = { style, out: out && namespace !== 'Tensor' }
    for (const name of [op.base, ...aliases]) register(namespace, name, op, face)
  }
  if (inplace === null) return
  for (const namespace of Array.isArray(places) ? (places as readonly Namespace[]) : (['Tensor'] as const)) {
    const face: Omit<Face, 'ops'> = { style: 'native', out: false }
    for (const name of [op.base, ...aliases]) register(namespace, `${name}_`, inplace, face)
  }
}

// --- calls from TypeScript --------------------------------------------------------------------------------------

type Coerce = (value: unknown) => unknown

const scalar: Coerce = (value) => (value === null ? null : scalarOf(value as number | boolean | Scalar))
const operand: Coerce = (value) =>
  value === null || (typeof value === 'object' && 'storage' in value)
    ? value
    : wrapNumber(scalarOf(value as number | Scalar))

function coercion({ type }: Parameter): Coerce | null {
  const { base, list } = type
  const element = base === 'Scalar' ? scalar : base === 'Operand' ? operand : null
  if (list === null) return element
  if (list > 0)
    return (value) => (Array.isArray(value) || value === null ? value : new Array(list).fill(value))
  return (value) => (Array.isArray(value) || value === null ? value : [value])
}

/** Turns arguments in the schema's order into arguments by name, defaults filled in. */
function filler({ parameters }: Schema): (values: unknown[]) => Record<string, unknown> {
  const coercions = parameters.map(coercion)
  return (values) => {
    const args: Record<string, unknown> = {}
    for (let i = 0; i < parameters.length; i++) {
      const value = values[i]
      const coerce = coercions[i]
      args[parameters[i].name] =
        value === undefined ? parameters[i].default : coerce === null ? value : coerce(value)
    }
    return args
  }
}
