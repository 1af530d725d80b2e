/**
 * Why no overload takes a call's arguments, in PyTorch's words.
 *
 * PyTorch's native functions try each signature silently. With one signature, or one that could take so many arguments, the error
 * is that signature's own; otherwise all signatures are listed with what was given. The listing compares by name of type,
 * parameter by parameter as printed, which is why it marks arguments that are perfectly right. Functions written in
 * Python complain as CPython does.
 */
import { fail } from '../tensor/error.js'
import { type Argument, NUMPY_NAMES, Sequence, typeNameOf } from './argument.js'
import type { Callee, Keywords } from './bind.js'
import { converterOf, MISMATCH } from './convert.js'
import { faceOf, type Namespace } from './registry.js'
import type { BaseType, Parameter, ParameterType, Schema } from './schema.js'
import { ABBREVIATIONS, SIGNATURES } from './signatures.js'

const typeError = (message: string): never => fail('TypeError', message)

// --- signatures as printed ----------------------------------------------------------------------------------------

interface PrintedParameter {
  readonly name: string
  readonly type: string
  readonly optional: boolean
  readonly takesNone: boolean
  readonly keywordOnly: boolean
}

interface PrintedSignature {
  readonly text: string
  readonly parameters: readonly PrintedParameter[]
}

const TYPE_NAMES: Readonly<Record<BaseType, string>> = {
  Tensor: 'Tensor',
  Operand: 'Tensor',
  Scalar: 'Number',
  int: 'int',
  float: 'float',
  bool: 'bool',
  str: 'str',
  dtype: 'torch.dtype',
  device: 'torch.device',
  layout: 'torch.layout',
  memory_format: 'torch.memory_format',
  Generator: 'torch.Generator',
  any: 'object',
}

const printType = ({ base, list }: ParameterType): string =>
  list === null ? TYPE_NAMES[base] : `tuple of ${base === 'Scalar' ? 'Scalar' : TYPE_NAMES[base]}s`

/** The schema as PyTorch prints signatures; methods leave out self. */
function printSchema({ parameters }: Schema, namespace: Namespace, out: boolean): string {
  const parts: string[] = []
  let keywordOnly = false
  for (const parameter of namespace === 'Tensor' ? parameters.slice(1) : parameters) {
    if (parameter.keywordOnly && !keywordOnly) parts.push('*')
    keywordOnly ||= parameter.keywordOnly
    const text = `${printType(parameter.type)} ${parameter.name}`
    const { defaultText } = parameter
    parts.push(defaultText === null ? text : `${text} = ${defaultText === '[]' ? 'None' : defaultText}`)
  }
  if (out) parts.push(...(keywordOnly ? [] : ['*']), 'Tensor out = None')
  return `(${parts.join(', ')})`
}

const expandAbbreviations = (text: string): string =>
  ABBREVIATIONS.reduce((result, [short, long]) => result.replaceAll(short, long), text)

/** The recorded signatures of a function that has several; null for others. */
function recorded(namespace: Namespace, name: string): string[] | null {
  const start = SIGNATURES.indexOf(`\n${namespace} ${name}|`)
  if (start < 0) return null
  const line = SIGNATURES.slice(start + 1, SIGNATURES.indexOf('\n', start + 1))
  return line.split('|').slice(1).map(expandAbbreviations)
}

function parsePrinted(text: string): PrintedSignature {
  const parameters: PrintedParameter[] = []
  let keywordOnly = false
  for (const part of text === '()' ? [] : text.slice(1, -1).split(', ')) {
    if (part === '*') {
      keywordOnly = true
      continue
    }
    const [declaration, fallback] = part.split(' = ')
    const space = declaration.lastIndexOf(' ')
    parameters.push({
      type: declaration.slice(0, space),
      name: declaration.slice(space + 1),
      optional: fallback !== undefined,
      takesNone: fallback === 'None',
      keywordOnly,
    })
  }
  return { text, parameters }
}

// --- checks -------------------------------------------------------------------------------------------------------

