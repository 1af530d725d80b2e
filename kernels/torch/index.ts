/**
 * The PyTorch-dialect kernel: composes the Python interpreter and torch into a Language that `src/kernel` can serve.
 */
import type { Cell, Completions, Host, Language, LogicalLine, Outcome, StartLanguage, Variable } from '../../src/kernel/language.js'
import { seedTorch } from '../../src/bridge/install.js'
import type { Completion, ErrorContent } from '../../src/protocol/messages.js'
import type { MimeBundle } from '../../src/protocol/mime.js'
import type { Host as PythonHost } from '../../src/python/host.js'
import { defineFunction } from '../../src/python/object/define.js'
import type { PyDict } from '../../src/python/object/dict.js'
import { PyError } from '../../src/python/object/errors.js'
import { PyBuiltin, PyFunction } from '../../src/python/object/function.js'
import { PyModule } from '../../src/python/object/module.js'
import { getOwn, ownNames, PyObject, PyType, type Value } from '../../src/python/object/object.js'
import { lookupAttr, repr, str, typeOf } from '../../src/python/object/protocol.js'
import { PyList } from '../../src/python/object/values.js'
import { isComplete } from '../../src/python/parse/complete.js'
import { parseExpression } from '../../src/python/parse/parser.js'
import { scan } from '../../src/python/parse/tokenizer.js'
import { KEYWORDS } from '../../src/python/parse/tokens.js'
import { startInterpreter } from './dialect.js'
import { Trail } from './trail.js'

const VERSION = '3.11.0'

class Torch implements Language<Value> {
  readonly info = {
    name: 'python',
    version: VERSION,
    mimetype: 'text/x-python',
    file_extension: '.py',
    pygments_lexer: 'ipython3',
    codemirror_mode: { name: 'ipython', version: 3 },
    nbconvert_exporter: 'python',
  }
  readonly banner = 'ishape: PyTorch shapes, explained.'
  readonly helpLinks = []
  readonly magics
  private readonly interpreter
  private readonly namespace: PyDict
  private readonly trail: Trail
  private readonly inputs = new PyList([''])

  constructor(
    private readonly host: Host,
    private readonly magic: (id: number) => unknown,
  ) {
    this.interpreter = startInterpreter(host as unknown as PythonHost)
    this.namespace = this.interpreter.newModule('__main__').dict
    this.trail = new Trail(this.namespace)
    this.magics = this.trail.magics(host)
    seedTorch(BigInt(host.seed))
    this.fresh()
  }

  private fresh(): void {
    this.inputs.items = ['']
    this.namespace.setStr('In', this.inputs)
    this.namespace.setStr('_ih', this.inputs)
    this.namespace.setStr('Out', this.interpreter.enter(() => this.interpreter.evaluate('{}', '<ishape>', this.namespace)))
    for (const name of ['_', '__', '___']) this.namespace.setStr(name, '')
    this.interpreter.builtins.dict.setStr(
      '__magic__',
      defineFunction('__magic__(id, /)', (id: number) => (this.magic(id) as Value | undefined) ?? null),
    )
    for (const name of ['exit', 'quit']) {
      this.interpreter.builtins.dict.setStr(
        name,
        defineFunction(`${name}(code=None, /)`, (code: Value) => {
          this.host.exit(typeof code === 'number' ? code : 0)
          return null
        }),
      )
    }
  }

  magicCall(id: number): string {
    return `__magic__(${id})`
  }

  execute({ code, source, file }: Cell): Outcome<Value> {
    this.trail.start(file, source)
    try {
      const value = this.interpreter.runCell(code, file, this.namespace)
      if (value instanceof PyBuiltin && (value.name === 'exit' || value.name === 'quit')) {
        this.host.exit(0)
        return { status: 'ok' }
      }
      return value === undefined || value === null ? { status: 'ok' } : { status: 'ok', value }
    } catch (error) {
      const described = this.describe(error)
      if (described === undefined) throw error
      return { status: 'error', error: described }
    } finally {
      this.trail.stop()
    }
  }

  afterCell(): void {
    const bundle = this.trail.bundle()
    if (this.host.trail && bundle !== null) this.host.display(bundle, { ishape: { kind: 'trail' } })
  }

  run(code: string, file: string): Value | undefined {
    return this.interpreter.runCell(code, file, this.namespace)
  }

  runFile(path: string, args: string[], fresh: boolean): void {
    const { files } = this.host
    const before = this.host.argv
    this.host.argv = [path, ...args]
    try {
      const module = this.interpreter.runModule(files.read(path), path, { file: files.resolve(path) })
      if (fresh) for (const [key, value] of module.dict.entries()) if (typeof key === 'string' && !key.startsWith('__')) this.namespace.setStr(key, value)
    } finally {
      this.host.argv = before
    }
  }

