/** `ishape kernel install` and `ishape kernel run`: the notebook kernel in Jupyter. */
import { fileURLToPath } from 'node:url'
import { InstallError, type InstallOptions, installKernelspec } from '../jupyter/kernelspec.js'
import { UsageProblem } from './arguments.js'
import { kernelSettings } from './client.js'
import { usages } from './usages.js'

const problem = (text: string) => new UsageProblem(`ishape kernel: ${text}\n${usages.kernel}`)

/** Runs the subcommand and returns its exit code. */
export const kernel = async ([command, ...args]: readonly string[]): Promise<number> => {
  if (command === 'install') return install(args)
  if (command === 'run') return run(args)
  throw problem(command === undefined ? 'install or run?' : `unknown command '${command}'`)
}

/** `--name value` and `--name=value`. */
const optionsOf = (args: readonly string[], flags: readonly string[], valued: readonly string[]) => {
  const options: Record<string, string> = {}
  for (let at = 0; at < args.length; at++) {
    const [, name, attached] = /^([^=]+)(?:=(.*))?$/s.exec(args[at]) ?? []
    if (flags.includes(name) && attached === undefined) options[name] = ''
    else if (valued.includes(name)) {
      const value = attached ?? args[++at]
      if (value === undefined) throw problem(`${name} needs a value`)
      options[name] = value
    } else throw problem(`unknown argument '${args[at]}'`)
  }
  return options
}

const install = (args: readonly string[]): number => {
  const options = optionsOf(args, ['--user', '--sys-prefix'], ['--prefix', '--name', '--display-name'])
  const places = ['--user', '--sys-prefix', '--prefix'].filter((name) => name in options)
  if (places.length > 1) throw problem(`${places.join(' and ')} exclude each other`)
  const where: InstallOptions['where'] =
    '--prefix' in options
      ? { prefix: options['--prefix'] }
      : '--sys-prefix' in options
        ? { sysPrefix: true }
        : { user: true }
  try {
    const folder = installKernelspec({
      where,
      name: options['--name'],
      displayName: options['--display-name'],
      template: fileURLToPath(new URL('kernels/torch/', import.meta.url)),
      command: [process.execPath, fileURLToPath(new URL('cli.js', import.meta.url))],
    })
    process.stdout.write(`Installed the kernelspec in ${folder}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof InstallError)) throw error
    process.stderr.write(`ishape kernel install: ${error.message}\n`)
    return 1
  }
}

const run = async (args: readonly string[]): Promise<number> => {
  const { '-f': file } = optionsOf(args, [], ['-f'])
  if (file === undefined) throw problem('run needs -f CONNECTION_FILE')
  const [{ serveKernel, isKernelFailure }, { WorkerClient }] = await Promise.all([
    import('../jupyter/index.js'),
    import('../worker/client.js'),
  ])
  const options = { seed: undefined, trail: false, path: [], allowRead: [], allowWrite: [] }
  const client = new WorkerClient({ ...kernelSettings(options, { sessions: false }), fixes: true })
  try {
    await serveKernel(file, client)
    return 0
  } catch (error) {
    if (!isKernelFailure(error)) throw error
    await client.shutdown()
    process.stderr.write(`ishape kernel run: ${error.message}\n`)
    return 1
  }
}
