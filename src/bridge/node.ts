/** `grad_fn`: nodes of the autograd graph as Python objects, one type for each name. */
import { AccumulateGrad, fullNodeName, type Node } from '../ops/autograd.js'
import { defineType } from '../python/object/define.js'
import { PyDict } from '../python/object/dict.js'
import { newTypeError, typeNameOf } from '../python/object/names.js'
import { PyObject, type PyType, type Value } from '../python/object/object.js'
import { call } from '../python/object/protocol.js'
import { PyTuple, tuple } from '../python/object/values.js'
import type { GradFn, Tensor } from '../tensor/tensor.js'
import { addressText } from './address.js'
import { removableHandle } from './handle.js'
import { PyTensor, wrap } from './values.js'

export class PyNode extends PyObject {
  metadata: PyDict | null = null
  constructor(public node: Node) {
    super()
  }
}

const objects = new WeakMap<Node, PyNode>()
const types = new Map<string, PyType>()

/** The Python object of a node, the same one each time. */
export function nodeObject(fn: GradFn): PyNode {
  const node = fn as Node
  let object = objects.get(node)
  if (object === undefined) {
    object = new PyNode(node)
    object.cls = typeFor(node)
    objects.set(node, object)
  }
  return object
}

/** Shows `object` as the node's Python object: what `torch.autograd.Function` gives as `grad_fn`. */
export function presentNode(node: Node, object: PyNode): void {
  objects.set(node, object)
}

function typeFor(node: Node): PyType {
  let type = types.get(node.name)
  if (type === undefined) {
    type = defineType({ name: node.name, base: nodeType, subclassable: false })
    types.set(node.name, type)
  }
  return type
}

const gradsTuple = (grads: readonly (Tensor | null)[]): PyTuple =>
  new PyTuple(grads.map((grad) => (grad === null || grad === undefined ? null : wrap(grad))))

/** What a hook gave: a tensor, a tuple of them, or None for no change. */
function gradsOf(value: Value): (Tensor | null)[] | null {
  if (value === null) return null
  const items = value instanceof PyTuple ? value.items : [value]
  return items.map((item) => {
    if (item === null) return null
    if (item instanceof PyTensor) return item.tensor
    throw newTypeError(`expected Variable, but hook returned '${typeNameOf(item)}'`)
  })
}

export const nodeType = defineType({
  name: 'Node',
  module: 'torch.autograd.graph',
  js: PyNode,
  instanceDict: true,
  getset: {
    next_functions: ({ node }: PyNode) =>
      new PyTuple(
        node.nextEdges.map((edge) =>
          edge === null ? tuple(null, 0) : tuple(nodeObject(edge.node), edge.index),
        ),
      ),
    variable: ({ node }: PyNode) => (node instanceof AccumulateGrad ? wrap(node.variable) : null),
    metadata: (self: PyNode) => (self.metadata ??= new PyDict()),
    requires_grad: () => true,
  },
  methods: {
    'name(self, /)': ({ node }: PyNode) => fullNodeName(node.name),
    '_sequence_nr(self, /)': ({ node }: PyNode) => node.sequence,
    'register_hook(self, fn, /)': ({ node }: PyNode, fn: Value) => {
      const hook = (grads: (Tensor | null)[], outputs: (Tensor | null)[]) =>
        gradsOf(call(fn, [gradsTuple(grads), gradsTuple(outputs)]))
      node.postHooks = [...(node.postHooks ?? []), hook]
      return removableHandle(() => {
        node.postHooks = (node.postHooks ?? []).filter((each) => each !== hook)
      })
    },
    'register_prehook(self, fn, /)': ({ node }: PyNode, fn: Value) => {
      const hook = (grads: (Tensor | null)[]) => gradsOf(call(fn, [gradsTuple(grads)]))
      node.preHooks = [...(node.preHooks ?? []), hook]
      return removableHandle(() => {
        node.preHooks = (node.preHooks ?? []).filter((each) => each !== hook)
      })
    },
  },
  slots: {
    repr: (self: PyNode) => {
      const { cls } = self
      return `<${cls.module === 'builtins' ? '' : `${cls.module}.`}${cls.name} object at ${addressText(self)}>`
    },
  },
})
