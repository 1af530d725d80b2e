/** The module `sys`: the interpreter as a program sees it. */
import { defineFunctions } from '../object/define.js'
import { raise } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import { nativeModuleNames } from '../object/module.js'
import type { Value } from '../object/object.js'
import { typeOf } from '../object/object.js'
import { runtime } from '../object/runtime.js'
import { PyFloat, PyList, PyTuple, tuple } from '../object/values.js'
import { HostStream } from './io_files.js'
import { structType } from './struct_sequence.js'

const MAX_SIZE = (1n << 63n) - 1n
const versionInfo = structType('sys', 'version_info', ['major', 'minor', 'micro', 'releaselevel', 'serial'])
const floatInfo = structType('sys', 'float_info', ['max', 'min', 'epsilon', 'dig', 'mant_dig'])

/** `(type, value, traceback)` of the exception that is handled. */
const handled = (): Value => {
  const exception = runtime.handling
  return exception === null ? tuple(null, null, null) : tuple(typeOf(exception), exception, exception.traceback)
}

const functions = () =>
  defineFunctions(
    {
      'exit(status=None, /)': (status: Value) => {
        const error = raise('SystemExit', status === null ? undefined : status)
        error.exception.extra = new Map([['code', status]])
        throw error
      },
      'exc_info()': handled,
      'getrecursionlimit()': () => runtime.recursionLimit,
      'setrecursionlimit(limit, /)': (limit: Value) => {
        if (typeof limit !== 'number') throw raise('TypeError', 'an integer is required')
        if (limit < 1) throw raise('ValueError', 'recursion limit must be greater or equal than 1')
        runtime.recursionLimit = limit
      },
      'getsizeof(object, default=None, /)': () => 64,
      'intern(string, /)': (text: Value) => text,
      'getdefaultencoding()': () => 'utf-8',
      'getfilesystemencoding()': () => 'utf-8',
      'is_finalizing()': () => false,
      'gettrace()': () => null,
    },
    { module: 'sys' },
  )

export const sys = (): NativeModule => {
  const { host } = runtime
  const system = host.platform.system
  return {
    doc: 'This module provides access to some objects used or maintained by the\ninterpreter.',
    attributes: {
      ...functions(),
      argv: new PyList([...host.argv]),
      path: new PyList([...host.path]),
      modules: runtime.modules,
      stdin: new HostStream('stdin'),
      stdout: new HostStream('stdout'),
      stderr: new HostStream('stderr'),
      __stdout__: new HostStream('stdout'),
      __stderr__: new HostStream('stderr'),
      version: '3.11.0 (ishape)',
      version_info: versionInfo.make([3, 11, 0, 'final', 0]),
      hexversion: 0x030b00f0,
      platform: system === 'Darwin' ? 'darwin' : system === 'Windows' ? 'win32' : 'linux',
      byteorder: 'little',
      maxsize: MAX_SIZE,
      maxunicode: 0x10ffff,
      float_info: floatInfo.make([
        new PyFloat(Number.MAX_VALUE),
        new PyFloat(2 ** -1022),
        new PyFloat(Number.EPSILON),
        15,
        53,
      ]),
      executable: '',
      prefix: '',
      exec_prefix: '',
      flags: tuple(),
      warnoptions: new PyList([]),
      builtin_module_names: new PyTuple(nativeModuleNames().filter((name) => !name.includes('.')).sort()),
      stdlib_module_names: new PyTuple(nativeModuleNames().filter((name) => !name.includes('.')).sort()),
    },
  }
}
