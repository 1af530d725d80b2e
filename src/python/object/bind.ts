/**
 * Signatures of native functions and the binder of their arguments.
 *
 * A signature is written as CPython's help prints it: `sorted(iterable, /, *, key=None, reverse=False)`. Defaults are Python literals; a
 * default of `<…>` or `...` means "absent", and the function gets undefined. `*args` arrives as an array, `**kwargs` as a Map
 * (empty when there are none). Errors are worded as CPython words them for such a function: C functions with only
 * positional parameters one way, those with keywords another, and `style: 'python'` as for a function made by `def`.
 */
import { type PyError, raise } from './errors.js'
import type { Kwargs, Value } from './object.js'
import { Ellipsis, EMPTY_TUPLE, PyFloat } from './values.js'

export type ParamKind = 'positional' | 'standard' | 'vararg' | 'keyword' | 'kwarg'
export interface Param {
  readonly name: string
  readonly kind: ParamKind
  readonly required: boolean
  /** The default; undefined also stands for "absent". */
  readonly default: Value | undefined
  /** The default's source text. */
  readonly text: string | null
}

/**
 * Whose words errors take: those of a C function, of a C function that counts its positional arguments itself (`sorted
 * expected 1 argument, got 2`), or of one made by `def`.
 */
export type SignatureStyle = 'native' | 'unpacked' | 'python'

export class Signature {
  /** Between so many positional arguments and so many, all that is left to do is to add defaults; none when `least` is more. */
  least = 1
  most = 0
  /** The default of each parameter. */
  defaults: readonly (Value | undefined)[] = []
  private parsed: readonly Param[] | null = null
  required = 0
  positional = 0
  hasVararg = false
  hasKwarg = false
  /** Position of `*args` in params. */
  private keywordOnly = false

  constructor(
    /** The whole text, `name(params)`. */
    readonly text: string,
    /** How errors call the function. */
    public qualname: string,
    readonly style: SignatureStyle = 'native',
    /** First parameter is self, not counted in errors. */
    readonly isMethod = false,
  ) {}

  get name(): string {
    return this.text.slice(0, this.text.indexOf('('))
  }

  get params(): readonly Param[] {
    return (this.parsed ??= this.parse())
  }

  private parse(): Param[] {
    const open = this.text.indexOf('(')
    const params = parseParams(this.text.slice(open + 1, this.text.lastIndexOf(')')))
    // A keyword may be called `self` where any keyword is taken: `'{self}'.format(self=1)`.
    if (this.isMethod && params[params.length - 1]?.kind === 'kwarg' && params[0].kind === 'standard')
      params[0] = { ...params[0], kind: 'positional' }
    for (const param of params) {
      if (param.kind === 'vararg') this.hasVararg = true
      else if (param.kind === 'kwarg') this.hasKwarg = true
      else if (param.kind === 'keyword') this.keywordOnly = true
      else {
        this.positional++
        if (param.required) this.required++
      }
    }
    this.defaults = params.map((param) => param.default)
    const complete = params.every(({ kind, required }) => kind !== 'keyword' || !required)
    if (!this.hasVararg && !this.hasKwarg && complete) {
      this.least = this.required
      this.most = this.positional
    }
    return params
  }

  /** The arguments in the order of the parameters. TypeError when they don't fit. */
  bind(args: readonly Value[], kwargs: Kwargs | null): unknown[] {
    const params = this.params
    const given = args.length
    if (kwargs === null && given >= this.least && given <= this.most) {
      const bound: unknown[] = args.slice()
      for (let i = given; i < params.length; i++) bound.push(this.defaults[i])
      return bound
    }
    if (
      kwargs !== null &&
      this.style === 'native' &&
      !this.hasVararg &&
      !this.hasKwarg &&
      !this.onlyPositional
    ) {
      const [all, got] = [params.length, given + kwargs.size]
      if (got > all) throw this.tooManyInAll(got, given)
    }
    if (given > this.positional && !this.hasVararg) throw this.tooMany(given)
    // A function made by `def` looks at its keywords first.
    if (this.style === 'python' && kwargs !== null && !this.hasKwarg) {
      const takes = (key: string): boolean =>
        params.some(({ name, kind }) => name === key && (kind === 'standard' || kind === 'keyword'))
      if ([...kwargs.keys()].some((key) => !takes(key))) throw this.unexpected(kwargs)
    }
    const bound: unknown[] = new Array(params.length)
    let used = 0
    for (let i = 0; i < params.length; i++) {
      const param = params[i]
      switch (param.kind) {
        case 'positional':
        case 'standard':
          if (i < given) {
            bound[i] = args[i]
            if (kwargs !== null && param.kind === 'standard' && kwargs.has(param.name))
              throw this.twice(param, i)
            continue
          }
          break
        case 'vararg':
          bound[i] = args.slice(this.positional)
          continue
        case 'kwarg':
          bound[i] = this.rest(kwargs)
          continue
        case 'keyword':
          break
      }
      const value = kwargs === null || param.kind === 'positional' ? undefined : kwargs.get(param.name)
      if (value !== undefined) {
        bound[i] = value
        used++
      } else if (param.required) throw this.missing(param, i, given, kwargs)
      else bound[i] = param.default
    }
    if (kwargs !== null && used < kwargs.size && !this.hasKwarg) throw this.unexpected(kwargs)
    return bound
  }

