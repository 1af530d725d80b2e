/** Where the numbers that calls got are looked for: which expression gave a size, and its story. */
import { Site } from '../../../src/bridge/site.js'
import { type Given, numbers, type Written } from '../../../src/explain/written.js'
import type { PyDict } from '../../../src/python/object/dict.js'
import type * as ast from '../../../src/python/parse/ast.js'
import { type Program, programsOf } from '../../../src/python/run/programs.js'
import { Lookup } from './lookup.js'
import { programsBehind, Ran } from './ran.js'
import { argumentOf, parametersNamed, type SizeArgument, sizeArguments } from './signatures.js'
import { sliceSizes } from './slices.js'
import { holding, standsIn } from './tree.js'
import { keyOf } from './values.js'

/** The stories of what calls got. */
class Stories extends Lookup {
  /** The story of a constructor's argument, of the layer that a call calls. */
  ofLayer(layer: ast.Expr, parameter: string, axis: number, program: Program, size: number): Written | null {
    const stories = this.meanings(layer, program).flatMap(({ node, program: home }) => {
      const value = node.kind === 'Call' ? argumentOf(node, parameter, false) : null
      if (value === null) return []
      for (const path of waysInto(parameter, axis)) {
        const story = this.story(value, path, home, size)
        if (story !== null) return [story]
      }
      // It stands in the constructor itself.
      const site = this.siteOf(standsIn(value, home), home)
      return this.ran.valueOf(value, home) === size || value.kind === 'Tuple'
        ? [{ kind: 'number' as const, size, name: parameter, arithmetic: null, site, of: [] }]
        : []
    })
    return stories.length === 1 ? stories[0] : null
  }

  /** The story of the only argument of a constructor's that is that number, where nothing says which parameter it is. */
  ofArgument(call: ast.Call, program: Program, size: number): Written | null {
    const stories = new Map<string, Written>()
    const named = parametersNamed(call).map((parameter) => argumentOf(call, parameter, false))
    for (const value of named.length > 0
      ? named
      : [...call.args, ...call.keywords.map(({ value }) => value)]) {
      const story = value === null ? null : this.story(value, [], program, size)
      if (story !== null) stories.set(keyOf(story), story)
    }
    return stories.size === 1 ? [...stories.values()][0] : null
  }
}

/** The ways into an argument that may be one number for all axes or one for each: a kernel's sizes are those of the last axes. */
const waysInto = (parameter: string, axis: number): number[][] =>
  /^(kernel_size|size|output_size)$/.test(parameter)
    ? [[], [axis - 2], [axis - 1]].filter(([at]) => !(at < 0))
    : [[]]

/** Chains go on through the user's numbers from now on. */
export function followNumbers(): void {
  numbers.writtenAt = ({ site, parameter, axis, size, before }: Given): Written | null => {
    if (!(site instanceof Site)) return null
    const place = site.node as ast.Expr
    const node = place.kind === 'Subscript' ? place : makerIn(place)
    if (node === null) return null
    const programs = programsBehind(site)
    const program = holding(node, programs)
    if (program === undefined) return null
    const lookup = new Stories(programs, site.globals, before, new Ran(site, programs))
    const storyOfAny = (found: readonly SizeArgument[], wanted: number): Written | null => {
      for (const { value, path } of found) {
        const story = lookup.story(value, path, program, wanted)
        if (story !== null) return story
      }
      return null
    }
    if (node.kind === 'Subscript') return storyOfAny(sliceSizes(node, axis), size)
    const [, times, name] = /^(?:(\d+)\u00b7)?(.*)$/.exec(parameter)!
    const wanted = size / Number(times ?? 1)
    const made = sizeArguments(node, axis)
    // `stretched from 1` is no parameter.
    if (name === '' || name.includes(' '))
      return made.length > 0 ? storyOfAny(made, wanted) : lookup.ofArgument(node, program, wanted)
    const value = argumentOf(node, name, node.func.kind === 'Attribute' && site.callee === node.func.attr)
    if (value !== null)
      return storyOfAny(
        waysInto(name, axis).map((path) => ({ value, path })),
        wanted,
      )
    return (
      storyOfAny(made, wanted) ??
      lookup.ofLayer(node.func, name, axis, program, wanted) ??
      (parametersNamed(node).length === 0 ? lookup.ofArgument(node, program, wanted) : null)
    )
  }
}

/** The call that made a tensor: all of an expression, or what it scales, as in `torch.randn(d) * 0.02`. */
function makerIn(node: ast.Expr): ast.Call | null {
  if (node.kind !== 'BinOp') return node.kind === 'Call' ? node : null
  return [node.left, node.right].find((each): each is ast.Call => each.kind === 'Call') ?? null
}

/** The story of a number of the session, `HEAD` or `cfg.width`. */
export function storyOf(node: ast.Expr, size: number, globals: PyDict): Written | null {
  const programs = programsOf(globals)
  const source = programs.at(-1)?.source
  if (source === undefined) return null
  const asked: Program = { tree: { kind: 'Module', body: [] } as unknown as ast.Module, source }
  return new Lookup(programs, globals, Number.POSITIVE_INFINITY, new Ran(null, programs)).story(
    node,
    [],
    asked,
    size,
  )
}
