/**
 * import: finds modules beside the script and on the path, then among the native ones, and runs them once.
 *
 * A file or folder on the path wins over a native module of that name (a checkout's own `torchvision/`), except over those that CPython
 * has built in. A folder without `__init__.py` is a namespace package, the last choice.
 */

import { compileModule, makeSource } from '../compile/compile.js'
import { provideImporter } from '../compile/imports.js'
import { FileError } from '../host.js'
import type { PyDict } from '../object/dict.js'
import { exceptionTypes, isError, PyError, raise } from '../object/errors.js'
import { Frame } from '../object/frame.js'
import { newLocals, runFrame } from '../object/invoke.js'
import { buildNativeModule, nativeModuleKind, offeredModules, PyModule } from '../object/module.js'
import { setOwn, type Value } from '../object/object.js'
import { callMethod, lookupAttr, setAttr, str, toArray } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { PyList } from '../object/values.js'
import type { Module } from '../parse/ast.js'
import { parseModule } from '../parse/parser.js'
import { warningsOf } from '../parse/warnings.js'
import { keepProgram } from './programs.js'
import { decodeSource } from './source.js'

/** Warns of what was parsed, through the module warnings; where that makes errors of warnings, by a SyntaxError. */
export function warnOfSyntax(tree: Module, filename: string): void {
  for (const { message, line, error: fatal } of warningsOf(tree)) {
    const { SyntaxWarning } = exceptionTypes
    try {
      callMethod(importModule('warnings'), 'warn_explicit', [message, SyntaxWarning, filename, line])
    } catch (error) {
      throw isError(error, 'SyntaxWarning') ? fatal() : error
    }
  }
}

/** Modules that no file can replace: CPython has them built in, or has loaded them before the program begins. */
const FROZEN = new Set([
  'builtins',
  'sys',
  'time',
  'math',
  'itertools',
  'gc',
  '_thread',
  'marshal',
  'abc',
  'codecs',
  'encodings',
  'io',
  'os',
  'os.path',
  'posixpath',
  'site',
  'stat',
  '_host',
  '_imports',
])

interface Found {
  readonly path: string
  /** Folders of a package, null for a plain module. */
  readonly folders: string[] | null
}

/** Looks for `name` (its last part) in folders. */
function findFile(name: string, folders: readonly string[]): Found | null {
  const { files } = runtime.host
  const namespaces: string[] = []
  for (const folder of folders) {
    const base = folder === '' ? name : folder.endsWith('/') ? folder + name : `${folder}/${name}`
    const stat = files.stat(base)
    if (stat?.kind === 'directory') {
      if (files.stat(`${base}/__init__.py`)?.kind === 'file')
        return { path: `${base}/__init__.py`, folders: [base] }
      namespaces.push(base)
    }
    if (files.stat(`${base}.py`)?.kind === 'file') return { path: `${base}.py`, folders: null }
  }
  return namespaces.length === 0 ? null : { path: '', folders: namespaces }
}

/** `sys.path`, which programs extend. */
function searchPath(): string[] {
  const sys = runtime.modules.getStr('sys')
  const path = sys instanceof PyModule ? sys.dict.getStr('path') : undefined
  return path instanceof PyList ? path.items.map(str) : runtime.host.path
}

/** The module of an absolute dotted name, imported if it is not yet. ModuleNotFoundError in CPython's words. */
export function importModule(fullName: string): Value {
  const ready = runtime.modules.getStr(fullName)
  if (ready !== undefined && ready !== null) return ready
  if (ready === null) throw notFound(`import of ${fullName} halted; None in sys.modules`, fullName)
  const dot = fullName.lastIndexOf('.')
  if (dot < 0) return loadFrom(fullName, searchPath(), null)
  const parentName = fullName.slice(0, dot)
  const parent = importModule(parentName)
  const again = runtime.modules.getStr(fullName)
  if (again !== undefined) return again!
  const path = lookupAttr(parent, '__path__')
  const folders = path === undefined ? [] : toArray(path).map(str)
  const plain = path === undefined && parent instanceof PyModule && !parent.isPackage
  const module = loadFrom(fullName, folders, plain ? parentName : null)
  setAttr(parent, fullName.slice(dot + 1), ownName(parent, fullName.slice(dot + 1)) ?? module)
  return module
}

