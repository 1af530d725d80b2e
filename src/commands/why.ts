/** `ishape why FILE EXPR`: runs a file and follows one size back to where it was written. */
import { DERIVATION_MIME } from '../protocol/mime.js'
import { SessionFileError } from '../session/notebook.js'
import { type CommandLine, UsageProblem } from './arguments.js'
import { type RanFile, runFile } from './ran.js'
import { usages } from './usages.js'

/** Runs the command and returns its exit code: 0; 2 if there is no such file or no answer. */
export const why = async (line: Extract<CommandLine, { command: 'why' }>): Promise<number> => {
  const json = line.args.includes('--json')
  const words = line.args.filter((each) => each !== '--json')
  const unknown = words.find((each) => /^--?[a-z]/.test(each))
  if (unknown !== undefined)
    throw new UsageProblem(`ishape why: unknown argument '${unknown}'\n${usages.why}`)
  const [file, ...rest] = words
  if (file === undefined || rest.length === 0)
    throw new UsageProblem(`ishape why: ${file === undefined ? 'FILE' : 'EXPR'} is missing\n${usages.why}`)
  const expression = rest.join(' ')
  let ran: RanFile | undefined
  try {
    ran = await runFile(file, line)
    const { bundle, refused } = await ran.ask(`%why ${expression}`)
    if (ran.error !== null) process.stderr.write(`${ran.error}\n`)
    if (bundle === null) {
      process.stderr.write(`ishape why: ${(refused ?? 'no answer').replace(/^UsageError: /, '')}\n`)
      return 2
    }
    process.stdout.write(
      json
        ? `${JSON.stringify({ ...bundle[DERIVATION_MIME], file }, null, 2)}\n`
        : `${bundle['text/plain']}\n`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof SessionFileError)) throw error
    process.stderr.write(`ishape: ${error.message}\n`)
    return 2
  } finally {
    await ran?.close()
  }
}
