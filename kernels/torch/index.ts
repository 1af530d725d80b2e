/** The notebook kernel of PyTorch-dialect Python: the interpreter as a `Language`. */

import { seedTorch } from '../../src/bridge/install.js'
import { failureStory, failureText } from '../../src/explain/failure.js'
import { failureHtml } from '../../src/explain/failure-html.js'
import type { Recording } from '../../src/explain/recording.js'
import {
  type Cell,
  type Host,
  Interrupted,
  type Language,
  NoInput,
  type Outcome,
  type StartLanguage,
  type Variable,
} from '../../src/kernel/language.js'
import { UsageError } from '../../src/kernel/magic.js'
import { type ErrorContent, explanation, TRAIL_METADATA } from '../../src/protocol/messages.js'
import { defineFunction } from '../../src/python/object/define.js'
import { PyDict } from '../../src/python/object/dict.js'
import { PyError, raise, registerTranslator } from '../../src/python/object/errors.js'
import { PyFunction } from '../../src/python/object/function.js'
import { PyModule } from '../../src/python/object/module.js'
import { PyType, typeOf, type Value } from '../../src/python/object/object.js'
import { repr, str } from '../../src/python/object/protocol.js'
import { PyList } from '../../src/python/object/values.js'
import { isComplete } from '../../src/python/parse/complete.js'
import { KEYWORDS } from '../../src/python/parse/tokens.js'
import { execFile, importModule } from '../../src/python/run/importer.js'
import type { Interpreter } from '../../src/python/run/interpreter.js'
import { resetPrintOptions } from '../../src/tensor/print.js'
import { resetState } from '../../src/tensor/state.js'
import { aside } from './aside.js'
import { Autoreload } from './autoreload.js'
import { complete, type Scope } from './completion.js'
import { startInterpreter } from './dialect.js'
import { shapeHelp } from './explain.js'
import { Explainer, errorLine } from './explainer.js'
import { withoutMagics } from './fixes/cell-text.js'
import { fixesComeLater, showFixesLater } from './fixes/later.js'
import { SessionFixes } from './fixes/session.js'
import { describeValue } from './help.js'
import { lookUp } from './infer.js'
import { provideExplainer } from './ishape-module.js'
import { annotate, attributeNames } from './lookup.js'
import { torchMagics } from './magics/index.js'
import { pretty } from './pretty.js'
import { isExpression, isQuiet, logicalLine } from './source.js'
import { MODES, type Mode, tracebackText } from './tracebacks.js'
import { Trail } from './trail.js'
import { TrapWatcher, trapHtml, trapText } from './traps/watch.js'

const MAGIC = '__magic__'

/** What `%%capture` keeps: its text, with the two streams beside it as IPython has them. */
const CAPTURED = `
class CapturedIO(str):
    outputs = []
    def show(self):
        import sys
        sys.stdout.write(self.stdout)
        sys.stderr.write(self.stderr)
    __call__ = show
kept = CapturedIO(out + err)
kept.stdout, kept.stderr = out, err
kept
`

// What the kernel throws passes through Python code as an exception; a magic's complaint knows where it came from.
registerTranslator((error) => {
  if (error instanceof Interrupted) return raise('KeyboardInterrupt').exception
  if (error instanceof UsageError || error instanceof NoInput)
    return raise('RuntimeError', error.message, { usage: error.name }).exception
  return undefined
})

class TorchLanguage implements Language<Value> {
  readonly info = {
    name: 'python',
    version: '3.11.0',
    mimetype: 'text/x-python',
    file_extension: '.py',
    pygments_lexer: 'ipython3',
    codemirror_mode: { name: 'ipython', version: 3 },
    nbconvert_exporter: 'python',
  }
  readonly banner = 'ishape: PyTorch code, and the reason of every shape. %magic and name? help.'
  readonly helpLinks = [{ text: 'PyTorch', url: 'https://docs.pytorch.org/docs/stable/' }]
  readonly magics
  pretty = true
  floatFormat: string | null = null
  tracebacks: Mode = 'Plain'
  readonly tracebackModes = MODES

