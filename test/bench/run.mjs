/**
 * `npm run bench`: how long the program takes beside a bare Node, a fresh process each time, medians of interleaved runs.
 * `npm run bench python`: small programs beside CPython (python.mjs). `ISHAPE_TORCH_PYTHON` names a python with torch to compare with.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { measureTerminal } from './terminal.mjs'

const [, , mode, ...rest] = process.argv
if (mode === 'python') {
  const { benchPython } = await import('./python.mjs')
  const rounds = Number(rest[0])
  benchPython(rounds || 3, rounds ? rest.slice(1) : rest)
  process.exit()
}

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const conv = 'import torch, torch.nn as nn; print(nn.Conv2d(1,6,3)(torch.randn(1,1,32,32)).shape)'
const loop = 'x = 0\nfor i in range(1000000): x += i\nprint(x)'
const node = process.execPath
const python = process.env.ISHAPE_PYTHON ?? 'python3'
const torch = process.env.ISHAPE_TORCH_PYTHON

const commands = {
  'node -e 0': [node, '-e', '0'],
  'ishape -c pass': [node, cli, '-c', 'pass'],
  'ishape -c conv': [node, cli, '-c', conv],
  'ishape -c loop': [node, cli, '-c', loop],
  [`${python} -c loop`]: [python, '-c', loop],
  ...(torch ? { 'python + torch -c conv': [torch, '-c', conv] } : {}),
}
const runs = Number(mode ?? 9)
const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]))
for (let run = -1; run < runs; run++)
  for (const [name, [file, ...args]] of Object.entries(commands)) {
    const started = performance.now()
    const { status } = spawnSync(file, args, { stdio: 'ignore' })
    // The first round warms the disk's cache.
    if (run >= 0 && status === 0) times[name].push(performance.now() - started)
  }

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]
const bare = median(times['node -e 0'])
for (const [name, values] of Object.entries(times)) {
  if (!values.length) console.log(`${name.padEnd(26)} could not run`)
  else
    console.log(
      `${name.padEnd(26)} ${median(values).toFixed(0).padStart(6)} ms  ${(median(values) / bare).toFixed(2)} × node`,
    )
}

const terminal = await measureTerminal(cli, runs)
const prompt = median(terminal.prompts)
console.log(
  `${'the prompt'.padEnd(26)} ${prompt.toFixed(0).padStart(6)} ms  ${(prompt / median(terminal.bare)).toFixed(2)} × node   idle ${terminal.megabytes.toFixed(0)} MB`,
)

// Programs that time themselves, each in a fresh process: `name milliseconds` lines; the Python ones beside CPython.
const programs = {
  'resnet50.py': torch,
  'operators.py': torch,
  'data.py': torch,
  'python.py': python,
  'compiling.py': python,
  'reasons.ipy': null,
}
for (const [program, other] of Object.entries(programs)) {
  const path = fileURLToPath(new URL(`programs/${program}`, import.meta.url))
  const measured = (command, args) => {
    const found = new Map()
    for (let run = 0; run < 5; run++)
      for (const line of (spawnSync(command, args, { encoding: 'utf8' }).stdout ?? '').trim().split('\n')) {
        const [, name, value] = /^(.*) (\d+\.[\d.e+-]+)$/.exec(line) ?? []
        if (name) found.set(name, [...(found.get(name) ?? []), Number(value)])
      }
    return new Map([...found].map(([name, values]) => [name, median(values)]))
  }
  const ours = measured(node, [cli, path])
  const theirs = other ? measured(other, [path]) : new Map()
  for (const [name, value] of ours) {
    const beside = theirs.get(name)
    console.log(
      `${name.padEnd(34)} ${value < 0.1 ? `${(value * 1e3).toFixed(1)} µs` : `${value.toFixed(1)} ms`}${beside ? `   ${(value / beside).toFixed(2)} × ${other}` : ''}`,
    )
  }
}

// What the trail adds to a shape run: heard while it runs, and drawn when it ends. Runs with and without it take turns; the least of each counts.
const trailed = { without: [], with: [] }
for (let run = 0; run < runs; run++)
  for (const [name, args] of Object.entries({ without: [], with: ['--trail'] })) {
    const started = performance.now()
    const { stdout } = spawnSync(
      node,
      [cli, ...args, fileURLToPath(new URL('programs/resnet50.py', import.meta.url))],
      {
        encoding: 'utf8',
      },
    )
    const whole = performance.now() - started
    const shapes = Number(/^shapes.* ([\d.]+)$/m.exec(stdout)?.[1])
    trailed[name].push({ shapes, rest: whole - shapes })
  }
const least = (name, part) => Math.min(...trailed[name].map((each) => each[part]))
const shapes = least('without', 'shapes')
const recorded = least('with', 'shapes') / shapes - 1
const drawn = recorded + (least('with', 'rest') - least('without', 'rest')) / shapes
const percent = (share) => `${(share * 100).toFixed(0)} %`
console.log(`trail of ResNet-50 adds             ${percent(recorded)} recorded, ${percent(drawn)} drawn`)

// The time that ten candidate fixes of a LeNet take.
const proofs = []
for (let run = 0; run < 5; run++) {
  const path = fileURLToPath(new URL('programs/lenet_broken.py', import.meta.url))
  const { tried, milliseconds } = JSON.parse(
    spawnSync(node, [cli, 'fix', '--json', path], { encoding: 'utf8' }).stdout,
  )
  proofs.push((milliseconds / tried) * 10)
}
console.log(`${'ten fixes of LeNet proved'.padEnd(34)} ${median(proofs).toFixed(1)} ms`)
