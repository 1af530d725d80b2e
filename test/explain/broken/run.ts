/** `npm run fixes [-- SET…]`: broken programs, how often the right fix is among the first three, and what was offered where it is not. */
import { brokenPrograms, rankOf, SETS } from './broken.js'

const asked = process.argv.slice(2)
for (const set of asked.length > 0 ? asked : SETS) await measure(set)

async function measure(set: string): Promise<void> {
  let right = 0
  const times: number[] = []
  const programs = brokenPrograms(set)
  for (const broken of programs) {
    const { rank, diagnosis } = rankOf(broken)
    // What is weakly held is let go between two turns only.
    await new Promise(setImmediate)
    times.push(diagnosis.milliseconds)
    if (rank > 0) {
      right++
      continue
    }
    console.log(`${broken.place}: ${broken.about}`)
    console.log(`    ${diagnosis.failure?.message.split('\n')[0] ?? 'runs'}`)
    for (const { what } of diagnosis.fixes) console.log(`    offered: ${what}`)
  }
  times.sort((a, b) => a - b)
  console.log(
    `${set}: ${right} of ${programs.length} (${((100 * right) / programs.length).toFixed(1)} %), median ${times[times.length >> 1].toFixed(0)} ms`,
  )
  if (right < 0.9 * programs.length) process.exitCode = 1
}
