/** The interactive terminal: a kernel in a worker, a session that outlives a crash, and the face over both. */
import { type Face, type ReplOptions, startRepl } from '../repl/start.js'
import type { CommandLine, Options } from './arguments.js'

type ReplLine = Extract<CommandLine, { command: 'repl' }>

/** A program that runs before the first prompt (`-i`). */
export interface Opening {
  source: string
  argv: string[]
}

/** Starts the kernel and opens its session; `warn` hears what can't be kept. */
export const connect = async (options: Options, opening: Opening | undefined, face: Face) => {
  const [{ WorkerClient }, { folders, writableFolder }, { readSettings }] = await Promise.all([
    import('../worker/client.js'),
    import('../session/paths.js'),
    import('../session/settings.js'),
  ])
  const cwd = process.cwd()
  const { trail: wanted = 'short', fixes = 'on' } = readSettings(face.warn)
  const { data } = folders()
  const recovered = writableFolder(data, 'recovered', face.warn)
  const client = new WorkerClient({
    language: 'torch',
    seed: options.seed,
    trail: { off: false, short: true, full: 'full' as const }[wanted],
    ...(face.showsLate && { fixes: fixes === 'on' }),
    argv: opening?.argv ?? [''],
    cwd,
    path: [cwd, ...options.path],
    allowRead: recovered ? [...options.allowRead, recovered] : options.allowRead,
    allowWrite: options.allowWrite,
    sessions: true,
  })
  const [{ Session }, { Journal }, { History }, { recoverLost }] = await Promise.all([
    import('../session/session.js'),
    import('../session/journal.js'),
    import('../session/history.js'),
    import('../session/recover.js'),
  ])
  const name = `${Date.now().toString(36)}-${process.pid}`
  const history = new History(writableFolder(data, '', face.warn), name, face.warn)
  const journals = writableFolder(data, 'journal', face.warn)
  const journal = new Journal(journals, name, face.warn)
  if (journals && recovered) {
    for (const sentence of await recoverLost(journals, recovered)) face.warn(sentence)
  }
  const session = new Session({ client, journal, history, confirm: face.confirm })
  return { client, session, history: () => history.entries() }
}

/** Opens the terminal and resolves to the exit code. */
export const repl = async (line: ReplLine, opening?: Opening): Promise<number> => {
  const options: ReplOptions = {
    connect: (face) => connect(line, opening, face),
    opening: opening?.source,
  }
  const plain = line.plain || process.env.TERM === 'dumb' || !process.stdin.isTTY || !process.stdout.isTTY
  process.exit(await (plain ? (await import('../repl/plain.js')).startPlain(options) : startRepl(options)))
}
