/** The parameters of anything that can be called: for help, completion and what stands beside a name. Runs none of it. */
import { PyOperator, PyOperatorMethod } from '../../src/bridge/operators.js'
import type { Callee } from '../../src/ops/bind.js'
import type { Parameter } from '../../src/ops/schema.js'
import type { Definition } from '../../src/python/object/frame.js'
import {
  PyBoundMethod,
  PyBuiltin,
  PyClassMethod,
  PyFunction,
  PyStaticMethod,
} from '../../src/python/object/function.js'
import { PyType, type Value } from '../../src/python/object/object.js'
import { unparse } from '../../src/python/text/unparse.js'

/** One parameter: its name (with the stars), and how it is written. */
export interface Shown {
  readonly name: string
  readonly text: string
}

/** The ways in which a value can be called, each a list of parameters without self; null: none is known. */
export const callsOf = (value: Value): readonly (readonly Shown[])[] | null => {
  if (value instanceof PyBoundMethod) return withoutSelf(callsOf(value.func))
  if (value instanceof PyStaticMethod) return callsOf(value.func)
  if (value instanceof PyClassMethod) return withoutSelf(callsOf(value.func))
  if (value instanceof PyFunction) {
    const { definition } = value.code
    return definition === null ? null : [written(definition)]
  }
  if (value instanceof PyOperator || value instanceof PyOperatorMethod) return overloads(value.callee)
  if (value instanceof PyBuiltin) return [read(value.signature.text)]
  if (value instanceof PyType) {
    const init = value.lookup('__init__')
    if (init instanceof PyFunction) return withoutSelf(callsOf(init))
    const make = value.lookup('__new__')
    if (make instanceof PyStaticMethod && make.func instanceof PyFunction)
      return withoutSelf(callsOf(make.func))
    return value.signature === null ? null : [read(value.signature)]
  }
  const call = value !== null && typeof value === 'object' ? value.cls.lookup('__call__') : undefined
  return call instanceof PyFunction ? withoutSelf(callsOf(call)) : null
}

/** The names that a call may give by keyword. */
export const keywordsOf = (value: Value): string[] | null => {
  const calls = callsOf(value)
  if (calls === null) return null
  const names = calls.flatMap((parameters) => {
    const slash = parameters.findIndex(({ name }) => name === '/')
    return parameters.slice(slash + 1).map(({ name }) => name)
  })
  return [...new Set(names)].filter((name) => /^[\p{L}_]/u.test(name))
}

/** `(x, y=2, *args)`, the first way to call it. */
export const signatureOf = (value: Value): string | null => {
  const calls = callsOf(value)
  return calls === null || calls.length === 0 ? null : textOf(calls[0])
}

export const textOf = (parameters: readonly Shown[]): string =>
  `(${parameters.map(({ text }) => text).join(', ')})`

const withoutSelf = (calls: readonly (readonly Shown[])[] | null): readonly (readonly Shown[])[] | null =>
  calls?.map((parameters) => {
    if (!/^[\p{L}_]/u.test(parameters[0]?.name ?? '')) return parameters
    const rest = parameters.slice(1)
    return rest[0]?.name === '/' ? rest.slice(1) : rest
  }) ?? null

/** A definition's parameters as it writes them. */
const written = ({ args }: Definition): Shown[] => {
  const shown: Shown[] = []
  const add = (
    { arg, annotation }: (typeof args.args)[number],
    stars: string,
    fallback: Parameters<typeof unparse>[0] | null | undefined,
  ): void => {
    const typed = annotation === null ? arg : `${arg}: ${unparse(annotation)}`
    const equals = annotation === null ? '=' : ' = '
    shown.push({
      name: stars + arg,
      text: stars + typed + (fallback ? equals + unparse(fallback) : ''),
    })
  }
  const positional = [...args.posonlyargs, ...args.args]
  positional.forEach((arg, at) => {
    add(arg, '', args.defaults[at - positional.length + args.defaults.length])
    if (at === args.posonlyargs.length - 1) shown.push({ name: '/', text: '/' })
  })
  if (args.vararg) add(args.vararg, '*', null)
  else if (args.kwonlyargs.length > 0) shown.push({ name: '*', text: '*' })
  args.kwonlyargs.forEach((arg, at) => {
    add(arg, '', args.kw_defaults[at])
  })
  if (args.kwarg) add(args.kwarg, '**', null)
  return shown
}

/** The parameters of a signature's text, as CPython's help prints it. */
const read = (signature: string): Shown[] => {
  const shown: Shown[] = []
  let text = ''
  let depth = 0
  const end = (): void => {
    const trimmed = text.trim()
    const name = /^(\*{0,2}[\p{L}_][\p{L}\p{N}_]*|[/*])/u.exec(trimmed)?.[1]
    // `<…>` says that there is no default to show.
    if (name) shown.push({ name, text: trimmed.replace(/=<[^>]*>$/, '=…') })
    text = ''
  }
  for (const char of signature.slice(signature.indexOf('(') + 1, signature.lastIndexOf(')'))) {
    if (char === ',' && depth === 0) {
      end()
      continue
    }
    if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char)) depth--
    text += char
  }
  end()
  return shown
}

const TYPES: Readonly<Record<string, string>> = {
  Scalar: 'Number',
  Operand: 'Tensor | Number',
  str: 'str',
  bool: 'bool',
  int: 'int',
  float: 'float',
}

const typeText = ({ base, optional, list, optionalElements }: Parameter['type']): string => {
  const one = (TYPES[base] ?? base) + (optionalElements ? '?' : '')
  const many = list === null ? one : list === 0 ? `${one}[]` : `${one} | ${one}[${list}]`
  return optional ? `${many} | None` : many
}

/** An operator's overloads by their schemas; a method's first parameter is self. */
const overloads = ({ face, namespace }: Callee): Shown[][] =>
  face.ops.map(({ schema }) => {
    const shown: Shown[] = []
    let keywordOnly = false
    for (const parameter of schema.parameters) {
      if (parameter.keywordOnly && !keywordOnly) {
        keywordOnly = true
        shown.push({ name: '*', text: '*' })
      }
      const { name, type, defaultText } = parameter
      shown.push({
        name,
        text: `${name}: ${typeText(type)}${defaultText === null ? '' : ` = ${defaultText}`}`,
      })
    }
    if (face.out) {
      if (!keywordOnly) shown.push({ name: '*', text: '*' })
      shown.push({ name: 'out', text: 'out: Tensor | None = None' })
    }
    return namespace === 'Tensor' ? [{ name: 'self', text: 'self' }, ...shown.slice(1)] : shown
  })
