/** A front end of our own for the tests: it signs, sends and collects, and knows nothing of the kernel's insides. */
import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { Dealer, Request, Subscriber } from 'zeromq'
import type { Connection } from '../../src/jupyter/connection.js'

export interface Received {
  header: { msg_id: string; msg_type: string; [name: string]: unknown }
  parent_header: { msg_id?: string; msg_type?: string }
  // biome-ignore lint/suspicious/noExplicitAny: whatever a kernel sends, for assertions
  content: any
}

export interface Answer {
  reply: Received['content']
  /** What iopub carried for this request, in order: `[type, content]`. */
  published: [string, Received['content']][]
}

/** Five free ports and a key. */
export const newConnection = async (): Promise<Connection> => {
  const ports = await Promise.all(Array.from({ length: 5 }, freePort))
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = ports
  return {
    transport: 'tcp',
    ip: '127.0.0.1',
    shell_port,
    iopub_port,
    stdin_port,
    control_port,
    hb_port,
    key: randomUUID(),
    signature_scheme: 'hmac-sha256',
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

type Channel = 'shell' | 'control' | 'stdin'

export class FrontEnd {
  readonly #connection: Connection
  readonly #session = randomUUID()
  readonly #sockets: Record<Channel, Dealer>
  readonly #iopub = new Subscriber({ linger: 0 })
  readonly #waiting = new Map<
    string,
    { published: Answer['published']; resolve: (answer: Answer) => void; reply?: unknown; idle: boolean }
  >()
  readonly #log: Received[] = []
  #listeners: ((message: Received) => void)[] = []
  onInput: ((request: { prompt: string; password: boolean }) => string | undefined) | undefined

  private constructor(connection: Connection) {
    this.#connection = connection
    const routingId = randomUUID()
    this.#sockets = {
      shell: new Dealer({ linger: 0, routingId }),
      control: new Dealer({ linger: 0, routingId }),
      stdin: new Dealer({ linger: 0, routingId }),
    }
  }

  /** Connects and waits for the kernel's greeting on iopub. */
  static async connect(connection: Connection): Promise<FrontEnd> {
    const client = FrontEnd.withoutIopub(connection)
    await client.subscribe()
    return client
  }

  /** Connects all but iopub. */
  static withoutIopub(connection: Connection): FrontEnd {
    const client = new FrontEnd(connection)
    const at = (port: number) => `tcp://${connection.ip}:${port}`
    client.#sockets.shell.connect(at(connection.shell_port))
    client.#sockets.control.connect(at(connection.control_port))
    client.#sockets.stdin.connect(at(connection.stdin_port))
    for (const channel of ['shell', 'control'] as const) void client.#collectReplies(client.#sockets[channel])
    void client.#answerInput()
    return client
  }

  /** Connects iopub and waits for the kernel's greeting. */
  async subscribe(): Promise<void> {
    this.#iopub.connect(`tcp://${this.#connection.ip}:${this.#connection.iopub_port}`)
    this.#iopub.subscribe()
    const greeted = this.until(({ header }) => header.msg_type === 'iopub_welcome')
    void this.#collectPublications()
    await greeted
  }

  /** Everything on iopub so far. */
  get log(): readonly Received[] {
    return this.#log
  }

  /** The next publication that fits. */
  until(fits: (message: Received) => boolean): Promise<Received> {
    return new Promise((resolve) => {
      const listener = (message: Received) => {
        if (!fits(message)) return
        this.#listeners = this.#listeners.filter((other) => other !== listener)
        resolve(message)
      }
      this.#listeners.push(listener)
    })
  }

  /** Sends a request and waits for its reply and its idle. */
  request(type: string, content: object = {}, channel: Channel = 'shell'): Promise<Answer> {
    const id = randomUUID()
    return new Promise((resolve) => {
      this.#waiting.set(id, { published: [], resolve, idle: false })
      void this.send(channel, this.frames(`${type}_request`, content, id))
    })
  }

  execute(code: string, more: object = {}): Promise<Answer> {
    return this.request('execute', {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: true,
      stop_on_error: true,
      ...more,
    })
  }

  /** The frames of a signed message. */
  frames(type: string, content: object, id: string = randomUUID()): string[] {
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.#session,
      username: 'test',
      date: new Date().toISOString(),
      version: '5.4',
    }
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part))
    const hmac = createHmac('sha256', this.#connection.key)
    for (const part of parts) hmac.update(part)
    return ['<IDS|MSG>', hmac.digest('hex'), ...parts]
  }

  async send(channel: Channel, frames: string[]): Promise<void> {
    await this.#sockets[channel].send(frames)
  }

  /** What the heartbeat echoes. */
  async beat(text: string): Promise<string> {
    const socket = new Request({ linger: 0 })
    socket.connect(`tcp://${this.#connection.ip}:${this.#connection.hb_port}`)
    await socket.send(text)
    const [echo] = await socket.receive()
    socket.close()
    return echo.toString()
  }

  close(): void {
    for (const socket of [...Object.values(this.#sockets), this.#iopub]) socket.close()
  }

  #decode(frames: Buffer[]): Received {
    const start = frames.findIndex((frame) => frame.toString() === '<IDS|MSG>')
    const [header, parent_header, , content] = frames
      .slice(start + 2)
      .map((part) => JSON.parse(part.toString()))
    return { header, parent_header, content }
  }

  async #collectReplies(socket: Dealer): Promise<void> {
    for await (const frames of socket) {
      const { parent_header, content } = this.#decode(frames)
      const waiting = this.#waiting.get(parent_header.msg_id!)
      if (!waiting) continue
      waiting.reply = content
      this.#settle(parent_header.msg_id!)
    }
  }

  async #collectPublications(): Promise<void> {
    for await (const frames of this.#iopub) {
      const message = this.#decode(frames)
      this.#log.push(message)
      const waiting = this.#waiting.get(message.parent_header.msg_id!)
      waiting?.published.push([message.header.msg_type, message.content])
      if (waiting && message.content.execution_state === 'idle') waiting.idle = true
      for (const listener of this.#listeners) listener(message)
      this.#settle(message.parent_header.msg_id!)
    }
  }

  async #answerInput(): Promise<void> {
    for await (const frames of this.#sockets.stdin) {
      const { content } = this.#decode(frames)
      const value = this.onInput?.(content)
      if (value !== undefined) await this.send('stdin', this.frames('input_reply', { value }))
    }
  }

  #settle(id: string): void {
    const waiting = this.#waiting.get(id)
    if (!waiting?.reply || !waiting.idle) return
    this.#waiting.delete(id)
    waiting.resolve({ reply: waiting.reply, published: waiting.published })
  }
}
