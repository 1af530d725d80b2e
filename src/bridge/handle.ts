/** `torch.utils.hooks.RemovableHandle`: what registering a hook gives back. */
import { Signature } from '../python/object/bind.js'
import { defineType } from '../python/object/define.js'
import { PyDict } from '../python/object/dict.js'
import { adopt, PyObject, type Value } from '../python/object/object.js'
import { PyList } from '../python/object/values.js'

let nextId = 0

export class PyHandle extends PyObject {
  readonly id = nextId++
  constructor(readonly detach: () => void) {
    super()
  }
}

const signature = new Signature(
  '__init__(hooks_dict, *, extra_dict=None)',
  'RemovableHandle.__init__',
  'python',
  false,
)

/** The handle of an entry that the caller is about to add to `hooks`, and to the other tables. */
function handleOf(hooks: Value, extra: Value): PyHandle {
  const tables = [hooks, ...(extra instanceof PyList ? extra.items : [extra])]
  const handle: PyHandle = new PyHandle(() => {
    for (const table of tables) if (table instanceof PyDict) table.delete(handle.id)
  })
  return handle
}

export const handleType = defineType({
  name: 'RemovableHandle',
  module: 'torch.utils.hooks',
  js: PyHandle,
  instanceDict: true,
  new: (cls, args, kwargs) => {
    const [hooks, extra] = signature.bind(args, kwargs) as [Value, Value]
    return adopt(handleOf(hooks, extra), cls)
  },
  getset: { id: (self: PyHandle) => self.id },
  methods: {
    'remove(self, /)': (self: PyHandle) => self.detach(),
    '__enter__(self, /)': (self: PyHandle) => self as Value,
    '__exit__(self, /, *args)': (self: PyHandle) => self.detach(),
  },
})

/** A handle whose `remove()` runs `detach`, as often as it is called. */
export const removableHandle = (detach: () => void): PyHandle => new PyHandle(detach)
