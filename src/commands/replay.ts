/** `ishape replay FILE`: re-runs a session's cells in a fresh kernel; `--check` compares with what the file holds. */
import { dirname, resolve } from 'node:path'
import type { RequestHandlers } from '../protocol/client.js'
import { isTrail, type Publication } from '../protocol/messages.js'
import { type SessionDocument, seedOf } from '../session/cell.js'
import { compareReplay } from '../session/compare.js'
import { readSession, writeSession } from '../session/files.js'
import { SessionFileError } from '../session/notebook.js'
import { type ReplayedCell, replay, withReplayed } from '../session/replay.js'
import { type CheckReport, formatReport } from '../session/report.js'
import { WorkerClient } from '../worker/client.js'
import { type CommandLine, UsageProblem } from './arguments.js'
import { kernelSettings } from './client.js'
import { usages } from './usages.js'

interface ReplayOptions {
  check: boolean
  json: boolean
  record: boolean
  rtol: number
  to: number
}

const parse = (args: readonly string[]): ReplayOptions => {
  const options = { check: false, json: false, record: false, rtol: 1e-5, to: Number.POSITIVE_INFINITY }
  const problem = (text: string) => new UsageProblem(`ishape replay: ${text}\n${usages.replay}`)
  for (let at = 0; at < args.length; at++) {
    const [name, attached] = args[at].split('=', 2)
    if (name === '--check' || name === '--json' || name === '--record')
      options[name.slice(2) as 'check'] = true
    else if (name === '--rtol' || name === '--to') {
      const text = attached ?? args[++at]
      const value = Number(text)
      if (!text || !(value >= 0)) throw problem(`${name} needs a number, not '${text ?? ''}'`)
      options[name.slice(2) as 'rtol'] = value
    } else throw problem(`unknown argument '${args[at]}'`)
  }
  if (options.json && !options.check) throw problem('--json goes with --check')
  return options
}

/** Runs the command and returns its exit code: 0; 1 if a cell failed unexpectedly or something differs; 2 if there is no such session. */
export const replayFile = async (line: Extract<CommandLine, { command: 'replay' }>): Promise<number> => {
  const options = parse(line.args)
  let document: SessionDocument
  try {
    document = await readSession(resolve(line.file))
  } catch (error) {
    if (!(error instanceof SessionFileError)) throw error
    process.stderr.write(`ishape: ${error.message}\n`)
    return 2
  }
  const seed = line.seed ?? seedOf(document.metadata)
  const folder = dirname(resolve(line.file))
  const client = new WorkerClient(kernelSettings(line, { recorded: seed, sessions: false, folder }))
  try {
    const handlers = options.check || options.record ? {} : printing(line.trail)
    const keepGoing = options.check || options.record
    const results = await replay(document, client, { upTo: options.to, keepGoing, handlers })
    if (options.record) await writeSession(resolve(line.file), withReplayed(document, results))
    if (options.check) return check(line.file, seed, results, options)
    return results.some(({ failed }) => failed) ? 1 : 0
  } finally {
    await client.shutdown()
  }
}

const check = (
  file: string,
  seed: string | undefined,
  results: ReplayedCell[],
  { rtol, json }: ReplayOptions,
): number => {
  const differing = compareReplay(results, { rtol })
  const report: CheckReport = {
    version: 1,
    file,
    seed: seed ?? null,
    cells: results.length,
    same: differing.length === 0,
    differing,
  }
  process.stdout.write(json ? JSON.stringify(report, null, 2) + '\n' : formatReport(report))
  return report.same ? 0 : 1
}

/** Streams and results as a program would print them; what failed goes to stderr. */
const printing = (trail: boolean): RequestHandlers => ({
  publish: (publication) => {
    const [stream, text] = asText(publication, trail)
    if (text) process[stream].write(text)
  },
})

const asText = (publication: Publication, trail: boolean): ['stdout' | 'stderr', string] => {
  switch (publication.type) {
    case 'stream':
      return [publication.content.name, publication.content.text]
    case 'display_data':
    case 'execute_result': {
      const { data, metadata } = publication.content
      if (isTrail(metadata)) return ['stderr', trail ? `${data['text/plain']}\n` : '']
      return ['stdout', `${data['text/plain'] ?? ''}\n`]
    }
    case 'error':
      return ['stderr', publication.content.traceback.join('\n') + '\n']
    default:
      return ['stdout', '']
  }
}
