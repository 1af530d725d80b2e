/**
 * The sandbox: files through node:fs, read below the folders given, written below the current folder and those allowed.
 *
 * Paths are compared after symbolic links are resolved, so that a link leads nowhere else.
 */
import fs from 'node:fs'
import path from 'node:path'
import { FileError, type FileStat, type Files } from '../base/world.js'

export interface Allowed {
  cwd: string
  /** Folders (or single files) that may be read besides the current folder. */
  read: string[]
  /** Folders that may be written besides the current folder; they may be read too. */
  write: string[]
}

/** The real path of a path whose last parts may not exist yet. */
const realPath = (file: string): string => {
  try {
    return fs.realpathSync(file)
  } catch {
    const parent = path.dirname(file)
    return parent === file ? file : path.join(realPath(parent), path.basename(file))
  }
}

const within = (file: string, folder: string): boolean => {
  const relative = path.relative(folder, file)
  return (
    relative === '' ||
    (!relative.startsWith('..' + path.sep) && relative !== '..' && !path.isAbsolute(relative))
  )
}

/** The folder that would have to be allowed. */
const folderOf = (absolute: string): string =>
  fs.statSync(absolute, { throwIfNoEntry: false })?.isDirectory() ? absolute : path.dirname(absolute)

export const sandbox = ({ cwd, read, write }: Allowed): Files => {
  let current = path.resolve(cwd)
  // Resolved when first needed: a program that touches no file pays nothing.
  let roots: { read: string[]; write: string[] } | undefined
  const allowed = () => {
    const real = (folder: string) => realPath(path.resolve(cwd, folder))
    return (roots ??= { read: [cwd, ...read, ...write].map(real), write: [cwd, ...write].map(real) })
  }

  const resolve = (file: string): string => path.resolve(current, file)
  const enter = <T>(file: string, mode: 'read' | 'write', work: (absolute: string) => T): T => {
    const absolute = resolve(file)
    const real = realPath(absolute)
    if (!allowed()[mode].some((folder) => within(real, folder)))
      throw new FileError('EACCES', file, `allow it with --allow-${mode} ${folderOf(absolute)}`)
    try {
      return work(absolute)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === undefined) throw error
      throw new FileError(code, file)
    }
  }
  const describe = (absolute: string): FileStat | null => {
    const stat = fs.statSync(absolute, { throwIfNoEntry: false })
    if (!stat) return null
    const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : 'other'
    return { kind, size: stat.size, modified: stat.mtimeMs / 1000 }
  }

  return {
    read: (file) => enter(file, 'read', (absolute) => fs.readFileSync(absolute)),
    write: (file, data, append) =>
      enter(file, 'write', (absolute) => fs.writeFileSync(absolute, data, { flag: append ? 'a' : 'w' })),
    checkWritable: (file) => enter(file, 'write', () => {}),
    // What may not be read is not there: import and os.path.exists ask everywhere.
    stat: (file) => {
      const absolute = resolve(file)
      try {
        const stat = describe(absolute)
        const real = stat && realPath(absolute)
        return real && allowed().read.some((folder) => within(real, folder)) ? stat : null
      } catch {
        return null
      }
    },
    list: (file) => enter(file, 'read', (absolute) => fs.readdirSync(absolute)),
    makeDirectory: (file) => enter(file, 'write', (absolute) => fs.mkdirSync(absolute)),
    remove: (file) => enter(file, 'write', (absolute) => fs.unlinkSync(absolute)),
    removeDirectory: (file) => enter(file, 'write', (absolute) => fs.rmdirSync(absolute)),
    rename: (from, to) =>
      enter(from, 'write', (source) => enter(to, 'write', (target) => fs.renameSync(source, target))),
    cwd: () => current,
    changeDirectory: (file) =>
      enter(file, 'read', (absolute) => {
        if (!fs.statSync(absolute).isDirectory()) throw new FileError('ENOTDIR', file)
        current = absolute
      }),
    resolve,
  }
}
