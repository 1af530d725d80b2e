/**
 * Where a number was written that a call got: followed through names, attributes, arguments, tuples, dicts, fields of dataclasses and arithmetic,
 * to the literal, or to the tensor whose size was read.
 *
 * The tree alone does not say which of several calls ran: every way is followed, and an answer counts only where its value is the number
 * asked about and no other story gives the same.
 */
import { Site } from '../../../src/bridge/site.js'
import { type Given, numbers, type Written } from '../../../src/explain/written.js'
import type { PyDict } from '../../../src/python/object/dict.js'
import type * as ast from '../../../src/python/parse/ast.js'
import type { AnyNode } from '../../../src/python/parse/children.js'
import { type Program, programsOf } from '../../../src/python/run/programs.js'
import { unparse } from '../../../src/python/text/unparse.js'
import { Names } from './names.js'
import { argumentOf, sizeArguments } from './signatures.js'
import {
  calledName,
  EACH,
  type FunctionNode,
  functionAround,
  functionNamed,
  type Giver,
  holding,
  standsIn,
  wholeOf,
} from './tree.js'
import {
  arithmetic,
  constantOf,
  elementsOf,
  entryOf,
  joined,
  keyOf,
  merged,
  NOWHERE,
  plain,
  sizeAt,
  textOf,
  type Value,
  type Via,
} from './values.js'

/** What gives the elements of its argument. */
const SAME_ELEMENTS: ReadonlySet<string> = new Set(['list', 'tuple', 'reversed', 'sorted', 'set'])

class Lookup extends Names {
  constructor(
    programs: readonly Program[],
    private readonly globals: Site['globals'],
    private readonly before: number,
    ran: Via = NOWHERE,
  ) {
    super(programs, ran)
  }

  /** The story of an argument that is known to be `size`. */
  story(node: ast.Expr, path: readonly number[], program: Program, size: number): Written | null {
    this.unknown = false
    const stories = new Map<string, Written>()
    for (const value of this.part(node, path, program, unparse(node))) {
      const told = value.size === size ? this.told(value, node, '', program) : null
      if (told !== null && !this.isLiteral(told, node, program)) stories.set(keyOf(told), told)
    }
    // What could not be followed may have been it.
    return stories.size === 1 && !this.unknown ? [...stories.values()][0] : null
  }

  /** The story of a constructor's argument, of the layer that a call calls. */
  ofLayer(layer: ast.Expr, parameter: string, program: Program, size: number): Written | null {
    const stories = this.meanings(layer, program).flatMap(({ node, program: home }) => {
      const value = node.kind === 'Call' ? argumentOf(node, parameter, false) : null
      const story = value === null ? null : this.story(value, [], home, size)
      return story === null ? [] : [story]
    })
    return stories.length === 1 ? stories[0] : null
  }

  /** A number that stands in the very expression has no further story. */
  private isLiteral(told: Written, node: ast.Expr, program: Program): boolean {
    return (
      told.kind === 'number' && told.of.length === 0 && (told.site as Site).node === standsIn(node, program)
    )
  }

  // --- values -----------------------------------------------------------------------------------------------------

  private values(node: ast.Expr, program: Program): Value[] {
    const found = this.followed(() => this.valuesOf(node, program))
    if (found.length === 0 && node.kind !== 'Constant') this.unknown = true
    return found
  }

  private valuesOf(node: ast.Expr, program: Program): Value[] {
    switch (node.kind) {
      case 'Constant':
        return node.value.type === 'int' || node.value.type === 'float'
          ? [plain(Number(node.value.value))]
          : []
      case 'UnaryOp':
        return node.op === 'USub' && node.operand.kind === 'Constant'
          ? this.values(node.operand, program).map(({ size }) => plain(-size))
          : []
      case 'BinOp':
        return this.pairs(node.left, node.right, program).flatMap(([a, b, via]) =>
          arithmetic(node.op, a, b, via),
        )
      case 'IfExp':
        return [...this.values(node.body, program), ...this.values(node.orelse, program)]
      case 'Name':
      case 'Attribute':
        return this.givers(node, program).flatMap(({ giver, via }) =>
          this.named(
            this.part(giver.value, giver.path, giver.program, unparse(node)),
            giver,
            unparse(node),
            via,
          ),
        )
      case 'Subscript':
        return this.subscript(node, program)
      case 'Call':
        return this.call(node, program)
      default:
        return []
    }
  }

