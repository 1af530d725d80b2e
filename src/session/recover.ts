/** What a crash left in the journals, as notebooks that `%load` brings back. */
import { basename, join } from 'node:path'
import { writeSession } from './files.js'
import { forget, lostSessions } from './journal.js'

/**
 * Turns the lost sessions into notebooks below `recovered`, and forgets their journals; returns a sentence for each. One that can't be
 * written stays for the next time.
 */
export const recoverLost = async (journals: string, recovered: string): Promise<string[]> => {
  const sentences: string[] = []
  for (const lost of lostSessions(journals)) {
    const path = join(recovered, `${basename(lost.file, '.jsonl')}.ipynb`)
    try {
      await writeSession(path, lost.document)
    } catch {
      continue
    }
    forget(lost)
    const { length } = lost.document.cells
    const cells = `${length} ${length === 1 ? 'cell' : 'cells'}`
    const began = lost.started.slice(0, 16).replace('T', ' ')
    sentences.push(`A session of ${cells} (begun ${began} UTC) was cut off. It is kept: %load ${path}`)
  }
  return sentences
}
