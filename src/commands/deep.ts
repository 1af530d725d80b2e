/**
 * Programs that call themselves run on a thread with a large stack: a Python call takes a dozen JS frames, and Node gives its main thread
 * one megabyte, which 990 nested calls may exceed. The thread costs a few hundredths of a second, so only programs that look
 * recursive pay for it.
 */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { CommandLine } from './arguments.js'
import { makeInput } from './streams.js'

type ProgramLine = Extract<CommandLine, { command: 'program' }>

/** Megabytes of address space; the pages are taken as they are used. */
const STACK = 512

/** Runs the program on a thread of its own if its text looks recursive; undefined: it may run right here. */
export const runDeep = (line: ProgramLine, entry: URL): Promise<number> | undefined => {
  if (line.interactive) return undefined
  const { source } = line
  const { isMainThread, Worker, workerData } = process.getBuiltinModule('node:worker_threads')
  // What came through a pipe is read once, here, and handed on.
  if (source.kind === 'stdin' || source.kind === 'pipe')
    source.bytes = isMainThread ? makeInput().all() : (workerData as Uint8Array)
  if (!isMainThread) return undefined
  const text = textOf(source)
  const beside = source.kind === 'file' ? importsOf(text, dirname(source.text)) : []
  if (![text, ...beside].some(looksRecursive)) return undefined
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, {
      argv: process.argv.slice(2),
      workerData: 'bytes' in source ? source.bytes : undefined,
      resourceLimits: { stackSizeMb: STACK, maxOldGenerationSizeMb: 1 << 16 },
    })
    worker.on('error', reject)
    worker.on('exit', resolve)
  })
}

const textOf = (source: ProgramLine['source']): string => {
  if (source.kind === 'file') return contentOf(source.text)
  if (source.kind === 'stdin' || source.kind === 'pipe') return Buffer.from(source.bytes!).toString('latin1')
  return source.kind === 'code' ? source.text : ''
}

const contentOf = (file: string): string => {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

/** The texts of the modules beside the program that it imports itself. */
const importsOf = (text: string, folder: string): string[] => {
  const names = [...text.matchAll(/^[ \t]*(?:from|import)[ \t]+([\w.]+)/gm)].map(([, name]) => name)
  return [...new Set(names)].map((name) => contentOf(join(folder, `${name.replaceAll('.', '/')}.py`)))
}

/** What a special method calls without naming it. */
const IMPLICIT: Record<string, RegExp> = {
  __call__: /\b(?:self|cls)\(/,
  forward: /\bself\(/,
  __repr__: /\brepr\(|!r|%r|\bstr\(|\bformat\(/,
  __str__: /\bstr\(|[fF]["']|%s|\bformat\(|\bprint\(|!s/,
  __eq__: /==|!=|\bin\b/,
  __ne__: /==|!=/,
  __lt__: /<|\bsorted\(|\bmin\(|\bmax\(/,
  __hash__: /\bhash\(/,
  __len__: /\blen\(/,
  __bool__: /\bbool\(|\bnot\b|\bif\b/,
  __iter__: /\bfor\b|\biter\(|\byield from\b|\*/,
  __next__: /\bnext\(|\bfor\b/,
  __contains__: /\bin\b/,
  __getitem__: /\[/,
  __setitem__: /\]\s*=/,
  __getattr__: /\bself\.|\bgetattr\(/,
  __getattribute__: /\bself\.|\bgetattr\(/,
  __setattr__: /\bself\.\w+\s*=|\bsetattr\(/,
  __enter__: /\bwith\b/,
  __get__: /\bgetattr\(/,
}
const OPERATORS =
  /^__[ri]?(?:add|sub|mul|matmul|truediv|floordiv|mod|pow|and|or|xor|lshift|rshift|neg|pos|abs|invert)__$/

/** Names of modules whose functions are no recursion, though a method of the same name calls them. */
const FOREIGN =
  /(?:^|[^\w.])(?:super\(\)|super\([^()]*\)|torch|F|nn|np|numpy|math|os|random|functional|init|[A-Z]\w*)(?:\.\w+)*\.$/

/**
 * May a function of this text call itself, directly or through others? By names alone, from indentation: errs on the side of yes.
 */
export const looksRecursive = (text: string): boolean => {
  const definitions = [
    ...text.matchAll(/^([ \t]*)(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|(\w+)[ \t]*=[ \t]*lambda\b/gm),
  ]
  const names = new Set(definitions.map(([, , name, lambda]) => name ?? lambda))
  const calls = new Map<string, Set<string>>()
  /** Functions and classes whose block the line is in. */
  const open: { indent: number; name: string }[] = []
  const properties = new Set(
    [...text.matchAll(/@(?:\w+\.)*(?:cached_)?property\s+def (\w+)/g)].map(([, name]) => name),
  )
  for (const line of text.split('\n')) {
    const code = line.trimStart()
    if (code === '' || code.startsWith('#')) continue
    const indent = line.length - code.length
    const head = /^(?:async[ \t]+)?(def|class)[ \t]+(\w+)/.exec(code)
    const lambda = /^(\w+)[ \t]*=[ \t]*lambda\b/.exec(code)
    while (open.length > 0 && open[open.length - 1].indent >= indent && !/^[)\]}]/.test(code)) open.pop()
    const inside = lambda ? [...open.map((each) => each.name), lambda[1]] : open.map((each) => each.name)
    if (head !== null) open.push({ indent, name: head[2] })
    const body = head === null ? code : code.slice(code.indexOf(':', head[0].length) + 1)
    const callers = head?.[1] === 'def' ? [...inside, head[2]] : inside
    if (callers.length === 0) continue
    for (const caller of callers) {
      const implicit = Object.hasOwn(IMPLICIT, caller) && IMPLICIT[caller].test(body)
      if (implicit || (OPERATORS.test(caller) && /[-+*/%@&|^<>~]|\babs\(/.test(body))) return true
    }
    for (const match of body.matchAll(/(\w+)[ \t]*(\()?/g)) {
      const called = match[1]
      if (!names.has(called) || called === '__init__') continue
      const before = body.slice(0, match.index)
      if (match[2] === undefined && !before.endsWith('.') && !/[(,]\s*$/.test(before)) continue
      if (
        match[2] === undefined &&
        before.endsWith('.') &&
        !properties.has(called) &&
        !/(?:self|cls)\.$/.test(before)
      )
        continue
      if (FOREIGN.test(before)) continue
      for (const caller of callers) {
        if (!calls.has(caller)) calls.set(caller, new Set())
        calls.get(caller)!.add(called)
      }
    }
  }
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    [...(calls.get(from) ?? [])].some(
      (next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))),
    )
  return [...calls.keys()].some((name) => reaches(name, name, new Set()))
}