  prepare(code: string, setup: string): (times: number) => void {
    const { namespace, interpreter } = this
    if (setup.trim() !== '') interpreter.runCell(setup, '<timeit>', namespace)
    const indented = code.split('\n').map((line) => `        ${line}`).join('\n')
    interpreter.runCell(`def __timeit__(n):\n    for _ in range(n):\n${indented}\n`, '<timeit>', namespace)
    return (times) => void interpreter.runCell(`__timeit__(${times})`, '<timeit>', namespace)
  }

  describe(error: unknown): ErrorContent | undefined {
    if (!(error instanceof PyError)) return undefined
    const { exception } = error
    const evalue = this.interpreter.enter(() => str(exception))
    return { ename: exception.cls.name, evalue, traceback: this.interpreter.formatException(error).replace(/\n$/, '').split('\n') }
  }

  show(value: Value): MimeBundle {
    return { 'text/plain': this.interpreter.enter(() => repr(value)) }
  }

  text(text: string): Value {
    return text
  }

  bind(name: string, value: Value): void {
    this.namespace.setStr(name, value)
  }

  record({ source, count }: Cell, value: Value | undefined): void {
    this.inputs.items[count] = source
    this.namespace.setStr(`_i${count}`, source)
    if (value === undefined) return
    this.namespace.setStr('___', this.namespace.getStr('__') ?? '')
    this.namespace.setStr('__', this.namespace.getStr('_') ?? '')
    this.namespace.setStr('_', value)
    this.namespace.setStr(`_${count}`, value)
    ;(this.namespace.getStr('Out') as PyDict).set(count, value)
  }

  // --- looking things up ------------------------------------------------------------------------------------------

  /** The value of a dotted name, without running anything of the user's. */
  private resolve(path: string): Value | undefined {
    const [first, ...rest] = path.split('.')
    let value = this.namespace.getStr(first) ?? this.interpreter.builtins.dict.getStr(first)
    for (const name of rest) {
      if (value === undefined) return undefined
      value = staticAttribute(value, name)
    }
    return value
  }

  complete(code: string, offset: number): Completions {
    return this.interpreter.enter(() => {
      const before = code.slice(0, offset)
      const match = /((?:[\p{L}_][\p{L}\p{N}_]*\.)*)([\p{L}_][\p{L}\p{N}_]*)?$/u.exec(before)!
      const typed = match[2] ?? ''
      const start = offset - typed.length
      const names = match[1] === '' ? this.topNames(before) : this.memberNames(match[1].slice(0, -1))
      const items = [...names]
        .filter(([name]) => name.startsWith(typed) && (typed.startsWith('_') || !name.startsWith('_')))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([text, value]) => ({ text, ...kindOf(value) }))
      return { start, end: offset, items }
    })
  }

  private topNames(before: string): Map<string, Value | undefined> {
    const importing = /^\s*(?:import|from)\s+[\w.]*$/.test(before.slice(before.lastIndexOf('\n') + 1))
    if (importing) return new Map(['torch', 'math', 'random', 'collections', 'functools', 'itertools'].map((name) => [name, undefined]))
    const names = new Map<string, Value | undefined>([...KEYWORDS].map((name) => [name, undefined]))
    for (const [name, value] of this.interpreter.builtins.dict.entries()) names.set(String(name), value)
    for (const [name, value] of this.namespace.entries()) names.set(String(name), value)
    return names
  }

  private memberNames(path: string): Map<string, Value | undefined> {
    const object = this.resolve(path)
    const names = new Map<string, Value | undefined>()
    if (object === undefined) return names
    const list = lookupAttr(typeOf(object), '__dir__') === undefined ? [] : safely(() => dirOf(object), [])
    for (const name of list) names.set(name, safely(() => staticAttribute(object, name), undefined))
    return names
  }

  inspect(code: string, offset: number, level: 0 | 1) {
    const before = /[\p{L}\p{N}_.]*$/u.exec(code.slice(0, offset))![0]
    const after = /^[\p{L}\p{N}_]*/u.exec(code.slice(offset))![0]
    const data = this.help(before + after, level)
    return data === undefined ? { found: false, data: {}, metadata: {} } : { found: true, data, metadata: {} }
  }

  help(expression: string, level: 0 | 1): MimeBundle | undefined {
    return this.interpreter.enter(() => {
      const explained = this.trail.explain(expression, (text) => this.interpreter.evaluate(text, '<help>', this.namespace))
      if (explained !== null) return { 'text/plain': explained }
      const value = this.resolve(expression.trim())
      return value === undefined ? undefined : { 'text/plain': describeValue(value, level) }
    })
  }

  isComplete(code: string) {
    const answer = isComplete(code)
    if (answer.status === 'incomplete') return { status: 'incomplete' as const, indent: answer.indent ?? '' }
    if (answer.status === 'invalid') return { status: 'invalid' as const, message: `${answer.error?.kind}: ${answer.error?.message}` }
    return { status: 'complete' as const }
  }

  logicalLine(code: string, from: number): LogicalLine | null {
    let line: LogicalLine | null = null
    let depth = 0
    for (const token of scan(code)) {
      if (token.start < from) continue
      if (token.kind === 'newline' || token.kind === 'end') {
        if (line !== null && depth === 0) return line
        continue
      }
      if (token.kind === 'comment' || token.kind === 'indent' || token.kind === 'dedent' || token.kind === 'nl') continue
      const text = code.slice(token.start, token.end)
      if (/^[([{]$/.test(text)) depth++
      else if (/^[)\]}]$/.test(text)) depth--
      line = { start: line?.start ?? token.start, end: token.end }
    }
    return line
  }

  isExpression(text: string): boolean {
    try {
      parseExpression(text)
      return true
    } catch {
      return false
    }
  }

  variables(): Variable[] {
    return this.interpreter.enter(() =>
      [...this.namespace.entries()].flatMap(([key, value]) => {
        const name = String(key)
        if (name.startsWith('_') || name === 'In' || name === 'Out' || value instanceof PyModule) return []
        return [{ name, type: typeOf(value).name, info: kindOf(value).signature ?? repr(value).slice(0, 60) }]
      }),
    )
  }

  reset(): void {
    for (const name of this.namespace.strKeys()) if (!name.startsWith('__')) this.namespace.deleteStr(name)
    this.fresh()
  }

  remove(name: string): boolean {
    return this.namespace.deleteStr(name)
  }
}

