/** What could be wrong in a program: every place of it that may say something else, as people's mistakes do. */
import {
  constantOf,
  type Edit,
  type Node,
  type ProgramSource,
  replaced,
  spanning,
} from '../../../kernels/torch/fixes/source.js'
import type * as ast from '../../../src/python/parse/ast.js'

export interface Mistake {
  readonly kind: string
  readonly edit: Edit
}

/** A node of a program: what may be wrong with it depends on what stands around it. */
interface At<N extends Node = Node> {
  readonly source: ProgramSource
  readonly cell: number
  readonly node: N
  readonly parent: Node | undefined
  readonly words: Words
}

/** What the program says elsewhere, and may say in a wrong place. */
interface Words {
  readonly constants: ReadonlySet<number>
  /** Strings that are keys. */
  readonly keys: ReadonlySet<string>
  /** Names of attributes by what they are made with: `nn.Linear`. */
  readonly layers: ReadonlyMap<string, readonly string[]>
  /** Attributes of `self` that are not made by calls. */
  readonly numbers: ReadonlySet<string>
}

const textIn = ({ source, cell }: At, node: ast.Position): string => source.textOf(cell, node)
const written = (at: At, kind: string, replacement: string, place: ast.Position = at.node): Mistake => ({
  kind,
  edit: replaced(at.cell, place, replacement),
})

/** Everything that could be wrong. */
export function* mistakesIn(source: ProgramSource): Generator<Mistake> {
  const words = wordsOf(source)
  for (const { cell, node } of source.nodes()) {
    const at: At = { source, cell, node, parent: source.parentOf(cell, node), words }
    for (const [kind, make] of MISTAKES)
      if (node.kind === kind) for (const mistake of make(at as never)) yield mistake
  }
}

function wordsOf(source: ProgramSource): Words {
  const constants = new Set<number>()
  const keys = new Set<string>()
  const layers = new Map<string, string[]>()
  const numbers = new Set<string>()
  for (const { cell, node } of source.nodes()) {
    if (node.kind === 'Constant') constants.add(constantOf(node) ?? 0)
    if (node.kind === 'Subscript' && node.slice.kind === 'Constant' && node.slice.value.type === 'str')
      keys.add(node.slice.value.value)
    if (node.kind !== 'Assign' || node.targets[0].kind !== 'Attribute') continue
    const { attr } = node.targets[0]
    if (node.value.kind === 'Call') {
      const made = source.textOf(cell, node.value.func)
      layers.set(made, [...(layers.get(made) ?? []), attr])
    } else numbers.add(attr)
  }
  return { constants, keys, layers, numbers }
}

