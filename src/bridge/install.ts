/**
 * `import torch`: registers its modules. Names are made when they are first asked for: operators from the registry, the rest
 * from the tables here.
 */
// The built-in types come first: those of torch inherit from them.
import '../python/types/index.js'
import '../ops/index.js'
import '../ops/install.js'
// What the first layers of nearly every program need.
import '../ops/conv.js'
import '../ops/random.js'
import { type Namespace, namesIn } from '../ops/registry.js'
import { trace } from '../ops/trace.js'
import { defineFunction, defineFunctions } from '../python/object/define.js'
import { raise } from '../python/object/errors.js'
import {
  type NativeModule,
  nativeModuleNames,
  type PyModule,
  registerModule,
} from '../python/object/module.js'
import { builtinTypes, type LazyAttributes, type Value } from '../python/object/object.js'
import { call, truthy } from '../python/object/protocol.js'
import { runtime } from '../python/object/runtime.js'
import { asFloat, asInt, PyFloat } from '../python/object/values.js'
import { importModule } from '../python/run/importer.js'
import { printOptions, resetPrintOptions, setPrintOptions } from '../tensor/print.js'
import { defaultGenerator, resetState, state } from '../tensor/state.js'
import { absentName, orAbsent } from './absent.js'
import { autocast } from './autocast.js'
import { autogradModule } from './autograd.js'
import { bytesModule } from './bytes.js'
import {
  deviceType,
  dtypeNames,
  dtypeType,
  finfoType,
  generatorType,
  iinfoType,
  restoreState,
  seedOf,
  sizeType,
  stateTensor,
} from './dtypes.js'
import { einsumOf } from './einsum.js'
import { exceptionType } from './errors.js'
import { enableGradType, inferenceModeType, noGradType, setGradEnabledType } from './grad-modes.js'
import { handleType } from './handle.js'
import { absentDtype, legacyType } from './legacy.js'
import { globalHooks } from './nn/call.js'
import { layerFunctions } from './nn/layers.js'
import { moduleType } from './nn/module.js'
import { parameterType } from './nn/parameter.js'
import { typename } from './nn/register.js'
import { numpyModule } from './numpy.js'
import { operatorsOf, spelledCall } from './operators.js'
import { layouts, memoryFormats } from './options.js'
import { overridesModule } from './overrides.js'
import { currentSite } from './site.js'
import { tensorType } from './tensor.js'
import { dtypeObject, PyDType, PyGenerator, PyTensor } from './values.js'

/** Seeds the session: what `torch.initial_seed()` then shows. */
export function seedTorch(seed: bigint): void {
  resetState()
  resetPrintOptions()
  defaultGenerator.manualSeed(seed)
}

const theGenerator = (): Value => (defaultFace ??= new PyGenerator(defaultGenerator))
let defaultFace: PyGenerator | null = null

const functions = (): Record<string, Value> =>
  defineFunctions(
    {
      'manual_seed(seed)': (seed: Value) => {
        defaultGenerator.manualSeed(seedOf(call(builtinTypes.int, [seed])))
        return theGenerator()
      },
      'initial_seed()': () => {
        const seed = defaultGenerator.initialSeed
        return seed <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(seed) : seed
      },
      'get_rng_state()': () => stateTensor(defaultGenerator),
      'set_rng_state(new_state)': (value: Value) => restoreState(defaultGenerator, value),
      'typename(obj, /)': typename,
      'is_tensor(obj, /)': (value: Value) => value instanceof PyTensor,
      'is_grad_enabled()': () => state.gradEnabled,
      'is_inference_mode_enabled()': () => state.inferenceMode,
      'get_default_dtype()': () => dtypeObject(state.defaultDtype),
      'set_default_dtype(d, /)': (value: Value) => {
        const words = 'only floating-point types are supported as the default type'
        if (!(value instanceof PyDType)) throw raise('TypeError', `invalid dtype object: ${words}`)
        if (value.dtype.kind !== 'float') throw raise('TypeError', words)
        state.defaultDtype = value.dtype
      },
      'is_floating_point(input, /)': (value: PyTensor) => value.tensor.dtype.kind === 'float',
      'is_complex(input, /)': (value: PyTensor) => value.tensor.dtype.kind === 'complex',
      'set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None, sci_mode=None)':
        (
          precision: Value,
          threshold: Value,
          edgeitems: Value,
          linewidth: Value,
          profile: Value,
          sciMode: Value,
        ) => {
          const change: Record<string, unknown> = {}
          for (const [name, value] of Object.entries({
            precision,
            threshold,
            edgeitems,
            linewidth,
          })) {
            if (value !== null && name in printOptions) change[name] = asFloat(value) ?? asInt(value)
          }
          if (sciMode !== null) change.sciMode = truthy(sciMode)
          setPrintOptions(change as never, (typeof profile === 'string' ? profile : undefined) as never)
        },
      'set_num_threads(int, /)': () => null,
      'get_num_threads()': () => 1,
      'einsum(*args)': einsumOf,
      'numel(input, /)': (value: PyTensor) => value.tensor.numel,
    },
    { module: 'torch', style: 'python' },
  )

