/** Exception groups (PEP 654): construction, `derive`, `split` and `subgroup`. `ExceptionGroup` holds Exceptions only. */
import { defineType } from '../object/define.js'
import { exceptionTypes, PyException, raise } from '../object/errors.js'
import { membersOf, splitException, type Test } from '../object/groups.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { type PyObject, PyType, type Value } from '../object/object.js'
import { call, isCallable, repr, str, truthy } from '../object/protocol.js'
import { asStr, EMPTY_TUPLE, PyList, PyTuple, tuple } from '../object/values.js'

/** `BaseExceptionGroup(message, exceptions)`: an ExceptionGroup when all its members are Exceptions. */
function newGroup(cls: PyType, args: readonly Value[]): Value {
  const { Exception, BaseExceptionGroup, ExceptionGroup } = exceptionTypes
  if (args.length !== 2)
    throw newTypeError(`BaseExceptionGroup.__new__() takes exactly 2 arguments (${args.length} given)`)
  const [message, given] = args
  if (asStr(message) === undefined) throw newTypeError(`argument 1 must be str, not ${typeNameOf(message)}`)
  if (!(given instanceof PyList || given instanceof PyTuple))
    throw newTypeError('second argument (exceptions) must be a sequence')
  const members = [...given.items]
  if (members.length === 0)
    throw raise('ValueError', 'second argument (exceptions) must be a non-empty sequence')
  for (const [i, each] of members.entries())
    if (!(each instanceof PyException))
      throw raise('ValueError', `Item ${i} of second argument (exceptions) is not an exception`)
  const plain = members.every((each) => (each as PyException).cls.isSubtypeOf(Exception))
  if (cls === BaseExceptionGroup && plain) cls = ExceptionGroup
  else if (!plain && cls.isSubtypeOf(Exception)) {
    throw newTypeError(
      cls === ExceptionGroup
        ? 'Cannot nest BaseExceptions in an ExceptionGroup'
        : `Cannot nest BaseExceptions in ${repr(cls.name)}`,
    )
  }
  const group = new PyException(cls, args)
  group.extra = new Map<string, Value>([
    ['message', message],
    ['exceptions', new PyTuple(members)],
  ])
  return group
}

function testOf(condition: Value): Test {
  const isType = (value: Value): value is PyType =>
    value instanceof PyType && value.isSubtypeOf(exceptionTypes.BaseException)
  if (isType(condition)) return (exception) => exception.cls.isSubtypeOf(condition)
  if (condition instanceof PyTuple && condition.items.every(isType))
    return (exception) => condition.items.some((each) => exception.cls.isSubtypeOf(each as PyType))
  if (isCallable(condition) && !(condition instanceof PyType))
    return (exception) => truthy(call(condition, [exception]))
  throw newTypeError('expected a function, exception type or tuple of exception types')
}

const read = (name: string) => (self: PyException) => self.extra?.get(name) ?? null

exceptionTypes.BaseExceptionGroup = defineType({
  name: 'BaseExceptionGroup',
  base: exceptionTypes.BaseException,
  new: (cls, args) => newGroup(cls, args),
  methods: {
    'derive(self, excs, /)': (self: PyException, members: Value) =>
      call(exceptionTypes.BaseExceptionGroup, [self.extra?.get('message') ?? null, members]),
    'split(self, condition, /)': (self: PyException, condition: Value) =>
      tuple(...splitException(self, testOf(condition))),
    'subgroup(self, condition, /)': (self: PyException, condition: Value) =>
      splitException(self, testOf(condition))[0],
  },
  generic: true,
  members: { message: read('message'), exceptions: read('exceptions') },
  slots: {
    // The constructor has read its arguments; a subclass may pass others to its own __init__.
    init: (self: PyObject, args) => {
      ;(self as PyException).args = args.length === 0 ? EMPTY_TUPLE : new PyTuple(args)
    },
    str: (self: PyException) => {
      const { length } = membersOf(self) ?? []
      return `${str(self.extra?.get('message') ?? null)} (${length} sub-exception${length === 1 ? '' : 's'})`
    },
  },
})

exceptionTypes.ExceptionGroup = defineType({
  name: 'ExceptionGroup',
  bases: [exceptionTypes.BaseExceptionGroup, exceptionTypes.Exception],
})
