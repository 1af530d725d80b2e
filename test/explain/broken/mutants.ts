/**
 * Programs broken at random: one place of one program says something else, as people's mistakes do. The right fix is the program as it was; what
 * would be as right is not known here, so the share found is lower than for programs with all right answers listed.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ShapeRunner } from '../../../kernels/torch/fixes/run.js'
import {
  constantOf,
  type Edit,
  type Node,
  ProgramSource,
  replaced,
} from '../../../kernels/torch/fixes/source.js'
import { silentHost } from '../../silent-host.js'
import { type Broken, cellsOf } from './broken.js'

const folder = fileURLToPath(new URL('programs/', import.meta.url))
/** Of the programs that are run as tests, those that fail by their shapes when they are broken. */
const others = fileURLToPath(new URL('../../programs/', import.meta.url))
const OTHERS =
  'mlp lstm attention residual lenet_shapes gpt conv1d autoencoder unet vit siamese vae gan cifar lenet squeeze_excite seq2seq'

interface Program {
  readonly name: string
  readonly text: string
}

/** The programs that are broken: of each half every other one, so that what is made with one can be measured on the other. */
function programs(half: 'a' | 'b' | null): Program[] {
  const files = [
    ...readdirSync(folder).map((file) => folder + file),
    ...OTHERS.split(' ').map((name) => `${others}${name}.py`),
  ]
  return files
    .map((file) => ({ name: file.replace(/.*\/|\.py$/g, ''), text: readFileSync(file, 'utf8') }))
    .filter((_, index) => half === null || (index % 2 === 0) === (half === 'a'))
}

/** Numbers in [0, 1) that are the same every time: a linear congruence. */
function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

interface Mutant {
  readonly kind: string
  readonly edit: Edit
}

const METHODS = new Set([
  'view',
  'reshape',
  'flatten',
  'transpose',
  'permute',
  'squeeze',
  'unsqueeze',
  'T',
  'contiguous',
  'float',
  'long',
  'expand',
  'repeat',
])