const BASES: Readonly<Record<string, BaseType>> = {
  Tensor: 'Tensor',
  Number: 'Scalar',
  int: 'int',
  float: 'float',
  bool: 'bool',
  str: 'str',
  'torch.dtype': 'dtype',
  'torch.device': 'device',
  'torch.layout': 'layout',
  'torch.memory_format': 'memory_format',
  'torch.Generator': 'Generator',
}

const ELEMENTS: Readonly<Record<string, BaseType>> = {
  'tuple of ints': 'int',
  'tuple of floats': 'float',
  'tuple of bools': 'bool',
  'tuple of Tensors': 'Tensor',
  'tuple of Scalars': 'Scalar',
}

/** Does PyTorch's check pass? The position of the element that made it fail where it says so, else -1. */
function checkArgument(
  { type, takesNone }: PrintedParameter,
  value: Argument,
  fills: boolean,
): { ok: boolean; at: number } {
  const yes = { ok: true, at: -1 }
  const no = { ok: false, at: -1 }
  if (value === null && takesNone) return yes
  const element = ELEMENTS[type]
  if (element === undefined) {
    const base = BASES[type] ?? 'any'
    return converterOf({ base, list: null, optional: false, optionalElements: false }, false)(value) ===
      MISMATCH
      ? no
      : yes
  }
  const accepts = converterOf({ base: element, list: null, optional: false, optionalElements: true }, false)
  if (!(value instanceof Sequence)) return fills && accepts(value) !== MISMATCH ? yes : no
  if (element === 'Tensor' || value.items.length === 0) return yes
  if (accepts(value.items[0]) !== MISMATCH) return yes
  return { ok: false, at: typeof value.items[0] === 'boolean' && fills ? -1 : 0 }
}

/** A signature took the call by its checks and then failed to read a list: no other signature is tried. */
class Unpacking extends Error {}

/** A list of ints passed the check by its first element; the others are looked at when it is unpacked. */
function unpack(name: string, { name: parameter, type }: PrintedParameter, value: Argument): void {
  if (type !== 'tuple of ints' || !(value instanceof Sequence)) return
  const accepts = converterOf({ base: 'int', list: null, optional: false, optionalElements: false }, false)
  value.items.forEach((item, i) => {
    if (typeof item !== 'boolean' && accepts(item) === MISMATCH) {
      throw new Unpacking(
        `${name}(): argument '${parameter}' failed to unpack the object at pos ${i + 1} with error "type must be tuple of ints,but got ${typeNameOf(item)}"`,
      )
    }
  })
}

// --- one signature ------------------------------------------------------------------------------------------------

