/** Native iterators: one type for each kind, all alike but for their names. */

import { defineType } from '../object/define.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Value } from '../object/object.js'
import { provideIteratorTypes } from '../object/protocol.js'
import { PyIterator } from '../object/values.js'

/** What is pickled as a list of the items that are left has no state. */
const KEEP_NO_PLACE = new Set([
  'callable_iterator',
  'set_iterator',
  'odict_iterator',
  ...['key', 'value', 'item'].flatMap((each) => [`dict_${each}iterator`, `dict_reverse${each}iterator`]),
])

provideIteratorTypes((name) =>
  defineType({
    name,
    js: class extends PyIterator {},
    methods: {
      ...(name === 'callable_iterator'
        ? {}
        : { '__length_hint__(self, /)': (self: PyIterator) => self.hint() }),
      '__reduce__(self, /)': (self: PyIterator) => {
        const reduced = self.reduce()
        if (reduced === undefined) throw newTypeError(`cannot pickle '${typeNameOf(self)}' object`)
        return reduced
      },
      ...(KEEP_NO_PLACE.has(name)
        ? {}
        : { '__setstate__(self, state, /)': (self: PyIterator, state: Value) => self.restore(state) }),
    },
    slots: {
      iter: (self: PyIterator) => self,
      next: (self: PyIterator) => self.step(),
    },
  }),
)
