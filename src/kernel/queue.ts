/** Requests in order, one at a time; after an error that asks for it, the executions that wait are aborted. */
import type { Action, ErrorReply, ReplyOf, RequestOf } from '../protocol/messages.js'

interface Waiting {
  action: Action
  start(): void
  abort(): void
}

export class RequestQueue {
  readonly #waiting: Waiting[] = []
  #busy = false

  get busy(): boolean {
    return this.#busy
  }

  /** Runs `work` when its turn comes. */
  add<A extends Action>(
    action: A,
    content: RequestOf<A>,
    work: () => Promise<ReplyOf<A> | ErrorReply>,
  ): Promise<ReplyOf<A> | ErrorReply> {
    return new Promise((resolve, reject) => {
      const start = (): void => {
        this.#busy = true
        work()
          .then((reply) => {
            const failed = action === 'execute' && reply.status === 'error'
            if (failed && (content as RequestOf<'execute'>).stop_on_error !== false) this.#abort()
            resolve(reply)
          }, reject)
          .finally(() => {
            this.#busy = false
            this.#waiting.shift()?.start()
          })
      }
      const abort = (): void =>
        resolve({ status: 'aborted', execution_count: 0 } as ReplyOf<'execute'> as ReplyOf<A>)
      if (this.#busy) this.#waiting.push({ action, start, abort })
      else start()
    })
  }

  #abort(): void {
    for (let at = this.#waiting.length - 1; at >= 0; at--)
      if (this.#waiting[at].action === 'execute') this.#waiting.splice(at, 1)[0].abort()
  }
}
