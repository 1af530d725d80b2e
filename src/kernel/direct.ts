/**
 * The nearest transport: a kernel in this thread, called directly. For tests, `replay` and hosts without threads; an interrupt
 * reaches it only where the program waits.
 */
import type { World } from '../base/world.js'
import {
  DeadKernel,
  type Death,
  type KernelClient,
  type KernelSettings,
  type RequestHandlers,
} from '../protocol/client.js'
import type { Action, ErrorReply, Publication, ReplyOf, RequestOf } from '../protocol/messages.js'
import type { Background } from './background.js'
import { Kernel } from './kernel.js'
import type { StartLanguage } from './language.js'
import { RequestQueue } from './queue.js'

export interface DirectParts {
  start: StartLanguage
  settings: KernelSettings
  /** The world for these settings; called again at each restart. */
  world(settings: KernelSettings): World
  /** Answers `input()` at once; without it `input()` raises. */
  input?(prompt: string): string | null
  background?: Background
}

export class DirectClient implements KernelClient {
  settings: KernelSettings
  readonly #parts: DirectParts
  readonly #queue = new RequestQueue()
  #kernel: Kernel | undefined

  constructor(parts: DirectParts) {
    this.#parts = parts
    this.settings = parts.settings
    this.#kernel = this.#start()
  }

  request<A extends Action>(
    action: A,
    content: RequestOf<A>,
    handlers: RequestHandlers = {},
  ): Promise<ReplyOf<A> | ErrorReply> {
    return this.#queue.add(action, content, async () => {
      if (!this.#kernel) throw new DeadKernel({ reason: 'exit', message: 'the kernel was shut down.' })
      const published: Publication[] = []
      let replied = false
      const reply = await this.#kernel.handle(action, content, (publication) => {
        if (replied) void handlers.publish?.(publication)
        else published.push(publication)
      })
      for (const publication of published) await handlers.publish?.(publication)
      replied = true
      return reply
    })
  }

  interrupt(): void {
    const flag = this.#flag
    if (flag && this.#queue.busy) Atomics.store(flag, 0, 1)
  }

  async restart(changes: Partial<KernelSettings> = {}): Promise<void> {
    this.settings = { ...this.settings, ...changes }
    this.#kernel = this.#start()
  }

  async shutdown(): Promise<void> {
    this.#parts.background?.stop()
    this.#kernel = undefined
  }

  onDeath(_listener: (death: Death) => void): () => void {
    return () => {}
  }

  #flag: Int32Array | undefined
  #start(): Kernel {
    this.#parts.background?.stop()
    const world = this.#parts.world(this.settings)
    this.#flag = world.interruptFlag
    return new Kernel(this.#parts.start, this.settings, {
      world,
      ask: ({ prompt }) => this.#parts.input?.(prompt) ?? null,
      background: this.#parts.background,
    })
  }
}