/** Everything that could be wrong in a program. */
function* mutants(source: ProgramSource): Generator<Mutant> {
  const constants = new Set<number>()
  for (const { node } of source.nodes()) if (node.kind === 'Constant') constants.add(constantOf(node) ?? 0)
  const layers = new Map<string, string[]>()
  for (const { cell, node } of source.nodes())
    if (node.kind === 'Assign' && node.targets[0].kind === 'Attribute' && node.value.kind === 'Call') {
      const made = source.textOf(cell, node.value.func)
      layers.set(made, [...(layers.get(made) ?? []), node.targets[0].attr])
    }
  const alike = (name: string): string[] =>
    [...layers.values()].filter((names) => names.includes(name)).flat()
  for (const { cell, node } of source.nodes()) {
    const text = source.textOf(cell, node)
    const to = (replacement: string): Edit => replaced(cell, node, replacement)
    const parent = source.parentOf(cell, node)
    if (node.kind === 'Constant' && parent?.kind !== 'Attribute') {
      const value = constantOf(node)
      if (value !== null) {
        for (const other of new Set([value * 2, value >> 1, value + 1, value - 1, ...constants]))
          if (other !== value && other >= -2 && other < 5000 && (value > 4 || other < 10))
            yield { kind: 'number', edit: to(String(other)) }
      } else if (node.value.type === 'bool')
        yield { kind: 'flag', edit: to(node.value.value ? 'False' : 'True') }
      else if (
        node.value.type === 'str' &&
        parent?.kind === 'Call' &&
        /[a-z] [a-z(]|->/.test(node.value.value)
      ) {
        const letters = [...new Set(node.value.value.match(/\b[a-z]\w*\b/g))]
        for (let i = 1; i < letters.length; i++) {
          const arrow = text.indexOf('->')
          const after = text
            .slice(arrow)
            .replace(/\b[a-z]\w*\b/g, (word) =>
              word === letters[i] ? letters[i - 1] : word === letters[i - 1] ? letters[i] : word,
            )
          yield { kind: 'pattern', edit: to(text.slice(0, arrow) + after) }
        }
      }
    }
    if (
      node.kind === 'Name' &&
      parent !== undefined &&
      parent.kind !== 'Assign' &&
      parent.kind !== 'FunctionDef'
    ) {
      let scope: Node | undefined = node
      while (scope !== undefined && scope.kind !== 'FunctionDef') scope = source.parentOf(cell, scope)
      const names = new Set<string>()
      for (const each of source.nodes()) {
        let inside: Node | undefined = each.node
        while (inside !== undefined && inside.kind !== 'FunctionDef')
          inside = source.parentOf(each.cell, inside)
        if (inside === scope && each.node.kind === 'Name') names.add(each.node.id)
      }
      if (scope?.kind === 'FunctionDef') for (const { arg } of scope.args.args) names.add(arg)
      if (
        !['torch', 'nn', 'F', 'self', 'super', 'print'].includes(node.id) &&
        !(parent.kind === 'Call' && parent.func === node)
      )
        for (const name of names)
          if (
            name !== node.id &&
            name.length < 12 &&
            !['torch', 'nn', 'F', 'self', 'super', 'print', 'range'].includes(name)
          )
            yield { kind: 'name', edit: to(name) }
    }
    if (
      node.kind === 'Attribute' &&
      node.value.kind === 'Name' &&
      node.value.id === 'self' &&
      parent?.kind === 'Call' &&
      parent.func === node
    )
      for (const other of alike(node.attr))
        if (other !== node.attr) yield { kind: 'layer', edit: to(`self.${other}`) }
    if (node.kind === 'BinOp' && ['Mult', 'Add', 'FloorDiv', 'Sub'].includes(node.op)) {
      yield { kind: 'term', edit: to(source.textOf(cell, node.left)) }
      if (node.op !== 'FloorDiv') yield { kind: 'term', edit: to(source.textOf(cell, node.right)) }
    }
    if (node.kind === 'BinOp' && node.op === 'MatMult')
      yield {
        kind: 'swap',
        edit: to(`${source.textOf(cell, node.right)} @ ${source.textOf(cell, node.left)}`),
      }
    if (node.kind === 'Call') {
      if (
        node.func.kind === 'Attribute' &&
        METHODS.has(node.func.attr) &&
        source.textOf(cell, node.func.value) !== 'torch'
      )
        yield { kind: 'method', edit: to(source.textOf(cell, node.func.value)) }
      for (let i = 1; i < node.args.length; i++) {
        const [a, b] = [node.args[i - 1], node.args[i]]
        if (a.kind === 'Starred' || b.kind === 'Starred') continue
        const between = source.textOf(cell, {
          ...a,
          line: a.endLine,
          col: a.endCol,
          endLine: b.line,
          endCol: b.col,
        })
        yield {
          kind: 'swap',
          edit: {
            ...replaced(
              cell,
              { line: a.line, col: a.col, endLine: b.endLine, endCol: b.endCol },
              source.textOf(cell, b) + between + source.textOf(cell, a),
            ),
          },
        }
      }
      for (const [i, keyword] of node.keywords.entries()) {
        const before = i > 0 ? node.keywords[i - 1] : node.args.at(-1)
        if (before !== undefined && keyword.arg !== null)
          yield {
            kind: 'keyword',
            edit: replaced(
              cell,
              { line: before.endLine, col: before.endCol, endLine: keyword.endLine, endCol: keyword.endCol },
              '',
            ),
          }
      }
      const { func } = node
      if (
        parent?.kind === 'Call' &&
        parent.func.kind === 'Attribute' &&
        parent.func.attr === 'Sequential' &&
        func.kind === 'Attribute' &&
        /Flatten|Pool/.test(func.attr)
      ) {
        const next = parent.args[parent.args.indexOf(node) + 1]
        if (next !== undefined)
          yield {
            kind: 'dropped',
            edit: replaced(
              cell,
              { line: node.line, col: node.col, endLine: next.line, endCol: next.col },
              '',
            ),
          }
      }
      if (
        func.kind === 'Attribute' &&
        /pool|relu|embed|flatten|norm/.test(func.attr) &&
        node.args[0] !== undefined &&
        func.value.kind === 'Name' &&
        ['torch', 'F', 'self'].includes(func.value.id)
      )
        yield { kind: 'dropped', edit: to(source.textOf(cell, node.args[0])) }
    }
    if (node.kind === 'Subscript') {
      yield { kind: 'subscript', edit: to(source.textOf(cell, node.value)) }
      if (node.slice.kind === 'Tuple')
        for (let i = 0; i < node.slice.elts.length; i++)
          if (node.slice.elts.length > 1)
            yield {
              kind: 'subscript',
              edit: to(
                `${source.textOf(cell, node.value)}[${node.slice.elts
                  .filter((_, j) => j !== i)
                  .map((each) => source.textOf(cell, each))
                  .join(', ')}]`,
              ),
            }
    }
    if (node.kind === 'Assign' && node.targets[0].kind === 'Tuple') {
      const { elts } = node.targets[0]
      const texts = elts.map((each) => source.textOf(cell, each))
      yield { kind: 'unpack', edit: replaced(cell, node.targets[0], texts[0]) }
      if (elts.length === 2)
        yield { kind: 'unpack', edit: replaced(cell, node.targets[0], `${texts[1]}, ${texts[0]}`) }
    }
  }
}

/** `count` broken programs, as many of each kind of mistake as there are. */
export function mutantPrograms(count: number, seed: number, half: 'a' | 'b' | null = null): Broken[] {
  const random = numbers(seed)
  const kinds = new Map<
    string,
    { readonly name: string; readonly text: string; readonly edit: Edit; readonly source: ProgramSource }[]
  >()
  for (const { name, text } of programs(half)) {
    const source = new ProgramSource(cellsOf(text))
    for (const { kind, edit } of mutants(source)) {
      const all = kinds.get(kind) ?? []
      all.push({ name, text, edit, source })
      kinds.set(kind, all)
    }
  }
  const runner = new ShapeRunner(silentHost)
  const broken: Broken[] = []
  const names = [...kinds.keys()]
  const weights: Record<string, number> = { number: 3, name: 2, method: 2 }
  const turns = names.flatMap((name) => Array(weights[name] ?? 1).fill(name))
  for (let i = 0; broken.length < count; i++) {
    const all = kinds.get(turns[i % turns.length])!
    const { name, text, edit, source } = all[Math.floor(random() * all.length)]
    const cells = source.edited([edit])
    const run = runner.run(cells, 2000, true)
    if (
      run.failure === null ||
      run.exhausted ||
      /NameError|UnboundLocal|AttributeError: module/.test(run.failure.type)
    )
      continue
    const was = source.textOf(edit.cell, edit)
    broken.push({
      place: `${turns[i % turns.length]}:${i}`,
      about: `${name}:${edit.line} ${was} -> ${edit.replacement} | ${source.lineOf(edit.cell, edit.line).trim()}`,
      text: cells.map((cell) => cell.text).join(''),
      right: [text],
    })
  }
  return broken
}