  /** The values of an element of what an expression stands for. */
  private part(node: ast.Expr, path: readonly number[], program: Program, name: string): Value[] {
    if (path.length === 0) return this.values(node, program)
    const [first, ...rest] = path
    if (
      node.kind === 'Call' &&
      Number.isNaN(first) &&
      SAME_ELEMENTS.has(calledName(node)) &&
      node.args.length === 1
    )
      return this.part(node.args[0], path, program, name)
    if (node.kind === 'Call' && Number.isNaN(first) && rest.length > 0) {
      const called = calledName(node)
      const source =
        called === 'zip'
          ? node.args[rest[0]]
          : called === 'enumerate' && rest[0] === 1
            ? node.args[0]
            : undefined
      if (source !== undefined) return this.part(source, [EACH, ...rest.slice(1)], program, name)
    }
    if (!Number.isNaN(first)) {
      const read = sizeAt(node, first, this.before)
      if (read !== null) return rest.length === 0 ? [read] : []
    }
    return this.meanings(node, program).flatMap(({ node: each, program: home, via }) =>
      elementsOf(each, first).flatMap((element) => {
        const found = this.part(element, rest, home, name)
        return joined(
          via,
          rest.length > 0 || element.kind !== 'Constant'
            ? found
            : found.map((value) => this.literal(value, element, name, home)),
        )
      }),
    )
  }

  private subscript(node: ast.Subscript, program: Program): Value[] {
    const index = constantOf(node.slice)
    if (index !== null || node.slice.kind === 'Name')
      return this.part(node.value, [index ?? EACH], program, unparse(node))
    const { slice } = node
    const key = textOf(slice)
    if (key === null) return []
    return this.meanings(node.value, program).flatMap(({ node: each, program: home, via }) => {
      const value = entryOf(each, key)
      if (value === null) return []
      const found = this.values(value, home)
      return joined(
        via,
        found.map((one) => this.literal(one, value, unparse(node), home)),
      )
    })
  }

  private call(node: ast.Call, program: Program): Value[] {
    const name = calledName(node)
    const read =
      name === 'len'
        ? sizeAt(node, 0, this.before)
        : name === 'size' && node.args.length === 1
          ? sizeAt(node, constantOf(node.args[0]) ?? EACH, this.before)
          : null
    if (read !== null) return [read]
    if (node.func.kind !== 'Name') return []
    if (name === 'int' && node.args.length === 1)
      return this.values(node.args[0], program).map((value) => ({
        ...value,
        size: Math.trunc(value.size),
        text: Number.isInteger(value.size) ? value.text : `⌊${value.text}⌋`,
      }))
    if ((name === 'min' || name === 'max') && node.args.length === 2)
      return this.pairs(node.args[0], node.args[1], program).map(([a, b, via]) => ({
        size: Math[name](a.size, b.size),
        text: `${name}(${a.text}, ${b.text})`,
        loose: false,
        from: [...a.from, ...b.from],
        via,
      }))
    if (name === 'len' && node.args.length === 1)
      return this.meanings(node.args[0], program).flatMap(({ node: each, program: home, via }) => {
        const size =
          each.kind === 'List' || each.kind === 'Tuple'
            ? each.elts.length
            : each.kind === 'Dict'
              ? each.keys.length
              : null
        if (size === null) return []
        const site = this.siteOf(standsIn(each, home), home)
        return [
          {
            ...plain(size),
            from: [{ kind: 'number', size, name: unparse(node), arithmetic: null, site, of: [] }],
            via,
          },
        ]
      })
    const called = functionNamed(name, this.programs)
    const returned = called?.node.body.filter(({ kind }) => kind === 'Return') ?? []
    if (called === null || returned.length !== 1) return []
    const { value } = returned[0] as ast.Return
    if (value === null) return []
    return joined(new Map([[called.node, node]]), this.values(value, called.program)).flatMap((each) =>
      this.named([each], { value, path: [], program: called.program }, unparse(node), NOWHERE),
    )
  }

