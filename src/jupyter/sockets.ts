/**
 * The five sockets, bound. zeromq is loaded here and nowhere else, at the last moment.
 *
 * Each socket's sends go out one after the other: the order of iopub is the order of what happened.
 */
import type { Dealer, Reply, Router, XPublisher } from 'zeromq'
import { addressOf, type Connection } from './connection.js'

type Frames = (Buffer | string)[]

/** A socket that answers whoever wrote to it. */
export interface Answering {
  /** Everything that arrives, until the socket is closed. */
  receive(): AsyncIterable<Buffer[]>
  /** Resolves when the message is on its way, or was given up: nobody there, or too slow. */
  send(frames: Frames): Promise<void>
}

export interface Sockets {
  shell: Answering
  control: Answering
  stdin: Answering
  /** Yields the topics that front ends subscribe to. */
  iopub: Answering
  close(): void
}

/** The kernel can't listen; one sentence. */
export class SocketError extends Error {
  override name = 'SocketError'
}

/** How long the last messages may take to leave after `close`, in milliseconds. */
const LINGER = 1000
/**
 * How long a front end that does not keep up with iopub holds back the kernel, in milliseconds: then it misses a message, which is
 * better than a kernel without memory.
 */
const PATIENCE = 5000

export const loadZeromq = async (): Promise<typeof import('zeromq')> => {
  try {
    return await import('zeromq')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const why =
      code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
        ? 'is not installed'
        : `fails (${message})`
    throw new SocketError(
      `The notebook kernel needs the package zeromq, which ${why}: npm install zeromq@6.8.0`,
    )
  }
}

/** Binds all five. SocketError: zeromq is missing, or a port is taken. */
export const bindSockets = async (connection: Connection): Promise<Sockets> => {
  const zmq = await loadZeromq()
  const options = { linger: LINGER, sendHighWaterMark: 0 }
  const shell = new zmq.Router({ ...options, handover: true })
  const control = new zmq.Router({ ...options, handover: true })
  const stdin = new zmq.Router({ ...options, handover: true })
  const iopub = new zmq.XPublisher({ linger: LINGER, noDrop: true, sendTimeout: PATIENCE })
  const heartbeat = new zmq.Reply({ linger: 0 })
  const bound = { shell, control, stdin, iopub, hb: heartbeat }
  for (const [name, socket] of Object.entries(bound)) {
    const address = addressOf(connection, connection[`${name as keyof typeof bound}_port`])
    try {
      await socket.bind(address)
    } catch (error) {
      for (const other of Object.values(bound)) other.close()
      throw new SocketError(`can't listen on ${address}: ${(error as Error).message}`)
    }
  }
  void echo(heartbeat)
  return {
    shell: answering(shell),
    control: answering(control),
    stdin: answering(stdin),
    iopub: answering(iopub),
    close: () => {
      for (const socket of Object.values(bound)) socket.close()
    },
  }
}

const echo = async (heartbeat: Reply): Promise<void> => {
  for await (const frames of heartbeat) await heartbeat.send(frames)
}

const answering = (socket: Router | Dealer | XPublisher): Answering => {
  let last: Promise<void> = Promise.resolve()
  return {
    receive: () => socket as AsyncIterable<Buffer[]>,
    send: (frames) => {
      last = last.then(() => (socket.closed ? undefined : socket.send(frames))).catch(() => {})
      return last
    },
  }
}