  readonly #host: Host
  readonly #interpreter: Interpreter
  readonly #main: PyModule
  readonly #trail: Trail
  readonly #autoreload: Autoreload
  readonly #explainer: Explainer
  readonly #fixes: SessionFixes
  /** The text of each cell, for the comments that mute a trap. */
  readonly #sources = new Map<string, string>()
  readonly #traps = new TrapWatcher((file, line) => this.#sources.get(file)?.split('\n')[line - 1] ?? '')
  /** Names that are there before the user's. */
  readonly #given: Set<string>
  /** The last results as we bound them: a name the user has taken is left alone. */
  #results: Value[] = [null, null, null]
  #inputs: string[] = []
  /** What ended the cell that just ran. */
  #raised: unknown = null
  /** The same if the cell is a program that could be mended, magics aside. */
  #mendable: PyError | null = null

  constructor(host: Host, magic: (id: number) => unknown) {
    this.#host = host
    this.#interpreter = startInterpreter(host)
    this.#interpreter.builtins.dict.setStr(
      MAGIC,
      defineFunction(`${MAGIC}(id, /)`, (id: number) => (magic(id) as Value | undefined) ?? null),
    )
    const leave = (name: string) =>
      defineFunction(`${name}(code=None, /)`, (code: Value) => {
        host.exit(typeof code === 'number' ? code : undefined)
        return null
      })
    for (const name of ['exit', 'quit']) this.#interpreter.builtins.dict.setStr(name, leave(name))
    this.#interpreter.builtins.dict.setStr(
      'display',
      defineFunction('display(*objs, **kwargs)', (values: Value[]) => {
        for (const value of values) host.display(this.show(value))
      }),
    )
    seedTorch(BigInt(host.seed))
    this.#main = this.#interpreter.newModule('__main__')
    this.#trail = new Trail(() => this.#main.dict)
    this.#trail.recorder.also = this.#traps
    if (host.trailInFull) this.#trail.mode = 'full'
    this.#explainer = new Explainer(host, this.#interpreter, this.#main.dict, this.#trail)
    this.#interpreter.enter(() => provideExplainer(this.#explainer))
    this.#fixes = new SessionFixes(this.#main.dict)
    this.#autoreload = new Autoreload(
      host.files,
      () => this.#interpreter.modules.values_(),
      (name, error) => {
        const text = error instanceof PyError ? this.#interpreter.formatException(error) : `${error}\n`
        host.write('stderr', `[autoreload of ${name} failed: ${text.trimEnd()}]\n`)
      },
    )
    this.magics = torchMagics(this.#explainer, this.#fixes, this.#autoreload)
    this.#begin()
    this.#given = new Set(this.#names.strKeys())
  }

  get #names(): PyDict {
    return this.#main.dict
  }

  #begin(): void {
    const names = this.#names
    const [inputs, results] = [new PyList(['']), new PyDict()]
    for (const name of ['In', '_ih']) names.setStr(name, inputs)
    for (const name of ['Out', '_oh']) names.setStr(name, results)
    for (const name of ['_', '__', '___', '_i', '_ii', '_iii']) names.setStr(name, '')
    this.#results = ['', '', '']
    this.#inputs = []
  }

  magicCall(id: number): string {
    return `${MAGIC}(${id})`
  }

  execute({ code, source, file, store, count }: Cell): Outcome<Value> {
    if (store) this.#recordInput(source, count)
    else if (count === 0 && code === source) this.#fixes.opening.push(code)
    this.#sources.set(file, source)
    this.#traps.reset()
    this.#interpreter.enter(() => this.#autoreload.check())
    this.#trail.start(file)
    let value: Value | undefined
    let raised = true
    try {
      value = this.#interpreter.runCell(code, file, this.#names, source)
      raised = false
    } catch (error) {
      this.#raised = error
      const mendable = store && withoutMagics(source).trim() !== ''
      this.#mendable = mendable && error instanceof PyError ? error : null
      throw error
    } finally {
      const error = raised && this.#raised instanceof PyError ? this.#raised : null
      this.#trail.stop(error)
      if (this.#mendable !== null) this.#note(count, this.#mendable)
      // What the cell imported is noted as it is now.
      this.#interpreter.enter(() => this.#autoreload.note())
      if (error !== null && !error.exception.extra?.has('usage'))
        this.#trail.fail(
          error,
          this.#explainer.quietly(() => errorLine(error)),
        )
    }
    return { status: 'ok', value: value === null || value === undefined || isQuiet(code) ? undefined : value }
  }

  #note(count: number, { exception }: PyError): void {
    this.#fixes.note(
      count,
      exception,
      this.#explainer.quietly(() => safeText(exception)),
    )
  }

  afterCell(): void {
    const bundle = this.#host.trail ? this.#trail.bundle() : null
    if (bundle) this.#host.display(bundle, TRAIL_METADATA)
    const { recording } = this.#trail.recorder
    const late = this.#mendable !== null && fixesComeLater(this.#host, this.#mendable, recording)
    if (this.#raised !== null && this.#host.trail) this.#explainFailure(this.#raised, recording, !late)
    this.#raised = this.#mendable = null
    const traps = this.#traps.take()
    if (this.#host.trail && traps.length > 0)
      this.#host.display({ 'text/plain': trapText(traps), 'text/html': trapHtml(traps) }, explanation('trap'))
    if (late) showFixesLater(this.#host, this.#fixes)
  }

  /** Under an error: where the call stands, what it was given, what it needed. */
  #explainFailure(error: unknown, recording: Recording, namesFix: boolean): void {
    const message = this.#explainer.quietly(() => errorLine(error))
    const story = failureStory(recording, message)
    if (story !== null)
      this.#host.display(
        { 'text/plain': failureText(story, namesFix), 'text/html': failureHtml(story, namesFix) },
        explanation('failure'),
      )
  }

  #recordInput(source: string, count: number): void {
    const inputs = this.#names.getStr('_ih')
    if (inputs instanceof PyList) {
      while (inputs.items.length < count) inputs.items.push('')
      inputs.items[count] = source
    }
    const earlier = this.#inputs
    for (const [at, name] of ['_i', '_ii', '_iii'].entries())
      this.#names.setStr(name, earlier.at(-1 - at) ?? '')
    this.#names.setStr(`_i${count}`, source)
    this.#inputs = [...earlier.slice(-2), source]
  }

  record({ store, count }: Cell, value: Value | undefined): void {
    if (!store || value === undefined) return
    const names = this.#names
    const results = names.getStr('_oh')
    if (value === results) return
    const own = ['_', '__', '___'].every((name, at) => names.getStr(name) === this.#results[at])
    this.#results = [value, this.#results[0], this.#results[1]]
    if (own) for (const [at, name] of ['_', '__', '___'].entries()) names.setStr(name, this.#results[at])
    names.setStr(`_${count}`, value)
    if (results instanceof PyDict) this.#interpreter.enter(() => results.set(count, value))
  }

  run(code: string, file: string): Value | undefined {
    const value = this.#interpreter.runCell(code, file, this.#names)
    return value === null || isQuiet(code) ? undefined : value
  }

  runFile(path: string, args: string[], fresh: boolean): void {
    const { dict } = this.#main
    const { modules } = this.#interpreter
    this.#interpreter.enter(() => {
      const sys = importModule('sys') as PyModule
      const [argv, folders] = ['argv', 'path'].map((name) => sys.dict.getStr(name) as PyList)
      const given = [...argv.items]
      const folder = this.#host.files.resolve(path).replace(/\/[^/]*$/, '') || '/'
      const before = new Map(['__name__', '__file__'].map((name) => [name, dict.getStr(name)]))
      const module = fresh ? new PyModule('__main__') : this.#main
      module.dict.setStr('__builtins__', this.#interpreter.builtins)
      module.dict.setStr('__file__', path)
      modules.setStr('__main__', module)
      argv.items.splice(0, argv.items.length, path, ...args)
      folders.items.unshift(folder)
      try {
        execFile(module, path)
      } finally {
        argv.items.splice(0, argv.items.length, ...given)
        const at = folders.items.indexOf(folder)
        if (at >= 0) folders.items.splice(at, 1)
        modules.setStr('__main__', this.#main)
        for (const name of module.dict.strKeys())
          if (fresh && !/^__\w+__$/.test(name)) dict.setStr(name, module.dict.getStr(name)!)
        for (const [name, value] of before) {
          if (value === undefined) dict.deleteStr(name)
          else dict.setStr(name, value)
        }
      }
    })
  }

  prepare(code: string, setup: string): (times: number) => void {
    const indented = (text: string, by: string): string => by + text.split('\n').join('\n' + by)
    const source = [
      'def __timed__(__times__):',
      ...(setup ? [indented(setup, '  ')] : []),
      '  for __turn__ in range(__times__):',
      indented(code.trimEnd(), '    '),
    ].join('\n')
    const names = new PyDict()
    this.#interpreter.runCell(source, '<timeit>', this.#names)
    const timed = this.#names.getStr('__timed__')
    this.#names.deleteStr('__timed__')
    names.setStr('timed', timed!)
    return (times) => {
      this.#interpreter.evaluate(`timed(${times})`, '<timeit>', names)
    }
  }

  describe(error: unknown): ErrorContent | undefined {
    if (!(error instanceof PyError)) return undefined
    const { exception } = error
    return this.#interpreter.enter(() => {
      const evalue = safeText(exception)
      const usage = exception.extra?.get('usage')
      if (typeof usage === 'string') return { ename: usage, evalue, traceback: [`${usage}: ${evalue}`] }
      // What `?` evaluates is all that there is to see of the cell.
      let help = exception.traceback
      while (help !== null && help.frame.code.filename !== '<help>') help = help.next
      if (help !== null) exception.traceback = help
      const text = tracebackText(exception, this.tracebacks)
      return { ename: exception.cls.name, evalue, traceback: text.split('\n') }
    })
  }

  show(value: Value) {
    return this.#interpreter.enter(() => ({
      'text/plain': this.pretty ? pretty(value, this.floatFormat) : repr(value),
    }))
  }

  text(text: string): Value {
    return text
  }

  captured(stdout: string, stderr: string): Value {
    const names = new PyDict()
    names.setStr('out', stdout)
    names.setStr('err', stderr)
    return this.#interpreter.runCell(CAPTURED, '<torch capture>', names)!
  }

  texts(items: readonly string[]): Value {
    return new PyList([...items])
  }

  search(pattern: string): string[] {
    return this.#interpreter.enter(() => {
      const dot = pattern.lastIndexOf('.')
      const owner = dot < 0 ? undefined : lookUp(pattern.slice(0, dot), (name) => this.#lookup(name))
      if (dot >= 0 && owner === undefined) return []
      const names =
        owner === undefined
          ? [...this.#names.strKeys(), ...this.#interpreter.builtins.names()]
          : attributeNames(owner)
      const prefix = pattern.slice(0, dot + 1)
      const wanted = pattern.slice(dot + 1)
      const fits = new RegExp(`^${wanted.split('*').join('.*')}$`, 'i')
      const hidden = !wanted.startsWith('_')
      return [...new Set(names)]
        .filter((name) => fits.test(name) && !(hidden && name.startsWith('_')))
        .sort()
        .map((name) => prefix + name)
    })
  }

  bind(name: string, value: Value): void {
    this.#names.setStr(name, value)
  }

  // ------------------------------------------------------------- looking

  #lookup(name: string): Value | undefined {
    return this.#names.getStr(name) ?? this.#interpreter.builtins.get(name)
  }

  complete(code: string, offset: number) {
    const { builtins } = this.#interpreter
    const scope: Scope = {
      names: () => [...this.#names.strKeys(), ...builtins.names()].filter((name) => name !== MAGIC),
      lookup: (name) => this.#lookup(name),
      files: this.#host.files,
    }
    return this.#interpreter.enter(() => complete(code, offset, scope))
  }

  inspect(code: string, offset: number, level: 0 | 1) {
    const chain = chainAt(code, offset)
    const data = chain === null ? undefined : this.#describeChain(chain, level)
    return data ? { found: true, data, metadata: {} } : { found: false, data: {}, metadata: {} }
  }

  help(expression: string, level: 0 | 1) {
    const interpreter = this.#interpreter
    const untouched = <T>(work: () => T): T =>
      this.#explainer.quietly(() => aside(interpreter, this.#host, work))
    if (level === 0) {
      const explained = untouched(() => shapeHelp(expression, this.#explainer))
      if (explained !== null) return explained
    }
    const known = this.#describeChain(expression, level)
    if (known || /^[\p{L}_][\p{L}\p{N}_]*$/u.test(expression)) return known
    return untouched(() => {
      const value = interpreter.evaluate(expression, '<help>', this.#names)
      return { 'text/plain': describeValue(expression, value, level) }
    })
  }

  #describeChain(chain: string, level: 0 | 1) {
    return this.#interpreter.enter(() => {
      const value = lookUp(chain, (name) => this.#lookup(name))
      return value === undefined ? undefined : { 'text/plain': describeValue(chain, value, level) }
    })
  }

  isComplete(code: string) {
    const { status, indent, error } = isComplete(code)
    if (status === 'incomplete') return { status, indent: indent ?? '' }
    if (status === 'invalid') return { status, ...(error && { message: `${error.kind}: ${error.message}` }) }
    return { status }
  }

  defines(name: string): boolean {
    return this.#lookup(name) !== undefined || (KEYWORDS as readonly string[]).includes(name)
  }

  logicalLine = logicalLine
  isExpression = isExpression

  variables(): Variable[] {
    return this.#interpreter.enter(() =>
      this.#names
        .strKeys()
        .filter((name) => !name.startsWith('_') && !this.#given.has(name))
        .map((name) => {
          const value = this.#names.getStr(name)!
          return { name, type: typeOf(value).name, info: information(value) }
        }),
    )
  }

  reset(): void {
    for (const name of this.#names.strKeys()) if (!this.#given.has(name)) this.#names.deleteStr(name)
    this.pretty = true
    this.floatFormat = null
    this.tracebacks = 'Plain'
    resetState()
    resetPrintOptions()
    this.#begin()
  }

  remove(name: string): boolean {
    return this.#names.deleteStr(name)
  }
}

const safeText = (value: Value): string => {
  try {
    return str(value)
  } catch {
    return '<exception str() failed>'
  }
}

/** What `%whos` tells of a value, on one line. */
const information = (value: Value): string => {
  const note = annotate(value)
  if (value instanceof PyList || value instanceof PyDict) return `n=${note.replace(/^.* of /, '')}`
  if (note.includes('(')) return note.replace(/^\w+ /, '')
  let text: string
  try {
    text = value instanceof PyType || value instanceof PyFunction ? repr(value) : str(value)
  } catch {
    text = '<no text>'
  }
  const line = text.split('\n')[0]
  return line.length > 60 ? line.slice(0, 57) + '…' : line
}

/** The chain of names around the offset, or the function whose arguments hold it. */
const chainAt = (code: string, offset: number): string | null => {
  const word = /[\p{L}\p{N}_]*/u.exec(code.slice(offset))![0]
  const before = code.slice(0, offset) + word
  const chain = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*|\[[^[\]]*\])*$/u.exec(
    before.trimEnd(),
  )?.[0]
  if (chain && !(KEYWORDS as readonly string[]).includes(chain)) return chain
  const open = /([\p{L}_][\p{L}\p{N}_.]*)\([^()]*$/u.exec(before)
  return open?.[1] ?? null
}

export const startLanguage: StartLanguage = (host, magic) => new TorchLanguage(host, magic) as Language
