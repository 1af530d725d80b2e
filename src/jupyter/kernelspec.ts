/** Kernelspecs: how Jupyter's front ends find the kernel and start it. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, platform } from 'node:os'
import { join, resolve } from 'node:path'

export interface InstallOptions {
  /** Where: the user's own folder, below a prefix, or the active Python environment's. */
  where: { user: true } | { prefix: string } | { sysPrefix: true }
  /** The kernelspec's name; absent: what the template says. */
  name?: string
  displayName?: string
  /** The folder with kernel.json and the logos. */
  template: string
  /** How to start ishape: the absolute paths of node and of its script. */
  command: string[]
}

/** A kernelspec that can't be installed; one sentence. */
export class InstallError extends Error {
  override name = 'InstallError'
}

/** Jupyter's data folder of the user. */
export const userDataFolder = (env: NodeJS.ProcessEnv = process.env, system = platform()): string => {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR
  if (system === 'darwin') return join(homedir(), 'Library', 'Jupyter')
  if (system === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'jupyter')
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'jupyter')
}

const dataFolder = (where: InstallOptions['where'], env: NodeJS.ProcessEnv): string => {
  if ('user' in where) return userDataFolder(env)
  if ('prefix' in where) return join(resolve(where.prefix), 'share', 'jupyter')
  const prefix = env.VIRTUAL_ENV || env.CONDA_PREFIX
  if (prefix) return join(prefix, 'share', 'jupyter')
  throw new InstallError(
    '--sys-prefix needs an active Python environment (VIRTUAL_ENV or CONDA_PREFIX); --prefix DIR names one.',
  )
}

/** Writes the kernelspec and returns its folder; one of that name is replaced. */
export const installKernelspec = (options: InstallOptions, env: NodeJS.ProcessEnv = process.env): string => {
  const template = JSON.parse(readFileSync(join(options.template, 'kernel.json'), 'utf8')) as {
    argv: string[]
    display_name: string
    metadata: { name: string }
  }
  const { name: defaultName, ...metadata } = template.metadata
  const name = options.name ?? defaultName
  if (!/^[a-z0-9._-]+$/i.test(name)) {
    throw new InstallError(`'${name}' is no kernelspec name: only letters, digits, ".", "_" and "-".`)
  }
  const folder = join(dataFolder(options.where, env), 'kernels', name)
  const spec = {
    ...template,
    argv: [...options.command, ...template.argv.slice(2)],
    display_name: options.displayName ?? template.display_name,
    metadata,
  }
  try {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    for (const file of readdirSync(options.template)) {
      if (file.startsWith('logo')) cpSync(join(options.template, file), join(folder, file))
    }
    writeFileSync(join(folder, 'kernel.json'), JSON.stringify(spec, null, 1) + '\n')
  } catch (error) {
    throw new InstallError(`can't write ${folder} (${(error as NodeJS.ErrnoException).code}).`)
  }
  return folder
}
