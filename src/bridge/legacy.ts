/**
 * The tensor classes of old, `torch.FloatTensor` and its like: constructors of one dtype and names to ask and convert by, never the
 * class of a tensor. Those of torch.cuda exist and make nothing. Also the dtypes that PyTorch has and this house has not.
 */
import { defineType } from '../python/object/define.js'
import { newTypeError } from '../python/object/names.js'
import { builtinTypes, type Kwargs, type PyType, type Value } from '../python/object/object.js'
import { type DType, dtypes, type Kind } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { layouts } from './options.js'
import { tensorType } from './tensor.js'
import { newTensor } from './tensor-new.js'
import { dtypeObject, PyDType, PyTensor } from './values.js'

/** What a legacy class stands for. */
interface Legacy {
  readonly dtype: DType
  readonly isCuda: boolean
}
const legacyTypes = new WeakMap<PyType, Legacy>()

/** The class of legacy classes: an instance is any tensor of the dtype. */
let tensortype: PyType | null = null
const metaclass = (): PyType =>
  (tensortype ??= defineType({
    name: 'tensortype',
    module: 'torch',
    base: builtinTypes.type,
    methods: {
      '__instancecheck__(cls, instance, /)': (cls: PyType, instance: Value) => {
        const legacy = legacyTypes.get(cls)
        return (
          legacy !== undefined &&
          !legacy.isCuda &&
          instance instanceof PyTensor &&
          instance.tensor.dtype === legacy.dtype
        )
      },
    },
  }))

const made = new Map<string, PyType>()

/** `torch.FloatTensor` or `torch.cuda.FloatTensor`; undefined where there is no class of that name. */
export function legacyType(name: string, isCuda = false): PyType | undefined {
  const dtype = Object.values(dtypes).find(({ tensorType }) => tensorType === name)
  if (dtype === undefined || dtype.kind === 'complex') return undefined
  const key = isCuda ? `cuda.${name}` : name
  let type = made.get(key)
  if (type === undefined) {
    const module = isCuda ? 'torch.cuda' : 'torch'
    type = defineType({
      name,
      module,
      metaclass: metaclass(),
      subclassable: false,
      attributes: { dtype: dtypeObject(dtype), layout: layouts.strided, is_cuda: isCuda, is_sparse: false },
      new: (_cls: PyType, args: Value[], kwargs: Kwargs | null) => {
        if (isCuda) {
          throw newTypeError(`type ${module}.${name} not available. Torch not compiled with CUDA enabled.`)
        }
        return newTensor(tensorType, args, kwargs, dtype)
      },
    })
    legacyTypes.set(type, { dtype, isCuda })
    made.set(key, type)
  }
  return type
}

// --- dtypes that are not here -------------------------------------------------------------------------------------

/** Names with what `torch.dtype` tells of them: kind and size. */
const absent: Readonly<Record<string, readonly [Kind, number]>> = {
  uint16: ['int', 2],
  uint32: ['int', 4],
  uint64: ['int', 8],
  qint8: ['int', 1],
  quint8: ['int', 1],
  qint32: ['int', 4],
  quint4x2: ['int', 1],
  quint2x4: ['int', 1],
  float8_e4m3fn: ['float', 1],
  float8_e4m3fnuz: ['float', 1],
  float8_e5m2: ['float', 1],
  float8_e5m2fnuz: ['float', 1],
  float8_e8m0fnu: ['float', 1],
  float4_e2m1fn_x2: ['float', 1],
  complex32: ['complex', 4],
  chalf: ['complex', 4],
  bits8: ['int', 1],
  bits16: ['int', 2],
}
const absentObjects = new Map<string, PyDType>()

/** A dtype of PyTorch's that can be named and compared; making a tensor of it raises. */
export function absentDtype(name: string): Value | undefined {
  const facts = absent[name]
  if (facts === undefined) return undefined
  const known = name === 'chalf' ? 'complex32' : name
  let object = absentObjects.get(known)
  if (object === undefined) {
    const [kind, itemsize] = facts
    const dtype = {
      name: known,
      kind,
      itemsize,
      scalarType: known,
      tensorType: null,
      width: 1,
      get array(): never {
        return fail('NotImplementedError', `ishape: tensors of dtype torch.${known} are not available here`)
      },
    }
    object = new PyDType(dtype as unknown as DType)
    absentObjects.set(known, object)
  }
  return object
}
