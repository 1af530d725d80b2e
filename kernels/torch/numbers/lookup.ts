/**
 * Where a number was written that a call got: followed through names, attributes, arguments, tuples, dicts, fields of dataclasses and arithmetic,
 * to the literal, or to the tensor whose size was read.
 *
 * The tree alone does not say which of several calls ran: every way is followed, and an answer counts only where its value is the number
 * asked about and no other story gives the same.
 */
import { readAt } from '../../../src/bridge/reads.js'
import { Site } from '../../../src/bridge/site.js'
import type { Written } from '../../../src/explain/written.js'
import type * as ast from '../../../src/python/parse/ast.js'
import type { AnyNode } from '../../../src/python/parse/children.js'
import type { Program } from '../../../src/python/run/programs.js'
import { unparse } from '../../../src/python/text/unparse.js'
import { Names } from './names.js'
import { programsBehind, Ran } from './ran.js'
import { calledName, EACH, type Giver, holding, parentOf, standsIn, wholeOf } from './tree.js'
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
  sizeOfRead,
  storyKey,
  type Value,
  type Via,
} from './values.js'

/** What gives the elements of its argument. */
const SAME_ELEMENTS: ReadonlySet<string> = new Set(['list', 'tuple', 'reversed', 'sorted', 'set'])