/** Raises the TypeError of one signature; returns if the arguments fit it. */
function explainOne(
  name: string,
  { parameters }: PrintedSignature,
  args: readonly Argument[],
  keywords: Keywords,
  fills: (name: string) => boolean,
): void {
  const given = args.length
  const positional = parameters.filter(({ keywordOnly }) => !keywordOnly).length
  const varargs = positional === 1 && parameters[0].type === 'tuple of ints'
  const tooMany = (): never => {
    // Required keywords count among those it takes at least: 'from 1 to 0'.
    const least = parameters.filter(({ optional }) => !optional).length
    return typeError(
      least === positional
        ? `${name}() takes ${positional} positional argument${positional === 1 ? '' : 's'} but ${given} ${given === 1 ? 'was' : 'were'} given`
        : `${name}() takes from ${least} to ${positional} positional arguments but ${given} were given`,
    )
  }
  if (given > positional && !varargs) tooMany()
  let at = 0
  const used = new Set<string>()
  for (let i = 0; i < parameters.length; i++) {
    const parameter = parameters[i]
    const byPosition = at < given
    if (byPosition && parameter.keywordOnly) tooMany()
    const key = [parameter.name, ...(NUMPY_NAMES[parameter.name] ?? [])].find((each) => keywords.has(each))
    const value = byPosition ? args[at] : key === undefined ? undefined : keywords.get(key)!
    if (value === undefined) {
      if (parameter.optional) continue
      missing(name, parameters.slice(i))
    }
    const { ok, at: element } = checkArgument(parameter, value!, fills(parameter.name))
    if (ok) unpack(name, parameter, value!)
    else if (byPosition && varargs && i === 0 && given > 1) {
      const all = new Sequence('tuple', args)
      if (!checkArgument(parameter, all, false).ok) tooMany()
      unpack(name, parameter, all)
      at = given
      continue
    } else if (
      byPosition &&
      varargs &&
      i === 0 &&
      checkArgument(parameter, new Sequence('tuple', args), false).ok
    ) {
      at = given
      continue
    } else {
      const where = byPosition ? ` (position ${at + 1})` : ''
      const wanted = `${name}(): argument '${parameter.name}'${where} must be ${parameter.type}`
      typeError(
        element >= 0
          ? `${wanted}, but found element of type ${typeNameOf((value as Sequence).items[element])} at pos ${element}`
          : `${wanted}, not ${typeNameOf(value!)}`,
      )
    }
    if (byPosition) at++
    else used.add(key!)
  }
  if (at < given) tooMany()
  for (const key of keywords.keys()) {
    if (used.has(key)) continue
    const index = parameters.findIndex((parameter) => parameter.name === key)
    if (index < 0) typeError(`${name}() got an unexpected keyword argument '${key}'`)
    if (index < given) typeError(`${name}() got multiple values for argument '${key}'`)
  }
}

function missing(name: string, parameters: readonly PrintedParameter[]): never {
  const names = parameters.filter(({ optional }) => !optional).map((parameter) => `"${parameter.name}"`)
  return typeError(
    `${name}() missing ${names.length} required positional argument${names.length === 1 ? 's' : ''}: ${names.join(', ')}`,
  )
}

// --- several signatures -------------------------------------------------------------------------------------------

interface Option {
  readonly types: readonly string[]
  readonly names: readonly string[]
}

/** The signature as the listing reads it: the last word is the name, what precedes it the type. */
function option(text: string): Option {
  const parts = text.slice(1, -1).split(', ')
  const cut = parts.map((part) => part.lastIndexOf(' '))
  return {
    types: parts.map((part, i) => (cut[i] < 0 ? part : part.slice(0, cut[i]))),
    names: parts.map((part, i) => part.slice(cut[i] + 1)),
  }
}

/** PyTorch walks a hash table of the keywords: for few of them, the last inserted comes first. */
const keywordOrder = (keywords: Keywords): [string, Argument][] => [...keywords].reverse()

function describe(args: readonly Argument[], keywords: Keywords): string {
  const parts = args.map(typeNameOf)
  const named = keywordOrder(keywords).map(([name, value]) => `${name}=${typeNameOf(value)}`)
  const text = [...parts, ...named].join(', ')
  return args.length === 0 && named.length > 0 ? `(${text}, )` : `(${text})`
}

const matches = (type: string, value: Argument): boolean => {
  const actual = typeNameOf(value)
  return type === 'float' ? actual === 'float' || actual === 'int' : type === actual
}

const shown = (value: Argument): string => {
  if (!(value instanceof Sequence) || value.typeName.startsWith('torch.')) return typeNameOf(value)
  const inside = value.items.map(typeNameOf).join(', ')
  return value.typeName === 'list'
    ? `list of [${inside}]`
    : `tuple of (${inside}${value.items.length === 1 ? ',' : ''})`
}

function describeAgainst({ types, names }: Option, args: readonly Argument[], keywords: Keywords): string {
  const parts: string[] = []
  for (let i = 0; i < args.length + keywords.size; i++) {
    const named = i >= args.length
    const value = named ? keywords.get(names[i])! : args[i]
    const mark = i < types.length && matches(types[i], value) ? '' : '!'
    parts.push(`${mark}${named ? `${names[i]}=` : ''}${shown(value)}${mark}`)
  }
  return `(${parts.join(', ')})`
}

