/** What the names of parameters say about their arguments: `n_heads` belongs where a parameter is called `num_heads`. */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Case } from './case.js'
import { LAYERS } from './layers.js'
import type { ProgramSource } from './source.js'

/** The words of a name: `numHeads`, `NUM_HEADS` and `num_heads` are of two. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/_+|(?<=[a-z])(?=\d)/)
    .filter((word) => word !== '')

/** One word is another, or short for it: `in_ch` and `in_channels`. */
const isShortFor = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)

/** How much two names have in common, from 0 to 1. */
export function kinship(a: string, b: string): number {
  const [one, other] = [wordsOf(a), wordsOf(b)]
  const left = [...other]
  let same = 0
  for (const word of one) {
    const at = left.findIndex((each) => isShortFor(each, word))
    if (at < 0) continue
    same += left[at] === word ? 1 : 0.8
    left.splice(at, 1)
  }
  return (2 * same) / (one.length + other.length)
}

/** The name that an expression ends in; null where it has none. */
export function lastName(node: ast.Expr): string | null {
  switch (node.kind) {
    case 'Name':
      return node.id
    case 'Attribute':
      return node.attr
    case 'Subscript':
    case 'Starred':
      return lastName(node.value)
    default:
      return null
  }
}

/** What a program defines, by name. */
export class Definitions {
  /** Functions and methods; a name that several have is not among them. */
  readonly functions = new Map<string, { readonly node: ast.FunctionDef; readonly inClass: boolean } | null>()
  readonly classes = new Map<string, ast.ClassDef>()
  /** Variables and attributes that hold an object of the program's own class, with the name of that. */
  readonly objects = new Map<string, string>()

  constructor(source: ProgramSource) {
    for (const { cell, node } of source.nodes()) {
      if (node.kind === 'ClassDef') this.classes.set(node.name, node)
      if (node.kind === 'FunctionDef') {
        const inClass = source.parentOf(cell, node)?.kind === 'ClassDef'
        this.functions.set(node.name, this.functions.has(node.name) ? null : { node, inClass })
      }
      if (node.kind === 'Assign' && node.value.kind === 'Call' && node.value.func.kind === 'Name')
        for (const target of node.targets) {
          const name = lastName(target)
          if (name !== null) this.objects.set(name, node.value.func.id)
        }
    }
  }
}

const parameterNames = ({ args }: ast.FunctionDef, bound: boolean): string[] =>
  args.args.slice(bound ? 1 : 0).map(({ arg }) => arg)

/** The names of the parameters of a call, in order; null where they are not known. */
export function parametersOf(of: Case, { func }: ast.Call): readonly string[] | null {
  const name = lastName(func)
  if (name === null) return null
  const layer = LAYERS[name]
  if (layer !== undefined) return layer.parameters
  const { functions, classes, objects } = of.definitions
  const made = classes.get(name)
  if (made !== undefined) return methodOf(made, ['__init__'])
  const own = functions.get(name)
  if (own) return parameterNames(own.node, own.inClass && func.kind === 'Attribute')
  const cls = classes.get(objects.get(name) ?? '')
  return cls === undefined ? null : methodOf(cls, ['forward', '__call__'])
}

/** The function of the program's own that a call runs, its constructor for a class; null where it is not known. */
export function calledFunction(of: Case, { func }: ast.Call): ast.FunctionDef | null {
  const name = lastName(func)
  if (name === null) return null
  const { functions, classes, objects } = of.definitions
  const made = classes.get(name)
  if (made !== undefined) return definitionIn(made, ['__init__'])
  const own = functions.get(name)
  if (own) return own.node
  const cls = classes.get(objects.get(name) ?? '')
  return cls === undefined ? null : definitionIn(cls, ['forward', '__call__'])
}

/** The statements of the function of the program's own that a call runs; none where it is not known, or where it makes an object. */
export const calledBody = (of: Case, call: ast.Call): readonly ast.Stmt[] =>
  of.definitions.classes.has(lastName(call.func) ?? '') ? [] : (calledFunction(of, call)?.body ?? [])

function definitionIn(cls: ast.ClassDef, names: readonly string[]): ast.FunctionDef | null {
  for (const statement of cls.body)
    if (statement.kind === 'FunctionDef' && names.includes(statement.name)) return statement
  return null
}

function methodOf(cls: ast.ClassDef, names: readonly string[]): string[] | null {
  const definition = definitionIn(cls, names)
  return definition === null ? null : parameterNames(definition, true)
}

/** The parameter that an argument is given to; null where it is none, or is not known. */
export function parameterOf(of: Case, cell: number, argument: ast.Expr): string | null {
  const around = of.source.parentOf(cell, argument) as ast.Expr | ast.Keyword | undefined
  if (around?.kind === 'keyword') return around.arg
  if (around?.kind !== 'Call') return null
  const place = around.args.indexOf(argument)
  if (place < 0 || around.args.slice(0, place).some(({ kind }) => kind === 'Starred')) return null
  return parametersOf(of, around)?.[place] ?? null
}

/** How much better a name suits a parameter than what stands there, from -1 to 1. */
export function betterSuited(parameter: string | null, was: string | null, name: string | null): number {
  if (parameter === null) return 0
  return (name === null ? 0 : kinship(parameter, name)) - (was === null ? 0 : kinship(parameter, was))
}
