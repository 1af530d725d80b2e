/**
 * The import table of the house: which folder may import which, and which packages. A row may import only what is listed, and
 * every row may use `base`. Type-only imports obey it too, except that a row marked `types` grants types alone.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ALL = ['*']

/** Room → rooms and packages it may import. `types:x` allows `import type` only. `node` stands for every `node:*`. */
const TABLE: Record<string, string[]> = {
  'src/base': [],
  'src/protocol': [],
  'src/tensor': [],
  'src/compute': ['src/tensor'],
  'src/ops': ['src/compute', 'src/tensor'],
  'src/torch': ['src/ops', 'src/tensor'],
  'src/python': [],
  'src/bridge': ['src/python', 'src/torch', 'src/ops', 'src/tensor', 'src/protocol'],
  'src/explain': ['src/ops', 'src/torch', 'src/tensor'],
  'src/session': [
    'src/protocol',
    'immer',
    'write-file-atomic',
    'proper-lockfile',
    'env-paths',
    'ajv',
    'node',
  ],
  'src/kernel': ['src/protocol'],
  'src/worker': ['src/kernel', 'kernels', 'src/protocol', 'node'],
  'src/jupyter': ['src/protocol', 'types:src/kernel', 'zeromq', 'node'],
  'src/repl': [
    'src/protocol',
    'src/session',
    'src/learn',
    'src/python/parse',
    'ink',
    'react',
    'string-width',
    'slice-ansi',
    'wrap-ansi',
    'fzf',
    'node',
  ],
  'src/learn': ['src/protocol', 'src/session'],
  'src/commands': ALL,
  'src/cli.ts': ['src/commands', 'node'],
  'kernels/torch': [
    'src/kernel',
    'src/protocol',
    'src/python',
    'src/bridge',
    'src/torch',
    'src/ops',
    'src/tensor',
    'src/explain',
  ],
  'kernels/typescript': [
    'src/kernel',
    'src/protocol',
    'src/torch',
    'src/ops',
    'src/tensor',
    'src/explain',
    'ts-node',
    'typescript',
    'node',
  ],
}

/** Index files that do nothing but re-export: none. Those that load a family's files for their effect are not meant. */
const BARRELS: string[] = []

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const root = fileURLToPath(new URL('..', import.meta.url))
const files = ['src', 'kernels'].flatMap((top) =>
  (readdirSync(join(root, top), { recursive: true }) as string[])
    .map((path) => `${top}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path)),
)

/** The room a path belongs to: the longest row of the table that contains it. */
const roomOf = (path: string): string | undefined =>
  Object.keys(TABLE)
    .filter((room) => path === room || path.startsWith(room + '/'))
    .sort((a, b) => b.length - a.length)[0]

const STATEMENT = /^(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
const WORKER = /new URL\(\s*['"](\.[^'"]+\.(?:js|ts))['"]/g

const importsOf = (path: string): Import[] => {
  const text = readFileSync(join(root, path), 'utf8')
  const resolve = (specifier: string): string =>
    specifier.startsWith('.')
      ? relative(root, join(root, path, '..', specifier)).replaceAll('\\', '/')
      : specifier.startsWith('node:')
        ? 'node'
        : specifier.split('/')[0]
  const found: Import[] = []
  for (const [, type, specifier] of text.matchAll(STATEMENT))
    found.push({ from: path, to: resolve(specifier), typeOnly: type !== undefined })
  for (const pattern of [DYNAMIC, WORKER])
    for (const [, specifier] of text.matchAll(pattern))
      found.push({ from: path, to: resolve(specifier), typeOnly: false })
  return found
}

const edges = files.flatMap(importsOf)

const allowed = ({ from, to, typeOnly }: Import): boolean => {
  const room = roomOf(from)
  if (room === undefined) return false
  const target = roomOf(to) ?? to
  if (target === room || target === 'src/base') return true
  return TABLE[room].some((entry) => {
    const [name, types] = entry.startsWith('types:') ? [entry.slice(6), true] : [entry, false]
    if (types && !typeOnly) return false
    return name === '*' || target === name || to.startsWith(name + '/')
  })
}

test('every file belongs to a room of the table', () => {
  expect(files.filter((path) => roomOf(path) === undefined)).toEqual([])
})

test('every import is allowed by the table', () => {
  expect(edges.filter((edge) => !allowed(edge)).map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
})

test('no room imports itself through others', () => {
  const graph = new Map<string, Set<string>>()
  for (const { from, to, typeOnly } of edges) {
    const [a, b] = [roomOf(from), roomOf(to)]
    if (a && b && a !== b && !typeOnly) graph.set(a, (graph.get(a) ?? new Set()).add(b))
  }
  const cycles: string[] = []
  const done = new Set<string>()
  const visit = (room: string, path: string[]): void => {
    if (path.includes(room)) cycles.push([...path.slice(path.indexOf(room)), room].join(' → '))
    if (path.includes(room) || done.has(room)) return
    for (const next of graph.get(room) ?? []) visit(next, [...path, room])
    done.add(room)
  }
  for (const room of graph.keys()) visit(room, [])
  expect(cycles).toEqual([])
})

test('no barrels', () => {
  const barrels = files.filter((path) => {
    if (!/(^|\/)index\.tsx?$/.test(path) || BARRELS.includes(path)) return false
    const code = readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    const lines = code.split('\n').filter((line) => line.trim())
    return (
      lines.every((line) => /^(import|export .* from)\b/.test(line)) &&
      lines.some((line) => line.startsWith('export'))
    )
  })
  expect(barrels).toEqual([])
})
