/** `torch.utils.hooks.RemovableHandle`: what registering a hook gives back. */
import { defineType } from '../python/object/define.js'
import { PyObject, type Value } from '../python/object/object.js'

let nextId = 0

export class PyHandle extends PyObject {
  readonly id = nextId++
  constructor(readonly detach: () => void) {
    super()
  }
}

export const handleType = defineType({
  name: 'RemovableHandle',
  module: 'torch.utils.hooks',
  js: PyHandle,
  instanceDict: true,
  getset: { id: (self: PyHandle) => self.id },
  methods: {
    'remove(self, /)': (self: PyHandle) => self.detach(),
    '__enter__(self, /)': (self: PyHandle) => self as Value,
    '__exit__(self, /, *args)': (self: PyHandle) => self.detach(),
  },
})

/** A handle whose `remove()` runs `detach`, as often as it is called. */
export const removableHandle = (detach: () => void): PyHandle => new PyHandle(detach)
