/**
 * What CPython's compiler warns of: programs that are right and hardly meant. They are kept beside the tree, for whoever runs it.
 */
import type { Assert, Call, Compare, ConstantValue, Expr, Module, Position, Subscript } from './ast.js'
import { PySyntaxError } from './errors.js'
import type { Source } from './source.js'

export interface SyntaxWarning {
  readonly message: string
  readonly line: number
  /** What it is where the program makes errors of warnings. */
  readonly error: () => PySyntaxError
}
export type Warn = (message: string, at: Position) => void

const known = new WeakMap<Module, SyntaxWarning[]>()
/** The warnings of a tree that the parser gave. */
export const warningsOf = (module: Module): readonly SyntaxWarning[] => known.get(module) ?? []

/** Keeps warnings about a module. */
export const warnAbout =
  (module: Module, source: Source): Warn =>
  (message, { line, col, endLine, endCol }) => {
    const place = { line, col: col + 1, endLine, endCol: endCol + 1 }
    const error = () => new PySyntaxError('SyntaxError', message, source.filename, place, source.line(line))
    const list = known.get(module)
    if (list === undefined) known.set(module, [{ message, line, error }])
    else list.push({ message, line, error })
  }

const CONSTANT_TYPES: Readonly<Record<ConstantValue['type'], string>> = {
  str: 'str',
  bytes: 'bytes',
  int: 'int',
  float: 'float',
  complex: 'complex',
  bool: 'bool',
  None: 'NoneType',
  Ellipsis: 'ellipsis',
}
const DISPLAY_TYPES: Partial<Record<Expr['kind'], string>> = {
  Tuple: 'tuple',
  List: 'list',
  ListComp: 'list',
  Dict: 'dict',
  DictComp: 'dict',
  Set: 'set',
  SetComp: 'set',
  GeneratorExp: 'generator',
  Lambda: 'function',
  JoinedStr: 'str',
  FormattedValue: 'str',
}
const typeOf = (node: Expr): string | undefined =>
  node.kind === 'Constant' ? CONSTANT_TYPES[node.value.type] : DISPLAY_TYPES[node.kind]

const isLiteral = (node: Expr): boolean =>
  node.kind === 'Constant' && !['None', 'bool', 'Ellipsis'].includes(node.value.type)

const UNSUBSCRIPTABLE = new Set([
  'NoneType',
  'ellipsis',
  'int',
  'float',
  'complex',
  'set',
  'generator',
  'function',
])
const SEQUENCES = new Set(['str', 'bytes', 'tuple', 'list'])
const MISSED = 'perhaps you missed a comma?'

/** Warns of one node, not of those inside. */
export function warnOf(node: Assert | Call | Compare | Subscript, warn: Warn): void {
  switch (node.kind) {
    case 'Assert':
      if (node.test.kind === 'Tuple' && node.test.elts.length > 0)
        warn('assertion is always true, perhaps remove parentheses?', node)
      return
    case 'Call': {
      const type = typeOf(node.func)
      if (type !== undefined && node.func.kind !== 'Lambda')
        warn(`'${type}' object is not callable; ${MISSED}`, node)
      return
    }
    case 'Compare': {
      let left = node.left
      for (const [i, right] of node.comparators.entries()) {
        const op = node.ops[i]
        if ((op === 'Is' || op === 'IsNot') && (isLiteral(left) || isLiteral(right))) {
          const [word, meant] = op === 'Is' ? ['is', '=='] : ['is not', '!=']
          warn(`"${word}" with a literal. Did you mean "${meant}"?`, node)
          return
        }
        left = right
      }
      return
    }
    case 'Subscript': {
      const type = typeOf(node.value)
      if (type === undefined) return
      if (UNSUBSCRIPTABLE.has(type)) warn(`'${type}' object is not subscriptable; ${MISSED}`, node)
      else if (SEQUENCES.has(type)) {
        const index = typeOf(node.slice)
        if (index !== undefined && index !== 'int' && index !== 'bool')
          warn(`${type} indices must be integers or slices, not ${index}; ${MISSED}`, node)
      }
    }
  }
}
