/**
 * A library module as it is kept: its statements with their trees packed, and what each defines. The build
 * prepares every `lib/*.py` so; where there was no build (tests, ts-node) the text itself comes and is prepared on its first use.
 */
import type * as ast from '../../src/python/parse/ast.js'
import { type Packed, pack, unpack } from '../../src/python/parse/packed.js'
import { parseModule } from '../../src/python/parse/parser.js'

export interface Prepared extends Packed {
  readonly text: string
  /** What each statement defines; null for an import, say. */
  readonly names: readonly (string | null)[]
}

/** What a `.py` file of the library gives when it is imported: its text or, from the build, what reads it prepared. */
export type LibraryText = string | (() => string)

/** Parses a module of the library. */
export function prepare(text: string): Prepared {
  const { body } = parseModule(text, '<library>')
  return { text, names: body.map(nameOf), ...pack(body) }
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
    ...(JSON.parse(contents) as Pick<Prepared, 'names' | 'layouts'>),
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
