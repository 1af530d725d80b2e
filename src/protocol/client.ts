/**
 * The kernel as its users see it: requests out, publications and a reply back. The terminal, the session, `replay` and the tests
 * speak to this interface; direct calls, a worker and sockets implement it.
 */
import type { Action, ErrorReply, InputRequest, Publication, ReplyOf, RequestOf } from './messages.js'

/** What a kernel is started with; all of it survives structured clone. */
export interface KernelSettings {
  /** Which kernel: a folder of kernels/. */
  language: 'torch' | 'typescript'
  /** An unsigned 64-bit number as decimal text; absent: drawn at the start and told by `kernel_info`. */
  seed?: string
  /** Cells of the kernel before this one, with their counts: numbering goes on after them, `%history` and `%rerun` know them. */
  earlier?: [count: number, source: string][]
  /** Publish the shape trail after each cell, folded or in full. */
  trail: boolean | 'full'
  /** Look for fixes of a failed cell in the background; absent: the client has no place for displays that come late, so never. */
  fixes?: boolean
  /** The file whose text is run as one cell: its name in tracebacks. */
  program?: string
  /** `sys.argv`. */
  argv: string[]
  /** The folder that relative paths start from and that may be written. */
  cwd: string
  /** `sys.path`: where imports look, the script's folder or the cwd first; may be read. */
  path: string[]
  /** Folders that may be read or written besides (`--allow-read`, `--allow-write`). */
  allowRead: string[]
  allowWrite: string[]
  /** The client carries out `ishape_*` payloads (`%save`, `%load NAME.ipynb`); without it these magics say so. */
  sessions: boolean
}

export interface RequestHandlers {
  /**
   * Each publication of this request, in order: all of them before the reply, but for updates of displays, which may come until the next
   * cell runs. A returned promise holds back the next one and the
   * acknowledgement: a kernel with over 1 MB unacknowledged waits.
   */
  publish?(publication: Publication): void | Promise<void>
  /** Answers `input()`, null at the end of input; without it `input()` raises. An abort (Ctrl-C meanwhile) is `client.interrupt()`. */
  input?(request: InputRequest): Promise<string | null>
}

/** Why a kernel is gone: `memory` (the heap's limit), `exit`, or `error` with the message. */
export interface Death {
  reason: 'memory' | 'exit' | 'error'
  message: string
}

/** A request to a kernel that died or was shut down meanwhile rejects with this. */
export class DeadKernel extends Error {
  override name = 'DeadKernel'
  constructor(readonly death: Death) {
    super(death.message)
  }
}

export interface KernelClient {
  /**
   * Sends a request; requests are served in order. Resolves to the reply after its last publication was handled.
   * Rejects with `DeadKernel` only.
   */
  request<A extends Action>(
    action: A,
    content: RequestOf<A>,
    handlers?: RequestHandlers,
  ): Promise<ReplyOf<A> | ErrorReply>
  /** Raises KeyboardInterrupt in what runs now; nothing when idle. Also wakes a waiting `input()`. */
  interrupt(): void
  /** A fresh kernel, with changed settings if given; what runs is lost and its request rejects. */
  restart(changes?: Partial<KernelSettings>): Promise<void>
  shutdown(): Promise<void>
  /** Tells of a death that nobody asked for; returns the function that stops listening. */
  onDeath(listener: (death: Death) => void): () => void
  readonly settings: Readonly<KernelSettings>
}
