#!/usr/bin/env node
/** The command line: finds out which command is asked for and loads that one alone. */
import { parseCommandLine, USAGE, UsageProblem } from './commands/arguments.js'
import { usages } from './commands/usages.js'

const VERSION = process.env.ISHAPE_VERSION ?? '0.0.0'

/** A reader that closed the pipe wants no more: `ishape … | head` ends quietly. */
const endWithReader = (): void => {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0)
      throw error
    })
}

const main = async (): Promise<number> => {
  const line = parseCommandLine(process.argv.slice(2), () =>
    Boolean(process.stdin.isTTY && process.stdout.isTTY),
  )
  // A program writes without Node's streams, which take a twentieth of a start.
  if (line.command !== 'program' || line.interactive) endWithReader()
  switch (line.command) {
    case 'version':
      process.stdout.write(`ishape ${VERSION}\n`)
      return 0
    case 'help':
      process.stdout.write(line.about === null ? USAGE : usages[line.about])
      return 0
    case 'program': {
      if (line.interactive) return (await import('./commands/interactive.js')).interactive(line)
      const deep = (await import('./commands/deep.js')).runDeep(line, new URL(import.meta.url))
      if (deep !== undefined) return deep
      return (await import('./commands/program.js')).program(line)
    }
    case 'repl':
      return (await import('./commands/repl.js')).repl(line)
    case 'replay':
      return (await import('./commands/replay.js')).replayFile(line)
    case 'kernel':
      return (await import('./commands/kernel.js')).kernel(line.args)
    case 'why':
      return (await import('./commands/why.js')).why(line)
    case 'trace':
    case 'annotate':
    case 'check':
      return (await import('./commands/lines.js')).lines(line)
    case 'diff':
      return (await import('./commands/diff.js')).diff(line)
    case 'fix':
      return (await import('./commands/fix.js')).fix(line)
    case 'learn':
      return (await import('./commands/learn.js')).learn(line)
  }
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error) => {
    if (UsageProblem.is(error)) process.stderr.write(error.message)
    else
      process.stderr.write(
        `ishape: an error of its own, please report it: ${(error as Error).stack ?? error}\n`,
      )
    process.exitCode = UsageProblem.is(error) ? 2 : 1
  },
)
