/**
 * A library module as it is kept: its statements with their trees packed, and what each defines. The build
 * prepares every `lib/*.py` so; where there was no build (tests, ts-node) the text itself comes and is prepared on its first use.
 */
import type * as ast from '../../src/python/parse/ast.js'
import { type Packed, pack, unpack } from '../../src/python/parse/packed.js'
import { parseModule } from '../../src/python/parse/parser.js'

/** The statements, and the text that they were parsed from. */
interface Body extends Packed {
  readonly text: string
}

/** What a statement does to the namespace. */
export interface Entry {
  /** Imports are not listed as the module's own. */
  readonly imports: boolean
  /** The names it defines; none for an expression, say. */
  readonly names: readonly string[]
}

export interface Prepared {
  /** One for every statement. */
  readonly contents: readonly Entry[]
  /** Read when a statement is first needed. */
  readonly body: () => Body
}

/**
 * What a `.py` file of the library gives when it is imported: its text or, from the build, a table of contents (the names that a statement
 * defines with spaces between, behind `import` if it is one; commas between statements) and what reads the rest.
 */
export type LibraryText = string | { readonly contents: string; readonly read: () => string }

/** A module of the library as the build keeps it: the table of contents, and a file. */
export function prepare(text: string): { contents: string; file: string } {
  const { contents, body } = parsed(text)
  const { layouts, statements } = body()
  return {
    contents: contents
      .map(({ imports, names }) => [...(imports ? ['import'] : []), ...names].join(' '))
      .join(),
    file: [JSON.stringify(layouts), ...statements, JSON.stringify(text)].join('\n'),
  }
}

const prepared = new Map<LibraryText, Prepared>()

export function preparedOf(source: LibraryText): Prepared {
  let known = prepared.get(source)
  if (known === undefined)
    prepared.set(source, (known = typeof source === 'string' ? parsed(source) : restored(source)))
  return known
}

function parsed(text: string): Prepared {
  const { body } = parseModule(text, '<library>')
  const packed = { text, ...pack(body) }
  return { contents: body.map(entryOf), body: () => packed }
}

function restored({ contents, read }: Exclude<LibraryText, string>): Prepared {
  let body: Body | null = null
  return {
    contents: contents.split(',').map((each) => {
      const names = each === '' ? [] : each.split(' ')
      const imports = names[0] === 'import'
      return { imports, names: imports ? names.slice(1) : names }
    }),
    body: () => (body ??= bodyOf(read())),
  }
}

function bodyOf(file: string): Body {
  const [layouts, ...statements] = file.split('\n')
  const text = statements.pop()!
  return {
    layouts: JSON.parse(layouts) as Body['layouts'],
    statements,
    get text() {
      return JSON.parse(text) as string
    },
  }
}

/** The whole module. */
export const treeOf = ({ statements, layouts }: Packed): ast.Module => ({
  kind: 'Module',
  body: statements.map((each) => unpack(each, layouts)),
})

function entryOf(statement: ast.Stmt): Entry {
  switch (statement.kind) {
    case 'Import':
      return { imports: true, names: statement.names.map(({ name, asname }) => asname ?? name.split('.')[0]) }
    case 'ImportFrom':
      return { imports: true, names: statement.names.map(({ name, asname }) => asname ?? name) }
    case 'ClassDef':
    case 'FunctionDef':
      return { imports: false, names: [statement.name] }
    case 'Assign':
      return { imports: false, names: statement.targets.length === 1 ? nameIn(statement.targets[0]) : [] }
    case 'AnnAssign':
      return { imports: false, names: nameIn(statement.target) }
    default:
      return { imports: false, names: [] }
  }
}

const nameIn = (target: ast.Expr): string[] => (target.kind === 'Name' ? [target.id] : [])
