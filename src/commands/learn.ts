/** `ishape learn`: lists the lessons, walks through one in the terminal, or prints it where nobody can type. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nearest } from '../base/spelling.js'
import { LessonGuide } from '../learn/engine.js'
import { type Lesson, lessonText, readLesson } from '../learn/lesson.js'
import type { Cell } from '../session/cell.js'
import { readSession } from '../session/files.js'
import { outputsWithCut } from '../session/output.js'
import { folders, writableFolder } from '../session/paths.js'
import { plainText } from '../session/percent.js'
import { LessonProgress } from '../session/progress.js'
import { readSettings } from '../session/settings.js'
import { type CommandLine, UsageProblem } from './arguments.js'
import { connect } from './repl.js'
import { usages } from './usages.js'

const warn = (sentence: string) => void process.stderr.write(`${sentence}\n`)

/** Runs the command and returns its exit code. */
export const learn = async (line: Extract<CommandLine, { command: 'learn' }>): Promise<number> => {
  const { name, language, again } = parse(line.args)
  const wanted = language ?? readSettings(warn).language ?? languageOf(process.env)
  const folder = fileURLToPath(new URL('sessions/tutorials/', import.meta.url))
  const names = (await readdir(folder)).sort()
  const progress = new LessonProgress(writableFolder(folders().data, '', warn))
  if (name === undefined) {
    const lessons = await Promise.all(names.map((each) => openLesson(folder, each, wanted)))
    process.stdout.write(listing(lessons, progress))
    return 0
  }
  if (!names.includes(name)) {
    const guess = nearest(name, names)
    process.stderr.write(
      `ishape learn: there is no lesson '${name}'${guess ? `; did you mean ${guess}?` : ''}\n`,
    )
    return 2
  }
  const lesson = await openLesson(folder, name, wanted)
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    process.stdout.write(lessonText(lesson, recordedOutput))
    return 0
  }
  const done = again ? 0 : progress.of(name)
  const guide = new LessonGuide(lesson, { from: done, progress: (steps) => progress.set(name, steps) })
  const options = { connect: (face: Parameters<typeof connect>[2]) => connect(line, undefined, face), guide }
  const plain = line.plain || process.env.TERM === 'dumb'
  const start = plain
    ? (await import('../repl/plain.js')).startPlain
    : (await import('../repl/start.js')).startRepl
  process.exit(await start(options))
}

const parse = (args: readonly string[]) => {
  let name: string | undefined
  let language: string | undefined
  let again = false
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]
    const [option, attached] = arg.split('=', 2)
    if (option === '--lang' || option === '--language') {
      language = attached ?? args[++at]
      if (!language)
        throw new UsageProblem(`ishape learn: ${option} needs a code such as ja\n${usages.learn}`)
    } else if (arg === '--again') again = true
    else if (arg.startsWith('-') || name !== undefined) {
      throw new UsageProblem(`ishape learn: unknown argument '${arg}'\n${usages.learn}`)
    } else name = arg
  }
  return { name, language, again }
}

/** The language of messages as POSIX chooses it: `ja` of `ja_JP.UTF-8`. */
const languageOf = ({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): string =>
  /^[a-z]{2,3}(?![a-z])/i.exec(LC_ALL || LC_MESSAGES || LANG || '')?.[0].toLowerCase() ?? 'en'

/** The lesson in the wanted language, or in English. */
const openLesson = async (folder: string, name: string, wanted: string): Promise<Lesson> => {
  const files = await readdir(join(folder, name))
  // `ja` for `ja_JP` and `ja-JP` too.
  const known = [wanted, wanted.split(/[-_.]/)[0]].find((code) => files.includes(`${code}.ipynb`))
  const language = known ?? 'en'
  return readLesson(await readSession(join(folder, name, `${language}.ipynb`)), name, language)
}

const listing = (lessons: readonly Lesson[], progress: LessonProgress): string => {
  const ordered = [...lessons].sort((a, b) => a.order - b.order)
  const width = Math.max(...ordered.map(({ name }) => name.length))
  const rows = ordered.map(({ name, title, summary, steps }) => {
    const done = Math.min(progress.of(name), steps.length)
    const state = done === steps.length ? 'done' : done > 0 ? `${done}/${steps.length}` : ''
    return `  ${name.padEnd(width)}  ${state.padEnd(5)}  ${title}\n  ${' '.repeat(width + 9)}${summary}\n`
  })
  return `Lessons (ishape learn NAME):\n\n${rows.join('')}`
}

const recordedOutput = (cell: Cell): string =>
  cell.kind === 'code'
    ? outputsWithCut(cell)
        .map((output) => (plainText(output) ?? '').replace(/\n?$/, '\n'))
        .join('')
        .replace(/^\n/, '')
    : ''