function unmatchedKeywords({ names }: Option, keywords: Keywords): string[] {
  const start = Math.max(0, names.length - keywords.size)
  return keywordOrder(keywords)
    .map(([name]) => name)
    .filter((name) => !names.includes(name, start))
}

function explainAll(
  name: string,
  signatures: readonly PrintedSignature[],
  args: readonly Argument[],
  keywords: Keywords,
): never {
  const head = `${name}() received an invalid combination of arguments - got `
  const count = args.length + keywords.size
  if (signatures.length === 1) {
    const [{ text }] = signatures
    const only = option(text)
    const unmatched = unmatchedKeywords(only, keywords)
    if (unmatched.length > 0) typeError(`${head}unrecognized keyword arguments: ${unmatched.join(', ')}`)
    const got = only.types.length === count ? describeAgainst(only, args, keywords) : describe(args, keywords)
    return typeError(`${head}${got}, but expected ${text}`)
  }
  let message = `${head}${describe(args, keywords)}, but expected one of:\n`
  for (const { text } of signatures) {
    message += ` * ${text}\n`
    const each = option(text)
    if (each.types.length !== count) continue
    const unmatched = unmatchedKeywords(each, keywords)
    message +=
      unmatched.length > 0
        ? `      didn't match because some of the keywords were incorrect: ${unmatched.join(', ')}\n`
        : `      didn't match because some of the arguments have invalid types: ${describeAgainst(each, args, keywords)}\n`
  }
  return typeError(message)
}

// --- functions written in Python ----------------------------------------------------------------------------------

const quoteAll = (names: readonly string[]): string => {
  const quoted = names.map((name) => `'${name}'`)
  if (quoted.length < 2) return quoted.join('')
  const last = quoted[quoted.length - 1]
  return quoted.length === 2 ? quoted.join(' and ') : `${quoted.slice(0, -1).join(', ')}, and ${last}`
}

/** CPython's TypeErrors for a `def` with the schema's parameters; returns if the arguments fit by number and name. */
export function explainPython(
  name: string,
  parameters: readonly Pick<Parameter, 'name' | 'required' | 'keywordOnly'>[],
  given: number,
  keywords: ReadonlyMap<string, unknown>,
): void {
  const positional = parameters.filter(({ keywordOnly }) => !keywordOnly)
  for (const key of keywords.keys()) {
    const index = parameters.findIndex((parameter) => parameter.name === key)
    if (index < 0) typeError(`${name}() got an unexpected keyword argument '${key}'`)
    if (index < given && index < positional.length)
      typeError(`${name}() got multiple values for argument '${key}'`)
  }
  if (given > positional.length) {
    const least = positional.filter(({ required }) => required).length
    const takes = least === positional.length ? `${least}` : `from ${least} to ${positional.length}`
    typeError(
      `${name}() takes ${takes} positional argument${takes === '1' ? '' : 's'} but ${given} ${given === 1 ? 'was' : 'were'} given`,
    )
  }
  const absent = (wanted: (parameter: { keywordOnly: boolean }, i: number) => boolean): string[] =>
    parameters
      .filter((parameter, i) => parameter.required && wanted(parameter, i) && !keywords.has(parameter.name))
      .map((parameter) => parameter.name)
  for (const [names, kind] of [
    [absent(({ keywordOnly }, i) => !keywordOnly && i >= given), 'positional'],
    [absent(({ keywordOnly }) => keywordOnly), 'keyword-only'],
  ] as const) {
    if (names.length > 0) {
      typeError(
        `${name}() missing ${names.length} required ${kind} argument${names.length === 1 ? '' : 's'}: ${quoteAll(names)}`,
      )
    }
  }
}

// --- entry --------------------------------------------------------------------------------------------------------

const PREFIXES: Partial<Record<Namespace, string>> = {
  'torch.linalg': 'linalg_',
  'torch.fft': 'fft_',
  'torch.special': 'special_',
}

