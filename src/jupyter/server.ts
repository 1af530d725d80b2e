/**
 * A kernel served over Jupyter's sockets.
 *
 * Shell requests wait in one queue and run one at a time; control requests are served at once, which is why the kernel itself runs
 * elsewhere (a worker, behind `KernelClient`). Every request is wrapped in busy and idle on iopub, and everything it publishes has left
 * before its reply. Front ends come and go; only shutdown, SIGTERM or the death of the parent ends the server.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { DeadKernel, type KernelClient, type RequestHandlers } from '../protocol/client.js'
import {
  type Action,
  type ErrorReply,
  type ExecuteRequest,
  header,
  type InputRequest,
  type KernelInfoReply,
  type Publication,
  type RequestOf,
} from '../protocol/messages.js'
import type { Json, JsonObject } from '../protocol/mime.js'
import type { Connection } from './connection.js'
import { type Answering, bindSockets, type Sockets } from './sockets.js'
import { Wire, type WireMessage } from './wire.js'

/** The requests that go through the queue to the kernel, with what must be there of their content. */
const requests: { [A in Exclude<Action, 'interrupt' | 'shutdown'>]: (content: JsonObject) => boolean } = {
  execute: ({ code }) => typeof code === 'string',
  complete: ({ code, cursor_pos }) => typeof code === 'string' && Number.isInteger(cursor_pos),
  inspect: ({ code, cursor_pos }) => typeof code === 'string' && Number.isInteger(cursor_pos),
  is_complete: ({ code }) => typeof code === 'string',
  history: ({ hist_access_type }) => ['tail', 'range', 'search'].includes(hist_access_type as string),
  kernel_info: () => true,
  comm_info: () => true,
}
type Queued = keyof typeof requests

const isQueued = (action: string): action is Queued => Object.hasOwn(requests, action)

/** How long a request may be on its way through the sockets, in milliseconds. */
const IN_FLIGHT = 10

/**
 * How long the first request waits for somebody on iopub, in milliseconds. A front end's sockets connect one by one: without the wait,
 * the first reply could come before its subscription did, and a front end that then waits for an idle waits for ever.
 */
const FIRST_SUBSCRIBER = 2000

export class JupyterServer {
  readonly #client: KernelClient
  readonly #sockets: Sockets
  readonly #wire: Wire
  readonly #session = randomUUID()
  readonly #queue: WireMessage[] = []
  readonly #ended: Promise<void>
  #end!: () => void
  /** Asked once per kernel, so that it can be answered while a cell runs. */
  #info: Promise<KernelInfoReply | ErrorReply>
  #running = false
  /** Resolves when the first front end has subscribed to iopub. */
  readonly #subscribed: Promise<void>
  #greeted!: () => void
  #asking: ((value: string) => void) | undefined

