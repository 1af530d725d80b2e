/** sys: the interpreter's own state, and `_host`, what os and its kin ask of the world. */

import { writeStandard } from '../builtins/io.js'
import { defineFunctions } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { exceptionTypes, PyError, PyException, type PyTraceback, raise } from '../object/errors.js'
import { Code, type Frame } from '../object/frame.js'
import { type NativeModule, nativeModuleNames } from '../object/module.js'
import type { Kwargs, Value } from '../object/object.js'
import { call, callMethod, getAttr, repr, str, toCount, truthy, typeOf } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asStr, PyBytes, PyFloat, PyList, PyTuple, tuple } from '../object/values.js'
import { importModule } from '../run/importer.js'
import {
  exceptionLines,
  formatException,
  formatExceptionOnly,
  formatFrames,
  framesOf,
} from '../run/traceback.js'
import { need } from '../types/bytes.js'
import { digitLimit, setDigitLimit } from '../types/int.js'
import { HostStream, withFiles } from './io_streams.js'
import { fspath, pathText } from './paths.js'
import { structType } from './struct_sequence.js'

export function sys(): NativeModule {
  const { host } = runtime
  const version = structType('sys', 'version_info', ['major', 'minor', 'micro', 'releaselevel', 'serial'])
  const floats = structType('sys', 'float_info', [
    'max',
    'min',
    'epsilon',
    'dig',
    'mant_dig',
    'max_exp',
    'min_exp',
    'max_10_exp',
    'min_10_exp',
    'radix',
    'rounds',
  ])
  const hashing = structType('sys', 'hash_info', [
    'width',
    'modulus',
    'inf',
    'nan',
    'imag',
    'algorithm',
    'hash_bits',
    'seed_bits',
    'cutoff',
  ])
  const ints = structType('sys', 'int_info', [
    'bits_per_digit',
    'sizeof_digit',
    'default_max_str_digits',
    'str_digits_check_threshold',
  ])
  const implementation = structType('types', 'SimpleNamespace', [
    'name',
    'cache_tag',
    'version',
    'hexversion',
  ])
  const flagNames =
    'debug inspect interactive optimize dont_write_bytecode no_user_site no_site ignore_environment verbose bytes_warning quiet hash_randomization isolated dev_mode utf8_mode warn_default_encoding safe_path int_max_str_digits'
  const flags = structType('sys', 'flags', flagNames.split(' '))
  return {
    attributes: {
      argv: new PyList([...host.argv]),
      path: new PyList([...host.path]),
      modules: runtime.modules,
      stdin: new HostStream('stdin'),
      stdout: new HostStream('stdout'),
      stderr: new HostStream('stderr'),
      __stdin__: new HostStream('stdin'),
      __stdout__: new HostStream('stdout'),
      __stderr__: new HostStream('stderr'),
      version: '3.11.0 (ishape)',
      version_info: version.make([3, 11, 0, 'final', 0]),
      hexversion: 0x030b00f0,
      float_info: floats.make([
        new PyFloat(Number.MAX_VALUE),
        new PyFloat(2 ** -1022),
        new PyFloat(Number.EPSILON),
        15,
        53,
        1024,
        -1021,
        308,
        -307,
        2,
        1,
      ]),
      flags: flags.make([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, false, 0, 0, false, 4300]),
      int_info: ints.make([30, 4, 4300, 640]),
      implementation: implementation.make([
        'cpython',
        'cpython-311',
        version.make([3, 11, 0, 'final', 0]),
        0x030b00f0,
      ]),
      hash_info: hashing.make([64, 2305843009213693951n, 314159, 0, 1000003, 'siphash13', 64, 128, 0]),
      maxsize: 9223372036854775807n,
      maxunicode: 0x10ffff,
      byteorder: 'little',
      platform:
        host.platform.system === 'Darwin' ? 'darwin' : host.platform.system === 'Windows' ? 'win32' : 'linux',
      ...hooks(),
      executable: '',
      prefix: '',
      warnoptions: new PyList([]),
      dont_write_bytecode: true,
      builtin_module_names: new PyTuple(nativeModuleNames()),
      ...defineFunctions(
        {
          'exit(status=<absent>, /)': (status: Value | undefined) => {
            throw raise('SystemExit', status, { code: status ?? null })
          },
          'exc_info()': () => {
            const exception = runtime.handling
            if (exception === null) return tuple(null, null, null)
            return tuple(typeOf(exception), exception, exception.traceback)
          },
          'exception()': () => runtime.handling,
          'get_int_max_str_digits()': digitLimit,
          'set_int_max_str_digits(maxdigits)': (limit: Value) => {
            const count = toCount(limit)
            if (count !== 0 && count < 640)
              throw raise('ValueError', 'maxdigits must be 0 or larger than 640')
            setDigitLimit(count)
          },
          'getrecursionlimit()': () => runtime.recursionLimit,
          'setrecursionlimit(limit, /)': (limit: Value) => {
            const count = toCount(limit)
            if (count < 1) throw raise('ValueError', 'recursion limit must be greater or equal than 1')
            if (count <= runtime.depth)
              throw raise(
                'RecursionError',
                `cannot set the recursion limit to ${count} at the recursion depth ${runtime.depth}: the limit is too low`,
              )
            runtime.recursionLimit = count
          },
          'getsizeof(object, default=None, /)': () => {
            throw raise(
              'NotImplementedError',
              'sys.getsizeof is not available here: objects have no C layout',
            )
          },
          'getdefaultencoding()': () => 'utf-8',
          'getfilesystemencoding()': () => 'utf-8',
          'gettrace()': () => null,
          'getprofile()': () => null,
          'intern(string, /)': (text: Value) => text,
          'getrefcount(object, /)': () => 1,
          '_getframe(depth=0, /)': (depth: Value) => {
            let frame = runtime.frame
            for (let i = toCount(depth); i > 0 && frame !== null; i--) frame = frame.back
            if (frame === null) throw raise('ValueError', 'call stack is not deep enough')
            return frame
          },
        },
        { module: 'sys' },
      ),
    },
  }
}

