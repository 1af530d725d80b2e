/**
 * `torch.autograd.Function`: operators that the user writes, with a backward of their own. The context that `forward` gets is the
 * graph's node as Python sees it.
 */
import { type Edge, edgeOf, type Grads, Node } from '../ops/autograd.js'
import { detached } from '../ops/conversion.js'
import { zeros } from '../ops/factory.js'
import { callMethod } from '../python/object/calls.js'
import { defineType } from '../python/object/define.js'
import { raise } from '../python/object/errors.js'
import { typeNameOf } from '../python/object/names.js'
import { type PyType, typeOf, type Value } from '../python/object/object.js'
import { call, getAttr, lookupAttr, repr, truthy } from '../python/object/protocol.js'
import { PyTuple } from '../python/object/values.js'
import { importModule } from '../python/run/importer.js'
import { fail } from '../tensor/error.js'
import { noGrad, state } from '../tensor/state.js'
import type { Tensor } from '../tensor/tensor.js'
import { nodeType, PyNode, presentNode } from './node.js'
import { PyTensor, wrap } from './values.js'

/** One call of a Function in the graph. */
class FunctionNode extends Node {
  context: PyContext | null = null
  outs: readonly Tensor[] = []

  constructor(
    readonly cls: PyType,
    edges: readonly (Edge | null)[],
    outputs: number,
  ) {
    super(`${cls.name}Backward`, edges, outputs)
  }

  apply(grads: Grads): (Tensor | null)[] {
    const context = this.context!
    const given = this.outs.map((out, i): Value => {
      const grad = grads[i] ?? null
      if (grad !== null) return wrap(grad)
      return context.materialize ? wrap(zeros([...out.shape], null, out.dtype, null, out.device)) : null
    })
    const result = call(getAttr(this.cls, 'backward'), [context, ...given])
    const list = result instanceof PyTuple ? [...result.items] : [result]
    const { length } = this.edges
    while (list.length > length && list[list.length - 1] === null) list.pop()
    if (list.length !== length) {
      fail(
        'RuntimeError',
        `function ${this.name} returned an incorrect number of gradients (expected ${length}, got ${list.length})`,
      )
    }
    return list.map((each) => (each instanceof PyTensor ? each.tensor : null))
  }

  override release(): void {
    this.context!.freed = true
  }
}

/** `ctx`. */
class PyContext extends PyNode {
  saved: readonly Value[] = []
  freed = false
  materialize = true
  dirty: readonly Value[] = []
  constant: readonly Value[] = []
  needs: readonly boolean[] = []
}

function savedTensors(self: PyContext): Value {
  if (self.freed) {
    fail(
      'RuntimeError',
      'Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.',
    )
  }
  return new PyTuple(self.saved)
}

const contextType = defineType({
  name: 'FunctionCtx',
  module: 'torch.autograd.function',
  js: PyContext,
  base: nodeType,
  instanceDict: true,
  getset: {
    saved_tensors: savedTensors,
    saved_variables: savedTensors,
    needs_input_grad: (self: PyContext) => new PyTuple(self.needs),
  },
  methods: {
    'save_for_backward(self, *tensors)': (self: PyContext, tensors: Value[]) => {
      const bad = tensors.findIndex((each) => each !== null && !(each instanceof PyTensor))
      if (bad >= 0) {
        throw raise(
          'TypeError',
          `save_for_backward can only save variables, but argument ${bad} is of type ${typeNameOf(tensors[bad])}`,
        )
      }
      self.saved = tensors
    },
    'save_for_forward(self, *tensors)': () => null,
    'mark_dirty(self, *args)': (self: PyContext, tensors: Value[]) => {
      self.dirty = tensors
    },
    'mark_non_differentiable(self, *args)': (self: PyContext, tensors: Value[]) => {
      self.constant = tensors
    },
    'set_materialize_grads(self, value)': (self: PyContext, value: Value) => {
      self.materialize = truthy(value)
    },
  },
})

const contextTypes = new WeakMap<PyType, PyType>()

