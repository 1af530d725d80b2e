/** dtypes, devices, sizes, generators, and what is known of number types: `torch.finfo`, `torch.iinfo`. */
import { exponentText, positional, significant } from '../base/decimal.js'
import { DeviceName } from '../ops/argument.js'
import { parseDevice } from '../ops/convert.js'
import { defineType } from '../python/object/define.js'
import { newTypeError, typeNameOf } from '../python/object/names.js'
import { builtinTypes, type Kwargs, PyObject, type PyType, type Value } from '../python/object/object.js'
import { hash, toArray, toIndex } from '../python/object/protocol.js'
import { asInt, asStr, NotImplemented, PyFloat, PySlice, PyTuple, tuple } from '../python/object/values.js'
import { type DType, dtypes, uint8 } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { toComplexType, toValueType } from '../tensor/promotion.js'
import { Generator } from '../tensor/random.js'
import { numel } from '../tensor/shape.js'
import { state } from '../tensor/state.js'
import { Tensor } from '../tensor/tensor.js'
import { noCudaLibrary } from './tensor-methods.js'
import { dtypeObject, PyDevice, PyDType, PyGenerator, PySize, PyTensor, wrap } from './values.js'

// --- dtype --------------------------------------------------------------------------------------------------------

export const dtypeType = defineType({
  name: 'dtype',
  module: 'torch',
  js: PyDType,
  subclassable: false,
  getset: {
    is_floating_point: ({ dtype }: PyDType) => dtype.kind === 'float',
    is_complex: ({ dtype }: PyDType) => dtype.kind === 'complex',
    is_signed: ({ dtype }: PyDType) => dtype !== uint8 && dtype.kind !== 'bool',
    itemsize: ({ dtype }: PyDType) => dtype.itemsize,
  },
  methods: {
    'to_complex(self, /)': ({ dtype }: PyDType) => dtypeObject(toComplexType(dtype)),
    'to_real(self, /)': ({ dtype }: PyDType) => dtypeObject(toValueType(dtype)),
    '__reduce__(self, /)': ({ dtype }: PyDType) => dtype.name,
    '__deepcopy__(self, memo, /)': (self: PyDType) => self,
  },
  slots: { repr: ({ dtype }: PyDType) => `torch.${dtype.name}` },
})

/** Every name of a dtype in torch. */
export const dtypeNames: Readonly<Record<string, DType>> = {
  ...dtypes,
  float: dtypes.float32,
  double: dtypes.float64,
  half: dtypes.float16,
  long: dtypes.int64,
  int: dtypes.int32,
  short: dtypes.int16,
  cfloat: dtypes.complex64,
  cdouble: dtypes.complex128,
}

// --- device -------------------------------------------------------------------------------------------------------

export const deviceType = defineType({
  name: 'device',
  module: 'torch',
  js: PyDevice,
  subclassable: false,
  new: (_cls: PyType, args: Value[], kwargs: Kwargs | null) => {
    const first = args[0] ?? kwargs?.get('type') ?? kwargs?.get('device')
    const index = args[1] ?? kwargs?.get('index')
    if (first instanceof PyDevice) return first
    if (typeof first === 'number') {
      fail('RuntimeError', 'Cannot access accelerator device when none is available.')
    }
    const text = first === undefined ? undefined : asStr(first)
    if (text === undefined) {
      throw newTypeError(
        `device(): argument 'type' (position 1) must be str, not ${first === undefined ? 'nothing' : typeNameOf(first)}`,
      )
    }
    const device = parseDevice(text)
    return new PyDevice(
      index === undefined || index === null ? device : new DeviceName(device.type, Number(toIndex(index))),
    )
  },
  getset: {
    type: ({ device }: PyDevice) => device.type,
    index: ({ device }: PyDevice) => device.index,
  },
  methods: {
    '__reduce__(self, /)': ({ cls, device: { type, index } }: PyDevice) =>
      tuple(cls, index === null ? tuple(type) : tuple(type, index)),
    '__enter__(self)': (self: PyDevice) => {
      enclosing.push(state.defaultDevice)
      if (self.device.type === 'meta' || self.device.type === 'cpu') state.defaultDevice = self.device.type
      return self
    },
    '__exit__(self, *args)': () => {
      state.defaultDevice = enclosing.pop()!
      return null
    },
  },
  slots: {
    repr: ({ device }: PyDevice) =>
      device.index === null
        ? `device(type='${device.type}')`
        : `device(type='${device.type}', index=${device.index})`,
    str: ({ device }: PyDevice) => device.text,
    eq: ({ device }: PyDevice, other) =>
      other instanceof PyDevice
        ? other.device.type === device.type && other.device.index === device.index
        : NotImplemented,
    hash: ({ device }: PyDevice) => hash(device.text),
  },
})
const enclosing: (typeof state.defaultDevice)[] = []

// --- Size ---------------------------------------------------------------------------------------------------------