/** What a native package itself calls by the name of a submodule: a function, which wins as after `from .name import name`. */
function ownName(parent: Value, name: string): Value | undefined {
  if (!(parent instanceof PyModule) || parent.lazy === null) return undefined
  const own = parent.lazy.lookup(name)
  return own === undefined || own instanceof PyModule ? undefined : own
}

/** Folders of installed packages: what ishape has itself, torch and numpy above all, is made there for CPython and cannot run. */
const INSTALLED = /(?:^|[/\\])(?:site|dist)-packages[/\\]?$/

/** The file of a module, unless ishape's own stands for it: always for what CPython has built in, else before installed packages. */
function findOwn(fullName: string, folders: readonly string[]): Found | null {
  if (FROZEN.has(fullName)) return null
  const own = nativeModuleKind(fullName) !== undefined
  const open = own ? folders.filter((folder) => !INSTALLED.test(folder)) : folders
  return findFile(fullName.slice(fullName.lastIndexOf('.') + 1), open)
}

function loadFrom(fullName: string, folders: readonly string[], plainParent: string | null): Value {
  const found = findOwn(fullName, folders)
  if (found !== null && found.path !== '') return runFile(fullName, found)
  const native = buildNativeModule(fullName)
  if (native !== undefined) return enterNative(fullName, native)
  if (found !== null) return runFile(fullName, found)
  if (plainParent !== null) {
    throw notFound(`No module named '${fullName}'; '${plainParent}' is not a package`, fullName)
  }
  throw unknown(fullName)
}

/** Puts a native module into `sys.modules` and fills it; a failed one leaves again. */
function enterNative(name: string, module: PyModule): Value {
  runtime.modules.setStr(name, module)
  try {
    module.populate?.()
    module.populate = null
  } catch (error) {
    runtime.modules.deleteStr(name)
    throw error
  }
  return runtime.modules.getStr(name) ?? module
}

function notFound(message: string, name: string): PyError {
  return raise('ModuleNotFoundError', message, { name, path: null, msg: message })
}

/** The error for a name that nobody has; for a top-level one a note says which modules there are. */
function unknown(name: string): PyError {
  const error = notFound(`No module named '${name}'`, name)
  const [root] = name.split('.')
  if (name !== root) {
    const note = `ishape has parts of ${root}; ${name} is not among them.`
    if (offeredModules().includes(root)) setOwn(error.exception, '__notes__', new PyList([note]))
  } else {
    const offered = offeredModules().join(', ')
    const note = `ishape has ${offered} and the standard library; files beside the program and in --path DIR are found too.`
    setOwn(error.exception, '__notes__', new PyList([note, ...closedFolders()]))
  }
  return error
}

/** Of the folders on sys.path those that the sandbox keeps closed, and how to open them. */
function closedFolders(): string[] {
  const { files } = runtime.host
  return searchPath().flatMap((folder) => {
    try {
      files.list(folder === '' ? '.' : folder)
      return []
    } catch (error) {
      if (!(error instanceof FileError) || error.code !== 'EACCES') return []
      return [
        `${files.resolve(folder)} on sys.path is outside the sandbox; --path ${files.resolve(folder)} opens it.`,
      ]
    }
  })
}

/** Where a module would come from, without importing it: its file or 'built-in', and the folders of a package. */
export function findModule(
  name: string,
  folders: readonly string[] | null,
): { path: Value; folders: readonly string[] | null } | null {
  const found = findOwn(name, folders ?? searchPath())
  const { files } = runtime.host
  if (found !== null && found.path !== '')
    return {
      path: files.resolve(found.path),
      folders: found.folders?.map((each) => files.resolve(each)) ?? null,
    }
  const kind = nativeModuleKind(name)
  if (kind !== undefined) return { path: 'built-in', folders: kind === 'package' ? [] : null }
  return found === null ? null : { path: null, folders: found.folders!.map((each) => files.resolve(each)) }
}

/**
 * What `-m name` runs: the file of the module, or of the package's `__main__`, and the package it belongs to. Its parents are imported. An
 * ImportError with `not_found` when there is none.
 */
