/** What each command takes: `ishape COMMAND --help`, and below what was wrong with its arguments. */

export const COMMANDS = [
  'run',
  'replay',
  'learn',
  'kernel',
  'why',
  'diff',
  'fix',
  'annotate',
  'check',
] as const
export type Command = (typeof COMMANDS)[number]

export const usages: Readonly<Record<Command, string>> = {
  run: `usage: ishape run FILE [ARG …]
       ishape run FILE --trace

  FILE      a program (.py, .ipy), or a session (.ipynb), which is replayed; all after it belongs to the program
  --trace   the source with the shapes of every line at its right
`,
  replay: `usage: ishape replay FILE [--check [--rtol X] [--json]] [--record] [--to N]

  --check     compare shapes, values and text with what FILE holds; exit code 1 if anything differs
  --rtol X    with --check: relative tolerance of numbers (1e-5; 0: every digit counts)
  --json      with --check: a report for programs
  --record    write what the cells give now into FILE
  --to N      stop before cell N + 1
`,
  learn: `usage: ishape learn [LESSON] [--lang CODE] [--again]

  LESSON        without it: the lessons there are
  --lang CODE   the language of the texts, as ja
  --again       from the first step
`,
  kernel: `usage: ishape kernel install [--user | --prefix DIR | --sys-prefix] [--name NAME] [--display-name TEXT]
       ishape kernel run -f CONNECTION_FILE

  --user         for you alone (the default)
  --prefix DIR   below DIR/share/jupyter
  --sys-prefix   into the active Python environment
`,
  why: `usage: ishape why FILE EXPR [--json]

  FILE     a program (.py) or a notebook (.ipynb); it is run first
  EXPR     a dim (x.shape[2]), a tensor, a layer's input (net.fc1.in_features), or a number from the error that ends the run
  --json   the chain for programs
`,
  diff: `usage: ishape diff A B [--json]

  A, B     programs (.py) or notebooks (.ipynb); both are run, and their calls aligned
  --json   the comparison for programs
`,
  fix: `usage: ishape fix FILE [--json] [--apply N]

  FILE        a program (.py) or a notebook (.ipynb) that ends with an error
  --json      the fixes for programs
  --apply N   write fix number N into FILE
`,
  annotate: `usage: ishape annotate FILE …

  FILE   programs (.py) or notebooks (.ipynb); they are run, and the shapes of their lines written as comments: # -> (1, 6, 30, 30)
`,
  check: `usage: ishape check FILE … [--tap | --json | --junit]

  FILE      programs (.py) or notebooks (.ipynb) with shapes in comments: # -> (B, 6, _, _); exit code 1 if one does not hold
  --tap     a line for each comment (the default)
  --json    for programs, the traps too
  --junit   XML for CI
`,
}
