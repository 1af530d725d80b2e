/** Fixes of arguments that a call lacks: what its function calls them, what other calls say there, sizes that stand beside. */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Candidate, Case, Placed } from './case.js'
import { ranges } from './input-fixes.js'
import { namesOf, sortOf, valueIn } from './names.js'
import { takenBy } from './parameter-fixes.js'
import { kinship, lastName, parametersOf } from './parameters.js'
import { failingCalls, instances, withArgument } from './signature-fixes.js'
import { constantOf, defaultsOf, inserted } from './source.js'

/** `missing 1 required positional argument: 'num_classes'`: a name that suits it. */
export function* missingArguments(of: Case): Generator<Candidate> {
  const [, list] = /missing \d+ required .*?arguments?: (.*)$/.exec(of.message) ?? []
  if (list === undefined || of.failure.places.length === 0) return
  const missing = [...list.matchAll(/['"](\w+)['"]/g)].map(([, name]) => name)
  const names = new Map(of.failure.places.flatMap(({ frame }) => [...namesOf(frame)]))
  yield* axesTurned(of)
  for (const placed of failingCalls(of)) {
    const parameters = takenAt(of, placed) ?? []
    const unread = of.unread.namesAt(placed.cell, placed.node)
    const given = new Set(placed.node.args.map((each) => of.source.textOf(placed.cell, each)))
    // Whatever is missing moves what comes after it.
    for (const parameter of new Set([...missing, ...parameters]))
      for (const [name, value] of names) {
        const suits = kinship(parameter, name)
        if (['function', 'module', 'type', 'builtin_function_or_method'].includes(sortOf(value))) continue
        const named = missing.includes(parameter)
        if (!named && suits < 0.5) continue
        const cost = 1.5 - 0.8 * suits + (given.has(name) ? 0.5 : 0) - (unread.has(name) ? 0.35 : 0)
        const what = `${name} is passed as ${parameter} in line ${placed.node.line}`
        if (named) yield { edits: [withArgument(placed, `${parameter}=${name}`)], what, cost: cost + 0.02 }
        const place = parameters.indexOf(parameter)
        const next = place < 0 ? undefined : placed.node.args[place]
        if (next !== undefined)
          yield { edits: [inserted(placed.cell, next.line, next.col, `${name}, `)], what, cost }
        else if (place === placed.node.args.length && placed.node.keywords.length === 0)
          yield { edits: [withArgument(placed, name)], what, cost: cost + 0.01 }
      }
  }
  for (const placed of failingCalls(of))
    for (const parameter of missing)
      for (const [value, suits] of numbersFor(of, parameter))
        yield {
          edits: [withArgument(placed, `${parameter}=${value}`)],
          what: `${parameter} is ${value} in line ${placed.node.line}`,
          cost: 1.45 - 0.5 * suits,
        }
  for (const placed of failingCalls(of)) yield* writtenBeside(of, placed, missing)
  yield* instances(of, 0)
}

/** Numbers that the program gives to names akin to a parameter, with how near these are; for classes and words, how many its data has. */
function numbersFor(of: Case, parameter: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const add = (name: string, node: ast.Expr): void => {
    const value = constantOf(node)
    const near = kinship(parameter, name)
    if (value !== null && near >= 0.4 && (found.get(String(value)) ?? 0) < near)
      found.set(String(value), near)
  }
  for (const { node } of of.source.nodes()) {
    if (node.kind === 'Call') for (const { arg, value } of node.keywords) if (arg !== null) add(arg, value)
    if (node.kind === 'Assign') add(lastName(node.targets[0]) ?? '', node.value)
    if (node.kind === 'FunctionDef') for (const { arg, value } of defaultsOf(node.args)) add(arg, value)
  }
  if (/class|label|vocab|token|word|num_emb/.test(parameter))
    for (const { high } of ranges(of)) if (!found.has(String(high))) found.set(String(high), 0.5)
  return found
}

/** `x.transpose()` without its axes. */
function* axesTurned(of: Case): Generator<Candidate> {
  for (const placed of failingCalls(of)) {
    if (!/^(transpose|swapaxes)$/.test(lastName(placed.node.func) ?? '') || placed.node.args.length > 1)
      continue
    for (const [order, axes] of ['-2, -1', '1, 2', '0, 1'].entries())
      yield {
        edits: [withArgument(placed, axes)],
        what: `axes ${axes} change places in line ${placed.node.line}`,
        cost: 0.7 + order * 0.05,
      }
  }
}

/** The names of the parameters of a call, those of the library's functions too. */
const takenAt = (of: Case, { node }: Placed<ast.Call>): readonly string[] | null => {
  const known = parametersOf(of, node)
  const frame = of.failure.places[0]?.frame
  return known ?? (frame === undefined ? null : takenBy(valueIn(frame, node.func)))
}

/** Numbers that windows usually have. */
const USUAL: Readonly<Record<string, readonly number[]>> = {
  kernel_size: [3, 2, 1, 5, 4, 7],
  num_heads: [4, 8, 2],
  dim: [1, -1],
}

/** What stands in the place of an argument elsewhere: in other calls of the function, then as any size of the same function. */
function* writtenBeside(
  of: Case,
  placed: Placed<ast.Call>,
  missing: readonly string[],
): Generator<Candidate> {
  const { cell, node } = placed
  const parameters = takenAt(of, placed) ?? []
  const offer = (text: string, place: number, cost: number): Candidate => {
    const next = node.args[place]
    const parameter = parameters[place] ?? missing[0]
    return {
      edits: [
        next !== undefined
          ? inserted(cell, next.line, next.col, `${text}, `)
          : place === node.args.length && node.keywords.length === 0
            ? withArgument(placed, text)
            : place === node.args.length && node.args.length > 0
              ? inserted(cell, node.args[place - 1].endLine, node.args[place - 1].endCol, `, ${text}`)
              : withArgument(placed, `${parameter}=${text}`),
      ],
      what: `${parameter} is ${text} in line ${node.line}`,
      cost,
    }
  }
  const places = parameters.flatMap((name, place) =>
    missing.includes(name) || place < node.args.length ? [place] : [],
  )
  const likes = new Map<string, number>()
  const name = lastName(node.func) ?? ''
  for (const other of of.callsNamed(name))
    for (const place of other.node === node ? [] : places) {
      const value =
        other.node.args[place] ?? other.node.keywords.find(({ arg }) => arg === parameters[place])?.value
      if (value === undefined || value.kind === 'Starred') continue
      const key = `${place} ${of.source.textOf(other.cell, value)}`
      likes.set(key, (likes.get(key) ?? 0) + 1)
    }
  for (const [key, count] of likes) {
    const [place, ...text] = key.split(' ')
    const told = missing.includes(parameters[Number(place)])
    yield offer(text.join(' '), Number(place), (told ? 1.1 : 1.3) - 0.05 * Math.min(4, count))
  }
  for (const place of places) {
    const parameter = parameters[place]
    const told = missing.includes(parameter) ? 0 : 0.15
    for (const [order, number] of (USUAL[parameter] ?? []).entries())
      yield offer(String(number), place, 1.15 + told + order * 0.05)
    if (
      /^(dim|bias|p|mode)$|kernel|stride|padding|heads|layers|dropout/.test(parameter) &&
      !/(input|hidden|embed).*/.test(parameter)
    )
      continue
    for (const [text, near] of sizesBeside(of, placed)) yield offer(text, place, 1.5 + told - near)
  }
}

/** Sizes that calls of the same function are given, those beside the call first. */
function sizesBeside(of: Case, { cell, node }: Placed<ast.Call>): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const scope = of.source.functionOf(cell, node)
  for (const { cell: place, node: each } of of.source.nodes()) {
    if (each.kind !== 'Call' || place !== cell || of.source.functionOf(place, each) !== scope) continue
    const far = Math.abs(each.line - node.line)
    for (const argument of each.args) {
      const size =
        argument.kind === 'Name' || argument.kind === 'Attribute' || (constantOf(argument) ?? 0) > 1
      if (!size || each === node) continue
      const text = of.source.textOf(place, argument)
      found.set(text, Math.max(found.get(text) ?? 0, far < 3 ? 0.2 : far < 6 ? 0.1 : 0))
    }
  }
  return found
}
