/** The errors of the pure text functions as Python exceptions. */
import { exceptionTypes, PyException, registerTranslator } from '../object/errors.js'
import { PyBytes } from '../object/values.js'
import { CodecFault } from '../text/codecs.js'
import { Fault } from '../text/fault.js'

registerTranslator((error) => {
  if (error instanceof CodecFault) {
    const object = typeof error.object === 'string' ? error.object : new PyBytes(error.object)
    const values = [error.encoding, object, error.start, error.end, error.reason]
    const exception = new PyException(exceptionTypes[error.kind], values)
    const names = ['encoding', 'object', 'start', 'end', 'reason']
    exception.extra = new Map(names.map((name, i) => [name, values[i]!]))
    return exception
  }
  if (!(error instanceof Fault)) return undefined
  return new PyException(exceptionTypes[error.kind], error.message === '' ? [] : [error.message])
})
