/**
 * Operator schemas: PyTorch's signature strings, read twice: by TypeScript, for the types of the arguments, and at
 * run time, for the binder, help and completion.
 *
 *     conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, *, int groups=1) -> Tensor
 *
 * What stands before the parameters is the name, with an overload name after a dot (`max.dim`). Types: Tensor,
 * Operand (a tensor or a number, which becomes a wrapped 0-d tensor), Scalar, int, float, bool, str, dtype, device,
 * layout, memory_format, Generator, any; `T?` may be None, `T[]` is a list, `T[2]` a list that a single value fills; `T[*]` takes all
 * arguments that are left (`*tensors`).
 * Parameters are separated by `, `; a list default is written without spaces (`[0,0]`).
 */
import type { DType } from '../tensor/dtype.js'
import type { Generator } from '../tensor/random.js'
import type { Scalar } from '../tensor/scalar.js'
import type { Device } from '../tensor/state.js'
import type { Tensor } from '../tensor/tensor.js'

// --- read by TypeScript -----------------------------------------------------------------------------------------

interface TypeMap {
  Tensor: Tensor
  Operand: Tensor
  Scalar: Scalar
  int: number
  float: number
  bool: boolean
  str: string
  dtype: DType
  device: Device
  layout: string
  memory_format: string
  Generator: Generator
  any: unknown
}

/** What a caller in TypeScript may give where an operator sees the TypeMap's type. */
interface InputMap extends Omit<TypeMap, 'Operand' | 'Scalar'> {
  Operand: Tensor | Scalar | number
  Scalar: Scalar | number | boolean
}

type Resolve<T extends string, Map> = T extends `${infer Base}?`
  ? Resolve<Base, Map> | null
  : T extends `${infer Base}[${string}]`
    ? Resolve<Base, Map>[]
    : T extends keyof Map
      ? Map[T]
      : never

type Split<S extends string> = S extends `${infer Head}, ${infer Rest}`
  ? [Head, ...Split<Rest>]
  : S extends ''
    ? []
    : [S]

type ParametersOf<S extends string> = S extends `${string}(${infer Inside}) -> ${string}`
  ? Split<Inside>
  : never

type Named<P extends string> = P extends `${infer T} ${infer N}=${string}`
  ? { name: N; type: T }
  : P extends `${infer T} ${infer N}`
    ? { name: N; type: T }
    : never

type Record_<Ps> = Ps extends [infer P extends string, ...infer Rest]
  ? P extends '*'
    ? Record_<Rest>
    : { [K in Named<P>['name']]: Resolve<Named<P>['type'], TypeMap> } & Record_<Rest>
  : unknown

/** The bound arguments of an operator, by name. */
export type Args<S extends string> = string extends S ? Record<string, never> : Record_<ParametersOf<S>>

type Given<T extends string> = T extends `${string}[${number}]` | `${string}[${number}]?`
  ? Resolve<T, InputMap> | Element<T>
  : Resolve<T, InputMap>
type Element<T extends string> = T extends `${infer Base}[${string}` ? Resolve<Base, InputMap> : never

type List<Ps> = Ps extends [infer P extends string, ...infer Rest]
  ? P extends '*'
    ? List<Rest>
    : P extends `${infer T} ${string}=${string}`
      ? [value?: Given<T>, ...rest: List<Rest>]
      : P extends `${infer T} ${string}`
        ? [value: Given<T>, ...rest: List<Rest>]
        : never
  : []

/** The arguments as TypeScript code gives them: in the schema's order, those with defaults optional. */
export type CallArgs<S extends string> = List<ParametersOf<S>>

/** What an operator returns: a Tensor, a list, or a tuple of tensors. */
export type ResultOf<S extends string> = S extends `${string}) -> ${infer R}`
  ? R extends 'Tensor'
    ? Tensor
    : R extends 'Tensor[]' | `(${string})`
      ? Tensor[]
      : unknown
  : never

/** The names of the parameters that hold one tensor: those that can have a gradient of their own. */
export type TensorNames<S extends string> = TensorName<ParametersOf<S>>
type TensorName<Ps> = Ps extends [infer P extends string, ...infer Rest]
  ?
      | (Named<P> extends {
          name: infer N extends string
          type: 'Tensor' | 'Tensor?' | 'Operand' | 'Operand?' | 'Tensor[]' | 'Tensor?[]'
        }
          ? N
          : never)
      | TensorName<Rest>
  : never