/** What is called for an uncaught exception, for the value of a line typed and by `breakpoint()`, each with a double that a program restores it from. */
function hooks(): Record<string, Value> {
  const { excepthook, displayhook, breakpointhook } = defineFunctions(
    {
      'excepthook(exctype, value, traceback, /)': (_type: Value, error: Value): void => {
        if (error instanceof PyException) writeStandard('stderr', formatException(error))
      },
      'displayhook(object, /)': (object: Value) => {
        if (object === null) return null
        const { dict } = runtime.builtins
        dict.setStr('_', null)
        callMethod(getAttr(importModule('sys'), 'stdout'), 'write', [`${repr(object)}\n`])
        dict.setStr('_', object)
        return null
      },
      'breakpointhook(*args, **kwargs)': (args: Value[], kwargs: Kwargs) => {
        const wanted = breakpointWanted()
        if (wanted === '0') return null
        if (wanted === '') throw raise('NotImplementedError', 'pdb is not available in ishape')
        const dot = wanted.lastIndexOf('.')
        let hook: Value
        try {
          hook = getAttr(importModule(dot < 0 ? 'builtins' : wanted.slice(0, dot)), wanted.slice(dot + 1))
        } catch (error) {
          if (!(error instanceof PyError)) throw error
          const message = `Ignoring unimportable $PYTHONBREAKPOINT: "${wanted}"`
          callMethod(importModule('warnings'), 'warn', [message, exceptionTypes.RuntimeWarning])
          return null
        }
        return call(hook, args, kwargs)
      },
    },
    { module: 'sys' },
  )
  return {
    ...{ excepthook, displayhook, breakpointhook },
    ...{ __excepthook__: excepthook, __displayhook__: displayhook, __breakpointhook__: breakpointhook },
  }
}

/** What `$PYTHONBREAKPOINT` says. */
function breakpointWanted(): string {
  return asStr(callMethod(getAttr(importModule('os'), 'environ'), 'get', ['PYTHONBREAKPOINT', ''])) ?? ''
}

/** The world below os, pathlib and shutil. */
export function hostModule(): NativeModule {
  const { host } = runtime
  const { files } = host
  const at =
    <T extends Value | undefined>(operation: (path: string) => T) =>
    (path: Value) =>
      withFiles(() => operation(pathText(path)), pathText(path))
  return {
    attributes: {
      environ: PyDict.of(Object.entries(host.env)),
      system: host.platform.system,
      machine: host.platform.machine,
      node: host.platform.node,
      release: host.platform.release,
      ...defineFunctions({
        'password(prompt, /)': (prompt: Value) => {
          const line = runtime.host.readInput(str(prompt), true)
          if (line === null) throw raise('EOFError', '')
          return line
        },
        'cwd()': () => files.cwd(),
        'chdir(path, /)': at((path) => void files.changeDirectory(path)),
        'resolve(path, /)': at((path) => files.resolve(path)),
        'listdir(path, /)': at((path) => new PyList(files.list(path))),
        'mkdir(path, /)': at((path) => void files.makeDirectory(path)),
        'remove(path, /)': at((path) => void files.remove(path)),
        'rmdir(path, /)': at((path) => void files.removeDirectory(path)),
        'rename(a, b, /)': (a: Value, b: Value) =>
          withFiles(() => void files.rename(pathText(a), pathText(b)), pathText(a)),
        'read(path, /)': at((path) => new PyBytes(files.read(path))),
        'write(path, data, /)': (path: Value, data: Value) =>
          withFiles(() => void files.write(pathText(path), need(data), false), pathText(path)),
        'stat(path, /)': at((path) => {
          const stat = files.stat(path)
          return stat === null ? null : tuple(stat.kind, stat.size, new PyFloat(stat.modified))
        }),
        'fspath(path, /)': fspath,
        'columns()': () => host.columns(),
        'exception_lines(error, chain, /)': (error: Value, chain: Value) =>
          new PyList(exceptionLines(error as PyException, truthy(chain))),
        'exception_only(error, /)': (error: Value) => new PyList(formatExceptionOnly(error as PyException)),
        /** (file, its lines, the definition's first line and its last) of a code object; None for one without a definition. */
        'source_of(code, /)': (code: Value) => {
          if (!(code instanceof Code) || code.definition === null) return null
          const { body, position } = code.definition
          const last = body?.at(-1)?.endLine ?? position.endLine
          const lines = new PyList([...code.source.lines])
          return tuple(code.filename, lines, position.line, Math.max(last, position.endLine))
        },
        'line_of(frame, /)': (frame: Value) => {
          const { code, node } = frame as Frame
          return code.source.quoted ? (code.source.lines[node.line - 1] ?? '') : ''
        },
        'frames(traceback, /)': (traceback: Value) =>
          new PyList(
            framesOf(traceback as PyTraceback | null).map((frame) =>
              tuple(
                frame.filename,
                frame.line,
                frame.name,
                frame.text?.trim() ?? '',
                formatFrames([frame]).join(''),
              ),
            ),
          ),
      }),
    },
  }
}