const tupleSlots = () => builtinTypes.tuple.slots
const sized = (value: Value): Value => (value instanceof PyTuple ? new PySize(value.items) : value)

export const sizeType = defineType({
  name: 'Size',
  module: 'torch',
  js: PySize,
  base: builtinTypes.tuple,
  new: (_cls: PyType, args: Value[]) => {
    const items = args.length === 0 ? [] : toArray(args[0])
    return new PySize(
      items.map((item, i) => {
        const int = item instanceof PyTensor ? undefined : asInt(item)
        if (int !== undefined) return int
        if (item instanceof PyTensor) return toIndex(item)
        throw newTypeError(`torch.Size() takes an iterable of 'int' (item ${i} is '${typeNameOf(item)}')`)
      }),
    )
  },
  methods: {
    'numel(self, /)': ({ items }: PySize) => numel(items as number[]),
    '__reduce__(self, /)': (self: PySize) => tuple(self.cls, tuple(tuple(...self.items))),
  },
  slots: {
    repr: ({ items }: PySize) => `torch.Size([${items.join(', ')}])`,
    add: (self: PySize, other) => sized(tupleSlots().add!(self, other)),
    radd: (self: PySize, other) =>
      other instanceof PyTuple ? sized(tupleSlots().add!(other, self)) : NotImplemented,
    mul: (self: PySize, other) => sized(tupleSlots().mul!(self, other)),
    rmul: (self: PySize, other) => sized(tupleSlots().mul!(self, other)),
    getitem: (self: PySize, key) => {
      const item = tupleSlots().getitem!(self, key)
      return key instanceof PySlice ? sized(item) : item
    },
  },
})

// --- finfo and iinfo ----------------------------------------------------------------------------------------------

class PyTypeInfo extends PyObject {
  constructor(readonly dtype: DType) {
    super()
  }
}
class PyFloatInfo extends PyTypeInfo {}
class PyIntInfo extends PyTypeInfo {}

interface FloatFacts {
  bits: number
  eps: number
  max: number
  tiny: number
  resolution: number
  /** The least, where it is not that far below zero. */
  min?: number
}
const single: FloatFacts = {
  bits: 32,
  eps: 2 ** -23,
  max: 3.4028234663852886e38,
  tiny: 2 ** -126,
  resolution: 1e-6,
}
const double: FloatFacts = {
  bits: 64,
  eps: 2 ** -52,
  max: Number.MAX_VALUE,
  tiny: 2 ** -1022,
  resolution: 1e-15,
}
const floatFacts: Readonly<Record<string, FloatFacts>> = {
  float32: single,
  complex64: single,
  float64: double,
  complex128: double,
  float16: { bits: 16, eps: 2 ** -10, max: 65504, tiny: 2 ** -14, resolution: 1e-3 },
  bfloat16: { bits: 16, eps: 2 ** -7, max: 3.3895313892515355e38, tiny: 2 ** -126, resolution: 1e-2 },
  float8_e4m3fn: { bits: 8, eps: 2 ** -3, max: 448, tiny: 2 ** -6, resolution: 1 },
  float8_e4m3fnuz: { bits: 8, eps: 2 ** -3, max: 240, tiny: 2 ** -7, resolution: 1 },
  float8_e5m2: { bits: 8, eps: 2 ** -2, max: 57344, tiny: 2 ** -14, resolution: 1 },
  float8_e5m2fnuz: { bits: 8, eps: 2 ** -3, max: 57344, tiny: 2 ** -15, resolution: 1 },
  float8_e8m0fnu: { bits: 8, eps: 1, max: 2 ** 127, tiny: 2 ** -127, resolution: 1, min: 2 ** -127 },
}
const leastOf = ({ min, max }: FloatFacts): number => min ?? -max
const factsOf = (self: PyTypeInfo): FloatFacts => floatFacts[self.dtype.name]

/** C's `%g` with 6 digits. */
function general(value: number): string {
  const { digits, point } = significant(value, 6)
  const kept = digits.replace(/0+$/, '')
  const sign = value < 0 ? '-' : ''
  if (point > -4 && point <= 6) return sign + positional({ digits: kept, point })
  return `${sign}${kept[0]}${kept.length > 1 ? `.${kept.slice(1)}` : ''}${exponentText(point - 1)}`
}

function infoDtype(args: Value[], kwargs: Kwargs | null): DType | null {
  const given = args[0] ?? kwargs?.get('type')
  if (given === undefined) return null
  if (given instanceof PyDType) return given.dtype
  throw newTypeError(`finfo(): argument 'type' (position 1) must be torch.dtype, not ${typeNameOf(given)}`)
}

const number = (pick: (facts: FloatFacts) => number) => (self: PyTypeInfo) => new PyFloat(pick(factsOf(self)))