  private rest(kwargs: Kwargs | null): Kwargs {
    const rest: Kwargs = new Map()
    if (kwargs === null) return rest
    for (const [name, value] of kwargs) {
      if (!this.params.some((p) => p.name === name && (p.kind === 'standard' || p.kind === 'keyword')))
        rest.set(name, value)
    }
    return rest
  }

  private tooManyInAll(all: number, positional: number): PyError {
    const self = this.isMethod ? 1 : 0
    const most = this.params.length - self
    const bound = this.params.some((param) => !param.required) ? 'at most' : 'exactly'
    const kind = positional === self ? 'keyword ' : ''
    return typeError(
      `${this.name}() takes ${bound} ${most} ${kind}argument${most === 1 ? '' : 's'} (${all - self} given)`,
    )
  }

  /** Does the function take no keywords? */
  get onlyPositional(): boolean {
    return this.style === 'native' && this.params.every((p) => p.kind === 'positional' || p.kind === 'vararg')
  }

  private tooMany(given: number): PyError {
    const self = this.isMethod && this.style === 'native' ? 1 : 0
    const [most, least, got] = [this.positional - self, this.required - self, given - self]
    if (this.style === 'python') {
      const takes = least === most ? `${most}` : `from ${least} to ${most}`
      return typeError(
        `${this.qualname}() takes ${takes} positional argument${most === 1 ? '' : 's'} but ${got} ${got === 1 ? 'was' : 'were'} given`,
      )
    }
    if (this.onlyPositional) return this.count(got, least, most)
    if (this.style === 'unpacked') return this.expected(got, least, most)
    if (most === 0) return typeError(`${this.name}() takes no positional arguments`)
    const kind = this.keywordOnly ? 'positional argument' : 'argument'
    const bound = least === most || (this.keywordOnly && least === most) ? 'exactly' : 'at most'
    return typeError(`${this.name}() takes ${bound} ${most} ${kind}${most === 1 ? '' : 's'} (${got} given)`)
  }

  /** Wrong number for a function with positional parameters only. */
  private count(got: number, least: number, most: number): PyError {
    if (least === most) {
      if (most === 0) return typeError(`${this.qualname}() takes no arguments (${got} given)`)
      if (most === 1) return typeError(`${this.qualname}() takes exactly one argument (${got} given)`)
    }
    return this.expected(got, least, most)
  }

  private expected(got: number, least: number, most: number): PyError {
    if (least === most)
      return typeError(`${this.name} expected ${most} argument${most === 1 ? '' : 's'}, got ${got}`)
    const [word, limit] = got < least ? ['at least', least] : ['at most', most]
    return typeError(`${this.name} expected ${word} ${limit} argument${limit === 1 ? '' : 's'}, got ${got}`)
  }

  private missing(param: Param, index: number, given: number, kwargs: Kwargs | null): PyError {
    const self = this.isMethod && this.style === 'native' ? 1 : 0
    if (this.style === 'python') {
      const names = this.params
        .filter((p, i) => p.required && p.kind === param.kind && i >= given && !kwargs?.has(p.name))
        .map((p) => `'${p.name}'`)
      return typeError(
        missingText(this.qualname, names, param.kind === 'keyword' ? 'keyword-only' : 'positional'),
      )
    }
    if (kwargs !== null && kwargs.size > 0 && this.onlyPositional) return this.noKeywords()
    if (this.onlyPositional) {
      if (this.hasVararg)
        return typeError(
          `${this.name} expected at least ${this.required - self} argument${this.required - self === 1 ? '' : 's'}, got ${given - self}`,
        )
      return this.count(given - self, this.required - self, this.positional - self)
    }
    if (this.style === 'unpacked' && param.kind === 'positional')
      return this.expected(given - self, this.required - self, this.positional - self)
    if (param.kind === 'positional') {
      const [least, most] = [this.required - self, this.positional - self]
      const bound = least === most ? 'exactly' : 'at least'
      return typeError(
        `${this.name}() takes ${bound} ${least} positional argument${least === 1 ? '' : 's'} (${given - self} given)`,
      )
    }
    return typeError(`${this.name}() missing required argument '${param.name}' (pos ${index + 1 - self})`)
  }