/** A number, a flag, a word, a letter of a pattern. */
function* otherConstants(at: At<ast.Constant>): Generator<Mistake> {
  const { node, parent, words } = at
  if (parent?.kind === 'Attribute') return
  const value = constantOf(node)
  if (value !== null) {
    for (const other of new Set([value * 2, value >> 1, value + 1, value - 1, ...words.constants]))
      if (other !== value && other >= (value > 1 ? 1 : -2) && other < 5000 && (value > 4 || other < 10))
        yield written(at, 'number', String(other))
  } else if (node.value.type === 'bool') yield written(at, 'flag', node.value.value ? 'False' : 'True')
  else if (node.value.type === 'str') {
    if (parent?.kind === 'Call' && /[a-z] [a-z(]|->/.test(node.value.value)) yield* otherLetters(at)
    if (words.keys.has(node.value.value))
      for (const key of words.keys)
        if (key !== node.value.value) yield written(at, 'key', JSON.stringify(key))
  }
}

function* otherLetters(at: At<ast.Constant>): Generator<Mistake> {
  const text = textIn(at, at.node)
  const arrow = text.indexOf('->')
  const word = / /.test(text.slice(1, arrow).trim()) ? /\b[a-z]\w*\b/g : /[a-z]/g
  const letters = [...new Set(text.slice(1, -1).match(word))]
  for (let i = 1; i < letters.length; i++) {
    const [a, b] = [letters[i - 1], letters[i]]
    const turned = text.slice(arrow).replace(word, (each) => (each === b ? a : each === a ? b : each))
    if (arrow > 0) yield written(at, 'pattern', text.slice(0, arrow) + turned)
  }
}

const NO_VARIABLES: readonly string[] = ['torch', 'nn', 'F', 'self', 'super', 'print', 'range']

/** Another name of the same function. */
function* otherNames(at: At<ast.Name>): Generator<Mistake> {
  const { source, cell, node, parent } = at
  if (parent === undefined || /^(Assign|AnnAssign|FunctionDef|ClassDef)$/.test(parent.kind)) return
  if (NO_VARIABLES.includes(node.id) || (parent.kind === 'Call' && parent.func === node)) return
  const scope = source.functionOf(cell, node)
  const names = new Set<string>()
  for (const each of source.nodes())
    if (each.node.kind === 'Name' && source.functionOf(each.cell, each.node) === scope)
      names.add(each.node.id)
  if (scope?.kind === 'FunctionDef') for (const { arg } of scope.args.args) names.add(arg)
  for (const name of names)
    if (name !== node.id && name.length < 12 && !NO_VARIABLES.includes(name)) yield written(at, 'name', name)
}

/** Another layer of the class, another number of the object. */
function* otherAttributes(at: At<ast.Attribute>): Generator<Mistake> {
  const { node, parent, words } = at
  if (node.value.kind !== 'Name' || node.value.id !== 'self' || parent?.kind === 'Assign') return
  if (parent?.kind === 'Call' && parent.func === node) {
    for (const names of words.layers.values())
      if (names.includes(node.attr))
        for (const other of names) if (other !== node.attr) yield written(at, 'layer', `self.${other}`)
  } else if (words.numbers.has(node.attr))
    for (const other of words.numbers)
      if (other !== node.attr) yield written(at, 'attribute', `self.${other}`)
}

const OTHER_OPERATORS: Readonly<Record<string, readonly string[]>> = {
  Mult: ['+', '//'],
  Add: ['-', '*'],
  Sub: ['+'],
  FloorDiv: ['*'],
  MatMult: ['*'],
}

/** A term that is missing, another operator, operands or brackets in other places. */
function* otherTerms(at: At<ast.BinOp>): Generator<Mistake> {
  const { node, parent } = at
  const [left, right] = [node.left, node.right].map((each) => textIn(at, each))
  if (['Mult', 'Add', 'FloorDiv', 'Sub'].includes(node.op)) {
    yield written(at, 'term', left)
    if (node.op !== 'FloorDiv') yield written(at, 'term', right)
  }
  for (const operator of OTHER_OPERATORS[node.op] ?? [])
    yield written(at, 'operator', `${left} ${operator} ${right}`)
  if (node.op === 'MatMult') yield written(at, 'swap', `${right} @ ${left}`)
  if (parent?.kind === 'BinOp') {
    const whole = textIn(at, parent)
    const bare = whole.replace(`(${textIn(at, node)})`, () => textIn(at, node))
    if (bare !== whole) yield written(at, 'brackets', bare, parent)
  }
}

const METHODS = new Set(
  'view reshape flatten transpose permute squeeze unsqueeze T t contiguous float long int expand repeat mean sum detach size numpy softmax unflatten'.split(
    ' ',
  ),
)

const SIBLINGS: Readonly<Record<string, readonly string[]>> = {
  cat: ['stack'],
  stack: ['cat'],
  squeeze: ['unsqueeze'],
  unsqueeze: ['squeeze'],
  view: ['permute', 'expand'],
  permute: ['view', 'reshape'],
  transpose: ['permute'],
  float: ['long'],
  long: ['float'],
  sum: ['mean', 'max'],
  max: ['argmax', 'amax'],
  argmax: ['max'],
  mm: ['mul'],
  bmm: ['mm'],
  BatchNorm1d: ['BatchNorm2d'],
  BatchNorm2d: ['BatchNorm1d'],
  Conv1d: ['Conv2d'],
  Conv2d: ['Conv1d', 'ConvTranspose2d'],
  ConvTranspose2d: ['Conv2d'],
  MaxPool2d: ['MaxPool1d'],
  MaxPool1d: ['MaxPool2d'],
  max_pool2d: ['max_pool1d'],
  LSTM: ['GRU'],
  GRU: ['LSTM'],
  Embedding: ['Linear'],
  Linear: ['Embedding'],
  Sequential: ['ModuleList'],
  ModuleList: ['Sequential'],
  CrossEntropyLoss: ['BCEWithLogitsLoss', 'MSELoss'],
  MSELoss: ['CrossEntropyLoss'],
  BCEWithLogitsLoss: ['CrossEntropyLoss'],
  cross_entropy: ['binary_cross_entropy_with_logits'],
  binary_cross_entropy_with_logits: ['cross_entropy'],
}

const separate = (at: At, nodes: readonly ast.Position[], a: number, b: number): string =>
  textIn(at, {
    line: nodes[a].endLine,
    col: nodes[a].endCol,
    endLine: nodes[b].line,
    endCol: nodes[b].col,
  })

/** A call that is missing, or of another function; its arguments: missing, in other places. */
function* otherCalls(at: At<ast.Call>): Generator<Mistake> {
  const { node, parent } = at
  const { func, args, keywords } = node
  const name = func.kind === 'Attribute' ? func.attr : func.kind === 'Name' ? func.id : ''
  const receiver = func.kind === 'Attribute' ? textIn(at, func.value) : ''
  if (METHODS.has(name) && !/^(torch|F|)$/.test(receiver)) yield written(at, 'method', receiver)
  for (const sibling of SIBLINGS[name] ?? [])
    yield written(at, 'function', sibling, { ...func, line: func.endLine, col: func.endCol - name.length })
  for (let i = 1; i < args.length; i++) {
    const [a, b] = [args[i - 1], args[i]]
    if (a.kind === 'Starred' || b.kind === 'Starred') continue
    yield written(at, 'swap', textIn(at, b) + separate(at, args, i - 1, i) + textIn(at, a), spanning(a, b))
  }
  const all = [...args, ...keywords]
  for (const [i, argument] of all.entries()) {
    const before = all[i - 1]
    const kind = i < args.length ? 'argument' : 'keyword'
    if (before !== undefined)
      yield written(at, kind, '', {
        ...argument,
        line: before.endLine,
        col: before.endCol,
      })
    else if (all.length > 1)
      yield written(at, kind, '', { ...argument, endLine: all[1].line, endCol: all[1].col })
  }
  if (/^(LSTM|GRU|RNN|MultiheadAttention|TransformerEncoderLayer)$/.test(name))
    if (!keywords.some(({ arg }) => arg === 'batch_first'))
      yield written(at, 'added', `${textIn(at, node).slice(0, -1)}, batch_first=True)`)
  for (const starred of args)
    if (starred.kind === 'Starred') yield written(at, 'star', textIn(at, starred.value), starred)
  const [first] = args
  if (
    first !== undefined &&
    func.kind === 'Attribute' &&
    /pool|relu|embed|flatten|norm|conv|fc|proj|lin|head/.test(func.attr) &&
    /^(torch|F|self)$/.test(receiver)
  )
    yield written(at, 'dropped', textIn(at, first))
  if (first?.kind === 'Call' && args.length === 1 && first.args.length === 1 && all.length === 1)
    yield written(
      at,
      'composition',
      `${textIn(at, first.func)}(${textIn(at, func)}(${textIn(at, first.args[0])}))`,
    )
  if (parent?.kind === 'Call' && parent.func.kind === 'Attribute' && parent.func.attr === 'Sequential') {
    const place = parent.args.indexOf(node)
    const next = parent.args[place + 1]
    if (next !== undefined) {
      yield written(at, 'dropped', '', { ...node, endLine: next.line, endCol: next.col })
      yield written(
        at,
        'composition',
        textIn(at, next) + separate(at, parent.args, place, place + 1) + textIn(at, node),
        spanning(node, next),
      )
    }
  }
}

/** Done to a tensor once too often. */
const TOO_MUCH: readonly string[] = [
  '.unsqueeze(0)',
  '.unsqueeze(1)',
  '.unsqueeze(-1)',
  '.squeeze()',
  '.squeeze(0)',
  '.flatten(1)',
  '.transpose(1, 2)',
  '.T',
  '.mean(dim=1)',
  '.argmax(1)',
  '.long()',
  '.float()',
  '[0]',
  '[:, -1]',
]

/** The argument of a layer or a loss, with something done to it that is too much. */
function* tooMuch(at: At<ast.Name>): Generator<Mistake> {
  const { node, parent } = at
  if (parent?.kind !== 'Call' || parent.func === node || parent.args[0] !== node) return
  const name = textIn(at, parent.func)
  if (!/^self\.|^model|^net|^F\.|loss|criterion/.test(name)) return
  for (const suffix of TOO_MUCH) yield written(at, 'added', node.id + suffix)
}

/** Another part of a tensor or list. */
function* otherParts(at: At<ast.Subscript>): Generator<Mistake> {
  const { node } = at
  const whole = textIn(at, node.value)
  if (at.parent?.kind === 'Assign' && at.parent.value !== node) return
  yield written(at, 'subscript', whole)
  const items = node.slice.kind === 'Tuple' ? node.slice.elts : [node.slice]
  const texts = items.map((each) => textIn(at, each))
  for (const [i, item] of items.entries()) {
    const saying = (replacement: string): Mistake =>
      written(
        at,
        'subscript',
        `${whole}[${texts.map((each, j) => (i === j ? replacement : each)).join(', ')}]`,
      )
    if (items.length > 1)
      yield written(at, 'subscript', `${whole}[${texts.filter((_, j) => j !== i).join(', ')}]`)
    if (item.kind === 'Slice') {
      const [lower, upper] = [item.lower, item.upper].map((each) => (each === null ? '' : textIn(at, each)))
      if (lower !== '' || upper !== '') yield saying(':')
      if (lower !== '' && upper === '') yield saying(`:${lower}`)
      if (upper !== '' && lower === '') yield saying(`${upper}:`)
    } else if (items.length > 1) yield saying(':')
  }
}

/** What a call gives, in other parts or order; a line that is missing, or stands one too early. */
function* otherLines(at: At<ast.Assign>): Generator<Mistake> {
  const { source, cell, node } = at
  const [target] = node.targets
  if (target.kind === 'Tuple') {
    const texts = target.elts.map((each) => textIn(at, each))
    yield written(at, 'unpack', texts[0], target)
    if (texts.length === 2) yield written(at, 'unpack', `${texts[1]}, ${texts[0]}`, target)
  }
  if (target.kind !== 'Name') return
  if (new RegExp(`\\b${target.id}\\b`).test(textIn(at, node.value)) && source.functionOf(cell, node) !== null)
    yield written(at, 'line', 'pass')
  const next = source.statementAfter(cell, node)
  if (next?.kind === 'Assign' && textIn(at, next.targets[0]) === target.id)
    yield written(
      at,
      'line',
      textIn(at, next) + separate(at, [node, next], 0, 1) + textIn(at, node),
      spanning(node, next),
    )
}

const MISTAKES: readonly (readonly [Node['kind'], (at: never) => Iterable<Mistake>])[] = [
  ['Constant', otherConstants],
  ['Name', otherNames],
  ['Name', tooMuch],
  ['Attribute', otherAttributes],
  ['BinOp', otherTerms],
  ['Call', otherCalls],
  ['Subscript', otherParts],
  ['Assign', otherLines],
]
