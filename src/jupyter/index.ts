/** The notebook kernel's process: a connection file, a kernel, and the server between them until it is told to end. */
import type { KernelClient } from '../protocol/client.js'
import { ConnectionError, readConnection } from './connection.js'
import { JupyterServer } from './server.js'
import { SocketError } from './sockets.js'

/** How often it is asked whether the front end's server still lives, in milliseconds. */
const PARENT_POLL = 1000

/**
 * Serves a kernel on the sockets of a connection file; resolves when it was shut down. Ctrl-C is left to the front end, which sends an
 * interrupt as a message. ConnectionError, SocketError: it can't be served.
 */
export const serveKernel = async (connectionFile: string, client: KernelClient): Promise<void> => {
  const server = await JupyterServer.start(client, readConnection(connectionFile))
  const close = () => void server.close()
  process.on('SIGINT', () => {})
  process.on('SIGTERM', close)
  const parent = Number(process.env.JPY_PARENT_PID)
  if (parent > 0) {
    const started = process.ppid
    setInterval(() => process.ppid !== started && close(), PARENT_POLL).unref()
  }
  await server.ended
}

/** Whether an error says, in a sentence, why the kernel can't be served. */
export const isKernelFailure = (error: unknown): error is ConnectionError | SocketError =>
  error instanceof ConnectionError || error instanceof SocketError