/** The type of the contexts of one Function: what `print(y.grad_fn)` and `type(ctx)` name. */
function contextTypeOf(cls: PyType): PyType {
  let type = contextTypes.get(cls)
  if (type === undefined) {
    const name = `${cls.name}Backward`
    type = defineType({ name, module: 'torch.autograd.function', base: contextType, instanceDict: true })
    contextTypes.set(cls, type)
  }
  return type
}

const notWritten = (name: string, words: string) => () => {
  throw raise('NotImplementedError', words.replace('NAME', name))
}

function apply(cls: PyType, args: Value[]): Value {
  const tensors = args.map((arg) => (arg instanceof PyTensor ? arg.tensor : null))
  const edges = tensors.map((tensor) => (tensor === null || !state.gradEnabled ? null : edgeOf(tensor)))
  const node = new FunctionNode(cls, edges, 0)
  const context = new PyContext(node)
  context.cls = contextTypeOf(cls)
  context.needs = edges.map((edge) => edge !== null)
  const setup = lookupAttr(cls, 'setup_context')
  const ownSetup = setup !== undefined && setup !== lookupAttr(functionType, 'setup_context')
  const forward = getAttr(cls, 'forward')
  const result = noGrad(() => {
    const made = call(forward, ownSetup ? [...args] : [context, ...args])
    if (ownSetup) call(setup, [context, new PyTuple(args), made])
    return made
  })
  const items = result instanceof PyTuple ? result.items : [result]
  const isIn = (list: readonly Value[], item: Value): boolean => list.includes(item)
  if (!edges.some((edge) => edge !== null)) return result
  const outputs = items.map((item) => {
    if (!(item instanceof PyTensor) || isIn(context.constant, item)) return item
    // An input given back unchanged is another tensor, with this node behind it.
    return args.includes(item) && !isIn(context.dirty, item) ? wrap(detached(item.tensor)) : item
  })
  const graph = new FunctionNode(cls, edges, outputs.length)
  graph.context = context
  context.node = graph
  presentNode(graph, context)
  graph.outs = outputs.map((item) => (item instanceof PyTensor ? item.tensor : wrap(zeros([])).tensor))
  outputs.forEach((item, i) => {
    if (!(item instanceof PyTensor) || isIn(context.constant, item)) return
    const { kind } = item.tensor.dtype
    if (kind !== 'float' && kind !== 'complex') return
    item.tensor.gradFn = graph
    item.tensor.outputIndex = i
  })
  return result instanceof PyTuple ? new PyTuple(outputs) : outputs[0]
}

export const functionType: PyType = defineType({
  name: 'Function',
  module: 'torch.autograd.function',
  instanceDict: true,
  doc: 'An operator of your own: forward and backward as static methods.',
  classMethods: { 'apply(*args)': apply },
  methods: {
    '__init__(self, *args, **kwargs)': (self: Value): Value => {
      const words = `${repr(typeOf(self))} should not be instantiated. Methods on autograd functions are all static, so you should invoke them on the class itself. Instantiating an autograd function will raise an error in a future version of PyTorch.`
      callMethod(importModule('warnings'), 'warn', [
        words,
        getAttr(importModule('builtins'), 'DeprecationWarning'),
        2n,
      ])
      return null
    },
    '__call__(self, *args, **kwargs)': (): Value =>
      fail(
        'RuntimeError',
        'Legacy autograd function with non-static forward method is deprecated. Please use new-style autograd function with static forward method. (Example: https://pytorch.org/docs/stable/autograd.html#torch.autograd.Function)',
      ),
  },
  staticMethods: {
    'forward(*args, **kwargs)': notWritten(
      'forward',
      'You must implement the NAME function for custom autograd.Function.',
    ),
    'backward(ctx, *grad_outputs)': notWritten(
      'backward',
      'You must implement either the NAME or vjp method for your custom autograd.Function to use it with backward mode AD.',
    ),
    'setup_context(ctx, inputs, output)': notWritten('setup_context', 'setup_context is not implemented.'),
  },
})

export { contextType }
