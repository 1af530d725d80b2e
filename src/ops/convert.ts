/**
 * Argument → what an operator sees, one converter for each parameter type. A converter checks and converts in one step
 * and gives MISMATCH where PyTorch's own check would refuse the argument.
 */
import { fail } from '../tensor/error.js'
import { Generator } from '../tensor/random.js'
import { isScalar, type Scalar } from '../tensor/scalar.js'
import type { Device } from '../tensor/state.js'
import { Tensor } from '../tensor/tensor.js'
import {
  type Argument,
  DeviceName,
  Foreign,
  ForeignNumber,
  isDType,
  Option,
  Sequence,
  typeNameOf,
} from './argument.js'
import type { BaseType, Parameter, ParameterType } from './schema.js'
import { wrapNumber } from './wrap.js'

export const MISMATCH = Symbol('mismatch')
export type Converter = (value: Argument) => unknown

/** A number as a Scalar; MISMATCH where it is none. */
function numberOf(value: Argument): Scalar | typeof MISMATCH {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return { kind: 'int', value }
    case 'boolean':
      return { kind: 'bool', value }
  }
  if (value instanceof ForeignNumber) return elementOf(value.tensor!)
  return value !== null && isScalar(value) ? value : MISMATCH
}

/** The element of a 0-d tensor that takes no part in autograd: PyTorch takes it for a number. */
export function elementOf(tensor: Tensor): Scalar {
  const { data, offset } = tensor.read()
  const { kind, width } = tensor.dtype
  if (width === 2) {
    const at = offset * 2
    return { kind: 'complex', value: { re: Number(data[at]), im: Number(data[at + 1]) } }
  }
  const value = data[offset]
  if (kind === 'bool') return { kind, value: value !== 0 }
  if (kind === 'float') return { kind, value: Number(value) }
  const small = Number(value)
  return { kind: 'int', value: Number.isSafeInteger(small) ? small : value }
}

const isNumberTensor = (value: Argument): value is Tensor =>
  value instanceof Tensor && value.shape.length === 0 && !value.requiresGrad

function scalar(value: Argument): unknown {
  return isNumberTensor(value) ? elementOf(value) : numberOf(value)
}

function operand(value: Argument): unknown {
  if (value instanceof Tensor) return value
  const number = numberOf(value)
  return number === MISMATCH ? MISMATCH : wrapNumber(number)
}

function int(value: Argument): unknown {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return overflow()
  if (value instanceof ForeignNumber && value.tensor!.dtype.kind === 'int')
    return Number(elementOf(value.tensor!).value)
  if (isNumberTensor(value) && value.dtype.kind === 'int') return Number(elementOf(value).value)
  return MISMATCH
}

function overflow(): never {
  fail('RuntimeError', 'Overflow when unpacking long long')
}

function float(value: Argument): unknown {
  const number = scalar(value)
  if (number === MISMATCH || (number as Scalar).kind === 'complex') return MISMATCH
  return Number((number as Scalar).value)
}

const KNOWN_DEVICES =
  'cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, maia, xla, lazy, vulkan, mps, meta, hpu, mtia, privateuseone'
const deviceTypes: ReadonlySet<string> = new Set(KNOWN_DEVICES.split(', '))

/** `cuda:0` in parts. RuntimeError in PyTorch's words for what is no device. */
export function parseDevice(text: string): DeviceName {
  const match = /^([a-z]+)(?::(\d+))?$/.exec(text)
  if (match === null) fail('RuntimeError', `Invalid device string: '${text}'`)
  const [, type, index] = match
  if (!deviceTypes.has(type)) {
    fail('RuntimeError', `Expected one of ${KNOWN_DEVICES} device type at start of device string: ${type}`)
  }
  return new DeviceName(type, index === undefined ? null : Number(index))
}

/** The device as far as it exists here. PyTorch's CPU build's own error for CUDA. */
export function usableDevice({ type }: DeviceName): Device {
  if (type === 'cpu' || type === 'meta') return type
  if (type === 'cuda') fail('AssertionError', 'Torch not compiled with CUDA enabled')
  fail('RuntimeError', `PyTorch is not linked with support for ${type} devices`)
}

function device(value: Argument): unknown {
  if (value instanceof DeviceName) return usableDevice(value)
  if (typeof value === 'string') return usableDevice(parseDevice(value))
  if (typeof value !== 'number') return MISMATCH
  fail('RuntimeError', 'Cannot access accelerator device when none is available.')
}

function layout(value: Argument): unknown {
  if (!(value instanceof Option) || value.kind !== 'layout') return MISMATCH
  if (value.name !== 'strided')
    fail('NotImplementedError', `ishape has no tensors of layout torch.${value.name}`)
  return value.name
}

/** One element of a parameter's type. */
const elements: Readonly<Record<BaseType, Converter>> = {
  Tensor: (value) => (value instanceof Tensor ? value : MISMATCH),
  Operand: operand,
  Scalar: scalar,
  int,
  float,
  bool: (value) => (typeof value === 'boolean' ? value : MISMATCH),
  str: (value) => (typeof value === 'string' ? value : MISMATCH),
  dtype: (value) =>
    isDType(value) ? value : value instanceof Foreign && value.dtype !== null ? value.dtype : MISMATCH,
  device,
  layout,
  memory_format: (value) =>
    value instanceof Option && value.kind === 'memory_format' ? value.name : MISMATCH,
  Generator: (value) => (value instanceof Generator ? value : MISMATCH),
  any: (value) => value,
}

/** PyTorch looks only at the first element of a list of ints; the others may also be bools. */
const laterInt: Converter = (value) => (typeof value === 'boolean' ? Number(value) : int(value))

function listOf(base: BaseType, length: number, optionalElements: boolean): Converter {
  const element = elements[base]
  return (value) => {
    if (!(value instanceof Sequence)) {
      if (length === 0) return MISMATCH
      const single = element(value)
      return single === MISMATCH ? MISMATCH : new Array(length).fill(single)
    }
    const { items } = value
    const list = new Array<unknown>(items.length)
    for (let i = 0; i < items.length; i++) {
      const item = items[i]
      if (item === null && optionalElements) list[i] = null
      else {
        const converted = base === 'int' && i > 0 ? laterInt(item) : element(item)
        if (converted === MISMATCH) {
          if (base === 'Tensor') {
            fail('TypeError', `expected Tensor as element ${i} in argument 0, but got ${typeNameOf(item)}`)
          }
          return MISMATCH
        }
        list[i] = converted
      }
    }
    return list
  }
}

/** The converter of a parameter. `numbers`: a number will do for a tensor (`torch.add(2, x)`). */
export function converterOf(
  { base, list, optional, optionalElements }: ParameterType,
  numbers: boolean,
): Converter {
  const convert =
    list !== null
      ? listOf(base, list, optionalElements)
      : elements[numbers && base === 'Tensor' ? 'Operand' : base]
  return optional ? (value) => (value === null ? null : convert(value)) : convert
}

/** As `converterOf`; a list that is empty unless given may also be given as None. */
export function parameterConverter({ type, defaultText }: Parameter, numbers: boolean): Converter {
  const convert = converterOf(type, numbers)
  return defaultText === '[]' ? (value) => (value === null ? [] : convert(value)) : convert
}