export class Lookup extends Names {
  constructor(
    programs: readonly Program[],
    private readonly globals: Site['globals'],
    private readonly before: number,
    ran: Ran,
    way?: Names['way'],
  ) {
    super(programs, ran, way)
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
      case 'IfExp': {
        const truth = this.ran.valueOf(node.test, program)
        if (truth !== undefined) return this.values(truth ? node.body : node.orelse, program)
        return [...this.values(node.body, program), ...this.values(node.orelse, program)]
      }
      case 'ListComp':
      case 'GeneratorExp':
        return node.generators.length === 1 && node.generators[0].ifs.length === 0
          ? this.counted(node, program)
          : []
      case 'BoolOp':
        return node.values.flatMap((each) => this.values(each, program))
      case 'Name': {
        const known = this.ran.numberOf(node, program)
        return typeof known === 'number' ? this.ofKnown(node, program, known) : this.byGivers(node, program)
      }
      case 'Attribute': {
        const write = this.ran.writeOf(node, program)
        return (write === undefined ? null : this.ofWrite(node, write.site)) ?? this.byGivers(node, program)
      }
      case 'Subscript':
        return this.subscript(node, program)
      case 'Call':
        return this.call(node, program)
      default:
        return []
    }
  }

  private byGivers(node: ast.Name | ast.Attribute, program: Program): Value[] {
    const name = unparse(node)
    return this.givers(node, program).flatMap(({ giver, via }) =>
      this.named(this.part(giver.value, giver.path, giver.program, name), giver, name, via),
    )
  }

  /** The values of a name that is known to have been `size`: where they cannot be told farther, what gave it. */
  private ofKnown(node: ast.Name, program: Program, size: number): Value[] {
    const before = this.unknown
    const all = this.byGivers(node, program)
    const found = all.filter((value) => value.size === size)
    if (found.length > 0 && !this.unknown && new Set(found.map(storyKey)).size === 1) return found
    const givers = this.givers(node, program)
    const [first] = givers
    // What gave another number is not what gave this one.
    const other = first === undefined || first.giver.value.kind === 'Constant' || all.length > found.length
    if (other || givers.some(({ giver }) => giver.value !== first.giver.value)) return found
    this.unknown = before
    const { value, program: home } = first.giver
    const site = this.siteOf(standsIn(value, home), home)
    return [
      {
        ...plain(size),
        from: [{ kind: 'number', size, name: node.id, arithmetic: null, site, of: [] }],
      },
    ]
  }

  /** The values of an attribute, from the statement that is known to have set it. */
  private ofWrite(node: ast.Attribute, site: Site): Value[] | null {
    const target = site.node as ast.Expr
    const programs = programsBehind(site)
    const home = holding(target, programs)
    const statement = home === undefined ? undefined : parentOf(target, home)
    if (home === undefined || statement === undefined) return null
    const value =
      statement.kind === 'AugAssign'
        ? ({
            ...statement,
            kind: 'BinOp',
            left: statement.target,
            right: statement.value,
          } as unknown as ast.BinOp)
        : statement.kind === 'Assign' || statement.kind === 'AnnAssign'
          ? statement.value
          : null
    if (value === null) return null
    const there = new Lookup(programs, site.globals, this.before, new Ran(site, programs), this.way)
    return this.followed(() => {
      const found = there.named(
        there.values(value, home),
        { value, path: [], program: home },
        unparse(node),
        NOWHERE,
      )
      if (there.unknown) this.unknown = true
      return found.map((each) => ({ ...each, via: NOWHERE }))
    })
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
    if (node.kind === 'Call' && Number.isNaN(first) && VALUES.test(calledName(node))) {
      const [at, ...inner] = calledName(node) === 'items' ? rest : [1, ...rest]
      const whole = node.func.kind === 'Attribute' ? this.meanings(node.func.value, program) : []
      return at !== 1
        ? []
        : whole.flatMap(({ node: each, program: home, via }) =>
            each.kind === 'Dict'
              ? each.values.flatMap((value) => joined(via, this.element(value, inner, home, name)))
              : [],
          )
    }
    // Of lists put together, and of what a comprehension makes, any element.
    if (node.kind === 'BinOp' && node.op === 'Add')
      return [node.left, node.right].flatMap((each) => this.part(each, [EACH, ...rest], program, name))
    if (node.kind === 'ListComp' || node.kind === 'GeneratorExp')
      return this.part(node.elt, rest, program, name)
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
    const returned = node.kind === 'Call' ? this.returned(node) : null
    if (returned !== null) {
      const { value, program: home, via } = returned
      return outside(via, joined(via, this.part(value, path, home, name)))
    }
    if (node.kind === 'Name' || node.kind === 'Attribute')
      return this.followed(() =>
        this.givers(node, program).flatMap(({ giver, via }) =>
          joined(via, this.part(giver.value, [...giver.path, ...path], giver.program, name)),
        ),
      )
    return this.meanings(node, program).flatMap(({ node: each, program: home, via }) =>
      joined(
        via,
        each !== node && isMade(each)
          ? this.part(each, path, home, name)
          : elementsOf(each, first).flatMap((element) =>
              element.kind === 'Starred'
                ? this.part(element.value, [EACH, ...rest], home, name)
                : this.element(element, rest, home, name),
            ),
      ),
    )
  }

  private element(node: ast.Expr, rest: readonly number[], program: Program, name: string): Value[] {
    const found = this.part(node, rest, program, name)
    return rest.length > 0 || node.kind !== 'Constant'
      ? found
      : found.map((value) => this.literal(value, node, name, program))
  }

  private subscript(node: ast.Subscript, program: Program): Value[] {
    const { slice } = node
    const index = this.ran.valueOf(slice, program)
    if (typeof index === 'number') return this.part(node.value, [index], program, unparse(node))
    const keys = this.textsOf(slice, program)
    if (keys.length === 0)
      return slice.kind === 'Slice' ? [] : this.part(node.value, [EACH], program, unparse(node))
    return keys.flatMap((key) => this.entry(node.value, key, unparse(node), program))
  }

  private entry(whole: ast.Expr, key: string, name: string, program: Program): Value[] {
    return this.meanings(whole, program).flatMap(({ node: each, program: home, via }) => {
      const value = entryOf(each, key)
      if (value === null) return []
      const found = this.values(value, home)
      return joined(
        via,
        found.map((one) => this.literal(one, value, name, home)),
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
    if (name === 'get' && node.func.kind === 'Attribute' && node.args.length > 0) {
      const { value: whole } = node.func
      const found = this.textsOf(node.args[0], program).flatMap((key) =>
        this.entry(whole, key, unparse(node), program),
      )
      return found.length > 0 || node.args.length < 2 ? found : this.values(node.args[1], program)
    }
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
    const returned = this.returned(node)
    if (returned === null) return []
    const { value, program: home, via } = returned
    const found = outside(via, joined(via, this.values(value, home)))
    return this.named(found, { value, path: [], program: home }, unparse(node), NOWHERE)
  }

  /** How often a comprehension goes round. */
  private counted(node: ast.ListComp | ast.GeneratorExp, program: Program): Value[] {
    const { iter } = node.generators[0]
    if (iter.kind === 'Call' && calledName(iter) === 'range' && iter.args.length === 1)
      return this.values(iter.args[0], program)
    const read = readAt(node, this.before)
    return read === null ? [] : [sizeOfRead(iter, read, 0)]
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

  protected siteOf(node: ast.Position, { source }: Program): Site {
    return new Site({
      node: node as AnyNode,
      code: { source, name: '<module>' },
      globals: this.globals,
    } as never)
  }
}

/** Which call of a function it was means nothing once it has returned. */
const outside = (inner: Via, values: readonly Value[]): Value[] =>
  values.map((value) => ({ ...value, via: new Map([...value.via].filter(([fn]) => !inner.has(fn))) }))

/** What has elements without showing them: lists put together, comprehensions. */
const isMade = ({ kind }: ast.Expr): boolean =>
  kind === 'BinOp' || kind === 'ListComp' || kind === 'GeneratorExp' || kind === 'Call'

const VALUES = /^(values|items)$/
