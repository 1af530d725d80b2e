/** `torch.autograd` as a Python module. */
import { defineFunctions, defineType } from '../python/object/define.js'
import type { NativeModule } from '../python/object/module.js'
import { PyObject, type PyType, type Value } from '../python/object/object.js'
import { callMethod, getAttr, truthy } from '../python/object/protocol.js'
import { importModule } from '../python/run/importer.js'
import { state } from '../tensor/state.js'
import { backwardOf, gradOf } from './backward.js'
import { contextType, functionType } from './function.js'
import { enableGradType, inferenceModeType, noGradType, setGradEnabledType } from './grad-modes.js'
import { variableType } from './variable.js'

class PyAnomaly extends PyObject {
  readonly before = state.anomalyMode
}

/** Anomaly mode finds nothing that errors here don't say already; it is kept so that programs can ask for it. */
const anomaly = (name: string): PyType =>
  defineType({
    name,
    module: 'torch.autograd.anomaly_mode',
    js: class extends PyAnomaly {},
    new: (_cls: PyType, args: Value[]) => {
      const made = new PyAnomaly()
      state.anomalyMode = args.length === 0 || truthy(args[0])
      made.cls = _cls
      return made
    },
    methods: {
      '__enter__(self)': () => null,
      '__exit__(self, *args)': (self: PyAnomaly) => {
        state.anomalyMode = self.before
      },
    },
  })

export const autogradModule = (): NativeModule => ({
  isPackage: true,
  attributes: {
    Function: functionType,
    FunctionCtx: contextType,
    Variable: variableType,
    no_grad: noGradType,
    enable_grad: enableGradType,
    set_grad_enabled: setGradEnabledType,
    inference_mode: inferenceModeType,
    set_detect_anomaly: anomaly('set_detect_anomaly'),
    detect_anomaly: anomaly('detect_anomaly'),
    ...defineFunctions(
      {
        'grad(outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True, allow_unused=None, is_grads_batched=False, materialize_grads=False)':
          (
            outputs: Value,
            inputs: Value,
            gradOutputs: Value,
            retain: Value,
            create: Value,
            onlyInputs: Value,
            unused: Value,
            _batched: Value,
            materialize: Value,
          ) => {
            if (!truthy(onlyInputs)) {
              const words =
                'only_inputs argument is deprecated and is ignored now (defaults to True). To accumulate gradient for other parts of the graph, please use torch.autograd.backward.'
              const category = getAttr(importModule('builtins'), 'FutureWarning')
              callMethod(importModule('warnings'), 'warn', [words, category])
            }
            return gradOf(outputs, inputs, gradOutputs, retain, create, unused, materialize)
          },
        'backward(tensors, grad_tensors=None, retain_graph=None, create_graph=False, grad_variables=None, inputs=None)':
          (tensors: Value, gradients: Value, retain: Value, create: Value, variables: Value, inputs: Value) =>
            backwardOf(tensors, gradients ?? variables, retain, create, inputs),
      },
      { module: 'torch.autograd', style: 'python' },
    ),
  },
})
