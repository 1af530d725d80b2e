/** %pwd, %cd, %ls, %run, %load, %save, %%writefile, %env: files and folders, inside the sandbox. */
import { FileError } from '../../base/world.js'
import { defineMagic, flag, many, optional, rest, UsageError, word } from '../magic.js'

/** A file operation whose failure is a UsageError. */
export const guarded = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    const reasons: Record<string, string> = {
      ENOENT: 'there is no such file or folder',
      EACCES: 'the sandbox does not allow it',
      EISDIR: 'that is a folder',
      ENOTDIR: 'that is not a folder',
    }
    const hint = error.hint ? ` (${error.hint})` : ''
    throw new UsageError(`${error.path}: ${reasons[error.code] ?? error.code}${hint}`)
  }
}

const ONLY_HERE = "only ishape's own terminal saves and loads sessions; here the front end's own menu does."

export const fileMagics = [
  defineMagic({
    name: 'pwd',
    kind: 'line',
    doc: 'Gives the current folder.',
    args: {},
    run: (_args, { host, language }) => language.text(host.files.cwd()),
  }),
  defineMagic({
    name: 'cd',
    kind: 'line',
    doc: 'Changes the current folder; - goes back to the one before, nothing to the one of the start.',
    args: { folder: optional('FOLDER', 'where to', 'folder') },
    run: ({ folder }, { host, folders }) => {
      const to = folder === '-' ? folders.at(-2) : (folder ?? folders[0])
      if (to === undefined) throw new UsageError('there is no folder before this one.')
      guarded(() => host.files.changeDirectory(to))
      folders.push(host.files.cwd())
      host.write('stdout', host.files.cwd() + '\n')
    },
  }),
  defineMagic({
    name: 'dhist',
    kind: 'line',
    doc: 'Lists the folders visited.',
    args: {},
    run: (_args, { host, folders }) => {
      const lines = folders.map((folder, at) => `${at}: ${folder}\n`)
      host.write('stdout', `Directory history\n${lines.join('')}`)
    },
  }),
  defineMagic({
    name: 'cat',
    kind: 'line',
    doc: 'Prints a text file.',
    args: { file: word('FILE', 'the file', 'path') },
    run: ({ file }, { host }) => {
      const text = new TextDecoder().decode(guarded(() => host.files.read(file)))
      host.write('stdout', text.endsWith('\n') || text === '' ? text : text + '\n')
    },
  }),
  defineMagic({
    name: 'mkdir',
    kind: 'line',
    doc: 'Makes a folder.',
    args: { folder: word('FOLDER', 'its path') },
    run: ({ folder }, { host }) => guarded(() => host.files.makeDirectory(folder)),
  }),
  defineMagic({
    name: 'ls',
    kind: 'line',
    doc: 'Lists a folder.',
    args: {
      all: flag('-a', 'hidden ones too'),
      long: flag('-l', 'with sizes in bytes'),
      both: flag('-la -al', 'both'),
      folder: optional('FOLDER', 'the current one if not given', 'folder'),
    },
    run: ({ all, long, both, folder = '.' }, { host }) => {
      const hidden = all || both
      const names = guarded(() => host.files.list(folder)).filter((name) => hidden || !name.startsWith('.'))
      const shown = names.sort().map((name) => {
        const stat = host.files.stat(`${folder}/${name}`)
        const label = stat?.kind === 'directory' ? name + '/' : name
        return long || both ? `${String(stat?.size ?? '').padStart(12)}  ${label}` : label
      })
      if (shown.length) host.write('stdout', shown.join('\n') + '\n')
    },
  }),
  defineMagic({
    name: 'env',
    kind: 'line',
    doc: 'Gives the value of an environment variable, or all of them; NAME=VALUE sets one for this session.',
    args: { assignment: rest('[NAME[=VALUE]]', 'the variable') },
    run: ({ assignment }, { host, language }) => {
      const [, name, value] = /^(\w+)(?:(?:\s*=\s*|\s+)(.*))?$/.exec(assignment) ?? []
      if (value !== undefined) {
        host.env[name] = value
        return host.write('stdout', `env: ${name}=${value}\n`)
      }
      if (name === undefined)
        return host.write(
          'stdout',
          Object.entries(host.env)
            .map(([key, value]) => `${key}=${value}\n`)
            .join(''),
        )
      if (!(name in host.env)) throw new UsageError(`environment does not have key: ${name}`)
      return language.text(host.env[name])
    },
  }),
  defineMagic({
    name: 'run',
    kind: 'line',
    doc: 'Runs a program file in a fresh namespace; its names are yours afterwards.',
    args: {
      interactive: flag('-i', 'in your namespace'),
      file: word('FILE.py', 'the program', 'path'),
      args: rest('ARGS', 'its sys.argv'),
    },
    run: ({ interactive, file, args }, { host, language }) => {
      const stat = guarded(() => host.files.stat(file))
      const path = !stat && !file.endsWith('.py') ? file + '.py' : file
      if (guarded(() => host.files.stat(path))?.kind !== 'file')
        throw new UsageError(`File \`${path}\` not found.`)
      language.runFile(path, args.split(/\s+/).filter(Boolean), !interactive)
    },
  }),
  defineMagic({
    name: 'load',
    kind: 'line',
    doc: 'NAME.ipynb: re-runs a saved session in a fresh kernel and goes on after it. FILE.py: puts its text into the prompt.',
    args: { file: word('FILE', 'the session or program', 'path') },
    run: ({ file }, { host, payload, sessions }) => {
      if (file.endsWith('.ipynb')) {
        if (!sessions) throw new UsageError(ONLY_HERE)
        if (guarded(() => host.files.stat(file)) === null) throw new UsageError(`File \`${file}\` not found.`)
        return payload({ source: 'ishape_load', path: host.files.resolve(file) })
      }
      const text = new TextDecoder().decode(guarded(() => host.files.read(file)))
      payload({
        source: 'set_next_input',
        text: text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'),
        replace: true,
      })
    },
  }),
  defineMagic({
    name: 'save',
    kind: 'line',
    doc: 'Saves the session, with its outputs, as NAME.ipynb, or as the format of the extension (.ipynb, .py).',
    args: {
      force: flag('-f', 'overwrite without asking'),
      name: word('NAME', 'the file', 'path'),
      ranges: many('RANGE', 'cells by number: 5, 2-4, 7- (none: all)'),
    },
    run: ({ force, name, ranges }, { host, payload, sessions, cell }) => {
      if (!sessions) throw new UsageError(ONLY_HERE)
      const parsed = ranges.map((text): [number, number] => {
        const match = /^(\d+)(?:([-:])(\d*))?$/.exec(text)
        if (!match) throw new UsageError(`${text} is no range of cells; 5, 2-4 and 7- are.`)
        const first = Number(match[1])
        if (!match[2]) return [first, first]
        return [first, match[3] ? Number(match[3]) - (match[2] === ':' ? 1 : 0) : cell.count - 1]
      })
      guarded(() => host.files.checkWritable?.(name))
      payload({
        source: 'ishape_save',
        path: host.files.resolve(name),
        force,
        ranges: parsed.length ? parsed : null,
      })
    },
  }),
  defineMagic({
    name: 'undo',
    kind: 'line',
    doc: 'Goes back before the last cells, by replaying those before them in a fresh kernel.',
    args: { steps: optional('N', 'how many cells; 1 if not given') },
    run: ({ steps = '1' }, { payload, sessions }) => {
      if (!sessions) throw new UsageError(ONLY_HERE)
      if (!/^[1-9]\d*$/.test(steps)) throw new UsageError(`expected a number of cells, got ${steps}`)
      payload({ source: 'ishape_undo', steps: Number(steps) })
    },
  }),
  defineMagic({
    name: 'writefile',
    kind: 'cell',
    doc: 'Writes the cell into a file.',
    args: { append: flag('-a --append', 'add to the end'), file: word('FILE', 'the file', 'path') },
    run: ({ append, file }, { host, body = '' }) => {
      const verb = append ? 'Appending to' : guarded(() => host.files.stat(file)) ? 'Overwriting' : 'Writing'
      const text = body.endsWith('\n') ? body : body + '\n'
      guarded(() => host.files.write(file, new TextEncoder().encode(text), append))
      host.write('stdout', `${verb} ${file}\n`)
    },
  }),
]
