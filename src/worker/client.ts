/** A kernel in a worker thread, as its clients see it. */
import { Worker } from 'node:worker_threads'
import { RequestQueue } from '../kernel/queue.js'
import {
  DeadKernel,
  type Death,
  type KernelClient,
  type KernelSettings,
  type RequestHandlers,
} from '../protocol/client.js'
import type { Action, ErrorReply, ReplyOf, RequestOf } from '../protocol/messages.js'
import {
  ACKED,
  ANSWER,
  allocateShared,
  END_OF_INPUT,
  type FromKernel,
  INTERRUPT,
  LINE,
  RAISED,
  SHOW,
  type Shared,
  type ToKernel,
  type WorkerData,
} from './channel.js'

/** Python's recursion limit of 1000 frames fits many times over; the main thread's 1 MB would not do. */
const STACK_MEGABYTES = 64

/** While a program computes between two prints, what the last ones wrote is asked for this often. */
const SHOW_MILLISECONDS = 50

interface Running {
  id: number
  handlers: RequestHandlers
  resolve(reply: ReplyOf<Action> | ErrorReply): void
  reject(error: DeadKernel): void
}

/** Whether a request is one of the user's cells, not something that a front end runs for itself. */
const isCell = <A extends Action>(action: A, content: RequestOf<A>): boolean => {
  const { silent, store_history } = content as RequestOf<'execute'>
  return action === 'execute' && silent !== true && store_history !== false
}

export class WorkerClient implements KernelClient {
  settings: KernelSettings
  #worker: Worker
  #shared: Shared
  #queue = new RequestQueue()
  #running: Running | undefined
  /** The last cell and who listens to it: what it shows late arrives after its reply. */
  #cell: Pick<Running, 'id' | 'handlers'> | undefined
  /** Messages are handled one after the other, each to its end. */
  #handled: Promise<void> = Promise.resolve()
  #dead: Death | undefined
  #serial = 0
  #showing: NodeJS.Timeout | undefined
  readonly #listeners = new Set<(death: Death) => void>()

  constructor(
    settings: KernelSettings,
    /** The worker's module; the one beside this file if not given. */
    private readonly entry: URL = new URL('./worker.js', import.meta.url),
  ) {
    this.settings = settings
    this.#shared = allocateShared()
    this.#worker = this.#start()
  }

  request<A extends Action>(
    action: A,
    content: RequestOf<A>,
    handlers: RequestHandlers = {},
  ): Promise<ReplyOf<A> | ErrorReply> {
    return this.#queue.add(action, content, () => {
      if (this.#dead) return Promise.reject(new DeadKernel(this.#dead))
      const id = ++this.#serial
      return new Promise((resolve, reject) => {
        this.#running = { id, handlers, resolve: resolve as Running['resolve'], reject }
        if (isCell(action, content)) this.#cell = this.#running
        const { words } = this.#shared
        Atomics.store(words, INTERRUPT, 0)
        this.#worker.ref()
        this.#showing = setInterval(() => Atomics.or(words, INTERRUPT, SHOW), SHOW_MILLISECONDS)
        this.#showing.unref()
        this.#worker.postMessage({ id, action, content } as ToKernel)
      })
    })
  }

  interrupt(): void {
    if (!this.#running) return
    const { words } = this.#shared
    Atomics.or(words, INTERRUPT, RAISED)
    Atomics.notify(words, INTERRUPT)
    Atomics.notify(words, ACKED)
    Atomics.compareExchange(words, ANSWER, 0, END_OF_INPUT)
    Atomics.notify(words, ANSWER)
  }

  async restart(changes: Partial<KernelSettings> = {}): Promise<void> {
    this.settings = { ...this.settings, ...changes }
    await this.#stop('the kernel was restarted.')
    this.#dead = undefined
    this.#shared = allocateShared()
    this.#worker = this.#start()
  }

  async shutdown(): Promise<void> {
    await this.#stop('the kernel was shut down.')
  }

  onDeath(listener: (death: Death) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #start(): Worker {
    const data: WorkerData = {
      settings: this.settings,
      shared: this.#shared,
      columns: process.stdout.columns || 80,
    }
    const worker = new Worker(this.entry, {
      workerData: data,
      resourceLimits: { stackSizeMb: STACK_MEGABYTES, maxOldGenerationSizeMb: 4096 },
    })
    let failure: NodeJS.ErrnoException | undefined
    worker.on('message', (message: FromKernel) => {
      this.#handled = this.#handled.then(() => this.#receive(message, worker)).catch(() => {})
    })
    worker.on('error', (error) => {
      failure = error
    })
    worker.on('exit', (code) => {
      if (worker !== this.#worker || this.#dead) return
      const memory = failure?.code === 'ERR_WORKER_OUT_OF_MEMORY'
      const reason = memory ? 'memory' : failure ? 'error' : 'exit'
      const message = memory
        ? 'the kernel ran out of memory.'
        : failure
          ? `the kernel stopped: ${failure.message}`
          : `the kernel stopped (exit code ${code}).`
      this.#bury({ reason, message })
      for (const listener of this.#listeners) listener({ reason, message })
    })
    // The kernel keeps the process alive only while it works.
    worker.unref()
    return worker
  }

  async #receive(message: FromKernel, worker: Worker): Promise<void> {
    if (worker !== this.#worker) return
    const running = this.#running
    if (running?.id !== message.id) {
      if (message.kind === 'publish' && message.id === this.#cell?.id)
        for (const publication of message.publications) await this.#cell.handlers.publish?.(publication)
      return
    }
    switch (message.kind) {
      case 'publish':
        try {
          for (const publication of message.publications) await running.handlers.publish?.(publication)
          // Messages are taken as long as there are any: in a flood nothing else, not even Ctrl-C, would have its turn.
          if (message.characters > 0) await new Promise(setImmediate)
        } finally {
          const { words } = this.#shared
          Atomics.add(words, ACKED, message.characters)
          Atomics.notify(words, ACKED)
        }
        break
      case 'input':
        // Not waited for: the answer may never come, and an interrupt must get through.
        void this.#answer(running, message.request)
        break
      case 'reply':
        this.#finish()
        worker.unref()
        running.resolve(message.reply)
    }
  }

  async #answer({ handlers }: Running, request: { prompt: string; password: boolean }): Promise<void> {
    const { words, answer } = this.#shared
    let text: string | null = null
    try {
      text = (await handlers.input?.(request)) ?? null
    } catch {
      // Whoever was to answer has gone: the end of input.
    }
    const written = text === null ? 0 : new TextEncoder().encodeInto(text, answer).written
    Atomics.store(words, ANSWER, text === null ? END_OF_INPUT : LINE + written)
    Atomics.notify(words, ANSWER)
  }

  #finish(): void {
    this.#running = undefined
    clearInterval(this.#showing)
  }

  #bury(death: Death): void {
    this.#dead = death
    this.#cell = undefined
    const running = this.#running
    this.#finish()
    running?.reject(new DeadKernel(death))
  }

  async #stop(message: string): Promise<void> {
    const worker = this.#worker
    this.#bury({ reason: 'exit', message })
    await worker.terminate()
  }
}
