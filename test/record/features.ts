/**
 * Writes FEATURES.md: the public names of PyTorch, whether each is here, and how many recorded cases of it pass; and
 * kernels/torch/trust.ts, from which `%trust` tells the same. `npm run features`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { startInterpreter } from '../../kernels/torch/dialect.js'
import { knownNames } from '../../src/bridge/known-names.js'
import { PyError } from '../../src/python/object/errors.js'
import type { Value } from '../../src/python/object/object.js'
import { call, lookupAttr, str } from '../../src/python/object/protocol.js'
import { type Case, check } from '../oracle/cases.js'
import { silentHost } from '../silent-host.js'

const GROUPS = ['modules', 'ops', 'errors', 'printing', 'random', 'autograd']
/** Modules of the table, and how the ids of the cases call their names. */
const SHOWN: Readonly<Record<string, string>> = {
  torch: 'torch',
  'torch.Tensor': 'Tensor',
  'torch.nn': 'nn',
  'torch.nn.functional': 'F',
  'torch.nn.init': 'nn.init',
  'torch.nn.utils': 'nn.utils',
  'torch.nn.utils.rnn': 'nn.utils.rnn',
  'torch.linalg': 'torch.linalg',
  'torch.fft': 'torch.fft',
  'torch.special': 'torch.special',
  'torch.optim': 'torch.optim',
  'torch.optim.lr_scheduler': 'torch.optim.lr_scheduler',
  'torch.autograd': 'torch.autograd',
  'torch.autograd.functional': 'torch.autograd.functional',
  'torch.func': 'torch.func',
  'torch.distributions': 'torch.distributions',
  'torch.utils.data': 'torch.utils.data',
}

const passed = new Map<string, [passed: number, total: number]>()
const groups: string[] = []
for (const group of GROUPS) {
  const cases = readFileSync(`test/oracle/${group}.jsonl`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Case)
  let right = 0
  for (const each of cases) {
    const ok = check(each) === null
    if (ok) right++
    if (group !== 'modules' && group !== 'ops') continue
    const [kind, name] = each.id.split('/')
    const key = kind === 'nn' ? `nn.${name}` : name
    const [was, total] = passed.get(key) ?? [0, 0]
    passed.set(key, [was + (ok ? 1 : 0), total + 1])
  }
  groups.push(`| ${group} | ${right} | ${cases.length} | ${((100 * right) / cases.length).toFixed(1)} % |`)
}

const interpreter = startInterpreter(silentHost)
const attribute = (module: string, name: string): Value | undefined => {
  try {
    return interpreter.enter(() => {
      const owner =
        module === 'torch.Tensor'
          ? lookupAttr(interpreter.importModule('torch'), 'Tensor')!
          : interpreter.importModule(module)
      return lookupAttr(owner, name)
    })
  } catch (error) {
    if (error instanceof PyError) return undefined
    throw error
  }
}

/** A stand-in says of itself, when it is called, that it is one. */
const isStandIn = (value: Value): boolean => {
  try {
    interpreter.enter(() => call(value, []))
    return false
  } catch (error) {
    if (!(error instanceof PyError)) throw error
    return /^ishape: .* is not available here/.test(interpreter.enter(() => str(error.exception)))
  }
}

const lines: string[] = []
let [here, named, missing] = [0, 0, 0]
for (const [module, short] of Object.entries(SHOWN)) {
  const names = (knownNames[module] ?? '')
    .split(' ')
    .filter((word) => word !== '' && !word.startsWith('=') && !/^\+?_/.test(word))
    .map((word) => word.replace(/^\+/, ''))
  const rows = names.map((name) => {
    const value = attribute(module, name)
    const state = value === undefined ? 'missing' : isStandIn(value) ? 'raises by name' : 'here'
    if (state === 'here') here++
    else if (state === 'missing') missing++
    else named++
    const cases = passed.get(`${short}.${name}`)
    return { name, state, cases: cases === undefined ? '' : `${cases[0]} of ${cases[1]}` }
  })
  const count = rows.filter(({ state }) => state === 'here').length
  lines.push(
    '',
    `## ${module}: ${count} of ${rows.length}`,
    '',
    '| name | | recorded cases |',
    '|---|---|---|',
  )
  for (const { name, state, cases } of rows)
    lines.push(`| \`${name}\` | ${state === 'here' ? '✓' : state} | ${cases} |`)
}
writeFileSync(
  'FEATURES.md',
  `${[
    '# What of PyTorch 2.13 is here',
    '',
    'Written by `npm run features`: the public names of PyTorch, whether each works here or raises an error that names it when it is called, and how many of',
    'the recorded answers of real PyTorch (shapes, dtypes, values, printouts, errors) it gives exactly.',
    '',
    `${here} names work, ${named} raise by name, ${missing} are missing.`,
    '',
    '| recorded cases | agree | of | |',
    '|---|---|---|---|',
    ...groups,
    ...lines,
  ].join('\n')}\n`,
)
writeFileSync(
  'kernels/torch/trust.ts',
  `${[
    '/** Recorded cases of real PyTorch that each name passes, and how many there are. Written by `npm run features`. */',
    'export const trust = (): Readonly<Record<string, readonly [passed: number, total: number]>> => ({',
    ...[...passed]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, [ok, total]]) => `  '${name}': [${ok}, ${total}],`),
    '})',
  ].join('\n')}\n`,
)
console.log(`${here} here, ${named} raise by name, ${missing} missing`)