// --- read at run time -------------------------------------------------------------------------------------------

export type BaseType = keyof TypeMap

export interface ParameterType {
  readonly base: BaseType
  readonly optional: boolean
  /** null: not a list; 0: any length; n: n elements, which a single value fills. */
  readonly list: number | null
  /** Elements may be None. */
  readonly optionalElements: boolean
  /** Takes all positional arguments that are left, as Python's `*tensors`. */
  readonly variadic?: boolean
}

/** A default as the operator sees it. */
export type Default = null | boolean | number | string | readonly number[] | Scalar

export interface Parameter {
  readonly name: string
  readonly type: ParameterType
  readonly required: boolean
  readonly keywordOnly: boolean
  /** undefined where required. */
  readonly default: Default | undefined
  /** The default as the schema writes it. */
  readonly defaultText: string | null
}

export interface Schema {
  readonly text: string
  /** `max` */
  readonly name: string
  /** `dim` in `max.dim`, else empty. */
  readonly overload: string
  readonly parameters: readonly Parameter[]
  /** The names of the parameters that are tensors or lists of them. */
  readonly operands: readonly string[]
  /** Names of the returned values where they have some: `values`, `indices`. */
  readonly returns: readonly string[]
  readonly returnType: 'Tensor' | 'Tensor[]' | 'tuple' | 'other'
}

export function parseSchema(text: string): Schema {
  const match = /^([\w.]+)\((.*)\) -> (.+)$/s.exec(text)
  if (match === null) throw new Error(`malformed schema: ${text}`)
  const [, fullName, inside, result] = match
  const dot = fullName.indexOf('.')
  const parameters: Parameter[] = []
  let keywordOnly = false
  for (const part of inside === '' ? [] : inside.split(', ')) {
    if (part === '*') keywordOnly = true
    else parameters.push(parseParameter(part, keywordOnly, text))
  }
  const tuple = /^\((.*)\)$/.exec(result)
  return {
    text,
    name: dot < 0 ? fullName : fullName.slice(0, dot),
    overload: dot < 0 ? '' : fullName.slice(dot + 1),
    parameters,
    operands: parameters
      .filter(({ type: { base } }) => base === 'Tensor' || base === 'Operand')
      .map(({ name }) => name),
    returns: tuple === null ? [] : tuple[1].split(', ').map((item) => item.split(' ')[1] ?? ''),
    returnType: tuple !== null ? 'tuple' : result === 'Tensor' || result === 'Tensor[]' ? result : 'other',
  }
}

function parseParameter(part: string, keywordOnly: boolean, schema: string): Parameter {
  const match = /^([a-zA-Z_]+)(\?)?(?:\[(\d*|\*)\])?(\?)? (\w+)(?:=(.*))?$/.exec(part)
  if (match === null) throw new Error(`malformed parameter '${part}' in ${schema}`)
  const [, base, inner, length, outer, name, defaultText] = match
  const variadic = length === '*'
  const list = length === undefined ? null : variadic ? 0 : Number(length)
  const type: ParameterType = {
    base: base as BaseType,
    optional: outer !== undefined || (inner !== undefined && list === null),
    list,
    optionalElements: inner !== undefined && list !== null,
    variadic,
  }
  return {
    name,
    type,
    required: defaultText === undefined && !variadic,
    keywordOnly,
    default: variadic ? [] : defaultText === undefined ? undefined : parseDefault(defaultText, type),
    defaultText: defaultText ?? null,
  }
}

function parseDefault(text: string, type: ParameterType): Default {
  if (text === 'None') return null
  if (text.startsWith('[')) {
    const inside = text.slice(1, -1)
    return inside === '' ? [] : inside.split(',').map(Number)
  }
  const value = parseLiteral(text)
  if (type.base === 'Scalar') {
    if (typeof value === 'boolean') return { kind: 'bool', value }
    return { kind: /[.e]/.test(text) ? 'float' : 'int', value: Number(value) }
  }
  if (type.list !== null && type.list > 0) return new Array(type.list).fill(value)
  return value
}

function parseLiteral(text: string): boolean | number | string {
  if (text === 'True') return true
  if (text === 'False') return false
  const quoted = /^'(.*)'$/.exec(text)
  if (quoted) return quoted[1]
  const number = text === 'inf' ? Infinity : text === '-inf' ? -Infinity : Number(text)
  if (Number.isNaN(number)) throw new Error(`malformed default ${text}`)
  return number
}
