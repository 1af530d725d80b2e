/**
 * A library module as it is kept: its statements with their trees packed, and for each the names of the module that it needs. The build
 * prepares every `lib/*.py` so; where there was no build (tests, ts-node) the text itself comes and is prepared on its first use.
 */
import type * as ast from '../../src/python/parse/ast.js'
import { type Packed, pack, unpack } from '../../src/python/parse/packed.js'
import { parseModule } from '../../src/python/parse/parser.js'

export interface Definition {
  /** What the statement defines; null for an import, say. */
  readonly name: string | null
  /** Names of the module that running the statement evaluates. */
  readonly needs: readonly string[]
  /** Other names of the module in it: the bodies of its functions ask for them later. */
  readonly mentions: readonly string[]
}

export interface Prepared extends Packed {
  readonly text: string
  readonly definitions: readonly Definition[]
}

/** What a `.py` file of the library gives when it is imported: its text or, from the build, what reads it prepared. */
export type LibraryText = string | (() => string)

/** Parses a module of the library. */
export function prepare(text: string): Prepared {
  const { body } = parseModule(text, '<library>')
  const definitions = body.map((statement) => ({
    name: nameOf(statement),
    needs: names(statement, false),
    mentions: names(statement, true),
  }))
  return { text, definitions, ...pack(body) }
}

const prepared = new Map<LibraryText, Prepared>()

export function preparedOf(source: LibraryText): Prepared {
  let known = prepared.get(source)
  if (known === undefined)
    prepared.set(source, (known = typeof source === 'string' ? prepare(source) : restored(source())))
  return known
}

/** From a file of the build: a table of contents, one line per statement, and the text. */
function restored(file: string): Prepared {
  const [contents, ...statements] = file.split('\n')
  const text = statements.pop()!
  return {
    ...(JSON.parse(contents) as Pick<Prepared, 'definitions' | 'layouts'>),
    statements,
    get text() {
      return JSON.parse(text) as string
    },
  }
}

/** The whole module. */
export const treeOf = ({ statements, layouts }: Prepared): ast.Module => ({
  kind: 'Module',
  body: statements.map((each) => unpack(each, layouts)),
})

function nameOf(statement: ast.Stmt): string | null {
  if (statement.kind === 'ClassDef' || statement.kind === 'FunctionDef') return statement.name
  const target =
    statement.kind === 'Assign' && statement.targets.length === 1
      ? statement.targets[0]
      : statement.kind === 'AnnAssign'
        ? statement.target
        : null
  return target?.kind === 'Name' ? target.id : null
}

/** Fields of a function that are evaluated only when it is called. */
const LATER: ReadonlySet<string> = new Set(['FunctionDef.body', 'AsyncFunctionDef.body', 'Lambda.body'])

/** The names that a tree mentions, with the bodies of its functions or without them. */
function names(tree: unknown, bodies: boolean): string[] {
  const found = new Set<string>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const each of value) visit(each)
      return
    }
    const { kind, id } = value as { kind?: string; id?: string }
    if (kind === 'Name') found.add(id!)
    for (const [field, each] of Object.entries(value))
      if (bodies || !LATER.has(`${kind}.${field}`)) visit(each)
  }
  visit(tree)
  return [...found]
}