  private noKeywords(): PyError {
    return typeError(`${this.qualname}() takes no keyword arguments`)
  }

  private unexpected(kwargs: Kwargs): PyError {
    if (this.onlyPositional) return this.noKeywords()
    const known = this.params.filter((p) => p.kind === 'standard' || p.kind === 'keyword').map((p) => p.name)
    const name = [...kwargs.keys()].find((key) => !known.includes(key))!
    if (this.style === 'python')
      return typeError(`${this.qualname}() got an unexpected keyword argument '${name}'`)
    return typeError(`'${name}' is an invalid keyword argument for ${this.name}()`)
  }

  private twice(param: Param, index: number): PyError {
    if (this.style === 'python')
      return typeError(`${this.qualname}() got multiple values for argument '${param.name}'`)
    const self = this.isMethod ? 1 : 0
    return typeError(
      `argument for ${this.name}() given by name ('${param.name}') and position (${index + 1 - self})`,
    )
  }
}

function typeError(message: string): PyError {
  return raise('TypeError', message)
}

/** `f() missing 2 required positional arguments: 'a' and 'b'`. */
export function missingText(qualname: string, names: string[], kind: string): string {
  const list =
    names.length < 3
      ? names.join(' and ')
      : `${names.slice(0, -1).join(', ')}, and ${names[names.length - 1]}`
  return `${qualname}() missing ${names.length} required ${kind} argument${names.length === 1 ? '' : 's'}: ${list}`
}

function parseParams(text: string): Param[] {
  const params: Param[] = []
  let kind: ParamKind = 'standard'
  for (const part of splitTop(text)) {
    if (part === '/') {
      for (let i = 0; i < params.length; i++) params[i] = { ...params[i], kind: 'positional' }
    } else if (part === '*') kind = 'keyword'
    else if (part.startsWith('**')) params.push(plain(part.slice(2), 'kwarg'))
    else if (part.startsWith('*')) {
      params.push(plain(part.slice(1), 'vararg'))
      kind = 'keyword'
    } else {
      const equal = part.indexOf('=')
      const name = (equal < 0 ? part : part.slice(0, equal)).split(':')[0].trim()
      const source = equal < 0 ? null : part.slice(equal + 1).trim()
      params.push({
        name,
        kind,
        required: source === null,
        default: source === null ? undefined : literal(source),
        text: source,
      })
    }
  }
  return params
}

function plain(name: string, kind: ParamKind): Param {
  return { name, kind, required: false, default: undefined, text: null }
}

/** Splits at commas that stand outside quotes and brackets. */
function splitTop(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let quote = ''
  let start = 0
  for (let i = 0; i <= text.length; i++) {
    const c = text[i]
    if (i === text.length || (c === ',' && depth === 0 && quote === '')) {
      const part = text.slice(start, i).trim()
      if (part !== '') parts.push(part)
      start = i + 1
    } else if (quote !== '') {
      if (c === '\\') i++
      else if (c === quote) quote = ''
    } else if (c === "'" || c === '"') quote = c
    else if ('([{<'.includes(c)) depth++
    else if (')]}>'.includes(c)) depth--
  }
  return parts
}

const WORDS: Record<string, Value> = { None: null, True: true, False: false, Ellipsis, '()': EMPTY_TUPLE }

function literal(source: string): Value | undefined {
  if (source in WORDS) return WORDS[source]
  if (/^-?\d+$/.test(source)) return Number(source)
  if (/^-?[\d.]+(e-?\d+)?$/.test(source)) return new PyFloat(Number(source))
  const quoted = /^(['"])(.*)\1$/s.exec(source)
  return quoted === null
    ? undefined
    : quoted[2].replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\\\/g, '\\')
}
