/** How far the lessons are: one small JSON file in the data folder, lesson → steps done. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILE = 'lessons.json'

export class LessonProgress {
  #done: Record<string, number> = {}
  readonly #file: string | undefined

  /** `folder` undefined: progress is kept for this process only. A damaged file counts as none. */
  constructor(folder: string | undefined) {
    this.#file = folder && join(folder, FILE)
    if (!this.#file) return
    try {
      const given = JSON.parse(readFileSync(this.#file, 'utf8')) as Record<string, unknown>
      for (const [lesson, done] of Object.entries(given))
        if (Number.isInteger(done)) this.#done[lesson] = done as number
    } catch {
      // none yet
    }
  }

  /** Steps done of a lesson. */
  of(lesson: string): number {
    return this.#done[lesson] ?? 0
  }

  set(lesson: string, done: number): void {
    this.#done[lesson] = done
    if (this.#file) writeFileSync(this.#file, JSON.stringify(this.#done, null, 2) + '\n')
  }
}
