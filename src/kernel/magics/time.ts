/** %time, %timeit: how long code takes. */
import { count, defineMagic, flag, option, rest, UsageError } from '../magic.js'

const UNITS = [
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
] as const

/** `1.23 ms`, `2min 3s`: three significant digits in the unit that fits. */
export const duration = (seconds: number, digits = 3): string => {
  if (seconds >= 60) {
    const whole = Math.round(seconds)
    const parts = [
      [Math.floor(whole / 86400), 'd'],
      [Math.floor(whole / 3600) % 24, 'h'],
      [Math.floor(whole / 60) % 60, 'min'],
      [whole % 60, 's'],
    ] as const
    return parts
      .filter(([amount]) => amount > 0)
      .map(([amount, unit]) => `${amount}${unit}`)
      .join(' ')
  }
  const [scale, unit] = UNITS.find(([least]) => seconds >= least) ?? UNITS[3]
  return `${Number((seconds / scale).toPrecision(digits))} ${unit}`
}

export const timeMagics = [
  defineMagic({
    name: 'time',
    kind: 'both',
    doc: 'Runs a statement, or the cell below it, once and says how long it took.',
    args: { statement: rest('STATEMENT', 'what to run', 'expression') },
    run: ({ statement }, { body, language, host }) => {
      const { clock } = host
      const [cpu, wall] = [clock.processor(), clock.monotonic()]
      try {
        return language.run(
          body === undefined ? statement : `${statement}\n${body}`.trimStart(),
          '<timed exec>',
        )
      } finally {
        const spent = clock.monotonic() - wall
        const { user, system } = clock.processor()
        const [u, s] = [user - cpu.user, system - cpu.system]
        host.write(
          'stdout',
          `CPU times: user ${duration(u)}, sys: ${duration(s)}, total: ${duration(u + s)}\nWall time: ${duration(spent)}\n`,
        )
      }
    },
  }),
  defineMagic({
    name: 'timeit',
    kind: 'both',
    doc: 'Runs a statement many times and gives the mean. As a cell magic, the line is the setup and the cell is timed.',
    args: {
      loops: option('-n --number', 'N', count(1), 'loops in a run; found by trying if not given'),
      runs: option('-r --repeat', 'R', count(1), 'runs, 7 if not given'),
      quiet: flag('-q', 'say nothing'),
      statement: rest('STATEMENT', 'what to time', 'expression'),
    },
    run: ({ loops, runs = 7, quiet, statement }, { body, language, host }) => {
      const code = body ?? statement
      if (code.trim() === '') throw new UsageError('%timeit needs a statement to time.')
      const { clock } = host
      const work = language.prepare(code, body === undefined ? '' : statement)
      const once = (times: number): number => {
        const before = clock.monotonic()
        work(times)
        return clock.monotonic() - before
      }
      let number = loops ?? 1
      if (loops === undefined) while (once(number) < 0.2 && number < 1e9) number *= 10
      const results = Array.from({ length: runs }, () => once(number) / number)
      const mean = results.reduce((sum, each) => sum + each, 0) / runs
      const deviation = Math.sqrt(results.reduce((sum, each) => sum + (each - mean) ** 2, 0) / runs)
      if (quiet) return
      const counted = (amount: number, what: string) => `${amount} ${what}${amount === 1 ? '' : 's'}`
      const each = `${counted(runs, 'run')}, ${number === 1 ? '1 loop' : `${number.toLocaleString('en')} loops`} each`
      host.write(
        'stdout',
        `${duration(mean)} ± ${duration(deviation)} per loop (mean ± std. dev. of ${each})\n`,
      )
    },
  }),
]