export const finfoType = defineType({
  name: 'finfo',
  module: 'torch',
  js: PyFloatInfo,
  new: (_cls: PyType, args: Value[], kwargs: Kwargs | null) => {
    const dtype = infoDtype(args, kwargs) ?? state.defaultDtype
    if (!(dtype.name in floatFacts)) {
      throw newTypeError(
        "torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.finfo'",
      )
    }
    return new PyFloatInfo(dtype)
  },
  getset: {
    bits: (self: PyTypeInfo) => factsOf(self).bits,
    eps: number(({ eps }) => eps),
    max: number(({ max }) => max),
    min: number(leastOf),
    tiny: number(({ tiny }) => tiny),
    smallest_normal: number(({ tiny }) => tiny),
    resolution: number(({ resolution }) => resolution),
    dtype: (self: PyTypeInfo) => toValueType(self.dtype).name,
  },
  slots: {
    repr: (self: PyTypeInfo) => {
      const facts = factsOf(self)
      const { max, eps, tiny, resolution } = facts
      return `finfo(resolution=${general(resolution)}, min=${general(leastOf(facts))}, max=${general(max)}, eps=${general(eps)}, smallest_normal=${general(tiny)}, tiny=${general(tiny)}, dtype=${toValueType(self.dtype).name})`
    },
  },
})

const intFacts: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int16: [-32768n, 32767n],
  int8: [-128n, 127n],
  uint8: [0n, 255n],
  uint16: [0n, 2n ** 16n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
}
const int = (value: bigint): Value => (Number.isSafeInteger(Number(value)) ? Number(value) : value)

export const iinfoType = defineType({
  name: 'iinfo',
  module: 'torch',
  js: PyIntInfo,
  new: (_cls: PyType, args: Value[], kwargs: Kwargs | null) => {
    const dtype = infoDtype(args, kwargs)
    if (dtype === null) throw newTypeError('iinfo() missing 1 required positional arguments: "type"')
    if (!(dtype.name in intFacts)) {
      throw newTypeError(
        "torch.iinfo() requires an integer input type. Use torch.finfo to handle 'torch.iinfo'",
      )
    }
    return new PyIntInfo(dtype)
  },
  getset: {
    bits: ({ dtype }: PyTypeInfo) => dtype.itemsize * 8,
    min: ({ dtype }: PyTypeInfo) => int(intFacts[dtype.name][0]),
    max: ({ dtype }: PyTypeInfo) => int(intFacts[dtype.name][1]),
    dtype: ({ dtype }: PyTypeInfo) => dtype.name,
  },
  slots: {
    repr: ({ dtype }: PyTypeInfo) => {
      const [least, most] = intFacts[dtype.name]
      return `iinfo(min=${general(Number(least))}, max=${general(Number(most))}, dtype=${dtype.name})`
    },
  },
})

// --- Generator ----------------------------------------------------------------------------------------------------

/** The state of a generator as PyTorch gives it: a uint8 tensor. */
export const stateTensor = (generator: Generator): Value => {
  const bytes = generator.getState()
  return wrap(Tensor.of(bytes, [bytes.length], uint8))
}

export function restoreState(generator: Generator, value: Value): void {
  if (!(value instanceof PyTensor))
    throw newTypeError(`expected a torch.ByteTensor, but got ${typeNameOf(value)}`)
  generator.setState(value.tensor.read().data as Uint8Array)
}

/** A seed as 64 bits; negative ones count from the top. */
export const seedOf = (value: Value): bigint => BigInt.asUintN(64, BigInt(toIndex(value)))

export const generatorType = defineType({
  name: 'Generator',
  module: 'torch._C',
  js: PyGenerator,
  new: (_cls: PyType, args: Value[], kwargs: Kwargs | null) => {
    const device = args[0] ?? kwargs?.get('device')
    const type =
      device instanceof PyDevice
        ? device.device.type
        : typeof device === 'string'
          ? parseDevice(device).type
          : 'cpu'
    if (type === 'cuda') fail('RuntimeError', noCudaLibrary('get CUDA generator'))
    return new PyGenerator(new Generator())
  },
  getset: { device: () => new PyDevice(new DeviceName('cpu')) },
  methods: {
    'manual_seed(self, seed, /)': (self: PyGenerator, seed: Value) => {
      self.generator.manualSeed(seedOf(seed))
      return self
    },
    'initial_seed(self, /)': ({ generator }: PyGenerator) => int(generator.initialSeed),
    'seed(self, /)': ({ generator }: PyGenerator) => {
      generator.manualSeed(randomSeed())
      return int(generator.initialSeed)
    },
    'get_state(self, /)': ({ generator }: PyGenerator) => stateTensor(generator),
    'set_state(self, state, /)': (self: PyGenerator, state: Value) => {
      restoreState(self.generator, state)
      return self
    },
  },
})

/** A seed nobody chose. */
export const randomSeed = (): bigint =>
  BigInt(Math.floor(Math.random() * 2 ** 32)) * 2n ** 21n + BigInt(Math.floor(Math.random() * 2 ** 21))

export const intValue = int
