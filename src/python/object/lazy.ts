/** Types of lazy iterators: zip, map, itertools.count… Each is a constructor that gives the course of its items. */
import { Signature } from './bind.js'
import { defineType, type TypeSpec } from './define.js'
import { newTypeError, typeNameOf } from './names.js'
import { adopt, type Kwargs, type PyType, typeOf, type Value } from './object.js'
import { PyIterator, type Resumption, tuple } from './values.js'

/** How one iterator goes on. */
export interface Course extends Partial<Resumption> {
  /** The next item, undefined at the end. */
  step: () => Value | undefined
  /** Number of items left, for `__length_hint__`. */
  remaining?: () => number | bigint
  /** Tells the course whose it is. */
  attach?: (self: PyLazy) => void
  /** What `repr` shows beyond the default: count(3), repeat(1, 2). */
  shown?: () => string
}

export class PyLazy extends PyIterator {
  shown: (() => string) | undefined
  constructor(course: Course, cls: PyType) {
    super(cls, course.step, course.remaining, course.reduce === undefined ? null : (course as Resumption))
    this.shown = course.shown
    course.attach?.(this)
  }
}

export interface LazySpec
  extends Pick<TypeSpec, 'module' | 'signature' | 'classMethods' | 'methods' | 'generic'> {
  name: string
  /** The signature that arguments are bound to; without one `make` gets them as they come. */
  binds?: string
  // biome-ignore lint/suspicious/noExplicitAny: parameters follow the signature string
  make(...args: any[]): Course
  /** What its iterators can do beyond giving items. */
  can?: readonly ('hint' | 'restore' | 'repr')[]
  /** It can be neither copied nor pickled. */
  unpicklable?: boolean
}

/** A type of lazy iterators; subclasses stay subclasses. */
export function defineLazy(spec: LazySpec): PyType {
  const js = class extends PyLazy {}
  const signature = spec.binds === undefined ? undefined : new Signature(spec.binds, spec.name)
  const can = spec.can ?? []
  const type: PyType = defineType({
    ...spec,
    js,
    new: (cls, args: Value[], kwargs: Kwargs | null) => {
      // A class with an initializer of its own may take keywords that are not ours.
      const own = cls !== type && cls.slots.init !== type.slots.init
      const bound = signature?.bind(args, own && signature.onlyPositional ? null : kwargs)
      return adopt(new js(bound === undefined ? spec.make(args, kwargs) : spec.make(...bound), type), cls)
    },
    methods: {
      ...spec.methods,
      ...(spec.unpicklable ? {} : { '__reduce__(self, /)': reduceLazy }),
      ...(can.includes('hint') ? { '__length_hint__(self, /)': (self: PyLazy) => self.hint() } : {}),
      ...(can.includes('restore')
        ? { '__setstate__(self, state, /)': (self: PyLazy, state: Value) => self.restore(state) }
        : {}),
    },
    slots: {
      iter: (self: PyLazy) => self,
      next: (self: PyLazy) => self.step(),
      ...(can.includes('repr') ? { repr: (self: PyLazy) => self.shown!() } : {}),
    },
  })
  return type
}

function reduceLazy(self: PyLazy): Value {
  const reduced = self.reduce()
  if (reduced === undefined) throw newTypeError(`cannot pickle '${typeNameOf(self)}' object`)
  return reduced
}

/** `(type, arguments)`, or with a state. */
export function again(self: PyIterator, args: readonly Value[], state?: Value): Value {
  return state === undefined
    ? tuple(typeOf(self), tuple(...args))
    : tuple(typeOf(self), tuple(...args), state)
}