function safely<T>(work: () => T, otherwise: T): T {
  try {
    return work()
  } catch {
    return otherwise
  }
}

const dirOf = (object: Value): string[] => {
  const names = new Set<string>()
  if (object instanceof PyModule) for (const name of object.names()) names.add(name)
  if (object instanceof PyObject) for (const name of ownNames(object)) names.add(name)
  for (const cls of object instanceof PyType ? object.mro : typeOf(object).mro) {
    for (const name of cls.dict.keys()) names.add(name)
    if (cls.lazy !== null) for (const name of cls.lazy.names()) names.add(name)
  }
  const listed = lookupAttr(object, '__dir_names__')
  if (listed instanceof PyList) for (const name of listed.items) names.add(String(name))
  return [...names]
}

/** An attribute found without running properties of the user's. */
function staticAttribute(object: Value, name: string): Value | undefined {
  if (object instanceof PyModule) return object.get(name)
  if (object instanceof PyObject) {
    const own = getOwn(object, name)
    if (own !== undefined) return own
  }
  const type = typeOf(object)
  if (object instanceof PyType) return object.lookup(name)
  return type.isNative || type.native !== type ? lookupAttr(object, name) : type.lookup(name)
}

/** What stands beside a name in the menu: its kind, and for tensors and layers what they look like. */
function kindOf(value: Value | undefined): Omit<Completion, 'start' | 'end' | 'text'> {
  if (value === undefined) return { type: 'keyword' }
  if (value instanceof PyModule) return { type: 'module' }
  if (value instanceof PyType) return { type: 'class' }
  if (value instanceof PyFunction || value instanceof PyBuiltin) return { type: 'function' }
  const type = typeOf(value)
  const shape = safely(() => (type.mro.some(({ name }) => name === 'Tensor') ? lookupAttr(value, 'shape') : undefined), undefined)
  if (shape !== undefined) return { type: type.name, signature: repr(shape).replace('torch.Size', type.name) }
  return { type: 'instance', signature: type.name }
}

function describeValue(value: Value, level: 0 | 1): string {
  const lines = [`Type:        ${typeOf(value).name}`, `String form: ${safely(() => str(value), '?').split('\n').slice(0, 10).join('\n             ')}`]
  const doc = safely(() => lookupAttr(value, '__doc__'), undefined)
  if (value instanceof PyFunction && level === 1) {
    const { source, definition } = value.code
    if (definition !== null) lines.push(`Source:\n${source.lines.slice(definition.position.line - 1, definition.position.endLine).join('\n')}`)
  }
  if (typeof doc === 'string') lines.push(`Docstring:   ${doc}`)
  return lines.join('\n')
}

export const startLanguage: StartLanguage = (host, magic) => new Torch(host, magic) as unknown as Language