  private constructor(client: KernelClient, connection: Connection, sockets: Sockets) {
    this.#client = client
    this.#wire = new Wire(connection)
    this.#sockets = sockets
    this.#info = client.request('kernel_info', {})
    this.#ended = new Promise((resolve) => {
      this.#end = resolve
    })
    this.#subscribed = new Promise((resolve) => {
      this.#greeted = resolve
    })
  }

  /** Binds the sockets and serves. SocketError: it can't listen. */
  static async start(client: KernelClient, connection: Connection): Promise<JupyterServer> {
    const server = new JupyterServer(client, connection, await bindSockets(connection))
    void server.#welcome()
    void server.#listen(server.#sockets.shell, (message) => server.#enqueue(message))
    void server.#listen(server.#sockets.control, (message) => void server.#control(message))
    void server.#listen(server.#sockets.stdin, (message) => server.#answered(message))
    client.onDeath(({ message }) => void server.#revive(message))
    await server.#status('starting', {})
    return server
  }

  /** Resolves when a shutdown was asked for and the last message has left. */
  get ended(): Promise<void> {
    return this.#ended
  }

  /** Stops the kernel and closes the sockets; `ended` resolves. */
  async close(): Promise<void> {
    await this.#client.shutdown()
    this.#sockets.close()
    this.#end()
  }

  // ------------------------------------------------------------- arriving

  async #listen(socket: Answering, take: (message: WireMessage) => void): Promise<void> {
    for await (const frames of socket.receive()) {
      const message = this.#wire.decode(frames)
      if (message) take(message)
    }
  }

  /** Greets every subscriber (JEP 65), so that a front end knows when it misses nothing. */
  async #welcome(): Promise<void> {
    for await (const [event] of this.#sockets.iopub.receive()) {
      if (event[0] !== 1) continue
      const topic = event.subarray(1).toString('utf8')
      const message = {
        header: header('iopub_welcome', this.#session),
        parent_header: {},
        metadata: {},
        content: { subscription: topic },
      }
      await this.#sockets.iopub.send(this.#wire.encode([topic], message))
      this.#greeted()
    }
  }

  #enqueue(message: WireMessage): void {
    this.#queue.push(message)
    if (!this.#running) void this.#serveQueue()
  }

  async #serveQueue(): Promise<void> {
    this.#running = true
    await this.#firstSubscriber()
    for (let message = this.#queue.shift(); message; message = this.#queue.shift()) {
      const action = message.header.msg_type.replace(/_request$/, '')
      if (action === 'shutdown' || action === 'interrupt') await this.#control(message, this.#sockets.shell)
      else await this.#around(message, () => this.#serve(message, action, this.#sockets.shell))
    }
    this.#running = false
  }

  async #firstSubscriber(): Promise<void> {
    const patience = new AbortController()
    const enough = setTimeout(FIRST_SUBSCRIBER, undefined, { signal: patience.signal }).catch(() => {})
    await Promise.race([this.#subscribed, enough])
    patience.abort()
    this.#greeted()
  }

  async #serve(message: WireMessage, action: string, socket: Answering): Promise<void> {
    if (!isQueued(action)) return this.#refuse(message)
    if (!requests[action](message.content)) return
    const reply = await this.#ask(action, message, socket)
    const { stop_on_error = true } = message.content
    const stops = action === 'execute' && reply.status === 'error' && stop_on_error
    const waiting = stops ? await this.#takeExecutions() : []
    await this.#send(socket, `${action}_reply`, reply, message)
    for (const each of waiting) {
      await this.#around(each, () =>
        this.#send(socket, 'execute_reply', { status: 'aborted', execution_count: 0 }, each),
      )
    }
  }

  async #ask(action: Queued, message: WireMessage, socket: Answering): Promise<JsonObject> {
    const content = message.content as unknown as RequestOf<Queued>
    const handlers: RequestHandlers = {
      publish: (publication) => this.#publish(publication, message),
      input: action === 'execute' ? this.#inputOf(message) : undefined,
    }
    try {
      if (action === 'kernel_info') return { ...(await this.#info) } as unknown as JsonObject
      return (await this.#client.request(action, content, handlers)) as unknown as JsonObject
    } catch (error) {
      if (!(error instanceof DeadKernel)) throw error
      const failure: ErrorReply = {
        status: 'error',
        ename: 'DeadKernel',
        evalue: error.message,
        traceback: [error.message],
      }
      const { status: _, ...shown } = failure
      if (socket === this.#sockets.shell) await this.#publish({ type: 'error', content: shown }, message)
      return { ...failure }
    }
  }

  /** Takes the cells that wait behind one that failed; what is sent after its reply was heard is not among them. */
  async #takeExecutions(): Promise<WireMessage[]> {
    // They may still be on their way.
    await setTimeout(IN_FLIGHT)
    const waiting = this.#queue.filter(({ header }) => header.msg_type === 'execute_request')
    const others = this.#queue.filter(({ header }) => header.msg_type !== 'execute_request')
    this.#queue.splice(0, this.#queue.length, ...others)
    return waiting
  }

  /** Comms have no targets here, so an opened one is closed; other unknown messages have no answer. */
  async #refuse(message: WireMessage): Promise<void> {
    const { comm_id } = message.content
    if (message.header.msg_type !== 'comm_open' || typeof comm_id !== 'string') return
    await this.#send(this.#sockets.iopub, 'comm_close', { comm_id, data: {} }, message, ['comm'])
  }

  async #control(message: WireMessage, socket: Answering = this.#sockets.control): Promise<void> {
    const action = message.header.msg_type.replace(/_request$/, '')
    if (action === 'interrupt') {
      return this.#around(message, async () => {
        this.#client.interrupt()
        await this.#send(socket, 'interrupt_reply', { status: 'ok' }, message)
      })
    }
    if (action === 'shutdown') {
      const content = { status: 'ok', restart: message.content.restart === true }
      await this.#around(message, async () => {
        await this.#send(this.#sockets.iopub, 'shutdown_reply', content, message, ['shutdown'])
        await this.#send(socket, 'shutdown_reply', content, message)
      })
      return this.close()
    }
    return this.#around(message, () => this.#serve(message, action, socket))
  }

  // ------------------------------------------------------------- input()

  /** Asks whoever sent the request; undefined when it said that it can't be asked. */
  #inputOf(parent: WireMessage): ((request: InputRequest) => Promise<string>) | undefined {
    const { allow_stdin } = parent.content as unknown as ExecuteRequest
    if (!allow_stdin) return undefined
    return async (request) => {
      const answer = new Promise<string>((resolve) => {
        this.#asking = resolve
      })
      await this.#send(this.#sockets.stdin, 'input_request', { ...request }, parent)
      return answer
    }
  }

  #answered({ header, content }: WireMessage): void {
    if (header.msg_type !== 'input_reply' || typeof content.value !== 'string') return
    this.#asking?.(content.value)
    this.#asking = undefined
  }

  // ------------------------------------------------------------- leaving

  async #around(parent: WireMessage, serve: () => Promise<void>): Promise<void> {
    await this.#status('busy', parent)
    await serve()
    await this.#status('idle', parent)
  }

  #status(
    execution_state: 'starting' | 'busy' | 'idle',
    parent: WireMessage | Record<string, never>,
  ): Promise<void> {
    return this.#publish({ type: 'status', content: { execution_state } }, parent, true)
  }

  /** The kernel's own busy and idle are left out: this server has them around every request. */
  async #publish(
    publication: Publication,
    parent: WireMessage | Record<string, never>,
    own = false,
  ): Promise<void> {
    if (publication.type === 'status' && !own) return
    const content = publication.content as unknown as JsonObject
    await this.#send(this.#sockets.iopub, publication.type, content, parent, [publication.type])
  }

  async #send(
    socket: Answering,
    type: string,
    content: { [key: string]: Json | undefined },
    parent: WireMessage | Record<string, never>,
    identities: readonly (Buffer | string)[] = parent.identities ?? [],
  ): Promise<void> {
    const message = {
      header: header(type, this.#session),
      parent_header: parent.header ?? {},
      metadata: {},
      content,
    }
    await socket.send(this.#wire.encode(identities, message))
  }

  /** The kernel's worker died: what ran is lost, the next cell finds a fresh one. */
  async #revive(why: string): Promise<void> {
    const text = `The kernel died (${why}) and was started again: its variables are lost.\n`
    await this.#publish({ type: 'stream', content: { name: 'stderr', text } }, {})
    await this.#client.restart()
    this.#info = this.#client.request('kernel_info', {})
  }
}