export function findMain(name: string): { path: string; parent: string } {
  const parent = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : ''
  const absent = (words: string): PyError => raise('ImportError', words, { not_found: true })
  let folders: string[] | null = null
  if (parent !== '') {
    try {
      const path = lookupAttr(importModule(parent), '__path__')
      folders = path === undefined ? [] : toArray(path).map(str)
    } catch (error) {
      if (!(error instanceof PyError) || error.exception.cls.name !== 'ModuleNotFoundError') throw error
      const reason = str(error.exception.args.items[0] ?? null)
      throw absent(`Error while finding module specification for '${name}' (ModuleNotFoundError: ${reason})`)
    }
  }
  const found = findModule(name, folders)
  if (found === null) throw absent(`No module named ${name}`)
  if (found.path === 'built-in') throw absent(`${name} is part of ishape and cannot be run with -m`)
  if (found.folders === null) return { path: str(found.path), parent }
  importModule(name)
  const main = findFile('__main__', found.folders)
  if (main === null || main.path === '')
    throw absent(`No module named ${name}.__main__; '${name}' is a package and cannot be directly executed`)
  return { path: runtime.host.files.resolve(main.path), parent: name }
}

/** Runs a module's file in a fresh module object; a failed one leaves `sys.modules` again. */
function runFile(fullName: string, found: Found): Value {
  const module = new PyModule(fullName)
  const { dict } = module
  const isPackage = found.folders !== null
  dict.setStr('__package__', isPackage ? fullName : fullName.split('.').slice(0, -1).join('.'))
  if (found.path !== '') dict.setStr('__file__', runtime.host.files.resolve(found.path))
  if (isPackage)
    dict.setStr('__path__', new PyList(found.folders!.map((each) => runtime.host.files.resolve(each))))
  dict.setStr('__builtins__', runtime.builtins)
  runtime.modules.setStr(fullName, module)
  if (found.path === '') return module
  module.initializing = true
  try {
    execFile(module, found.path)
  } catch (error) {
    runtime.modules.deleteStr(fullName)
    throw error
  } finally {
    module.initializing = false
  }
  // A module may put another object in its place.
  return runtime.modules.getStr(fullName) ?? module
}

/** Runs a file's code in a module's namespace. */
export function execFile(module: PyModule, path: string): void {
  const filename = runtime.host.files.resolve(path)
  const text = decodeSource(runtime.host.files.read(path), filename)
  execSource(text, filename, module.dict)
}

/** Runs module source in a namespace. */
export function execSource(text: string, filename: string, globals: PyDict): void {
  const source = makeSource(text, filename)
  const tree = parseModule(text, filename)
  warnOfSyntax(tree, filename)
  keepProgram(globals, tree, source)
  const code = compileModule(tree, source)
  runFrame(new Frame(code, newLocals(code.slotCount), globals, null))
}

/** The absolute name that `from ..x import y` in a module means. */
export function resolveName(name: string, level: number, globals: PyDict): string {
  if (level === 0) return name
  let pkg = globals.getStr('__package__')
  if (pkg === undefined || pkg === null) {
    const own = globals.getStr('__name__')
    if (typeof own === 'string')
      pkg = globals.getStr('__path__') !== undefined ? own : own.split('.').slice(0, -1).join('.')
  }
  if (typeof pkg !== 'string' || pkg === '') {
    throw raise('ImportError', 'attempted relative import with no known parent package', {
      name: null,
      path: null,
    })
  }
  const parts = pkg.split('.')
  if (level > parts.length) {
    throw raise('ImportError', 'attempted relative import beyond top-level package', {
      name: null,
      path: null,
    })
  }
  const base = parts.slice(0, parts.length - level + 1).join('.')
  return name === '' ? base : `${base}.${name}`
}

/** Runs a module's file again in the same namespace: `importlib.reload`, `%autoreload`. ImportError for one that nobody imported. */
export function reloadModule(module: PyModule): PyModule {
  const name = module.dict.getStr('__name__')
  if (typeof name !== 'string' || runtime.modules.getStr(name) !== module)
    throw raise('ImportError', `module ${name} not in sys.modules`, { name: name ?? null, path: null })
  const file = module.dict.getStr('__file__')
  if (typeof file === 'string') execFile(module, file)
  return module
}

provideImporter({
  load: (name, level, globals) => importModule(resolveName(name, level, globals)),
  submodule: (module, name) => {
    const parent = lookupAttr(module, '__name__')
    if (typeof parent !== 'string') return undefined
    const fullName = `${parent}.${name}`
    const ready = runtime.modules.getStr(fullName)
    if (ready !== undefined) return ready!
    if (lookupAttr(module, '__path__') === undefined && !(module instanceof PyModule && module.isPackage))
      return undefined
    try {
      return importModule(fullName)
    } catch (error) {
      // Absent is the caller's to report; a submodule that fails inside fails here.
      if (error instanceof PyError && error.exception.extra?.get('name') === fullName) return undefined
      throw error
    }
  },
})
