/** Work beside the kernel's own, in a thread that a transport may provide. */

/** One job at a time; jobs and answers survive structured clone. */
export interface Background {
  /** Begins a job in place of the one under way. `done` hears its answer; of a job that is stopped, or fails, nothing is heard. */
  start(job: unknown, done: (answer: unknown) => void): void
  /** Drops the job. */
  stop(): void
}