/** Raises the TypeError of a call that no overload takes. NotImplementedError for one that PyTorch would take. */
export function explainMismatch(callee: Callee, args: readonly Argument[], keywords: Keywords | null): never {
  try {
    return explain(callee, args, keywords)
  } catch (error) {
    if (error instanceof Unpacking) typeError(error.message)
    throw error
  }
}

function explain(callee: Callee, args: readonly Argument[], keywords: Keywords | null): never {
  const { face, namespace, name } = callee
  const named: Keywords = keywords ?? new Map()
  const shownName = `${PREFIXES[namespace] ?? ''}${name}`
  const method = namespace === 'Tensor'
  const own = method ? args.slice(1) : args
  // The order of arguments of old is taken, and not told.
  const overloads = face.ops.filter((op) => !op.name.endsWith('.deprecated'))
  const [first] = overloads
  const fills = (parameter: string): boolean =>
    face.ops.some(({ schema }) =>
      schema.parameters.some((each) => each.name === parameter && (each.type.list ?? 0) > 0),
    )
  if (face.style === 'python') {
    explainPython(first.spec.calledAs ?? name, first.schema.parameters, args.length, named)
    const all = inOrder(first.schema.parameters, args, named)
    const native = first.spec.handsTo?.(all)
    if (native)
      return explain(
        { face: faceOf('torch', native)!, namespace: 'torch', name: native, candidates: null },
        all,
        null,
      )
    explainOne(shownName, parsePrinted(printSchema(first.schema, 'torch', false)), args, named, fills)
    return unsupported(callee)
  }
  const { signature } = first.spec
  const known =
    namespace === 'F' ? (recorded('F', name) ?? recorded('torch', name)) : recorded(namespace, name)
  const several = signature === undefined ? known : signature.split('\n')
  const texts = several ?? overloads.map(({ schema }) => printSchema(schema, namespace, face.out))
  const signatures = texts.map(parsePrinted)
  if (several === null && signatures.length === 1) {
    if (method && signatures[0].parameters.length === 0) takesNothing(name, own.length, named)
    explainOne(shownName, signatures[0], own, named, fills)
    return unsupported(callee)
  }
  const count = own.length + named.size
  const plausible = signatures.filter(
    ({ parameters }) =>
      count >= parameters.filter(({ optional }) => !optional).length && count <= parameters.length,
  )
  if (plausible.length === 1) explainOne(shownName, plausible[0], own, named, fills)
  return anyTakes(shownName, signatures, own, named, fills)
    ? unsupported(callee)
    : explainAll(shownName, signatures, own, named)
}

/** All arguments by position, as a function written in Python hands them on. */
const inOrder = (
  parameters: readonly Parameter[],
  args: readonly Argument[],
  keywords: Keywords,
): readonly Argument[] => [
  ...args,
  ...parameters.slice(args.length).map(({ name, default: fallback }) => {
    const value = keywords.get(name)
    return value === undefined ? (fallback as Argument) : value
  }),
]

/** Would one of PyTorch's signatures take the call? Then it is ours that is missing. */
function anyTakes(
  name: string,
  signatures: readonly PrintedSignature[],
  args: readonly Argument[],
  keywords: Keywords,
  fills: (name: string) => boolean,
): boolean {
  return signatures.some((signature) => {
    try {
      explainOne(name, signature, args, keywords, fills)
      return true
    } catch (error) {
      if (error instanceof Unpacking) throw error
      return false
    }
  })
}

/** Methods without parameters are C functions that see no argument at all. */
function takesNothing(name: string, given: number, keywords: Keywords): void {
  if (keywords.size > 0) typeError(`TensorBase.${name}() takes no keyword arguments`)
  if (given > 0) typeError(`TensorBase.${name}() takes no arguments (${given} given)`)
}

function unsupported({ namespace, name }: Callee): never {
  const place = namespace === 'F' ? 'torch.nn.functional' : namespace
  return fail('NotImplementedError', `ishape has no ${place}.${name} for these arguments`)
}
