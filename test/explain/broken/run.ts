/**
 * `npm run fixes [-- SET…]`: broken programs, how often the right fix is among the first three, and what was offered where it is not. A set is a
 * file of this folder, or `mutants7`: 200 programs broken at random, 7 being the seed; `mutants7a` of one half of the programs, `mutants7b` of the other, `mutants7:FOLDER/` of the
 * programs of a folder. Right is what computes the same as a right program.
 */
import { brokenPrograms, rankOf, SETS } from './broken.js'
import { mutantPrograms, programsOf } from './mutants.js'

const MUTANTS = 200

const asked = process.argv.slice(2)
for (const set of asked.length > 0 ? asked : SETS) await measure(set)

async function measure(set: string): Promise<void> {
  let right = 0
  let written = 0
  const times: number[] = []
  const [, seed, half, own] = /^mutants(\d*)([ab]?)(?::(.*\/))?$/.exec(set) ?? []
  const programs =
    seed === undefined
      ? brokenPrograms(set)
      : mutantPrograms(
          MUTANTS,
          Number(seed || 1),
          programsOf(half === 'a' || half === 'b' ? half : null, own ?? null),
        )
  const cpu = process.cpuUsage()
  let tried = 0
  for (const broken of programs) {
    const { rank, same, diagnosis } = rankOf(broken)
    // What is weakly held is let go between two turns only.
    await new Promise(setImmediate)
    times.push(diagnosis.milliseconds)
    tried += diagnosis.tried
    if (rank > 0) written++
    if (same > 0) {
      right++
      continue
    }
    console.log(`${broken.place}: ${broken.about}`)
    console.log(`    ${diagnosis.failure?.message.split('\n')[0] ?? 'runs'}`)
    for (const { what } of diagnosis.fixes) console.log(`    offered: ${what}`)
  }
  console.log(
    `${set}: ${tried} edits run, ${(process.cpuUsage(cpu).user / 1e6).toFixed(0)} s of processor time`,
  )
  times.sort((a, b) => a - b)
  console.log(
    `${set}: ${right} of ${programs.length} (${((100 * right) / programs.length).toFixed(1)} %; ${written} in the same words), median ${times[times.length >> 1].toFixed(0)} ms`,
  )
  if (right < 0.9 * programs.length) process.exitCode = 1
}
