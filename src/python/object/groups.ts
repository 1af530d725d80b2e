/** Exception groups apart from their types: members, and the splitting that `except*` and `split` do. */
import { exceptionTypes, PyException } from './errors.js'
import { newTypeError } from './names.js'
import { getOwn, setOwn, type Value } from './object.js'
import { call, getAttr } from './protocol.js'
import { PyList, PyTuple } from './values.js'

/** The exceptions that a group holds directly, or undefined for what is no group. */
export function membersOf(exception: PyException): readonly PyException[] | undefined {
  const members = exception.extra?.get('exceptions')
  return exception.cls.isSubtypeOf(exceptionTypes.BaseExceptionGroup) && members instanceof PyTuple
    ? (members.items as PyException[])
    : undefined
}

/** A group like `group` with these members: its class by `derive`, its traceback, cause, context and notes. */
function derived(group: PyException, members: Value[]): Value {
  if (members.length === 0) return null
  const made = call(getAttr(group, 'derive'), [new PyList(members)])
  if (!(made instanceof PyException) || membersOf(made) === undefined)
    throw newTypeError('derive must return an instance of BaseExceptionGroup')
  made.traceback = group.traceback
  made.cause = group.cause
  made.context = group.context
  made.suppressContext = group.suppressContext
  const notes = getOwn(group, '__notes__')
  // What a program puts there that is no sequence is nothing to pass on.
  if (notes instanceof PyList || notes instanceof PyTuple)
    setOwn(made, '__notes__', new PyList([...notes.items]))
  return made
}

export type Test = (exception: PyException) => boolean

/** The part of an exception that passes the test and the rest, each None when empty. */
export function splitException(exception: PyException, test: Test): [Value, Value] {
  if (test(exception)) return [exception, null]
  const members = membersOf(exception)
  if (members === undefined) return [null, exception]
  const [yes, no]: [Value[], Value[]] = [[], []]
  for (const member of members) {
    const [match, rest] = splitException(member, test)
    if (match !== null) yes.push(match)
    if (rest !== null) no.push(rest)
  }
  return [derived(exception, yes), derived(exception, no)]
}