function torch(): NativeModule {
  const attributes: Record<string, Value> = {
    __version__: '2.13.0+cpu',
    Tensor: tensorType,
    Size: sizeType,
    dtype: dtypeType,
    device: deviceType,
    Generator: generatorType,
    finfo: finfoType,
    iinfo: iinfoType,
    no_grad: noGradType,
    enable_grad: enableGradType,
    set_grad_enabled: setGradEnabledType,
    inference_mode: inferenceModeType,
    pi: new PyFloat(Math.PI),
    e: new PyFloat(Math.E),
    inf: new PyFloat(Number.POSITIVE_INFINITY),
    nan: new PyFloat(Number.NaN),
    newaxis: null,
    _cuda_tensor_type: defineFunction('_cuda_tensor_type(name, /)', (name: Value) => {
      const type = legacyType(name as string, true)
      if (type === undefined) throw raise('AttributeError', `module 'torch.cuda' has no attribute '${name}'`)
      return type
    }),
    default_generator: theGenerator(),
    ...(layouts as unknown as Record<string, Value>),
    ...(memoryFormats as unknown as Record<string, Value>),
    ...functions(),
  }
  for (const [name, dtype] of Object.entries(dtypeNames)) attributes[name] = dtypeObject(dtype)
  const own = withSubmodules(
    'torch',
    operatorsOf('torch', () => namesIn('torch')),
  )
  return {
    attributes,
    lazy: orAbsent('torch', {
      lookup(name) {
        const found = own.lookup(name)
        return found === undefined
          ? (legacyType(name) ?? absentDtype(name) ?? attributeOf('torch._names', name))
          : found
      },
      names: () => own.names(),
      submodules: own.submodules,
    }),
    isPackage: true,
  }
}

/** A name of a module that is imported for it, where the module is registered. */
function attributeOf(module: string, name: string): Value | undefined {
  if (name.startsWith('__') || !nativeModuleNames().includes(module)) return undefined
  return (importModule(module) as PyModule).get(name)
}

/** Functions of torch.autograd that are not here; its submodules come after. */
const absentUnlessModule = (name: string): Value | undefined =>
  nativeModuleNames().includes(`torch.autograd.${name}`) ? undefined : absentName('torch.autograd', name)

/** What stand-ins of notebooks' libraries, written in the dialect, show: text, and richer forms of it. */
const displayModule = (): NativeModule => ({
  attributes: defineFunctions({
    'show(text, svg, /)': (text: Value, svg: Value) => {
      runtime.host.display({ 'text/plain': text, 'image/svg+xml': svg }, { ishape: { kind: 'picture' } })
    },
    'bundle(text, html, svg, /)': (text: Value, html: Value, svg: Value) => {
      runtime.host.display({
        'text/plain': text,
        ...(html === null ? {} : { 'text/html': html }),
        ...(svg === null ? {} : { 'image/svg+xml': svg }),
      })
    },
  }),
})

const autocastModule = (): NativeModule => ({
  attributes: defineFunctions({
    'dtype()': () => (autocast.dtype === null ? null : dtypeObject(autocast.dtype)),
    'set(dtype, /)': (value: Value) => {
      autocast.dtype = value === null ? null : (value as PyDType).dtype
    },
  }),
})

/** The names of a package with its submodules among them: `torch.nn` needs no import of its own. */
export const withSubmodules = (name: string, lazy: LazyAttributes): LazyAttributes => ({
  lookup(attribute) {
    const own = lazy.lookup(attribute)
    if (own !== undefined || !nativeModuleNames().includes(`${name}.${attribute}`)) return own
    return importModule(`${name}.${attribute}`)
  },
  names: () => lazy.names(),
  submodules: () => {
    const below = nativeModuleNames().filter((each) => each.startsWith(`${name}.`))
    return below.map((each) => each.slice(name.length + 1)).filter((each) => /^[^._][^.]*$/.test(each))
  },
})

const operators =
  (module: string, namespace: Namespace, attributes?: Record<string, Value>) => (): NativeModule => ({
    attributes,
    lazy: orAbsent(
      module,
      operatorsOf(namespace, () => namesIn(namespace)),
    ),
    missing: (name) => `module '${module}' has no attribute '${name}'`,
  })

let installed = false

/** Makes torch importable, and tells derivations where in the user's code they were made. Does its work once. */
export function installTorch(): void {
  if (installed) return
  installed = true
  registerModule('torch', torch)
  registerModule('torch._nn', () => ({
    attributes: {
      Module: moduleType,
      Parameter: parameterType,
      RemovableHandle: handleType,
      forward_hooks: globalHooks.forward,
      forward_pre_hooks: globalHooks.forwardPre,
      ...layerFunctions,
    },
  }))
  registerModule('torch._F', operators('torch.nn.functional', 'F'))
  registerModule(
    'torch.linalg',
    operators('torch.linalg', 'torch.linalg', { LinAlgError: exceptionType('torch._C._LinAlgError') }),
  )
  registerModule('torch.fft', operators('torch.fft', 'torch.fft'))
  registerModule('torch.special', operators('torch.special', 'torch.special'))
  registerModule('torch.autograd', () => ({
    ...autogradModule(),
    lazy: withSubmodules('torch.autograd', {
      lookup: (name) =>
        /^grad(grad)?check$/.test(name)
          ? attributeOf('torch.autograd.gradcheck', name)
          : absentUnlessModule(name),
      names: () => [],
    }),
  }))
  registerModule('torch._autocast', autocastModule)
  registerModule('torch._overrides', () => {
    const { attributes } = overridesModule()
    return {
      attributes: { ...attributes, ...defineFunctions({ 'spelled(func, args, kwargs, /)': spelledCall }) },
    }
  })
  registerModule('torch._bytes', bytesModule)
  registerModule('torch._display', displayModule)
  registerModule('torch._numpy', numpyModule)
  trace.site = currentSite
}
