/**
 * `npm run bench python [rounds] [name…]`: the small programs of python.txt beside CPython, a fresh process each time, the two taking turns.
 * What counts is the least processor time of the rounds, which a loaded machine disturbs little; names choose programs by a part of theirs.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ours = [
  process.execPath,
  process.env.ISHAPE_CLI ?? fileURLToPath(new URL('../../dist/cli.js', import.meta.url)),
]
const theirs = [process.env.ISHAPE_PYTHON ?? 'python3']

/** Runs `run` five times and prints the least processor time, in milliseconds. */
const CLOCK = `
import time as _time
_least = 1e9
for _ in range(5):
    _start = _time.process_time()
    run()
    _least = min(_least, _time.process_time() - _start)
print("milliseconds", _least * 1e3)
`

const [, ...parts] = readFileSync(new URL('python.txt', import.meta.url), 'utf8').split(/^# /m)
const programs = parts.map((part) => {
  const end = part.indexOf('\n')
  return { name: part.slice(0, end), text: part.slice(end + 1) + CLOCK }
})

const measured = ([file, ...before], text) => {
  const { stdout } = spawnSync(file, [...before, '-c', text], { encoding: 'utf8' })
  return Number(/^milliseconds ([\d.e+-]+)$/m.exec(stdout)?.[1])
}

/** Measures the programs whose names contain one of `wanted`, and prints a line for each; the slowest last. */
export function benchPython(rounds, wanted) {
  const chosen = programs.filter(({ name }) => !wanted.length || wanted.some((part) => name.includes(part)))
  const rows = chosen.map(({ name, text }) => {
    const best = [Infinity, Infinity]
    for (let round = 0; round < rounds; round++)
      for (const [i, command] of [ours, theirs].entries())
        best[i] = Math.min(best[i], measured(command, text))
    return { name, best, ratio: best[0] / best[1] }
  })
  for (const { name, best, ratio } of rows.sort((a, b) => a.ratio - b.ratio))
    console.log(
      `${name.padEnd(30)} ${best[0].toFixed(1).padStart(8)} ms  CPython ${best[1].toFixed(1).padStart(7)} ms  ${ratio.toFixed(2).padStart(6)} ×`,
    )
}
