/** Native iterators: one type for each kind, all alike but for their names. */
import { defineType } from '../object/define.js'
import { provideIteratorTypes } from '../object/protocol.js'
import { PyIterator } from '../object/values.js'

provideIteratorTypes((name) =>
  defineType({
    name,
    js: class extends PyIterator {},
    methods: {
      '__length_hint__(self, /)': (self: PyIterator) => self.remaining?.() ?? 0,
    },
    slots: {
      iter: (self: PyIterator) => self,
      next: (self: PyIterator) => self.step(),
    },
  }),
)
