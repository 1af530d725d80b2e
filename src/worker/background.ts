/**
 * A thread beside the kernel's for what may take a while and that nobody waits for: it starts when there is something to do, works when
 * the processor has nothing better to do, and is gone soon after.
 */
import { Worker } from 'node:worker_threads'
import type { Background } from '../kernel/background.js'
import type { KernelSettings } from '../protocol/client.js'

/** Cells that run one after the other don't start a thread each. */
const DELAY = 60
/** A job that takes longer is given up, whatever it does. */
const PATIENCE = 60_000
/** One that makes the process grow by as many bytes is, too: the heap has a limit, but not what tensors hold. */
const GROWTH = 1 << 29
const WATCHED = 200
/** An idle thread is kept for the next job as long. */
const KEPT = 5_000

export class BackgroundThread implements Background {
  #worker: Worker | undefined
  #working = false
  #timer: NodeJS.Timeout | undefined
  #watch: NodeJS.Timeout | undefined

  constructor(
    private readonly settings: KernelSettings,
    /** The thread's module; the one beside this file if not given. */
    private readonly entry: URL = new URL('./prover.js', import.meta.url),
  ) {}

  start(job: unknown, done: (answer: unknown) => void): void {
    this.stop()
    this.#after(DELAY, () => this.#begin(job, done))
  }

  stop(): void {
    clearTimeout(this.#timer)
    if (this.#working) this.#end()
    else this.#keep()
  }

  #begin(job: unknown, done: (answer: unknown) => void): void {
    let worker: Worker
    try {
      worker = this.#worker ??= this.#open()
    } catch {
      // The system gives no thread: then not.
      return
    }
    this.#working = true
    worker.once('message', (answer) => {
      if (worker !== this.#worker) return
      this.#rest()
      this.#keep()
      done(answer)
    })
    worker.postMessage(job)
    this.#after(PATIENCE, () => this.#end())
    const most = process.memoryUsage.rss() + GROWTH
    this.#watch = setInterval(() => process.memoryUsage.rss() > most && this.#end(), WATCHED)
    this.#watch.unref()
  }

  #rest(): void {
    this.#working = false
    clearInterval(this.#watch)
  }

  #open(): Worker {
    const worker = new Worker(this.entry, {
      workerData: this.settings,
      // The stack fits Python's recursion limit, as the kernel's does.
      resourceLimits: { stackSizeMb: 64, maxOldGenerationSizeMb: 512 },
    })
    const gone = (): void => {
      if (worker === this.#worker) this.#end()
    }
    worker.on('error', gone)
    worker.on('exit', gone)
    worker.unref()
    return worker
  }

  #keep(): void {
    if (this.#worker !== undefined) this.#after(KEPT, () => this.#end())
  }

  #end(): void {
    const worker = this.#worker
    this.#worker = undefined
    this.#rest()
    clearTimeout(this.#timer)
    void worker?.terminate()
  }

  #after(milliseconds: number, work: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(work, milliseconds)
    this.#timer.unref()
  }
}
