/** `npm run fixes`: all broken programs, how often the right fix is among the first three, and what was offered where it is not. */
import { brokenPrograms, rankOf } from './broken.js'

let right = 0
const times: number[] = []
const programs = brokenPrograms()
for (const broken of programs) {
  const { rank, diagnosis } = rankOf(broken)
  times.push(diagnosis.milliseconds)
  if (rank > 0) {
    right++
    continue
  }
  console.log(`cases.txt:${broken.line}: ${broken.about}`)
  console.log(`    ${diagnosis.failure?.message.split('\n')[0] ?? 'runs'}`)
  for (const { what } of diagnosis.fixes) console.log(`    offered: ${what}`)
}
times.sort((a, b) => a - b)
console.log(
  `${right} of ${programs.length} (${((100 * right) / programs.length).toFixed(1)} %), median ${times[times.length >> 1].toFixed(0)} ms`,
)
process.exitCode = right >= 0.9 * programs.length ? 0 : 1