  private pairs(left: ast.Expr, right: ast.Expr, program: Program): [Value, Value, Via][] {
    const rights = this.values(right, program)
    return this.values(left, program).flatMap((a) =>
      rights.flatMap((b): [Value, Value, Via][] => {
        const via = merged(a.via, b.via)
        return via === null ? [] : [[a, b, via]]
      }),
    )
  }

  /** Values under a name: a literal gets it, arithmetic becomes one number that remembers how. */
  private named(values: readonly Value[], { value: node, program }: Giver, name: string, via: Via): Value[] {
    return joined(
      via,
      values.map((value) => ({
        ...plain(value.size),
        from: [this.told(value, node, name, program)],
        via: value.via,
      })),
    )
  }

  private literal(value: Value, node: ast.Expr, name: string, program: Program): Value {
    return value.from.length > 0 ? value : { ...value, from: [this.told(value, node, name, program)] }
  }

  private told({ size, text, from }: Value, node: ast.Expr, name: string, program: Program): Written {
    if (from.length === 1 && text === String(size)) return from[0]
    const arithmetic = text === String(size) ? null : text
    return {
      kind: 'number',
      size,
      name: arithmetic === null ? name : '',
      arithmetic,
      site: this.siteOf(arithmetic === null ? standsIn(node, program) : wholeOf(node, program), program),
      of: from,
    }
  }

  // --- places -----------------------------------------------------------------------------------------------------

  private siteOf(node: ast.Position, { source }: Program): Site {
    return new Site({
      node: node as AnyNode,
      code: { source, name: '<module>' },
      globals: this.globals,
    } as never)
  }
}

/** Chains go on through the user's numbers from now on. */
export function followNumbers(): void {
  numbers.writtenAt = ({ site, parameter, axis, size, before }: Given): Written | null => {
    if (!(site instanceof Site)) return null
    const node = makerIn(site.node as ast.Expr)
    if (node === null) return null
    const programs = programsOf(site.globals)
    const program = holding(node, programs)
    if (program === undefined) return null
    const lookup = new Lookup(programs, site.globals, before, callsBehind(site, programs))
    const [, times, name] = /^(?:(\d+)\u00b7)?(.*)$/.exec(parameter)!
    const wanted = size / Number(times ?? 1)
    // `stretched from 1` is no parameter.
    if (name === '' || name.includes(' ')) {
      for (const { value, path } of sizeArguments(node, axis)) {
        const story = lookup.story(value, path, program, wanted)
        if (story !== null) return story
      }
      return null
    }
    const value = argumentOf(node, name, node.func.kind === 'Attribute' && site.callee === node.func.attr)
    if (value === null) return lookup.ofLayer(node.func, name, program, wanted)
    // A kernel's sizes are those of the last axes.
    return lookup.story(
      value,
      name === 'kernel_size' && value.kind === 'Tuple' ? [axis - 2] : [],
      program,
      wanted,
    )
  }
}

/** The call that made a tensor: all of an expression, or what it scales, as in `torch.randn(d) * 0.02`. */
function makerIn(node: ast.Expr): ast.Call | null {
  if (node.kind !== 'BinOp') return node.kind === 'Call' ? node : null
  return [node.left, node.right].find((each): each is ast.Call => each.kind === 'Call') ?? null
}

/** Which calls the constructors around a place were in. */
function callsBehind(site: Site, programs: readonly Program[]): Via {
  const calls = new Map<FunctionNode, ast.Call>()
  for (let at = site; at.caller !== null; at = at.caller) {
    const node = at.node as AnyNode
    const program = holding(node, programs)
    const fn = program === undefined ? null : functionAround(node, program)
    const call = at.caller.node as ast.Expr
    // What takes the elements of a generator is no call of the function that it stands in.
    const inside = at.scope === '<genexpr>' || at.scope === '<listcomp>'
    if (fn !== null && !inside && call.kind === 'Call' && !calls.has(fn)) calls.set(fn, call)
  }
  return calls
}

/** The story of a number of the session, `HEAD` or `cfg.width`. */
export function storyOf(node: ast.Expr, size: number, globals: PyDict): Written | null {
  const programs = programsOf(globals)
  const source = programs.at(-1)?.source
  if (source === undefined) return null
  const asked: Program = { tree: { kind: 'Module', body: [] } as unknown as ast.Module, source }
  return new Lookup(programs, globals, Number.POSITIVE_INFINITY).story(node, [], asked, size)
}
